//! What tells other processes of a commit: `NOTIFY` on PostgreSQL; on SQLite the file's version.

use std::collections::BTreeMap;

use domain::ids::ScopeId;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DbErr, RuntimeErr, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Store;

/// The channel that every process of one database listens to.
const CHANNEL: &str = "buscall_hints";
/// PostgreSQL refuses a payload of 8,000 bytes; past this many scopes everyone looks again.
const HEADS_MAX: usize = 60;

/// One message.
#[derive(Debug, Serialize, Deserialize)]
pub struct Told {
    /// Which process sent it.
    pub from: Uuid,
    /// The scopes that moved: epoch and counter.
    pub heads: BTreeMap<ScopeId, (Uuid, u64)>,
    /// Whether levels changed, or too much moved to be listed.
    pub look_again: bool,
}

/// A connection that hears what other processes tell.
pub struct Listener(PgListener);

impl Listener {
    /// The next message that can be read.
    pub async fn next(&mut self) -> Result<Told, DbErr> {
        loop {
            // `recv` would open a lost connection again and say nothing of what it missed.
            let message = self.0.try_recv().await.map_err(sqlx_error)?;
            let message = message.ok_or_else(|| DbErr::Custom("it was closed".to_owned()))?;
            if let Ok(told) = serde_json::from_str(message.payload()) {
                return Ok(told);
            }
            tracing::warn!("a live hint of another version was passed over");
        }
    }
}

/// Listens on a connection of its own, which the pool has one less of from then on.
pub async fn listen(store: &Store) -> Result<Listener, DbErr> {
    let pool = store.writer().get_postgres_connection_pool();
    let mut listener = PgListener::connect_with(pool).await.map_err(sqlx_error)?;
    listener.listen(CHANNEL).await.map_err(sqlx_error)?;
    Ok(Listener(listener))
}

/// Tells the other processes.
pub async fn tell(store: &Store, told: &Told) -> Result<(), DbErr> {
    let payload = if told.heads.len() > HEADS_MAX {
        let all = Told { from: told.from, heads: BTreeMap::new(), look_again: true };
        serde_json::to_string(&all)
    } else {
        serde_json::to_string(told)
    };
    let payload = payload.map_err(|err| DbErr::Custom(err.to_string()))?;
    let conn = store.writer();
    let notify = Statement::from_sql_and_values(
        conn.get_database_backend(),
        "SELECT pg_notify($1, $2)",
        [CHANNEL.into(), payload.into()],
    );
    conn.execute_raw(notify).await.map(drop)
}

/// A number that changes when another process has written the SQLite file.
pub async fn data_version(store: &Store) -> Result<i64, DbErr> {
    let conn = store.writer();
    let pragma = Statement::from_string(conn.get_database_backend(), "PRAGMA data_version");
    let row = conn.query_one_raw(pragma).await?;
    row.ok_or_else(|| DbErr::Custom("no data_version".to_owned()))?.try_get_by_index(0)
}

fn sqlx_error(err: sea_orm::SqlxError) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(err)))
}
