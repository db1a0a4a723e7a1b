//! Who is on a tour, as far as whoever asks may know.

use harness::{Database, TestApp, each_database};
use serde_json::{Value, json};

use super::each;

#[tokio::test]
async fn an_audience_keeps_somebody_who_manages_it() {
    each_database(async |app| {
        let tour = app.tour("Members").await;
        let maya = &tour.manager;
        let path = tour.path(&format!("/members/{}", maya.account));
        for level in [json!("edit"), Value::Null] {
            let body = json!({ "audiences": { "everyone": level, "party": "read" } });
            app.put(maya, &path, &body).await.problem(409, "conflict");
        }
        app.delete(maya, &path, 0).await.problem(409, "conflict");
        let still = tour.get(maya, "").await.ok();
        let levels: Vec<_> = still["audiences"].as_array().unwrap().iter().collect();
        assert!(levels.iter().all(|audience| audience["level"] == "manage"), "{still}");

        let pat = tour.join("Pat", &[("everyone", "manage")]).await;
        let body = json!({ "audiences": { "everyone": "edit" } });
        app.put(maya, &path, &body).await.must_succeed();
        let own = tour.path(&format!("/members/{}", pat.account));
        app.delete(&pat, &own, 0).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_of_an_audience_that_they_are_not_in() {
    each_database(async |app| {
        let tour = app.tour("Members").await;
        let levels = [("everyone", "read"), ("party", "edit")];
        let noor = tour.join("Noor", &levels).await;
        let crew = tour.join("Chris", &[("everyone", "read")]).await;
        let answer = tour.get(&crew, "/members").await;
        assert_eq!(each(&answer.ok(), "name").len(), 3);
        for hidden in ["party", "management", "money"] {
            assert!(!answer.text().contains(hidden), "{}", answer.text());
        }
        let own = answer.ok()["items"].as_array().unwrap().clone();
        let mails: Vec<_> = own.iter().filter(|member| member.get("email").is_some()).collect();
        assert_eq!(mails.len(), 1, "only one's own address");
        assert_eq!(mails[0]["email"], json!(crew.email));

        let seen = tour.get(&tour.manager, "/members").await.ok();
        let seen = seen["items"].as_array().unwrap().iter();
        let member = seen.clone().find(|member| member["account"] == json!(noor.account)).unwrap();
        assert_eq!(member["audiences"], json!({ "everyone": "read", "party": "edit" }));
        assert_eq!(member["email"], json!(noor.email));

        let body = json!({ "audiences": { "money": "read" } });
        let path = tour.path(&format!("/members/{}", crew.account));
        let hidden = app.put(&crew, &path, &body).await.problem(422, "invalid");
        let body = json!({ "audiences": { "nonsense": "read" } });
        let unknown = app.put(&crew, &path, &body).await.problem(422, "invalid");
        assert_eq!(
            hidden.to_string().replace("money", "_"),
            unknown.to_string().replace("nonsense", "_")
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_sees_nothing_of_it_at_once() {
    each_database(async |app| {
        let tour = app.tour("Members").await;
        tour.a_day("2026-10-24").in_zone("Europe/Oslo").await;
        let crew = tour.join("Chris", &[("everyone", "edit")]).await;
        tour.get(&crew, "/days/2026-10-24").await.must_succeed();
        assert_eq!(each(&app.get(&crew, "/v1/tours").await.ok(), "name"), ["Members"]);
        tour.remove(&crew).await;
        for path in ["", "/days", "/days/2026-10-24", "/days/2026-10-24.txt", "/book", "/changes"] {
            tour.get(&crew, path).await.problem(404, "not_found");
        }
        assert_eq!(app.get(&crew, "/v1/tours").await.ok()["items"], json!([]));
        let path = tour.path(&format!("/members/{}", crew.account));
        app.delete(&tour.manager, &path, 0).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn members_come_page_by_page_each_of_them_once() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Members").await;
    for name in ["Ana", "Ben", "Cleo", "Dov"] {
        tour.join(name, &[("everyone", "read")]).await;
    }
    let mut seen = Vec::new();
    let mut path = "/members?limit=2".to_owned();
    loop {
        let page = tour.get(&tour.manager, &path).await.ok();
        assert!(page["items"].as_array().unwrap().len() <= 2);
        seen.extend(each(&page, "name").into_iter().map(str::to_owned));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/members?limit=2&after={next}");
    }
    seen.sort();
    assert_eq!(seen, ["Ana", "Ben", "Cleo", "Dov", "Maya"]);
    app.end().await;
}

#[tokio::test]
async fn an_audience_of_the_tours_own_is_its_makers_alone() {
    each_database(async |app| {
        let tour = app.tour("Members").await;
        let crew = tour.join("Chris", &[("everyone", "edit")]).await;
        let added =
            tour.post(&tour.manager, "/audiences", &json!({ "name": "b_party" })).await.ok();
        assert_eq!(added["level"], "manage");
        let note = json!({ "audience": "b_party", "fields": { "body": "Only us" } });
        let note = tour.post(&tour.manager, "/note", &note).await.ok();
        let path = format!("/note/{}", note["id"].as_str().unwrap());
        tour.get(&crew, &path).await.problem(404, "not_found");
        assert!(!tour.get(&crew, "/audiences").await.text().contains("b_party"));
        tour.give(&crew, &[("b_party", "read")]).await;
        assert_eq!(tour.get(&crew, &path).await.ok()["audience"], "b_party");
    })
    .await;
}
