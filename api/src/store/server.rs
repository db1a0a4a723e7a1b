//! What the server knows of itself, as named texts. They are part of every backup.

use std::collections::BTreeMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::entity::server;

/// The facts of these names that are known.
pub async fn facts(
    conn: &impl ConnectionTrait,
    names: &[&str],
) -> Result<BTreeMap<String, String>, DbErr> {
    let rows = server::Entity::find()
        .filter(server::Column::Key.is_in(names.iter().copied()))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.value)).collect())
}

/// Writes a fact down, unless it is known already.
pub async fn learn(conn: &impl ConnectionTrait, name: &str, value: String) -> Result<(), DbErr> {
    let row = server::ActiveModel { key: Set(name.to_owned()), value: Set(value) };
    let once = OnConflict::column(server::Column::Key).do_nothing().to_owned();
    server::Entity::insert(row).on_conflict(once).exec_without_returning(conn).await.map(drop)
}
