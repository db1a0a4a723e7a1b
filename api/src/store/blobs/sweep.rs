//! Finding what nobody needs any more: uploads that did not go on, content that nothing names.

use chrono::{DateTime, Utc};
use domain::blob::BlobHash;
use domain::ids::{AccountId, OrgId, ScopeId};
use domain::record::Kind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Key, Upload, drop_chunks};
use crate::store::StoreError;
use crate::store::entity::{blob, held_group, record, scope, upload};

/// Texts read at once. A dispute or a held group has at most some hundred kilobytes.
pub const PAGE: u64 = 200;
/// Hashes bound by one statement.
const HASHES_MAX: usize = 1_000;

/// Uploads that were not finished and have not moved since `before`, at most a page.
pub async fn stale_uploads(
    conn: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<Vec<Upload>, StoreError> {
    let rows = upload::Entity::find()
        .filter(upload::Column::FinishedAt.is_null())
        .filter(upload::COLUMN.moved_at.lt(before))
        .order_by_asc(upload::Column::MovedAt)
        .limit(PAGE)
        .all(conn)
        .await?;
    let read = |row: upload::Model| {
        let key = Key {
            org: OrgId(row.org_id),
            account: AccountId(row.account_id),
            hash: read(&row.hash)?,
        };
        let (length, arrived) = (row.length.unsigned_abs(), row.arrived.unsigned_abs());
        Ok(Upload { key, content: row.content_id, length, arrived, finished: false })
    };
    rows.into_iter().map(read).collect()
}

/// The organisations that have content of which nothing was known to be named since `before`.
pub async fn orgs_with_unnamed(
    conn: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<Vec<OrgId>, StoreError> {
    let rows = blob::Entity::find()
        .select_only()
        .column(blob::Column::OrgId)
        .distinct()
        .filter(blob::COLUMN.named_at.lt(before))
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(OrgId).collect())
}

/// The scopes of an organisation.
pub async fn scopes(conn: &impl ConnectionTrait, org: OrgId) -> Result<Vec<ScopeId>, StoreError> {
    let rows = scope::Entity::find()
        .select_only()
        .column(scope::Column::Id)
        .filter(scope::COLUMN.org_id.eq(org.0))
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(ScopeId).collect())
}

/// Where something may be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the live records of a kind in a scope.
    Records(ScopeId, Kind),
    /// In groups that wait for a decision.
    Undecided,
}

/// A page of the texts of a source, each with its id, by which they are ordered.
pub async fn texts(
    conn: &impl ConnectionTrait,
    org: OrgId,
    source: &Source,
    after: Option<Uuid>,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    // No id is nil.
    let after = after.unwrap_or_default();
    let texts = match source {
        Source::Records(scope, kind) => {
            record::Entity::find()
                .select_only()
                .columns([record::Column::Id, record::Column::Fields])
                .filter(record::COLUMN.org_id.eq(org.0))
                .filter(record::COLUMN.scope_id.eq(scope.0))
                .filter(record::COLUMN.kind.eq(kind.name()))
                .filter(record::COLUMN.deleted.eq(false))
                .filter(record::COLUMN.id.gt(after))
                .order_by_asc(record::Column::Id)
                .limit(PAGE)
                .into_tuple::<(Uuid, String)>()
                .all(conn)
                .await?
        }
        Source::Undecided => {
            held_group::Entity::find()
                .select_only()
                .columns([held_group::Column::GroupId, held_group::Column::Content])
                .filter(held_group::COLUMN.org_id.eq(org.0))
                .filter(held_group::Column::Decided.is_null())
                .filter(held_group::COLUMN.group_id.gt(after))
                .order_by_asc(held_group::Column::GroupId)
                .limit(PAGE)
                .into_tuple::<(Uuid, String)>()
                .all(conn)
                .await?
        }
    };
    Ok(texts)
}

/// Notes that these are named now, where that was last noted before `before`.
pub async fn name(
    conn: &impl ConnectionTrait,
    org: OrgId,
    hashes: Vec<BlobHash>,
    (before, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StoreError> {
    for hashes in hashes.chunks(HASHES_MAX) {
        blob::Entity::update_many()
            .col_expr(blob::Column::NamedAt, Expr::value(now))
            .filter(blob::COLUMN.org_id.eq(org.0))
            .filter(blob::Column::Hash.is_in(hashes.iter().map(ToString::to_string)))
            .filter(blob::COLUMN.named_at.lt(before))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Content that was last named before `before`.
pub async fn unnamed(
    conn: &impl ConnectionTrait,
    org: OrgId,
    before: DateTime<Utc>,
) -> Result<Vec<BlobHash>, StoreError> {
    let rows = blob::Entity::find()
        .select_only()
        .column(blob::Column::Hash)
        .filter(blob::COLUMN.org_id.eq(org.0))
        .filter(blob::COLUMN.named_at.lt(before))
        .into_tuple::<String>()
        .all(conn)
        .await?;
    rows.iter().map(|hash| read(hash)).collect()
}

/// Removes content, and that anybody has sent it, if it is still unnamed.
pub async fn remove(
    conn: &impl ConnectionTrait,
    org: OrgId,
    hash: BlobHash,
    before: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(blob) = super::find(conn, org, hash).await? else { return Ok(false) };
    let removed = blob::Entity::delete_many()
        .filter(blob::COLUMN.org_id.eq(org.0))
        .filter(blob::COLUMN.hash.eq(hash.to_string()))
        .filter(blob::COLUMN.content_id.eq(blob.content))
        .filter(blob::COLUMN.named_at.lt(before))
        .exec(conn)
        .await?;
    if removed.rows_affected == 0 {
        return Ok(false);
    }
    upload::Entity::delete_many()
        .filter(upload::COLUMN.org_id.eq(org.0))
        .filter(upload::COLUMN.hash.eq(hash.to_string()))
        .filter(upload::Column::FinishedAt.is_not_null())
        .exec(conn)
        .await?;
    drop_chunks(conn, org, blob.content).await?;
    Ok(true)
}

fn read(hash: &str) -> Result<BlobHash, StoreError> {
    hash.parse().map_err(|why| StoreError::CorruptRow { table: "blob", id: hash.to_owned(), why })
}
