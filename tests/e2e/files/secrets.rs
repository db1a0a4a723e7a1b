//! Content reaches whoever sees a record that names it, and only where somebody who named it there
//! has sent it: neither a hash nor an upload tells what others have.

use domain::blob::BlobHash;
use domain::ids::RecordId;
use harness::{create, each_database, group, set};
use serde_json::json;

use super::{ask, content, fetch, fields, record, send_whole};

#[tokio::test]
async fn a_hidden_or_deleted_file_answers_like_none_and_one_that_is_seen_says_what_is_missing() {
    each_database(async |app| {
        let tour = app.tour("Secrets").await;
        let crew = tour.join("Cru", &[("everyone", "contribute")]).await;
        let petra = tour.join("Petra", &[("everyone", "read"), ("management", "contribute")]).await;
        let (contract, plan) = (content(4_000, 1), content(5_000, 2));
        send_whole(&tour, &tour.manager, &contract).await;
        let hidden = record(&tour, "management", "contract.pdf", &contract).await;
        let shown = record(&tour, "everyone", "plan.pdf", &plan).await;
        let gone = record(&tour, "everyone", "old.pdf", &contract).await;
        app.delete(&tour.manager, &tour.path(&format!("/file/{gone}")), 1).await.must_succeed();

        let absent = RecordId(app.new_id());
        let nothing = fetch(&tour, &crew, absent, &[]).await;
        nothing.problem(404, "not_found");
        for file in [hidden, gone] {
            assert_eq!(fetch(&tour, &crew, file, &[]).await.text(), nothing.text());
        }
        assert!(fetch(&tour, &petra, hidden, &[]).await.body == contract);
        let missing = fetch(&tour, &crew, shown, &[]).await.problem(404, "not_found");
        assert!(missing["detail"].to_string().contains("has not arrived yet"), "{missing}");
        send_whole(&tour, &tour.manager, &plan).await;
        assert!(fetch(&tour, &crew, shown, &[]).await.body == plan);

        tour.remove(&petra).await;
        fetch(&tour, &petra, hidden, &[]).await.problem(404, "not_found");
        // Through another tour that both are on, it is not there either.
        let other = app.tour_in(tour.org, &tour.manager, "Other").await;
        fetch(&other, &tour.manager, hidden, &[]).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn knowing_a_hash_neither_gives_content_nor_tells_that_it_is_there() {
    each_database(async |app| {
        let tour = app.tour("Secrets").await;
        let crew = tour.join("Cru", &[("everyone", "contribute")]).await;
        let (contract, nobodys) = (content(4_000, 1), content(4_000, 2));
        send_whole(&tour, &tour.manager, &contract).await;
        record(&tour, "management", "contract.pdf", &contract).await;

        let mut told = Vec::new();
        for content in [&contract, &nobodys] {
            assert_eq!(ask(&tour, &crew, BlobHash::of(content)).await, (0, false));
            let body = json!({ "fields": fields("mine.pdf", content) });
            let made = tour.post(&crew, "/file", &body).await.ok();
            let mine = made["id"].as_str().unwrap().parse().unwrap();
            told.push(fetch(&tour, &crew, mine, &[]).await);
            told.last().unwrap().problem(404, "not_found");

            send_whole(&tour, &crew, content).await;
            assert!(fetch(&tour, &crew, mine, &[]).await.body == *content);
        }
        assert_eq!(told[0].text(), told[1].text());
    })
    .await;
}

#[tokio::test]
async fn a_dispute_that_is_settled_for_a_file_leaves_its_content_within_reach() {
    each_database(async |app| {
        let tour = app.tour("Secrets").await;
        let ben = tour.join("Ben", &[("everyone", "contribute")]).await;
        let (first, second, third) = (content(10, 1), content(10, 2), content(10, 3));
        let file = record(&tour, "everyone", "rider.pdf", &first).await;
        send_whole(&tour, &tour.manager, &second).await;
        send_whole(&tour, &ben, &third).await;
        for (who, content) in [(&tour.manager, &second), (&ben, &third)] {
            let (from, to) = (json!(BlobHash::of(&first)), json!(BlobHash::of(content)));
            tour.group(who, vec![set("file", file, "hash", from, to)]).await;
        }
        let dispute = tour.get(&ben, "/dispute").await.ok()["items"][0].clone();
        let fields = &dispute["fields"];
        let saw = [&fields["in_force_id"], &fields["candidates"][0]["id"]];
        let path = format!("/disputes/{}/settle", dispute["id"].as_str().unwrap());

        let body = json!({ "to": BlobHash::of(&third), "saw": saw });
        tour.post(&tour.manager, &path, &body).await.must_succeed();

        assert!(fetch(&tour, &tour.manager, file, &[]).await.body == third, "Ben has sent it");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_a_manager_accepts_gives_what_its_author_has_sent_and_nobody_else() {
    each_database(async |app| {
        let tour = app.tour("Secrets").await;
        let mo = tour.join("Mo", &[("everyone", "read"), ("money", "contribute")]).await;
        let crew = tour.join("Cru", &[("everyone", "contribute")]).await;
        let (bill, contract) = (content(10, 1), content(10, 2));
        send_whole(&tour, &mo, &bill).await;
        send_whole(&tour, &tour.manager, &contract).await;
        let everyone = tour.scope("everyone");
        let mut held = Vec::new();
        for content in [&bill, &contract] {
            let id = RecordId(app.new_id());
            let edit = create(everyone, "file", id, fields("bill.pdf", content));
            let mut sent = group(app.new_id(), vec![edit]);
            // What is said of the path proves nothing.
            sent.via = Some(format!("accepted from {}", tour.manager.account));
            assert_eq!(tour.submit_one(&mo, &sent).await["status"], "held");
            held.push((sent.id, id));
        }
        tour.post(&tour.manager, &format!("/groups/{}/accept", held[0].0), &json!({}))
            .await
            .must_succeed();
        assert!(fetch(&tour, &crew, held[0].1, &[]).await.body == bill);

        let mine = RecordId(app.new_id());
        let edit = create(everyone, "file", mine, fields("mine.pdf", &contract));
        let mut sent = group(app.new_id(), vec![edit]);
        sent.via = Some(format!("accepted from {}", tour.manager.account));
        assert_eq!(tour.submit_one(&crew, &sent).await["status"], "applied");
        fetch(&tour, &crew, mine, &[]).await.problem(404, "not_found");
    })
    .await;
}
