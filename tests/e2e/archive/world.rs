//! The demo tour with everything in it that an archive has to carry, and the same tour on another server.

use std::collections::BTreeMap;

use domain::change::Group;
use domain::ids::{OrgId, RecordId, ScopeId, TourId};
use domain::record::Record;
use harness::{Person, TestApp, Tour, create, delete, group, set};
use serde_json::{Value, json};

use super::{bring, organisation};
use crate::files::{content, fields, send_whole};
use crate::invariants::{all_records, states};

/// Chunks and a bit, so that it is cut and put together.
const PLAN_BYTES: usize = 700_001;

/// The demo tour, seen by its manager, with more in it.
pub(super) async fn demo(app: &TestApp) -> Tour<'_> {
    let demo = api::service::demo::seed(app.app()).await.unwrap();
    let login = &demo.logins.iter().find(|login| login.level.word() == "manage").unwrap();
    let conn = app.store().reader();
    let account = api::store::accounts::by_email(conn, &login.email).await.unwrap().unwrap();
    let account = account.account;
    let manager = Person {
        account: account.id,
        name: account.name,
        email: account.email,
        token: app.log_in(account.id).await,
    };
    let crew = json!({ "name": "crew_bus" });
    app.post(&manager, &format!("/v1/tours/{}/audiences", demo.tour), &crew).await.must_succeed();
    let tour = tour_of(app, &manager, demo.tour).await;
    fill(&tour).await;
    tour
}

/// A tour as somebody finds it on a server.
pub(super) async fn tour_of<'a>(app: &'a TestApp, who: &Person, id: TourId) -> Tour<'a> {
    let found = app.get(who, &format!("/v1/tours/{id}")).await.ok();
    let org: OrgId = found["organisation"].as_str().unwrap().parse().unwrap();
    let scope = |one: &Value| {
        let id: ScopeId = one["id"].as_str().unwrap().parse().unwrap();
        (one["audience"].as_str().unwrap().to_owned(), id)
    };
    let scopes = found["audiences"].as_array().unwrap().iter().map(scope).collect();
    Tour { app, id, org, manager: who.clone(), scopes }
}

/// Files in several audiences, one of them empty and one of which no content has come; a file that was
/// deleted; a note that was deleted and one that came back; kinds and fields of a later release.
async fn fill(tour: &Tour<'_>) {
    let plan = content(PLAN_BYTES, 1);
    for bytes in [plan.as_slice(), b"", b"Guarantee"] {
        send_whole(tour, &tour.manager, bytes).await;
    }
    let file = tour.record("everyone", "file", fields("plan.pdf", &plan)).await;
    tour.record("crew_bus", "file", fields("the same plan.pdf", &plan)).await;
    tour.record("everyone", "file", fields("empty.txt", b"")).await;
    tour.record("money", "file", fields("deal.txt", b"Guarantee")).await;
    tour.record("everyone", "file", fields("not sent.pdf", b"elsewhere")).await;
    let gone = tour.record("everyone", "file", fields("gone.pdf", b"gone")).await;
    let note = tour.record("party", "note", json!({ "body": "Zażółć gęślą jaźń — 🎸" })).await;
    let handout =
        json!({ "file": file, "name": "plan.pdf", "hash": domain::blob::BlobHash::of(&plan) });
    tour.record("management", "handout", handout).await;
    tour.record("everyone", "of_later", json!({ "deep": [{ "x": [1.5, null, "\u{7f}"] }] })).await;
    let later = json!({ "body": "With a field of later", "of_later": { "x": 1 } });
    tour.record("everyone", "note", later).await;
    let edits = vec![
        delete("file", gone, 1),
        set("note", note, "body", json!("Zażółć gęślą jaźń — 🎸"), json!("Other words")),
    ];
    let receipt = tour.group(&tour.manager, edits).await;
    assert_eq!(receipt["status"], "applied", "{receipt}");
    let id = RecordId(tour.app.new_id());
    let made = create(tour.scope("money"), "note", id, json!({ "body": "Settled" }));
    tour.group(&tour.manager, vec![made]).await;
    let receipt = tour.group(&tour.manager, vec![delete("note", id, 1)]).await;
    assert_eq!(receipt["status"], "applied", "{receipt}");
}

/// A server of its own with somebody who may take tours in.
pub(super) struct Elsewhere {
    pub(super) app: TestApp,
    pub(super) nora: Person,
    pub(super) org: OrgId,
}

impl Elsewhere {
    pub(super) async fn on(database: harness::Database) -> Self {
        let app = TestApp::on(database).await;
        let nora = app.person("Nora").await;
        let org = organisation(&app, &nora).await;
        Self { app, nora, org }
    }

    /// The tour that an archive becomes here.
    pub(super) async fn take_in(&self, archive: Vec<u8>, id: TourId) -> Tour<'_> {
        let report = bring(&self.app, &self.nora, self.org, "", archive).await.ok();
        assert_eq!((&report["imported"], &report["refused"]), (&json!(true), &Value::Null));
        tour_of(&self.app, &self.nora, id).await
    }

    /// How many rows stand in the tables that an import writes.
    pub(super) async fn rows(&self) -> BTreeMap<&'static str, i64> {
        use sea_orm::{ConnectionTrait as _, Statement};
        let tables = ["tour", "scope", "membership", "record", "history", "receipt", "commit_tag"];
        let tables = tables.into_iter().chain(["upload", "blob", "blob_chunk"]);
        let (conn, mut rows) = (self.app.store().reader(), BTreeMap::new());
        for table in tables {
            let sql = format!("SELECT COUNT(*) FROM {table}");
            let ask = Statement::from_string(conn.get_database_backend(), sql);
            let row = conn.query_one_raw(ask).await.unwrap().unwrap();
            rows.insert(table, row.try_get_by_index(0).unwrap());
        }
        rows
    }
}

/// What stands in each audience: its counter, its sum, and every record.
pub(super) async fn kept(tour: &Tour<'_>) -> BTreeMap<String, (ScopeId, u64, String, Vec<Record>)> {
    let mut kept = BTreeMap::new();
    for state in states(tour).await.into_iter().filter(|state| state.tour.is_some()) {
        let records = all_records(tour, state.id).await;
        let digest = state.digest.to_string();
        kept.insert(state.audience, (state.id, state.head, digest, records));
    }
    kept
}

/// The sheet of every date, as data and as text, and the content of every file.
pub(super) async fn shown(tour: &Tour<'_>) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    let grid = tour.get(&tour.manager, "/days").await.ok();
    for day in grid["days"].as_array().unwrap() {
        for ending in ["", ".txt"] {
            let path = format!("/days/{}{ending}", day["date"].as_str().unwrap());
            let sheet = tour.get(&tour.manager, &path).await;
            sheet.must_succeed();
            shown.insert(path, sheet.text());
        }
    }
    for path in ["/routing", "/people", "/travel_plan", "/checks"] {
        let view = tour.get(&tour.manager, path).await;
        view.must_succeed();
        shown.insert(path.to_owned(), view.text());
    }
    for file in tour.get(&tour.manager, "/file").await.ok()["items"].as_array().unwrap() {
        let path = format!("/files/{}/content", file["id"].as_str().unwrap());
        let content = tour.get(&tour.manager, &path).await;
        let hash = domain::blob::BlobHash::of(&content.body);
        let told = if content.status == 200 { hash.to_string() } else { "not here".to_owned() };
        shown.insert(path, told);
    }
    shown
}

/// A group of one edit, as somebody sends it.
pub(super) fn one(tour: &Tour<'_>, edit: domain::change::Edit) -> Group {
    group(tour.app.new_id(), vec![edit])
}
