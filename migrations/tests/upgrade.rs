//! Databases of earlier releases come up to the newest schema with all their rows.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

use migrations::{Migrator, MigratorTrait};
use sea_orm::sea_query::{Expr, InsertStatement, Query, Value};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, ExprTrait, Statement};
use uuid::Uuid;

const ACCOUNTS: u32 = 1;
const LEDGER: u32 = 2;

/// An empty database that goes away with the value.
struct Scratch {
    db: DatabaseConnection,
    _dir: Option<tempfile::TempDir>,
    /// Which server to drop which database from.
    database: Option<(String, String)>,
}

impl Scratch {
    async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", dir.path().join("x.db").display());
        let db = Database::connect(url).await.unwrap();
        Self { db, _dir: Some(dir), database: None }
    }

    /// Without a PostgreSQL a person's test run goes on with SQLite alone; a run for everybody
    /// (`CI` is set) fails.
    async fn postgres(name: &str) -> Option<Self> {
        let server = env("BUSCALL_TEST_POSTGRES")
            .unwrap_or_else(|| "postgres://postgres@127.0.0.1:5432".to_owned());
        let admin = match Database::connect(format!("{server}/postgres")).await {
            Ok(admin) => admin,
            Err(err) if env("CI").is_none() => {
                eprintln!("not tried on PostgreSQL: {err}");
                return None;
            }
            Err(err) => panic!("PostgreSQL must be there: {err}"),
        };
        let name = format!("buscall_migrations_{}_{name}", std::process::id());
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
        let db = Database::connect(format!("{server}/{name}")).await.unwrap();
        Some(Self { db, _dir: None, database: Some((server, name)) })
    }

    async fn both(name: &str) -> Vec<Self> {
        let mut both = vec![Self::sqlite().await];
        both.extend(Self::postgres(name).await);
        both
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((server, name)) = self.database.take() else { return };
        // The test's own runtime cannot be waited for here.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
                let sql = format!("DROP DATABASE {name} WITH (FORCE)");
                admin.execute_unprepared(&sql).await.unwrap();
            });
        });
        dropping.join().ok();
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no settings to be told by")]
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn id(n: u8) -> Value {
    Uuid::from_bytes([n; 16]).into()
}

fn text(text: &str) -> Value {
    text.to_owned().into()
}

/// An instant is text on SQLite and its own type on PostgreSQL.
fn instant(backend: DbBackend) -> Expr {
    let instant = Expr::val("2026-11-22T00:12:39.123456+00:00");
    match backend {
        DbBackend::Postgres => instant.cast_as("timestamptz"),
        _ => instant,
    }
}

async fn insert(db: &DatabaseConnection, table: &'static str, row: Vec<(&'static str, Value)>) {
    let (mut columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let mut values: Vec<Expr> = values.into_iter().map(Into::into).collect();
    if table != "record" {
        columns.push("created_at");
        values.push(instant(db.get_database_backend()));
    }
    let statement: InsertStatement =
        Query::insert().into_table(table).columns(columns).values_panic(values).take();
    db.execute(&statement).await.unwrap();
}

async fn an_organisation_with_a_tour(db: &DatabaseConnection) {
    insert(
        db,
        "account",
        vec![
            ("id", id(1)),
            ("email", text("mia@example.org")),
            ("name", text("Mia")),
            ("password_hash", text("$argon2id$")),
        ],
    )
    .await;
    insert(db, "organisation", vec![("id", id(2)), ("name", text("Foxglove"))]).await;
    insert(db, "tour", vec![("id", id(3)), ("org_id", id(2)), ("created_by", id(1))]).await;
    insert(
        db,
        "scope",
        vec![
            ("org_id", id(2)),
            ("id", id(4)),
            ("tour_id", id(3)),
            ("audience", text("everyone")),
            ("epoch", id(5)),
            ("head", 3_i64.into()),
            ("tag", vec![1_u8; 8].into()),
            ("digest", vec![2_u8; 16].into()),
            ("floor", 0_i64.into()),
        ],
    )
    .await;
}

async fn record(db: &DatabaseConnection, n: u8, kind: &str, deleted: bool, fields: &str) {
    insert(
        db,
        "record",
        vec![
            ("org_id", id(2)),
            ("id", id(n)),
            ("scope_id", id(4)),
            ("kind", text(kind)),
            ("ver", 1_i64.into()),
            ("seq", i64::from(n).into()),
            ("deleted", deleted.into()),
            ("fields", text(fields)),
            ("stamps", text("{}")),
        ],
    )
    .await;
}

/// The first column of every row, null as `-`.
async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let text = |row: sea_orm::QueryResult| {
        row.try_get_by_index::<Option<String>>(0).unwrap().unwrap_or_else(|| "-".to_owned())
    };
    rows.unwrap_or_else(|err| panic!("{sql}: {err}")).into_iter().map(text).collect()
}

#[tokio::test]
async fn rows_of_every_earlier_step_are_intact_and_visible_in_the_views() {
    for scratch in Scratch::both("upgrade").await {
        let db = &scratch.db;
        Migrator::up(db, Some(ACCOUNTS)).await.unwrap();
        an_organisation_with_a_tour(db).await;
        Migrator::up(db, Some(LEDGER - ACCOUNTS)).await.unwrap();
        let odd = r#"{"title": "Zażółć",  "body":"b","later":{"x":"\u0000"}}"#;
        record(db, 10, "note", false, odd).await;
        record(db, 11, "note", true, r#"{"title":"gone","body":"b"}"#).await;
        record(db, 12, "file", false, r#"{"name":"plan.pdf","bytes":7}"#).await;
        record(db, 13, "acknowledgement", false, r#"{"day":"d","up_to":9}"#).await;

        Migrator::up(db, None).await.unwrap();

        assert!(Migrator::get_pending_migrations(db).await.unwrap().is_empty());
        assert_eq!(ask(db, "SELECT email FROM account").await, ["mia@example.org"]);
        assert_eq!(ask(db, "SELECT fields FROM record WHERE seq = 10").await, [odd]);
        assert_eq!(ask(db, "SELECT title FROM v_note").await, ["Zażółć"]);
        let file = "SELECT name || ' ' || CAST(bytes AS text) FROM v_file";
        assert_eq!(ask(db, file).await, ["plan.pdf 7"], "a file of before there were any");
        let seen = "SELECT day || ' ' || CAST(up_to AS text) FROM v_acknowledgement";
        assert_eq!(ask(db, seen).await, ["d 9"]);
        let place = "SELECT audience || ' ' || tour_id || ' ' || id FROM v_note";
        let [tour, note] = [3, 10].map(|n| Uuid::from_bytes([n; 16]));
        assert_eq!(ask(db, place).await, [format!("everyone {tour} {note}")]);
    }
}

#[tokio::test]
async fn a_view_shows_times_places_lists_and_numbers_as_plain_columns() {
    for scratch in Scratch::both("views").await {
        let db = &scratch.db;
        Migrator::up(db, None).await.unwrap();
        an_organisation_with_a_tour(db).await;
        let item = r#"{"day":"d","title":"Doors","when":{"precision":"exact","start":"19:30"},
            "key":true,"departments":["Sound","Lights"],"position":7}"#;
        record(db, 10, "schedule_item", false, item).await;
        let travel = r#"{"day":"d","from":{"name":"KRK","lat":50.08},"to":{"city":"Wien"}}"#;
        record(db, 11, "travel", false, travel).await;
        // What no gate of this release has let through must not take the others' rows away.
        let odd = r#"{"title":{"en":"x"},"key":"maybe","departments":"all","position":"last"}"#;
        record(db, 12, "schedule_item", false, odd).await;

        let asked = [
            ("when_precision || ' ' || when_start", ["exact 19:30", "-"]),
            ("when_end", ["-", "-"]),
            ("departments", ["Sound, Lights", "-"]),
            ("CAST(position AS text)", ["7", "-"]),
            ("CASE WHEN key THEN 'yes' END", ["yes", "-"]),
        ];
        for (column, expected) in asked {
            let sql = format!("SELECT {column} FROM v_schedule_item ORDER BY seq");
            assert_eq!(ask(db, &sql).await, expected, "{column}");
        }
        let sql =
            "SELECT from_name || ' ' || CAST(from_lat AS text) || ' ' || to_city FROM v_travel";
        assert_eq!(ask(db, sql).await, ["KRK 50.08 Wien"]);
    }
}

#[tokio::test]
async fn a_step_that_fails_half_way_leaves_nothing_behind_and_can_be_taken_again() {
    for scratch in Scratch::both("fails").await {
        let db = &scratch.db;
        Migrator::up(db, Some(ACCOUNTS)).await.unwrap();
        db.execute_unprepared("CREATE TABLE commit_tag (x int)").await.unwrap();
        assert!(Migrator::up(db, None).await.is_err());
        // The step makes `record` before it fails on `commit_tag`.
        assert!(db.execute_unprepared("SELECT * FROM record").await.is_err());
        db.execute_unprepared("DROP TABLE commit_tag").await.unwrap();
        Migrator::up(db, None).await.unwrap();
        db.execute_unprepared("SELECT * FROM record").await.unwrap();
    }
}
