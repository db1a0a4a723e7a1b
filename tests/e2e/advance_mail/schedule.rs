//! Reminders as days pass: drafted or sent, once, and no more when there is nothing left to ask.

use api::service::advance::reminders::{Reminded, remind};
use chrono::Duration;
use domain::ids::RecordId;
use harness::{Database, TestApp, each_database};
use serde_json::json;

use super::mailbox::{Mailbox, free_port};
use super::{World, app_with, link_in, opens};

fn drafted(drafted: usize, dropped: usize) -> Reminded {
    Reminded { drafted, dropped, ..Reminded::default() }
}

fn leads(all: &[(u64, &str)]) -> Vec<(Option<u64>, String)> {
    all.iter().map(|(lead, status)| (Some(*lead), (*status).to_owned())).collect()
}

#[tokio::test]
async fn drafts_come_on_their_days_and_go_when_the_sheet_is_complete() {
    each_database(async |app| {
        let world = World::of(app).await;
        assert_eq!(world.days_later(1).await, Reminded::default(), "22 days before");
        assert_eq!(world.days_later(1).await, drafted(1, 0));
        assert_eq!(remind(app.app()).await.unwrap(), Reminded::default());
        assert_eq!(world.mails().await, leads(&[(21, "draft")]));

        // The newer one takes the place of what nobody has looked at.
        assert_eq!(world.days_later(7).await, drafted(1, 1));
        assert_eq!(world.mails().await, leads(&[(14, "draft"), (21, "dropped")]));

        world.set_sheet("closed", json!(true)).await;
        assert_eq!(remind(app.app()).await.unwrap(), drafted(0, 1));
        assert_eq!(world.days_later(7).await, Reminded::default());
        assert_eq!(world.mails().await, leads(&[(14, "dropped"), (21, "dropped")]));
    })
    .await;
}

#[tokio::test]
async fn a_day_begins_in_the_morning_of_the_shows_place() {
    let app = TestApp::on(Database::sqlite().await).await;
    let world = World::of(&app).await;
    // Two in the afternoon in Amsterdam, and 22 days before the show.
    let to_the_morning = Duration::hours(18) + Duration::minutes(59);
    app.clock().advance(to_the_morning);
    assert_eq!(world.days_later(0).await, Reminded::default());
    app.clock().advance(Duration::days(1));
    assert_eq!(world.days_later(0).await, Reminded::default(), "08:59");
    app.clock().advance(Duration::minutes(1));
    assert_eq!(world.days_later(0).await, drafted(1, 0));
    app.end().await;
}

#[tokio::test]
async fn a_sheet_that_was_begun_late_gets_one_mail_and_one_without_an_address_none() {
    each_database(async |app| {
        let world = World::of(app).await;
        world.set_sheet("recipient_email", json!(null)).await;
        assert_eq!(world.days_later(18).await, Reminded::default());
        world.set_sheet("recipient_email", json!("jonas@example.net")).await;
        world.set_sheet("no_reminders", json!(true)).await;
        assert_eq!(remind(app.app()).await.unwrap(), Reminded::default());
        world.set_sheet("no_reminders", json!(false)).await;
        assert_eq!(remind(app.app()).await.unwrap(), drafted(1, 0));
        assert_eq!(world.mails().await, leads(&[(7, "draft")]));
    })
    .await;
}

#[tokio::test]
async fn a_reminder_is_sent_once_by_however_many_servers() {
    for database in Database::each().await {
        let Some(mailbox) = Mailbox::open().await else { return };
        let app = app_with(database, Some(mailbox.port)).await;
        let second = app.beside().await;
        let world = World::of(&app).await;
        world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
        app.clock().advance(Duration::days(2));
        let both = tokio::join!(remind(app.app()), remind(second.app()));
        let n_sent = both.0.unwrap().sent + both.1.unwrap().sent;
        assert_eq!(n_sent, 1, "on {:?}", app.engine());
        for server in [&app, &second, &app] {
            assert_eq!(remind(server.app()).await.unwrap(), Reminded::default());
        }
        assert_eq!(world.mails().await, leads(&[(21, "sent")]));

        let arrived = mailbox.arrived().await;
        let [mail] = arrived.as_slice() else { panic!("{} have arrived", arrived.len()) };
        assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(mail.header("To"), Some("Jonas Weber <jonas@example.net>"));
        assert!(opens(&app, link_in(&app, &mail.text)).await);

        // The venue has its link now, and is reminded of what is open a week later.
        let sheet = world.tour.get(world.me(), &format!("/advances/{}", world.sheet)).await.ok();
        assert_eq!(sheet["sent_on"], "2026-10-11");
        assert_eq!(world.days_later(7).await, Reminded { sent: 1, ..Reminded::default() });
        let arrived = mailbox.arrived().await;
        assert!(arrived[1].header("Subject").unwrap().ends_with("answers open"));
        second.end().await;
        app.end().await;
        mailbox.close().await;
    }
}

#[tokio::test]
async fn files_that_come_in_by_a_reminders_link_are_kept_under_who_made_the_sheet() {
    let Some(mailbox) = Mailbox::open().await else { return };
    let app = app_with(Database::sqlite().await, Some(mailbox.port)).await;
    let world = World::of(&app).await;
    world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
    assert_eq!(world.days_later(2).await.sent, 1);
    let (conn, now) = (app.store().reader(), app.clock().now());
    let links = api::store::advance_links::of_advance(conn, world.tour.org, world.sheet, now)
        .await
        .unwrap();
    assert_eq!(links[0].created_by, world.me().account);
    app.end().await;
    mailbox.close().await;
}

#[tokio::test]
async fn where_no_mail_server_is_set_what_would_be_sent_is_a_draft() {
    each_database(async |app| {
        let world = World::of(app).await;
        world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
        assert_eq!(world.days_later(2).await, drafted(1, 0));
        assert_eq!(world.mails().await, leads(&[(21, "draft")]));
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_waited_for() {
    let port = free_port();
    let app = app_with(Database::sqlite().await, Some(port)).await;
    let world = World::of(&app).await;
    world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
    assert_eq!(world.days_later(2).await, Reminded::default());
    assert!(world.mails().await.is_empty());
    let Some(mailbox) = Mailbox::on(port).await else { return app.end().await };
    assert_eq!(remind(app.app()).await.unwrap(), Reminded { sent: 1, ..Reminded::default() });
    assert_eq!(mailbox.arrived().await.len(), 1);
    app.end().await;
    mailbox.close().await;
}

#[tokio::test]
async fn a_reminder_that_is_refused_has_failed_and_is_not_sent_again_by_itself() {
    let Some(mailbox) = Mailbox::full().await else { return };
    let app = app_with(Database::sqlite().await, Some(mailbox.port)).await;
    let world = World::of(&app).await;
    world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
    assert_eq!(world.days_later(2).await, Reminded { failed: 1, ..Reminded::default() });
    assert_eq!(remind(app.app()).await.unwrap(), Reminded::default());
    assert_eq!(world.mails().await, leads(&[(21, "failed")]));
    let sheet = world.tour.get(world.me(), &format!("/advances/{}", world.sheet)).await.ok();
    assert_eq!(sheet["sent_on"], json!(null));
    app.end().await;
    mailbox.close().await;
}
