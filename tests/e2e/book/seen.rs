//! Who has seen what changed: everybody's own word, and nobody else's.

use harness::each_database;
use serde_json::json;

#[tokio::test]
async fn somebody_who_only_reads_says_what_they_have_seen_and_changes_nothing_by_it() {
    each_database(async |app| {
        let tour = app.tour("Seen").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let ben = tour.join("Ben", &[("everyone", "read")]).await;
        let next = tour.get(&ben, "/changes").await.ok()["next"].as_str().unwrap().to_owned();
        let sheet = tour.get(&ben, &day.sheet()).await.ok();
        assert_eq!(sheet["seen"], json!([]));

        for up_to in [4, 7, 5] {
            let fields = json!({ "day": sheet["header"]["day"], "up_to": up_to });
            let body = json!({ "fields": fields, "audience": "everyone" });
            let made = tour.post(&ben, "/acknowledgement", &body).await;
            assert_eq!(made.status, 201, "{}", made.text());
        }

        let seen = &tour.get(&tour.manager, &day.sheet()).await.ok()["seen"];
        assert_eq!(seen.as_array().unwrap().len(), 1, "{seen}");
        assert_eq!((&seen[0]["account"], &seen[0]["seq"]), (&json!(ben.account), &json!(7)));
        let changes = tour.get(&ben, &format!("/changes?since={next}")).await.ok();
        assert_eq!(changes["days"], json!([]), "that somebody has looked is no change of the plan");
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_what_somebody_else_has_seen() {
    each_database(async |app| {
        let tour = app.tour("Seen").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").await;
        let jo = tour.join("Jo", &[("everyone", "edit")]).await;
        let sheet = tour.get(&jo, &day.sheet()).await.ok();
        let body = json!({ "fields": { "day": sheet["header"]["day"], "up_to": 3 } });
        let made = tour.post(&tour.manager, "/acknowledgement", &body).await.ok();
        let path = tour.path(&format!("/acknowledgement/{}", made["id"].as_str().unwrap()));
        let patch = json!({ "fields": { "up_to": 9 } });
        app.patch(&jo, &path, 1, &patch).await.problem(403, "not_allowed");
        app.delete(&jo, &path, 1).await.problem(403, "not_allowed");
    })
    .await;
}
