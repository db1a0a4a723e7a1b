//! A small tour with something in it to be wrong about.

use domain::ids::RecordId;
use harness::{BuiltDay, Database, Person, TestApp, Tour};
use serde_json::json;

/// A tour, one day of it, and people with and without a say.
pub(super) struct World<'a> {
    pub(super) app: &'a TestApp,
    pub(super) tour: Tour<'a>,
    pub(super) day: BuiltDay,
    pub(super) note: RecordId,
    /// Sees everything that everyone sees and may change nothing of it.
    pub(super) reader: Person,
    /// Has an account and is on no tour.
    pub(super) stranger: Person,
}

impl<'a> World<'a> {
    pub(super) async fn of(app: &'a TestApp) -> Self {
        let tour = app.tour("Errors").await;
        let day = tour.a_day("2026-10-24").in_zone("Europe/Amsterdam").item("Load-in", "08:00");
        let day = day.await;
        let body = json!({ "day": day.id, "body": "Bring a torch" });
        let note = tour.record("everyone", "note", body).await;
        let reader = tour.join("Rea", &[("everyone", "read")]).await;
        let stranger = app.person("Sam").await;
        Self { app, tour, day, note, reader, stranger }
    }

    /// The path of the day's one item.
    pub(super) fn item(&self) -> String {
        self.tour.path(&format!("/schedule_item/{}", self.day.item("Load-in")))
    }

    /// An empty database of the same kind.
    pub(super) async fn another_database(&self) -> Database {
        let each = Database::each().await.into_iter();
        let mut same = each.filter(|database| database.engine() == self.app.engine());
        same.next().unwrap()
    }
}
