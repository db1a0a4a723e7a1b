//! What nobody needs any more goes, in time, and nothing else.

use api::store::entity::{blob, blob_chunk, upload};
use chrono::Duration;
use domain::blob::BlobHash;
use domain::ids::RecordId;
use domain::limits::{BLOB_UNNAMED_DAYS_MAX, UPLOAD_DAYS_MAX};
use harness::{TestApp, create, each_database, group, set};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;

use super::{ask, content, fetch, fields, record, send_part, send_whole, sweep};

/// How many rows there are of content, chunks and uploads.
async fn stored(app: &TestApp) -> (u64, u64, u64) {
    let conn = app.store().reader();
    (
        blob::Entity::find().count(conn).await.unwrap(),
        blob_chunk::Entity::find().count(conn).await.unwrap(),
        upload::Entity::find().count(conn).await.unwrap(),
    )
}

#[tokio::test]
async fn an_upload_that_does_not_go_on_is_kept_for_a_week() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        let (maya, whole) = (&tour.manager, content(600_000, 1));
        let hash = BlobHash::of(&whole);
        let first = whole[..300_000].to_vec();
        send_part(&tour, maya, hash, (0, Some(600_000)), first).await.must_succeed();
        app.clock().advance(Duration::days(UPLOAD_DAYS_MAX - 1));
        let more = whole[300_000..400_000].to_vec();
        send_part(&tour, maya, hash, (300_000, None), more).await.must_succeed();

        app.clock().advance(Duration::days(UPLOAD_DAYS_MAX));
        assert_eq!(sweep(app).await, (0, 0), "it went on a week ago");
        assert_eq!(ask(&tour, maya, hash).await, (400_000, false));
        app.clock().advance(Duration::seconds(1));
        assert_eq!(sweep(app).await, (1, 0));
        assert_eq!(ask(&tour, maya, hash).await, (0, false));
        assert_eq!(stored(app).await, (0, 0, 0));
        send_whole(&tour, maya, &whole).await;
    })
    .await;
}

#[tokio::test]
async fn content_that_nothing_names_is_kept_for_thirty_days() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        let maya = &tour.manager;
        let (named, unnamed) = (content(300_000, 1), content(300_000, 2));
        let file = record(&tour, "money", "deal.pdf", &named).await;
        send_whole(&tour, maya, &named).await;
        let hash = send_whole(&tour, maya, &unnamed).await;
        app.clock().advance(Duration::days(BLOB_UNNAMED_DAYS_MAX));
        assert_eq!(sweep(app).await, (0, 0));
        app.clock().advance(Duration::seconds(1));
        assert_eq!(sweep(app).await, (0, 1));
        assert_eq!(stored(app).await, (1, 2, 1));
        assert!(fetch(&tour, maya, file, &[]).await.body == named);
        assert_eq!(ask(&tour, maya, hash).await, (0, false), "it has to be sent again");
    })
    .await;
}

#[tokio::test]
async fn what_was_deleted_or_replaced_can_be_brought_back_for_thirty_days_from_then() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        let maya = &tour.manager;
        let (first, second) = (content(10, 1), content(10, 2));
        let old = send_whole(&tour, maya, &first).await;
        let replaced = record(&tour, "everyone", "rider.pdf", &first).await;
        let deleted = record(&tour, "everyone", "rider two.pdf", &first).await;
        for _ in 0..50 {
            app.clock().advance(Duration::days(1));
            assert_eq!(sweep(app).await, (0, 0));
        }
        let new = send_whole(&tour, maya, &second).await;
        let path = |file: RecordId| tour.path(&format!("/file/{file}"));
        let newer = json!({ "fields": { "hash": new } });
        app.patch(maya, &path(replaced), 1, &newer).await.must_succeed();
        app.delete(maya, &path(deleted), 1).await.must_succeed();
        for _ in 0..BLOB_UNNAMED_DAYS_MAX {
            assert_eq!(sweep(app).await, (0, 0));
            app.clock().advance(Duration::days(1));
        }
        let back = app.post(maya, &format!("{}/restore", path(deleted)), &json!({})).await;
        back.must_succeed();
        assert!(fetch(&tour, maya, deleted, &[]).await.body == first);
        app.delete(maya, &path(deleted), 3).await.must_succeed();
        app.clock().advance(Duration::days(1));
        assert_eq!(sweep(app).await, (0, 1), "nothing has named it for more than thirty days");
        assert_eq!(ask(&tour, maya, old).await, (0, false));
        assert!(fetch(&tour, maya, replaced, &[]).await.body == second);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_has_still_to_decide_keeps_its_content() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        let ben = tour.join("Ben", &[("everyone", "contribute")]).await;
        let mo = tour.join("Mo", &[("everyone", "read"), ("money", "contribute")]).await;
        let contents = [content(10, 1), content(10, 2), content(10, 3), content(10, 4)];
        let [first, second, third, fourth] = &contents;
        for (who, content) in [(&tour.manager, second), (&ben, third), (&mo, fourth)] {
            send_whole(&tour, who, content).await;
        }
        let file = record(&tour, "everyone", "rider.pdf", first).await;
        for (who, content) in [(&tour.manager, second), (&ben, third)] {
            let (from, to) = (json!(BlobHash::of(first)), json!(BlobHash::of(content)));
            tour.group(who, vec![set("file", file, "hash", from, to)]).await;
        }
        let id = RecordId(app.new_id());
        let edit = create(tour.scope("everyone"), "file", id, fields("bill.pdf", fourth));
        let held = tour.submit_one(&mo, &group(app.new_id(), vec![edit])).await;
        assert_eq!(held["status"], "held");
        app.clock().advance(Duration::days(3 * BLOB_UNNAMED_DAYS_MAX));

        assert_eq!(sweep(app).await, (0, 0), "one in force, one candidate, one held");

        let path = format!("/groups/{}/accept", held["group"].as_str().unwrap());
        let manager = harness::Person {
            token: app.log_in(tour.manager.account).await,
            ..tour.manager.clone()
        };
        tour.post(&manager, &path, &json!({})).await.must_succeed();
        assert!(fetch(&tour, &manager, id, &[]).await.body == *fourth);
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_whether_it_is_there_has_time_to_name_it() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        let (maya, whole) = (&tour.manager, content(10, 1));
        let hash = send_whole(&tour, maya, &whole).await;
        app.clock().advance(Duration::days(BLOB_UNNAMED_DAYS_MAX + 1));
        assert_eq!(ask(&tour, maya, hash).await, (10, true));
        assert_eq!(sweep(app).await, (0, 0));
        let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
        app.clock().advance(Duration::days(BLOB_UNNAMED_DAYS_MAX + 1));
        send_whole(&tour, &ida, &whole).await;
        assert_eq!(sweep(app).await, (0, 0), "it was sent again, by somebody else");
    })
    .await;
}

#[tokio::test]
async fn two_servers_clean_up_one_database_at_once() {
    each_database(async |app| {
        let tour = app.tour("Cleaning").await;
        for n in 0..20 {
            send_whole(&tour, &tour.manager, &content(300_000, n)).await;
        }
        let second = app.beside().await;
        app.clock().advance(Duration::days(BLOB_UNNAMED_DAYS_MAX + 1));
        let (here, there) = tokio::join!(sweep(app), sweep(&second));
        assert_eq!(here.1 + there.1, 20);
        assert_eq!(stored(app).await, (0, 0, 0));
        second.end().await;
    })
    .await;
}
