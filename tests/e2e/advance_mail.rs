//! Mails to venues: drafts, what arrives at a real mail server, and reminders on a schedule.

mod mailbox;
mod refused;
mod schedule;
mod sending;

use api::service::advance::reminders::{Reminded, remind};
use chrono::Duration;
use domain::ids::RecordId;
use harness::{Answer, Database, Person, TestApp, Tour, set};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// Of the tests' clock it is the 9th of October, noon in Greenwich.
const SHOW_ON: &str = "2026-11-01";
const FROM: &str = "Hollow Coast <advance@example.org>";

/// A server that sends its mails to this port of this machine.
async fn app_with(database: Database, port: Option<u16>) -> TestApp {
    TestApp::with(database, |settings| {
        settings.smtp_url = port.map(|port| format!("smtp://127.0.0.1:{port}").parse().unwrap());
        settings.mail_from = port.map(|_| FROM.to_owned());
    })
    .await
}

/// A tour with one show, whose sheet was begun and names somebody at the venue.
struct World<'a> {
    tour: Tour<'a>,
    day: RecordId,
    event: RecordId,
    sheet: RecordId,
}

impl<'a> World<'a> {
    async fn of(app: &'a TestApp) -> Self {
        let tour = app.tour("Europe 26").await;
        let day = tour.a_day(SHOW_ON).in_zone("Europe/Amsterdam").await;
        let venue = tour.record("everyone", "venue", json!({ "name": "Paradiso" })).await;
        let event = json!({ "day": day.id, "event_type": "show", "venue": venue });
        let event = tour.record("everyone", "event", event).await;
        let begun = json!({ "starter": "club" });
        tour.post(&tour.manager, "/advances", &begun).await.must_succeed();
        let sheet = RecordId::of_advance(event);
        let world = Self { tour, day: day.id, event, sheet };
        world.set_sheet("recipient_name", json!("Jonas Weber")).await;
        world.set_sheet("recipient_email", json!("jonas@example.net")).await;
        world
    }

    fn me(&self) -> &Person {
        &self.tour.manager
    }

    fn path(&self, rest: &str) -> String {
        format!("/advances/{}/mails{rest}", self.sheet)
    }

    /// Gives the sheet another value, as somebody does who has seen it.
    async fn set_sheet(&self, field: &str, value: Value) {
        self.set("advance", self.sheet, field, value).await;
    }

    async fn set(&self, kind: &str, id: RecordId, field: &str, value: Value) {
        let seen = self.tour.see(self.me(), kind, id).await;
        let edit = set(kind, id, field, seen["fields"][field].clone(), value);
        let receipt = self.tour.group(self.me(), vec![edit]).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
    }

    async fn draft(&self, body: Value) -> Value {
        self.tour.post(self.me(), &self.path(""), &body).await.ok()
    }

    async fn send(&self, mail: &Value) -> Answer {
        let path = self.path(&format!("/{}/send", mail["id"].as_str().unwrap()));
        self.tour.post(self.me(), &path, &json!({})).await
    }

    async fn text(&self, mail: &Value) -> Answer {
        let path = self.path(&format!("/{}/text", mail["id"].as_str().unwrap()));
        self.tour.post(self.me(), &path, &json!({})).await
    }

    async fn edit(&self, mail: &Value, changes: Value) -> Answer {
        let path = self.path(&format!("/{}", mail["id"].as_str().unwrap()));
        let (app, path) = (self.tour.app, self.tour.path(&path));
        app.send(Method::PATCH, Some(self.me()), &path, HeaderMap::new(), Some(&changes)).await
    }

    async fn drop(&self, mail: &Value) -> Answer {
        let path = self.path(&format!("/{}", mail["id"].as_str().unwrap()));
        let (app, path) = (self.tour.app, self.tour.path(&path));
        app.send(Method::DELETE, Some(self.me()), &path, HeaderMap::new(), None).await
    }

    /// The mails of the sheet, newest first: for how many days before the show, and how far.
    async fn mails(&self) -> Vec<(Option<u64>, String)> {
        let found = self.tour.get(self.me(), &self.path("")).await.ok();
        let mail = |mail: &Value| {
            (mail["lead_days"].as_u64(), mail["status"].as_str().unwrap().to_owned())
        };
        found["items"].as_array().unwrap().iter().map(mail).collect()
    }

    /// Lets days pass and looks what is due.
    async fn days_later(&self, days: i64) -> Reminded {
        self.tour.app.clock().advance(Duration::days(days));
        remind(self.tour.app.app()).await.unwrap()
    }
}

/// The one address of a form in a text, as a path: the tests' servers listen elsewhere than they say.
fn link_in<'t>(app: &TestApp, text: &'t str) -> &'t str {
    assert!(!text.contains("{link}"), "{text}");
    let site = &app.app().settings.public_url;
    let words = text.split_whitespace();
    let mut links = words.filter_map(|word| word.strip_prefix(site.as_str()));
    let link = links.next().unwrap_or_else(|| panic!("no address of {site}: {text}"));
    assert!(link.starts_with("/a/") && links.next().is_none(), "{text}");
    link
}

/// Whether a link opens its form.
async fn opens(app: &TestApp, link: &str) -> bool {
    let answer = app.http().get(format!("{}{link}", app.site())).send().await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.text().await.unwrap();
    assert_eq!(body.contains("Paradiso"), status == 200, "{status}: {body}");
    status == 200
}
