//! Long polls: an answer that waits for news, and for nothing else.

use std::time::Duration;

use domain::limits::SYNC_WAIT_SECONDS_MAX;
use domain::sync::ExchangeOut;
use harness::{Answer, TestApp, Tour, each_database};

use super::copy::Copy;
use super::{note, notes};

/// Past this an answer is not coming. Nothing is asserted of how soon it comes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A copy that has everything and waits as long as can be.
async fn waiting<'a>(tour: &'a Tour<'a>, who: &harness::Person) -> Copy<'a> {
    let mut copy = Copy::new(tour, who);
    copy.catch_up().await;
    copy.wait = SYNC_WAIT_SECONDS_MAX;
    copy
}

/// Sends a request and does something once the server waits.
async fn while_it_waits(copy: &Copy<'_>, something: impl Future<Output = ()>) -> Answer {
    let app = copy.tour.app;
    let request = copy.request(Vec::new());
    let answer = copy.send(&request);
    let later = async {
        until_waiting(app).await;
        something.await;
    };
    let both = async { futures_util::future::join(answer, later).await.0 };
    tokio::time::timeout(PATIENCE, both).await.expect("no answer came")
}

async fn until_waiting(app: &TestApp) {
    while app.app().metrics.live_clients() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_change_ends_the_wait_of_whoever_may_see_it() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let mut copy = waiting(&tour, &ida).await;

        let answer = while_it_waits(&copy, async {
            notes(&tour, "management", 2).await;
            notes(&tour, "everyone", 1).await;
        })
        .await;

        let out: ExchangeOut = serde_json::from_value(answer.ok()).unwrap();
        copy.take(&out);
        let everyone = tour.scope("everyone");
        assert_eq!(out.scopes.keys().collect::<Vec<_>>(), [&everyone]);
        assert_eq!(out.scopes[&everyone].records.len(), 1);
        copy.must_add_up();
    })
    .await;
}

#[tokio::test]
async fn another_level_ends_the_wait() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let copy = waiting(&tour, &ida).await;
        let answer =
            while_it_waits(&copy, async { tour.give(&ida, &[("everyone", "edit")]).await }).await;
        let out = answer.ok();
        let page = &out["scopes"][tour.scope("everyone").to_string()];
        assert_eq!(page["level"], "edit", "{out}");
    })
    .await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_while_waiting_is_told_to_forget_it() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let copy = waiting(&tour, &ida).await;
        let answer = while_it_waits(&copy, async { tour.remove(&ida).await }).await;
        let out = answer.ok();
        assert_eq!(out["scopes"][tour.scope("everyone").to_string()]["state"], "removed");
    })
    .await;
}

#[tokio::test]
async fn a_log_in_that_ends_ends_its_wait_with_nothing() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let mut copy = waiting(&tour, &ida).await;
        copy.who.token = app.log_in(ida.account).await;
        let path = "/v1/sessions/current";
        let answer = while_it_waits(&copy, async {
            let headers = reqwest::header::HeaderMap::new();
            let ended = app.send(reqwest::Method::DELETE, Some(&copy.who), path, headers, None);
            ended.await.must_succeed();
        })
        .await;
        answer.problem(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn what_is_there_already_is_not_waited_for_and_groups_never_wait() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut copy = waiting(&tour, &tour.manager).await;
        notes(&tour, "everyone", 1).await;
        let sent = copy.group(vec![note(&tour, "everyone", "mine")]);
        for groups in [vec![], vec![sent.clone()], vec![sent]] {
            let soon = tokio::time::timeout(PATIENCE / 3, copy.exchange(groups));
            soon.await.expect("it waited");
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_stops_answers_whoever_waits() {
    for database in harness::Database::each().await {
        let mut app = TestApp::on(database).await;
        let tour = app.tour("Northern Lights").await;
        let copy = waiting(&tour, &tour.manager).await;
        let answer = while_it_waits(&copy, async {
            app.app().stopping.send_replace(true);
        })
        .await;
        assert_eq!(answer.ok()["scopes"], serde_json::json!({}));
        drop(tour);
        app.stop().await;
        app.end().await;
    }
}

#[tokio::test]
async fn past_as_many_as_the_settings_allow_nobody_waits_and_is_told_to_stay_away() {
    for database in harness::Database::each().await {
        let app = TestApp::with(database, |settings| settings.live_clients_max = 1).await;
        let tour = app.tour("Northern Lights").await;
        let copy = waiting(&tour, &tour.manager).await;
        let second = waiting(&tour, &tour.manager).await;
        let stream = tour.live(&tour.manager).await;
        until_waiting(&app).await;
        let out = second.send(&second.request(Vec::new())).await.ok();
        assert!(out["retry_after_ms"].as_u64().unwrap() >= 1_000, "{out}");
        drop(stream);
        drop((copy, second));
        drop(tour);
        app.end().await;
    }
}

#[tokio::test]
async fn a_wait_is_as_long_as_is_allowed_and_no_longer() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.wait = SYNC_WAIT_SECONDS_MAX;
        copy.send(&copy.request(Vec::new())).await.must_succeed();
        copy.wait += 1;
        let problem = copy.send(&copy.request(Vec::new())).await.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "wait");
    })
    .await;
}
