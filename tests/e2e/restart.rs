//! A server that is stopped and started again on the same database goes on where it was.

use harness::{Database, Person, TestApp, Tour, create, group, set};
use serde_json::{Value, json};

use crate::invariants::states;

#[tokio::test]
async fn after_a_restart_everything_is_there_and_counting_goes_on() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit")]).await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Doors", "19:00").await;
        let sent = group(app.new_id(), vec![note(&app, &tour, "before")]);
        let receipt = tour.submit_one(&ida, &sent).await;
        let before = all_that_ida_sees(&tour, &ida, &day.sheet()).await;
        let digests = digests(&tour).await;
        let (id, org, manager, scopes) = (tour.id, tour.org, tour.manager.clone(), tour.scopes);

        let app = app.restarted().await;

        let tour = Tour { app: &app, id, org, manager, scopes };
        assert_eq!(all_that_ida_sees(&tour, &ida, &day.sheet()).await, before);
        assert_eq!(self::digests(&tour).await, digests);
        let again = tour.submit_one(&ida, &sent).await;
        assert_eq!((&again["dup"], &again["at"]), (&json!(true), &receipt["at"]));
        let everyone = tour.scope("everyone");
        let seq = receipt["at"][everyone.to_string()].as_u64().unwrap();
        let next = tour.group(&ida, vec![note(&app, &tour, "after")]).await;
        assert_eq!(next["at"], json!({ everyone.to_string(): seq + 1 }));
        tour.live(&ida).await.until(everyone, seq + 1).await;
        let doors = day.item("Doors");
        let edit = set("schedule_item", doors, "title", json!("Doors"), json!("Gates"));
        assert_eq!(tour.group(&ida, vec![edit]).await["status"], "applied");
        drop(tour);
        app.end().await;
    }
}

fn note(app: &TestApp, tour: &Tour<'_>, body: &str) -> domain::change::Edit {
    let id = domain::ids::RecordId(app.new_id());
    create(tour.scope("everyone"), "note", id, json!({ "body": body }))
}

async fn all_that_ida_sees(tour: &Tour<'_>, ida: &Person, sheet: &str) -> Vec<Value> {
    let mut seen = Vec::new();
    for path in ["", "/days", sheet, "/book", "/people", "/changes", "/note", "/members"] {
        seen.push(tour.get(ida, path).await.ok());
    }
    seen
}

async fn digests(tour: &Tour<'_>) -> Vec<String> {
    states(tour).await.iter().map(|state| state.digest.to_string()).collect()
}
