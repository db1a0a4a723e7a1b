//! Databases to try things on, and rows to put into them.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, Set};
use tempfile::TempDir;
use uuid::Uuid;

use crate::store::entity::{
    account, blob, blob_chunk, commit_tag, held_group, history, invitation, membership,
    organisation, receipt, record, road, scope, server, session, tour, upload,
};
use crate::store::{Store, insert_all};

/// An empty, migrated database that goes away with the value.
pub(super) struct Scratch {
    pub(super) store: Store,
    /// The file's path, or the address of the database.
    pub(super) url: String,
    pub(super) dir: TempDir,
    /// What to drop from where.
    database: Option<(String, String)>,
}

impl Scratch {
    pub(super) async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = dir.path().join("buscall.db").to_str().unwrap().to_owned();
        let store = Store::open(&url, 1).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, url, dir, database: None }
    }

    /// A database of its own on the PostgreSQL that the environment names. Without one a person's
    /// test run goes on with SQLite alone; a run for everybody (`CI` is set) fails.
    pub(super) async fn postgres(name: &str) -> Option<Self> {
        let server = env("BUSCALL_TEST_POSTGRES")
            .unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432".to_owned());
        let admin = match Store::open(&format!("{server}/postgres"), 1).await {
            Ok(admin) => admin,
            Err(err) if env("CI").is_none() => {
                eprintln!("not tried on PostgreSQL: {err}");
                return None;
            }
            Err(err) => panic!("PostgreSQL must be there: {err}"),
        };
        let name = format!("buscall_store_{}_{name}", std::process::id());
        let sql = format!("CREATE DATABASE {name}");
        admin.writer().execute_unprepared(&sql).await.unwrap();
        admin.close().await.unwrap();
        let url = format!("{server}/{name}");
        let store = Store::open(&url, 4).await.unwrap();
        store.migrate().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        Some(Self { store, url, dir, database: Some((format!("{server}/postgres"), name)) })
    }

    pub(super) async fn both(name: &str) -> Vec<Self> {
        let mut both = vec![Self::sqlite().await];
        both.extend(Self::postgres(name).await);
        both
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((admin, name)) = self.database.take() else { return };
        // The test's own runtime cannot be waited for here.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let admin = Store::open(&admin, 1).await.unwrap();
                let sql = format!("DROP DATABASE {name} WITH (FORCE)");
                admin.writer().execute_unprepared(&sql).await.unwrap();
            });
        });
        dropping.join().ok();
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no settings to be told by")]
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Ids that are easy to tell apart.
pub(super) fn number(n: u8) -> Uuid {
    Uuid::from_bytes([n; 16])
}

/// With microseconds, as both databases keep them.
pub(super) fn instant() -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_795_305_600_123_456).unwrap()
}

pub(super) fn organisation_row(n: u8) -> organisation::ActiveModel {
    organisation::ActiveModel {
        id: Set(number(n)),
        name: Set("Foxglove Touring".to_owned()),
        created_at: Set(instant()),
    }
}

/// A tag in the scope that [`fill`] makes.
pub(super) fn tag_row(seq: i64) -> commit_tag::ActiveModel {
    let tag = commit_tag::Model {
        org_id: number(2),
        scope_id: number(4),
        seq,
        tag: vec![0, 255, 1, 2, 3, 4, 5, 6],
        at: instant(),
    };
    tag.into()
}

pub(super) fn record_row(seq: i64) -> record::ActiveModel {
    let record = record::Model {
        org_id: number(2),
        id: Uuid::from_u128(u128::try_from(seq).unwrap()),
        scope_id: number(4),
        kind: "note".to_owned(),
        ver: 1,
        seq,
        deleted: seq % 7 == 0,
        // Neither the order of names nor the spaces may change on the way.
        fields: r#"{"title": "Zażółć", "body":"1",  "a":1.50}"#.to_owned(),
        stamps: "{}".to_owned(),
    };
    record.into()
}

/// Puts rows into every table and answers what [`dump`] must find.
pub(super) async fn fill(conn: &DatabaseConnection) -> Vec<String> {
    people(conn).await;
    places(conn).await;
    ledger(conn).await;
    files(conn).await;
    roads(conn).await;
    let rows = dump(conn).await;
    assert_eq!(rows.len(), 12 + 1_100 + 3 + 40 + 2);
    rows
}

async fn people(conn: &DatabaseConnection) {
    let server = server::Model { key: "id".to_owned(), value: "x".to_owned() };
    insert_all(conn, vec![server::ActiveModel::from(server)]).await.unwrap();
    let account = account::Model {
        id: number(1),
        email: "mia@example.org".to_owned(),
        name: "Mia".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        created_at: instant(),
        disabled_at: None,
    };
    insert_all(conn, vec![account::ActiveModel::from(account)]).await.unwrap();
    let session = session::Model {
        id: number(9),
        token_hash: vec![7; 32],
        account_id: number(1),
        label: "phone".to_owned(),
        created_at: instant(),
        last_used_at: instant(),
        expires_at: instant(),
    };
    insert_all(conn, vec![session::ActiveModel::from(session)]).await.unwrap();
}

async fn places(conn: &DatabaseConnection) {
    insert_all(conn, vec![organisation_row(2)]).await.unwrap();
    let tour = tour::Model {
        id: number(3),
        org_id: number(2),
        created_at: instant(),
        created_by: number(1),
    };
    insert_all(conn, vec![tour::ActiveModel::from(tour)]).await.unwrap();
    let scope = scope::Model {
        org_id: number(2),
        id: number(4),
        tour_id: Some(number(3)),
        audience: "everyone".to_owned(),
        epoch: number(5),
        head: 7,
        tag: vec![1; 8],
        digest: vec![2; 16],
        floor: 0,
        created_at: instant(),
    };
    insert_all(conn, vec![scope::ActiveModel::from(scope)]).await.unwrap();
    let membership = membership::Model {
        org_id: number(2),
        scope_id: number(4),
        account_id: number(1),
        level: "manage".to_owned(),
        created_at: instant(),
        created_by: number(1),
    };
    insert_all(conn, vec![membership::ActiveModel::from(membership)]).await.unwrap();
    let invitation = invitation::Model {
        id: number(10),
        org_id: number(2),
        tour_id: None,
        token_hash: vec![8; 32],
        grants: "[]".to_owned(),
        email: None,
        created_by: number(1),
        created_at: instant(),
        expires_at: instant(),
        uses_left: 3,
        revoked_at: Some(instant()),
    };
    insert_all(conn, vec![invitation::ActiveModel::from(invitation)]).await.unwrap();
}

async fn ledger(conn: &DatabaseConnection) {
    insert_all(conn, (1..=1_100).map(record_row).collect()).await.unwrap();
    let history = history::Model {
        org_id: number(2),
        scope_id: number(4),
        seq: 7,
        idx: 0,
        kind: "note".to_owned(),
        record_id: number(6),
        field: "title".to_owned(),
        old: None,
        new: Some("\"Doors\"".to_owned()),
        author: Some(number(1)),
        via: None,
        replica: Some(number(11)),
        said_at: Some("yesterday".to_owned()),
        reason: Some("soundcheck ran over".to_owned()),
        group_id: number(12),
        at: instant(),
        outcome: "applied".to_owned(),
    };
    insert_all(conn, vec![history::ActiveModel::from(history)]).await.unwrap();
    let receipt = receipt::Model {
        org_id: number(2),
        group_id: number(12),
        replica: Some(number(11)),
        prev: None,
        author: number(1),
        status: "applied".to_owned(),
        body: "{}".to_owned(),
        at: instant(),
    };
    insert_all(conn, vec![receipt::ActiveModel::from(receipt)]).await.unwrap();
    let held = held_group::Model {
        org_id: number(2),
        group_id: number(13),
        tour_id: Some(number(3)),
        author: number(1),
        status: "held".to_owned(),
        content: "{}".to_owned(),
        problem: "{}".to_owned(),
        at: instant(),
        decided: Some("discarded".to_owned()),
        decided_by: Some(number(1)),
        decided_at: Some(instant()),
    };
    insert_all(conn, vec![held_group::ActiveModel::from(held)]).await.unwrap();
    insert_all(conn, vec![tag_row(7)]).await.unwrap();
}

/// More chunks than a backup has in memory at a time.
async fn files(conn: &DatabaseConnection) {
    let hash = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
    let blob = blob::Model {
        org_id: number(2),
        hash: hash.to_owned(),
        content_id: number(14),
        bytes: 10_485_760,
        sent_at: instant(),
        named_at: instant(),
    };
    insert_all(conn, vec![blob::ActiveModel::from(blob)]).await.unwrap();
    let chunk = |idx: u8| blob_chunk::Model {
        org_id: number(2),
        content_id: number(14),
        idx: i32::from(idx),
        data: vec![idx, 0, 255],
        hash: vec![idx; 32],
    };
    let chunks = (0..40).map(|idx| blob_chunk::ActiveModel::from(chunk(idx)));
    insert_all(conn, chunks.collect()).await.unwrap();
    let upload = |hash: String, finished_at| upload::Model {
        org_id: number(2),
        account_id: number(1),
        hash,
        content_id: number(14),
        length: 10_485_760,
        arrived: 10_485_760,
        begun_at: instant(),
        moved_at: instant(),
        finished_at,
    };
    let uploads = [upload(hash.to_owned(), Some(instant())), upload("0".repeat(64), None)];
    let uploads = uploads.into_iter().map(upload::ActiveModel::from).collect();
    insert_all(conn, uploads).await.unwrap();
}

async fn roads(conn: &DatabaseConnection) {
    let known = road::Model {
        engine: "osrm".to_owned(),
        profile: "nightliner".to_owned(),
        from_lat: 5_006_143,
        from_lon: 1_993_658,
        to_lat: -4_820_849,
        to_lon: -18_000_000,
        metres: Some(388_851),
        seconds: Some(17_168),
        no_answer: None,
        asked_at: instant(),
    };
    let unknown = road::Model {
        engine: "valhalla".to_owned(),
        metres: None,
        seconds: None,
        no_answer: Some("no_road".to_owned()),
        ..known.clone()
    };
    let rows = [known, unknown].into_iter().map(road::ActiveModel::from).collect();
    insert_all(conn, rows).await.unwrap();
}

/// Every row of every table as text, sorted, each read through its entity.
pub(super) async fn dump(conn: &DatabaseConnection) -> Vec<String> {
    let mut rows = Vec::new();
    rows.extend(all::<server::Entity>(conn).await);
    rows.extend(all::<account::Entity>(conn).await);
    rows.extend(all::<session::Entity>(conn).await);
    rows.extend(all::<organisation::Entity>(conn).await);
    rows.extend(all::<tour::Entity>(conn).await);
    rows.extend(all::<scope::Entity>(conn).await);
    rows.extend(all::<membership::Entity>(conn).await);
    rows.extend(all::<invitation::Entity>(conn).await);
    rows.extend(all::<record::Entity>(conn).await);
    rows.extend(all::<history::Entity>(conn).await);
    rows.extend(all::<receipt::Entity>(conn).await);
    rows.extend(all::<held_group::Entity>(conn).await);
    rows.extend(all::<commit_tag::Entity>(conn).await);
    rows.extend(all::<blob::Entity>(conn).await);
    rows.extend(all::<blob_chunk::Entity>(conn).await);
    rows.extend(all::<upload::Entity>(conn).await);
    rows.extend(all::<road::Entity>(conn).await);
    rows.sort();
    rows
}

async fn all<E: EntityTrait>(conn: &DatabaseConnection) -> Vec<String> {
    let rows = E::find().all(conn).await.unwrap();
    rows.iter().map(|row| format!("{} {row:?}", E::default().table_name())).collect()
}
