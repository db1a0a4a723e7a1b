//! A mail from its draft to whoever reads it, and the text to copy where there is no mail server.

use api::settings::{SmtpServer, Wrapped};
use harness::{Database, TestApp};
use serde_json::{Value, json};

use super::mailbox::{Mailbox, free_port};
use super::{FROM, World, app_with, link_in, opens};

#[tokio::test]
async fn a_drafted_mail_arrives_and_its_link_opens_the_form() {
    for database in Database::each().await {
        let Some(mailbox) = Mailbox::open().await else { return };
        let app = app_with(database, Some(mailbox.port)).await;
        let world = World::of(&app).await;
        let maya = json!({ "name": "Maya Ruiz", "email": "maya@example.org" });
        let maya = world.tour.record("everyone", "person", maya).await;
        let tour = domain::ids::RecordId(world.tour.id.0);
        world.set("tour", tour, "tour_manager", json!(maya)).await;

        let mail = world.draft(json!({})).await;
        assert_eq!((&mail["status"], &mail["show_on"]), (&json!("draft"), &json!("2026-11-01")));
        assert!(mail["body"].as_str().unwrap().contains("{link}"), "{mail}");
        assert!(mailbox.arrived().await.is_empty());

        let body = "Hallo Jonas,\n\nhier die Fragen für den 1. November:\n\n{link}\n\nGrüße, Maya";
        let changes = json!({ "subject": "Hollow Coast: Ablauf für Köln", "body": body });
        let mail = world.edit(&mail, changes).await.ok();
        let sent = world.send(&mail).await.ok();
        assert_eq!((&sent["status"], &sent["tries"]), (&json!("sent"), &json!(1)), "{sent}");
        assert_eq!(sent["sent_at"], "2026-10-09T12:00:00Z");

        let arrived = mailbox.arrived().await;
        let [mail] = arrived.as_slice() else { panic!("{} have arrived", arrived.len()) };
        assert_eq!(mail.header("From"), Some("Hollow Coast <advance@example.org>"));
        assert_eq!(mail.header("To"), Some("Jonas Weber <jonas@example.net>"));
        assert_eq!(mail.header("X-RcptTo"), Some("jonas@example.net"));
        assert_eq!(mail.header("Subject"), Some("Hollow Coast: Ablauf für Köln"));
        assert_eq!(mail.header("Date"), Some("Fri, 09 Oct 2026 12:00:00 +0000"));
        assert!(mail.header("Message-ID").unwrap().ends_with("@example.org>"));
        assert_eq!(mail.header("Auto-Submitted"), None, "somebody has sent it");
        assert!(mail.text.contains("hier die Fragen für den 1. November:"), "{}", mail.text);
        assert!(opens(&app, link_in(&app, &mail.text)).await);

        must_be_known_as_sent(&world).await;
        world.send(&sent).await.problem(409, "conflict");
        assert_eq!(mailbox.arrived().await.len(), 1, "it was sent twice");
        app.end().await;
        mailbox.close().await;
    }
}

/// The sheet says when, the list of links has the mail's, and no secret is kept.
async fn must_be_known_as_sent(world: &World<'_>) {
    let sheet = world.tour.get(world.me(), &format!("/advances/{}", world.sheet)).await.ok();
    assert_eq!((&sheet["sent_on"], &sheet["status"]), (&json!("2026-10-09"), &json!("sent")));
    let links = world.tour.get(world.me(), &format!("/advances/{}/links", world.sheet)).await;
    let found = world.tour.get(world.me(), &world.path("")).await;
    assert!(!found.text().contains("/a/"), "{}", found.text());
    let (links, found) = (links.ok(), found.ok());
    assert_eq!(links["items"][0]["recipient"], "Jonas Weber");
    assert_eq!(links["items"][0]["id"], found["items"][0]["link"]);
    assert_eq!(found["smtp"], true);
}

#[tokio::test]
async fn without_a_mail_server_there_is_a_text_to_copy() {
    for database in Database::each().await {
        let app = app_with(database, None).await;
        let world = World::of(&app).await;
        world.set_sheet("recipient_email", Value::Null).await;
        let mail = world.draft(json!({})).await;
        let refused = world.send(&mail).await.problem(409, "conflict");
        assert!(refused["detail"].as_str().unwrap().contains("smtp_url"), "{refused}");
        let found = world.tour.get(world.me(), &world.path("")).await.ok();
        assert_eq!(
            (&found["smtp"], &found["items"][0]["status"]),
            (&json!(false), &json!("draft"))
        );

        let copied = world.text(&mail).await.ok();
        assert_eq!((&copied["status"], &copied["problem"]), (&json!("copied"), &Value::Null));
        let first = copied["text"].as_str().unwrap().to_owned();
        assert!(opens(&app, link_in(&app, &first)).await);
        assert!(copied["body"].as_str().unwrap().contains("{link}"));
        let sheet = world.tour.get(world.me(), &format!("/advances/{}", world.sheet)).await.ok();
        assert_eq!(sheet["sent_on"], "2026-10-09");

        // Whoever has lost it gets it again, with another link. Sent and dropped it can no longer be.
        let again = world.text(&mail).await.ok();
        let again = again["text"].as_str().unwrap();
        assert_ne!(link_in(&app, again), link_in(&app, &first));
        assert!(opens(&app, link_in(&app, again)).await);
        world.drop(&mail).await.problem(409, "conflict");
        world.edit(&mail, json!({ "subject": "Late" })).await.problem(409, "conflict");
        app.end().await;
    }
}

#[tokio::test]
async fn a_mail_that_was_not_sent_says_why_and_can_be_tried_again() {
    for database in Database::each().await {
        let port = free_port();
        let app = app_with(database, Some(port)).await;
        let world = World::of(&app).await;
        let mail = world.draft(json!({})).await;
        let failed = world.send(&mail).await.ok();
        assert_eq!((&failed["status"], &failed["link"]), (&json!("failed"), &Value::Null));
        let problem = failed["problem"].as_str().unwrap();
        assert!(problem.starts_with("the mail server cannot be reached: "), "{problem}");
        let links = world.tour.get(world.me(), &format!("/advances/{}/links", world.sheet)).await;
        assert_eq!(links.ok()["items"], json!([]), "nobody has got that link");

        let Some(mailbox) = Mailbox::on(port).await else { return app.end().await };
        let sent = world.send(&mail).await.ok();
        assert_eq!((&sent["status"], &sent["tries"]), (&json!("sent"), &json!(2)), "{sent}");
        assert_eq!(sent["problem"], Value::Null);
        assert_eq!(mailbox.arrived().await.len(), 1);
        app.end().await;
        mailbox.close().await;
    }
}

#[tokio::test]
async fn a_mail_server_that_refuses_is_quoted() {
    let Some(mailbox) = Mailbox::full().await else { return };
    let app: TestApp = app_with(Database::sqlite().await, Some(mailbox.port)).await;
    let world = World::of(&app).await;
    let failed = world.send(&world.draft(json!({})).await).await.ok();
    let problem = failed["problem"].as_str().unwrap();
    assert_eq!(failed["status"], "failed");
    assert!(problem.starts_with("the mail server refused it: "), "{problem}");
    assert!(problem.contains("552"), "{problem}");
    assert!(mailbox.arrived().await.is_empty());
    app.end().await;
    mailbox.close().await;
}

#[tokio::test]
async fn a_mail_server_that_offers_no_privacy_is_told_nothing() {
    let Some(mailbox) = Mailbox::open().await else { return };
    for wrapped in [Wrapped::StartTls, Wrapped::Tls] {
        let app = TestApp::with(Database::sqlite().await, |settings| {
            // As it is for every server that is on another machine.
            let url = format!("smtp://maya:s3cret@127.0.0.1:{}", mailbox.port);
            let mut server: SmtpServer = url.parse().unwrap();
            server.wrapped = wrapped;
            settings.smtp_url = Some(server);
            settings.mail_from = Some(FROM.to_owned());
        });
        let app = app.await;
        let world = World::of(&app).await;
        let failed = world.send(&world.draft(json!({})).await).await.ok();
        let problem = failed["problem"].as_str().unwrap();
        assert_eq!(failed["status"], "failed", "{wrapped:?}");
        assert!(!problem.starts_with("it is not known"), "{wrapped:?}: {problem}");
        assert!(!problem.contains("s3cret"), "{wrapped:?}: {problem}");
        app.end().await;
    }
    assert!(mailbox.arrived().await.is_empty());
    mailbox.close().await;
}
