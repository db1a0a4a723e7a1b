//! The schema of a local copy.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use migrations::{LocalMigrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

async fn empty() -> (DatabaseConnection, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", dir.path().join("x.db").display());
    (Database::connect(url).await.unwrap(), dir)
}

async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn application_id(db: &DatabaseConnection) -> i32 {
    let sql = "SELECT CAST(application_id AS text) FROM pragma_application_id()";
    ask(db, sql).await[0].parse().unwrap()
}

#[tokio::test]
async fn a_copys_file_is_told_from_other_databases_by_its_header() {
    let (db, _dir) = empty().await;
    assert_eq!(application_id(&db).await, 0);
    LocalMigrator::up(&db, None).await.unwrap();
    assert_eq!(application_id(&db).await, migrations::local::APPLICATION_ID);
}

#[tokio::test]
async fn a_step_that_fails_half_way_leaves_nothing_behind_and_can_be_taken_again() {
    let (db, _dir) = empty().await;
    db.execute_unprepared("CREATE TABLE blob (x int)").await.unwrap();
    assert!(LocalMigrator::up(&db, None).await.is_err());
    // The step makes `record`, and says whose file this is, before it fails on `blob`.
    assert!(db.execute_unprepared("SELECT * FROM record").await.is_err());
    assert_eq!(application_id(&db).await, 0);
    db.execute_unprepared("DROP TABLE blob").await.unwrap();
    LocalMigrator::up(&db, None).await.unwrap();
    db.execute_unprepared("SELECT * FROM record").await.unwrap();
    assert!(LocalMigrator::get_pending_migrations_read_only(&db).await.unwrap().is_empty());
}

#[tokio::test]
async fn records_stand_in_three_tables_of_one_shape() {
    let (db, _dir) = empty().await;
    LocalMigrator::up(&db, None).await.unwrap();
    let columns = async |table: &str| {
        ask(&db, &format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid")).await
    };
    let record = columns("record").await;
    assert_eq!(columns("staged").await, record);
    assert_eq!(columns("replaced").await[..record.len()], record);
    assert_eq!(columns("replaced").await[record.len()..], ["replaced_at"]);
}

#[tokio::test]
async fn what_is_read_every_time_is_found_by_an_index() {
    let (db, _dir) = empty().await;
    LocalMigrator::up(&db, None).await.unwrap();
    for (sql, index) in [
        ("SELECT * FROM record WHERE day IN (x'00', x'01') AND NOT deleted", "ix_record_day"),
        ("SELECT * FROM record WHERE event IN (x'00', x'01')", "ix_record_event"),
        ("SELECT * FROM record WHERE venue IN (x'00')", "ix_record_venue"),
        ("SELECT * FROM record WHERE subject IN (x'00', x'01')", "ix_record_subject"),
        ("SELECT * FROM record WHERE kind IN ('day', 'event')", "ix_record_kind"),
        ("SELECT * FROM record WHERE kind = 'hotel_stay' AND until_day >= 5", "ix_record_kind"),
        ("SELECT * FROM record WHERE id IN (x'00', x'01')", "PRIMARY KEY"),
        ("SELECT * FROM record WHERE day IS NULL AND event IS NULL", "ix_record_day"),
        (
            "SELECT * FROM logged_group WHERE covered = ?1 ORDER BY position",
            "ix_logged_group_covered",
        ),
        ("SELECT * FROM logged_group WHERE status IN (?1, ?2)", "ix_logged_group_status"),
    ] {
        let rows = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = db.query_all_raw(rows).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        assert!(plan.iter().all(|step| step.contains(index)), "{sql}: {plan:?}");
    }
}
