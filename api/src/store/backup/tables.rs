//! Every table of the database, copied row by row from one connection to another.
//!
//! Parents come before the rows that point at them. A table that is missing here is missing from
//! every backup, so a test compares this list with the schema.

use sea_orm::sea_query::{IntoIden, Query};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, DynIden, EntityTrait, Identity, IntoActiveModel,
    Iterable, PrimaryKeyToColumn, SelectExt, Set, Unchanged,
};
use uuid::Uuid;

use super::super::entity::{
    account, advance_link, advance_mail, advance_visit, blob, blob_chunk, commit_tag, day_link,
    feed, held_group, history, invitation, membership, organisation, receipt, record, road, scope,
    server, session, tour, upload,
};
use super::super::insert_all;

/// Rows in memory at a time. A record's JSON is at most some tens of kilobytes.
const PAGE: u64 = 500;
/// Rows in memory at a time, of chunks of files: each has 256 KiB.
const PAGE_OF_CHUNKS: u64 = 16;

macro_rules! in_order {
    ($($table:ident $(by $page:ident)?),* $(,)?) => {
        /// The tables, parents first.
        pub(in crate::store) const TABLES: &[&str] = &[$(stringify!($table)),*];

        /// Copies all rows of all tables and says how many those were.
        pub(super) async fn copy(
            from: &impl ConnectionTrait,
            to: &impl ConnectionTrait,
        ) -> Result<u64, DbErr> {
            let mut rows = 0;
            $(rows += copy_table::<$table::Entity>(from, to, [$($page,)? PAGE][0]).await?;)*
            Ok(rows)
        }
    };
}

in_order![
    server,
    account,
    session,
    organisation,
    tour,
    scope,
    membership,
    invitation,
    record,
    history,
    receipt,
    held_group,
    commit_tag,
    blob,
    blob_chunk by PAGE_OF_CHUNKS,
    upload,
    road,
    advance_link,
    advance_visit,
    advance_mail,
    day_link, feed,
];

async fn copy_table<E>(
    from: &impl ConnectionTrait,
    to: &impl ConnectionTrait,
    page: u64,
) -> Result<u64, DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Sync,
    E::ActiveModel: Send,
{
    let key = primary_key::<E>();
    let mut rows = 0;
    let mut after = None;
    loop {
        let mut cursor = E::find().cursor_by(key.clone());
        if let Some(last) = after {
            cursor.after(last);
        }
        let rows_of_page: Vec<E::ActiveModel> = cursor
            .first(page)
            .all(from)
            .await?
            .into_iter()
            .map(|row| row.into_active_model().reset_all())
            .collect();
        let Some(last) = rows_of_page.last() else { return Ok(rows) };
        rows += rows_of_page.len() as u64;
        after = last.get_primary_key_value();
        insert_all(to, rows_of_page).await?;
    }
}

fn primary_key<E: EntityTrait>() -> Identity {
    let columns: Vec<DynIden> =
        E::PrimaryKey::iter().map(|key| key.into_column().into_iden()).collect();
    match columns.as_slice() {
        [one] => Identity::Unary(one.clone()),
        [one, two] => Identity::Binary(one.clone(), two.clone()),
        [one, two, three] => Identity::Ternary(one.clone(), two.clone(), three.clone()),
        _ => Identity::Many(columns),
    }
}

/// Whether somebody's accounts or tours are in the database. What the server notes of itself does not count.
pub(super) async fn is_in_use(conn: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(account::Entity::find().exists(conn).await? || tour::Entity::find().exists(conn).await?)
}

/// Deletes all rows, children first.
pub(super) async fn clear(conn: &impl ConnectionTrait) -> Result<(), DbErr> {
    for table in TABLES.iter().rev() {
        conn.execute(Query::delete().from_table(*table)).await?;
    }
    Ok(())
}

/// Gives every scope an epoch of its own that no client has seen.
pub(super) async fn renew_epochs(
    conn: &impl ConnectionTrait,
    new_epoch: &mut impl FnMut() -> Uuid,
) -> Result<(), DbErr> {
    for scope in scope::Entity::find().all(conn).await? {
        let renewed = scope::ActiveModel {
            org_id: Unchanged(scope.org_id),
            id: Unchanged(scope.id),
            epoch: Set(new_epoch()),
            ..Default::default()
        };
        scope::Entity::update(renewed).exec_without_returning(conn).await?;
    }
    Ok(())
}
