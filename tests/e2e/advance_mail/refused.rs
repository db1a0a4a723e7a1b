//! What may not be written, by whom, and what is not sent.

use api::service::advance::mails::MAILS_MAX;
use api::store::advance_mails::{claim, edit, one};
use chrono::Duration;
use domain::ids::{AdvanceMailId, RecordId};
use harness::{Database, each_database};
use serde_json::{Value, json};

use super::mailbox::Mailbox;
use super::{World, app_with};

#[tokio::test]
async fn nothing_that_is_written_becomes_a_header_or_another_recipient() {
    let Some(mailbox) = Mailbox::open().await else { return };
    let app = app_with(Database::sqlite().await, Some(mailbox.port)).await;
    let world = World::of(&app).await;
    let mail = world.draft(json!({})).await;
    for (field, value) in [
        ("subject", "Advance\r\nBcc: everybody@example.org"),
        ("to_name", "Jonas\nBcc: everybody@example.org"),
        ("to_email", "jonas@example.net\r\nBcc: everybody@example.org"),
        ("to_email", "jonas@example.net, everybody@example.org"),
        ("to_email", "Jonas <jonas@example.net>"),
        ("to_email", "jonas"),
        ("body", "no address of the form"),
        ("body", "\u{0}{link}"),
    ] {
        let refused = world.edit(&mail, json!({ field: value })).await.problem(422, "invalid");
        assert_eq!(refused["errors"][0]["field"], field, "{refused}");
    }
    world.edit(&mail, json!({ "subject": null })).await.problem(422, "invalid");
    // What a name may hold stays a name.
    let name = "Jonas\u{a0}\"Bcc: x@example.org\" <y@example.org>, Müller";
    world.edit(&mail, json!({ "to_name": name })).await.must_succeed();
    assert_eq!(world.send(&mail).await.ok()["status"], "sent");
    let arrived = mailbox.arrived().await;
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].header("X-RcptTo"), Some("jonas@example.net"));
    assert_eq!((arrived[0].header("Bcc"), arrived[0].header("Cc")), (None, None));
    assert!(arrived[0].header("To").unwrap().ends_with("<jonas@example.net>"));

    // The sheet may name anything, and an address list is none that takes mail.
    world.set_sheet("recipient_email", json!("a@example.net, b@example.net")).await;
    let failed = world.send(&world.draft(json!({})).await).await.ok();
    let problem = "`a@example.net, b@example.net` is no address that takes mail";
    assert_eq!((&failed["status"], &failed["problem"]), (&json!("failed"), &json!(problem)));
    assert_eq!(mailbox.arrived().await.len(), 1);
    app.end().await;
    mailbox.close().await;
}

#[tokio::test]
async fn a_mail_that_names_another_date_than_the_show_has_is_not_sent() {
    each_database(async |app| {
        let world = World::of(app).await;
        let mail = world.draft(json!({})).await;
        let later = world.tour.a_day("2026-11-08").in_zone("Europe/Amsterdam").await;
        assert_ne!(later.id, world.day);
        world.set("event", world.event, "day", json!(later.id)).await;
        let refused = world.text(&mail).await.problem(409, "conflict");
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("from 2026-11-01 to 2026-11-08"), "{detail}");
        world.drop(&mail).await.must_succeed();
        assert_eq!(world.mails().await, [(None, "dropped".to_owned())]);
        world.text(&mail).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn only_who_may_change_the_sheet_has_to_do_with_its_mails() {
    each_database(async |app| {
        let world = World::of(app).await;
        let mail = world.draft(json!({})).await;
        let one = format!("/{}", mail["id"].as_str().unwrap());
        let reader = world.tour.join("Rita", &[("everyone", "edit"), ("management", "read")]).await;
        let outside = world.tour.join("Otto", &[("everyone", "manage")]).await;
        for (who, status, code) in [(&reader, 403, "not_allowed"), (&outside, 404, "not_found")] {
            for rest in [format!("{one}/send"), format!("{one}/text"), String::new()] {
                let path = world.path(&rest);
                world.tour.post(who, &path, &json!({})).await.problem(status, code);
            }
            world.tour.get(who, &world.path("")).await.problem(status, code);
            let all = world.tour.get(who, "/advances/mails").await.ok();
            assert_eq!(all["items"], json!([]));
        }
        let drafts = world.tour.get(world.me(), "/advances/mails?status=draft").await.ok();
        assert_eq!(drafts["items"][0]["id"], mail["id"]);
        let sent = world.tour.get(world.me(), "/advances/mails?status=sent").await.ok();
        assert_eq!(sent["items"], json!([]));
        let wrong = world.tour.get(world.me(), "/advances/mails?status=lost").await;
        wrong.problem(400, "malformed");

        // The mail of another sheet, and a sheet that is none.
        let none = RecordId(app.new_id());
        let path = format!("/advances/{none}/mails{one}/text");
        world.tour.post(world.me(), &path, &json!({})).await.problem(404, "not_found");
        world.set_sheet("closed", json!(true)).await;
        let path = world.path("");
        world.tour.post(world.me(), &path, &json!({})).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn one_reminder_is_written_for_a_day_and_days_have_a_limit() {
    each_database(async |app| {
        let world = World::of(app).await;
        world.draft(json!({ "lead_days": 365 })).await;
        for (lead_days, status, code) in [(365, 409, "conflict"), (366, 422, "invalid")] {
            let body = json!({ "lead_days": lead_days });
            world.tour.post(world.me(), &world.path(""), &body).await.problem(status, code);
        }
        for _ in 0..2 {
            app.clock().advance(Duration::seconds(1));
            world.draft(json!({})).await;
        }
        let draft = || "draft".to_owned();
        assert_eq!(world.mails().await, [(None, draft()), (None, draft()), (Some(365), draft())]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_sent_and_changed_as_it_was_seen_or_not_at_all() {
    each_database(async |app| {
        let world = World::of(app).await;
        let mail = world.draft(json!({})).await;
        let id: AdvanceMailId = mail["id"].as_str().unwrap().parse().unwrap();
        let (store, org) = (app.store(), world.tour.org);
        let seen = one(store.reader(), org, id, app.clock().now()).await.unwrap().unwrap();
        app.clock().advance(Duration::seconds(1));
        world.edit(&mail, json!({ "subject": "Another" })).await.must_succeed();
        let now = app.clock().now();
        assert!(!claim(store.writer(), &seen, None, now).await.unwrap());
        assert!(!edit(store.writer(), &seen, now).await.unwrap());
        let found = one(store.reader(), org, id, now).await.unwrap().unwrap();
        assert_eq!(found.subject, "Another");
        assert!(claim(store.writer(), &found, None, now).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_sheet_has_as_many_mails_as_can_be_looked_through() {
    each_database(async |app| {
        let world = World::of(app).await;
        for _ in 0..MAILS_MAX {
            world.draft(json!({})).await;
        }
        let refused = world.tour.post(world.me(), &world.path(""), &json!({})).await;
        refused.problem(409, "conflict");
        assert_eq!(world.mails().await.len() as u64, MAILS_MAX);
    })
    .await;
}

#[tokio::test]
async fn what_a_server_left_behind_while_it_sent_is_not_sent_again_by_itself() {
    for database in Database::each().await {
        let Some(mailbox) = Mailbox::open().await else { return };
        let app = app_with(database, Some(mailbox.port)).await;
        let world = World::of(&app).await;
        let mail = world.draft(json!({ "lead_days": 21 })).await;
        let id: AdvanceMailId = mail["id"].as_str().unwrap().parse().unwrap();
        let (store, now) = (app.store(), app.clock().now());
        let read = one(store.reader(), world.tour.org, id, now).await.unwrap().unwrap();
        assert!(claim(store.writer(), &read, None, now).await.unwrap());
        assert!(!claim(store.writer(), &read, None, now).await.unwrap(), "it was claimed twice");
        world.send(&mail).await.problem(409, "conflict");
        assert_eq!(world.mails().await, [(Some(21), "sending".to_owned())]);

        app.clock().advance(Duration::minutes(6));
        let found = world.tour.get(world.me(), "/advances/mails?status=failed").await.ok();
        let problem = found["items"][0]["problem"].as_str().unwrap();
        assert!(problem.starts_with("it is not known whether it was sent"), "{problem}");
        world.set("tour", RecordId(world.tour.id.0), "reminders", json!("sent")).await;
        world.days_later(2).await;
        assert!(mailbox.arrived().await.is_empty());

        let sent = world.send(&mail).await.ok();
        assert_eq!((&sent["status"], &sent["problem"]), (&json!("sent"), &Value::Null));
        assert_eq!(mailbox.arrived().await.len(), 1);
        app.end().await;
        mailbox.close().await;
    }
}
