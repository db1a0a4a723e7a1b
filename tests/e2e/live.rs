//! Live hints: whoever listens learns that there is something new in what they may see, and whoever
//! may no longer see anything is told nothing.

use harness::{Event, Person, TestApp, Tour, each_database, group};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

async fn a_tour(app: &TestApp) -> (Tour<'_>, Person) {
    let tour = app.tour("Northern Lights").await;
    let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
    (tour, ida)
}

/// The newest number of an audience.
async fn head(tour: &Tour<'_>, audience: &str) -> u64 {
    let audiences = tour.get(&tour.manager, "/audiences").await.ok();
    let mut items = audiences["items"].as_array().unwrap().iter();
    items.find(|item| item["audience"] == audience).unwrap()["seq"].as_u64().unwrap()
}

#[tokio::test]
async fn a_listener_hears_where_things_stand_and_then_each_change() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let everyone = tour.scope("everyone");
        let before = head(&tour, "everyone").await;

        let mut stream = tour.live(&ida).await;

        assert_eq!(stream.heads().await, json!({ everyone.to_string(): before }));
        tour.record("everyone", "note", json!({ "body": "Dock B" })).await;
        stream.until(everyone, before + 1).await;
        tour.record("everyone", "note", json!({ "body": "Dock C" })).await;
        stream.until(everyone, before + 2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_a_burst_the_last_event_says_the_newest_number() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let before = head(&tour, "everyone").await;
        let mut streams = [tour.live(&ida).await, tour.live(&tour.manager).await];
        let notes = (0..60).map(|n| {
            let id = domain::ids::RecordId(app.new_id());
            let body = json!({ "body": format!("note {n}") });
            let edit = harness::create(tour.scope("everyone"), "note", id, body);
            group(app.new_id(), vec![edit])
        });
        let (tour, ida, notes) = (&tour, &ida, notes.collect::<Vec<_>>());

        let sent = notes.chunks(4).map(|groups| tour.submit(ida, groups));

        for answer in futures_util::future::join_all(sent).await {
            answer.must_succeed();
        }
        for stream in &mut streams {
            stream.until(tour.scope("everyone"), before + 60).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_listener_hears_of_their_own_audiences_alone() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let everyone = tour.scope("everyone");
        let mut stream = tour.live(&ida).await;
        let mut heads = vec![stream.heads().await];

        tour.record("management", "note", json!({ "body": "The bus is too old" })).await;
        tour.record("money", "note", json!({ "body": "So is the van" })).await;
        tour.record("everyone", "note", json!({ "body": "Dock B" })).await;

        let newest = head(&tour, "everyone").await;
        while heads.last().unwrap()[everyone.to_string()] != newest {
            heads.push(stream.heads().await);
        }
        for heads in heads {
            let scopes: Vec<_> = heads.as_object().unwrap().keys().cloned().collect();
            assert_eq!(scopes, [everyone.to_string()]);
        }
        assert!(!stream.seen.contains(&tour.scope("management").to_string()));
    })
    .await;
}

#[tokio::test]
async fn a_new_audience_is_heard_of_without_connecting_again() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let mut stream = tour.live(&ida).await;
        let party = tour.scope("party").to_string();
        assert_eq!(stream.heads().await.get(&party), None);

        tour.give(&ida, &[("party", "read")]).await;

        while stream.heads().await.get(&party).is_none() {}
        tour.record("party", "note", json!({ "body": "After-show at nine" })).await;
        stream.until(tour.scope("party"), 1).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_hears_nothing_more() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let jonas = tour.join("Jonas", &[("everyone", "read")]).await;
        let (mut idas, mut jonass) = (tour.live(&ida).await, tour.live(&jonas).await);
        let now = idas.heads().await;

        tour.remove(&ida).await;

        let mut heard = Vec::new();
        while let Event::Heads(body) = idas.next().await {
            heard.push(body["heads"].clone());
        }
        assert!(heard.iter().all(|heads| *heads == now), "{heard:?}");
        tour.get(&ida, "/live").await.problem(404, "not_found");
        let newest = head(&tour, "everyone").await;
        tour.record("everyone", "note", json!({ "body": "Dock B" })).await;
        jonass.until(tour.scope("everyone"), newest + 1).await;
    })
    .await;
}

#[tokio::test]
async fn a_log_in_that_ends_takes_its_own_streams_with_it() {
    each_database(async |app| {
        let (tour, ida) = a_tour(app).await;
        let on_laptop = Person { token: app.log_in(ida.account).await, ..ida.clone() };
        let (mut phone, mut laptop) = (tour.live(&ida).await, tour.live(&on_laptop).await);

        let path = "/v1/sessions/current";
        let ended = app.send(Method::DELETE, Some(&on_laptop), path, HeaderMap::new(), None).await;

        ended.must_succeed();
        laptop.end().await;
        tour.record("everyone", "note", json!({ "body": "Dock B" })).await;
        phone.until(tour.scope("everyone"), head(&tour, "everyone").await).await;
    })
    .await;
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    for database in harness::Database::each().await {
        let mut app = TestApp::on(database).await;
        let (tour, ida) = a_tour(&app).await;
        let mut streams = [tour.live(&ida).await, tour.live(&tour.manager).await];
        for stream in &mut streams {
            stream.heads().await;
        }
        drop(tour);

        app.stop().await;

        for stream in &mut streams {
            stream.end().await;
        }
        app.end().await;
    }
}

#[tokio::test]
async fn two_servers_on_one_database_hear_of_each_others_changes() {
    each_database(async |app| {
        let (here, ida) = a_tour(app).await;
        let second = app.beside().await;
        let there = here.through(&second);
        let everyone = here.scope("everyone");
        let (mut first, mut other) = (here.live(&ida).await, there.live(&ida).await);
        let before = head(&here, "everyone").await;

        here.record("everyone", "note", json!({ "body": "made here" })).await;
        other.until(everyone, before + 1).await;
        there.record("everyone", "note", json!({ "body": "made there" })).await;
        first.until(everyone, before + 2).await;

        for tour in [&here, &there] {
            let notes = tour.get(&ida, "/note").await.ok();
            assert_eq!(notes["items"].as_array().unwrap().len(), 2);
            let changes = tour.get(&ida, "/changes").await.ok();
            assert!(changes.to_string().contains("made there"), "{changes}");
        }
        second.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_member_who_is_removed_through_one_server_is_gone_from_the_other() {
    each_database(async |app| {
        let (here, ida) = a_tour(app).await;
        let second = app.beside().await;
        let there = here.through(&second);
        let mut stream = there.live(&ida).await;
        assert_ne!(stream.heads().await, Value::Null);
        there.get(&ida, "/days").await.must_succeed();

        here.remove(&ida).await;

        stream.end().await;
        there.get(&ida, "/days").await.problem(404, "not_found");
        second.end().await;
    })
    .await;
}
