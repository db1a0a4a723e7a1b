//! Locks on what has no row to lock, on PostgreSQL. On SQLite whoever writes is alone.

use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::StoreError;

/// Waits until no other transaction that has named the same goes on, and keeps it until this one
/// ends. Two that are not the same may wait for each other in one case of 2^64, which does no harm.
pub async fn one_at_a_time(
    conn: &impl ConnectionTrait,
    what: &str,
    of: &[Uuid],
) -> Result<(), StoreError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(what.as_bytes());
    for id in of {
        hasher.update(id.as_bytes());
    }
    let mut key = [0; 8];
    hasher.finalize_xof().fill(&mut key);
    let backend = conn.get_database_backend();
    let sql = "SELECT pg_advisory_xact_lock($1)";
    let values = [i64::from_le_bytes(key).into()];
    conn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}
