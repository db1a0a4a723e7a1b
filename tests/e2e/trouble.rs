//! The database is taken, or goes away and comes back: nobody hears that it was our mistake, nothing
//! is lost, and what was sent again has one effect.

use domain::change::Group;
use domain::ids::RecordId;
use harness::{Database, Person, TestApp, Tour, create, group};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

fn note(tour: &Tour<'_>, body: &str) -> Group {
    let id = RecordId(tour.app.new_id());
    let edit = create(tour.scope("everyone"), "note", id, json!({ "body": body }));
    group(tour.app.new_id(), vec![edit])
}

async fn n_notes(tour: &Tour<'_>, who: &Person) -> usize {
    tour.get(who, "/note").await.ok()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn whoever_finds_the_file_taken_is_told_to_come_back_and_then_it_works() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let ida = tour.join("Ida", &[("everyone", "edit")]).await;
    let backup = app.beside().await;
    let sent = [note(&tour, "Dock B"), note(&tour, "Dock C")];

    let refused = backup.store().write(async |_held| {
        let both = tokio::join!(
            tour.submit(&ida, std::slice::from_ref(&sent[0])),
            tour.submit(&ida, std::slice::from_ref(&sent[1])),
        );
        assert_eq!(n_notes(&tour, &ida).await, 0, "reading goes on");
        Ok::<_, DbErr>([both.0, both.1])
    });
    let refused = refused.await.unwrap();

    for answer in refused {
        answer.problem(503, "unavailable");
        assert!(answer.header("retry-after").is_some());
    }
    let receipts = tour.submit(&ida, &sent).await.ok()["receipts"].clone();
    assert!(receipts.as_array().unwrap().iter().all(|receipt| receipt["dup"] == false));
    assert_eq!(n_notes(&tour, &ida).await, 2);
    backup.end().await;
    app.end().await;
}

/// Ends every connection to this database but the one that asks, as a restart of PostgreSQL does.
async fn cut_all_connections(app: &TestApp) {
    let cut = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    app.store().writer().execute_unprepared(cut).await.unwrap();
}

#[tokio::test]
async fn when_connections_are_cut_requests_come_back_and_hints_are_heard_again() {
    let Some(database) = Database::postgres().await else { return };
    let app = TestApp::on(database).await;
    let second = app.beside().await;
    let tour = app.tour("Northern Lights").await;
    let there = tour.through(&second);
    let ida = tour.join("Ida", &[("everyone", "edit")]).await;
    let mut stream = there.live(&ida).await;
    stream.heads().await;

    for _ in 0..3 {
        cut_all_connections(&second).await;

        let sent = note(&tour, "Dock B");
        let mut tried = 0;
        let receipt = loop {
            let answer = tour.submit(&ida, std::slice::from_ref(&sent)).await;
            if answer.status == 200 {
                break answer.json()["receipts"][0].clone();
            }
            answer.problem(503, "unavailable");
            tried += 1;
            assert!(tried < 20, "no connection is made again");
        };
        let everyone = tour.scope("everyone");
        stream.until(everyone, receipt["at"][everyone.to_string()].as_u64().unwrap()).await;
    }

    assert_eq!(n_notes(&tour, &ida).await, 3);
    second.end().await;
    app.end().await;
}
