//! The floor: the statements of one edit, in the same order on the same kind of database, without
//! any of our code between them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use api::store::{Engine, Store};
use api::Clock;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement, Value};

use crate::load::Measured;
use crate::world::{Tour, World, id};

/// What stands in a record that is written.
const FIELDS: &str = r#"{"confirmed":true,"day":"0196f0aa-0000-8000-8000-000000000000","place":"Stage 7","title":"Load-in","when":{"precision":"exact","start":"08:30"}}"#;
/// What stands beside it.
const STAMPS: &str = r#"{"confirmed":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"day":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"place":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":9,"ver":9},"title":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1},"when":{"by":"0196f0aa-0000-7000-8000-000000000000","seq":1,"ver":1}}"#;

/// Runs bare transactions of `n_edits` edits each, side by side, for some time.
pub(crate) async fn run(
    store: &Store,
    world: &Arc<World>,
    n_clients: usize,
    n_edits: usize,
    duration: Duration,
) -> anyhow::Result<Measured> {
    let began = Instant::now();
    let clients: Vec<_> = (0..n_clients)
        .map(|client| {
            let (store, world) = (store.clone(), Arc::clone(world));
            tokio::spawn(async move {
                let mut latencies = Vec::new();
                let tour = world.tours[client % world.tours.len()];
                while began.elapsed() < duration {
                    let sent = Instant::now();
                    store.write(async |txn| bare(txn, &store, &world, &tour, n_edits).await).await?;
                    latencies.extend(std::iter::repeat_n(sent.elapsed(), n_edits));
                }
                Ok::<_, DbErr>(latencies)
            })
        })
        .collect();
    let mut measured = Measured::default();
    for client in clients {
        measured.latencies.extend(client.await??);
    }
    measured.elapsed = began.elapsed();
    Ok(measured)
}

async fn bare(
    txn: &DatabaseTransaction,
    store: &Store,
    world: &World,
    tour: &Tour,
    n_edits: usize,
) -> Result<(), DbErr> {
    for _ in 0..n_edits {
        edit(txn, store.engine(), world, tour).await?;
    }
    Ok(())
}

async fn edit(
    txn: &DatabaseTransaction,
    engine: Engine,
    world: &World,
    tour: &Tour,
) -> Result<(), DbErr> {
    let (org, account, scope) = (world.org.0, world.account.0, tour.scope.0);
    let (item, group, now) = (tour.items[0].0, id(), Clock::system().now());
    let read = async |sql: &str, values: Vec<Value>| {
        txn.query_all_raw(statement(engine, sql, values)).await.map(|rows| rows.len())
    };
    read("SELECT * FROM receipt WHERE org_id = ? AND group_id = ?", vec![org.into(), group.into()])
        .await?;
    if engine == Engine::Postgres {
        read(
            "SELECT id FROM scope WHERE org_id = ? AND id IN \
             (SELECT scope_id FROM record WHERE org_id = ? AND id IN (?, ?, ?)) \
             ORDER BY id FOR UPDATE",
            vec![org.into(), org.into(), item.into(), group.into(), account.into()],
        )
        .await?;
    }
    read(
        "SELECT s.org_id, s.id, s.audience, s.epoch, s.head, m.level, s.tour_id, s.tag, s.digest \
         FROM scope s LEFT JOIN membership m \
         ON m.org_id = s.org_id AND m.scope_id = s.id AND m.account_id = ? \
         WHERE (s.org_id = ? AND s.tour_id = ?) OR (s.org_id = ? AND s.tour_id IS NULL) \
         ORDER BY s.id",
        vec![account.into(), org.into(), tour.id.0.into(), org.into()],
    )
    .await?;
    read(
        "SELECT * FROM record WHERE org_id = ? AND id IN (?, ?, ?)",
        vec![org.into(), item.into(), group.into(), account.into()],
    )
    .await?;
    let head = "SELECT head FROM scope WHERE id = ?";
    let rows = txn.query_all_raw(statement(engine, head, vec![scope.into()])).await?;
    let seq = rows.first().map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))? + 1;
    let write = async |sql: &str, values: Vec<Value>| {
        txn.execute_raw(statement(engine, sql, values)).await.map(drop)
    };
    write(
        "INSERT INTO record (org_id, id, scope_id, kind, ver, seq, deleted, fields, stamps) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (org_id, id) DO UPDATE SET \
         ver = excluded.ver, seq = excluded.seq, deleted = excluded.deleted, \
         fields = excluded.fields, stamps = excluded.stamps",
        vec![
            org.into(),
            item.into(),
            scope.into(),
            "schedule_item".into(),
            seq.into(),
            seq.into(),
            false.into(),
            FIELDS.into(),
            STAMPS.into(),
        ],
    )
    .await?;
    write(
        "INSERT INTO history (org_id, scope_id, seq, idx, kind, record_id, field, old, new, \
         author, group_id, at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            org.into(),
            scope.into(),
            seq.into(),
            1_i32.into(),
            "schedule_item".into(),
            item.into(),
            "place".into(),
            "\"Stage 6\"".into(),
            "\"Stage 7\"".into(),
            account.into(),
            group.into(),
            now.into(),
            "applied".into(),
        ],
    )
    .await?;
    let body = format!(r#"{{"group":"{group}","status":"applied","dup":false,"at":{{"{scope}":{seq}}},"edits":[],"problem":null}}"#);
    write(
        "INSERT INTO receipt (org_id, group_id, author, status, body, at) \
         VALUES (?, ?, ?, ?, ?, ?)",
        vec![org.into(), group.into(), account.into(), "applied".into(), body.into(), now.into()],
    )
    .await?;
    let tag = seq.to_le_bytes().to_vec();
    write(
        "INSERT INTO commit_tag (org_id, scope_id, seq, tag, at) VALUES (?, ?, ?, ?, ?)",
        vec![org.into(), scope.into(), seq.into(), tag.clone().into(), now.into()],
    )
    .await?;
    write(
        "UPDATE scope SET head = ?, tag = ?, digest = ? WHERE org_id = ? AND id = ?",
        vec![seq.into(), tag.clone().into(), [tag.clone(), tag].concat().into(), org.into(), scope.into()],
    )
    .await
}

/// A statement with the engine's own marks for its values.
fn statement(engine: Engine, sql: &str, values: Vec<Value>) -> Statement {
    match engine {
        Engine::Sqlite => {
            Statement::from_sql_and_values(sea_orm::DatabaseBackend::Sqlite, sql, values)
        }
        Engine::Postgres => {
            let mut parts = sql.split('?');
            let mut numbered = parts.next().unwrap_or_default().to_owned();
            for (n, part) in parts.enumerate() {
                numbered.push_str(&format!("${}{part}", n + 1));
            }
            Statement::from_sql_and_values(sea_orm::DatabaseBackend::Postgres, numbered, values)
        }
    }
}
