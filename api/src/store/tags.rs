//! Forgetting the tags of old commits, with which cursors from that time lose their use.

use chrono::{DateTime, Utc};
use domain::ids::{OrgId, ScopeId};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::StoreError;
use super::entity::{commit_tag, scope};
use super::scopes::{read_seq, write_seq};

/// The scopes that have tags to be forgotten, each with the newest tag from before this instant.
/// That one stays: it was the newest until a commit that is remembered followed.
pub async fn older_than(
    conn: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<Vec<(OrgId, ScopeId, u64)>, StoreError> {
    let rows = commit_tag::Entity::find()
        .select_only()
        .columns([commit_tag::Column::OrgId, commit_tag::Column::ScopeId])
        .expr_as(Expr::col(commit_tag::Column::Seq).max(), "newest")
        .filter(commit_tag::COLUMN.at.lt(before))
        .group_by(commit_tag::Column::OrgId)
        .group_by(commit_tag::Column::ScopeId)
        .having(Expr::col(commit_tag::Column::Seq).count().gt(1))
        .into_tuple::<(Uuid, Uuid, i64)>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(org, id, newest)| Ok((OrgId(org), ScopeId(id), read_seq(id, newest)?)))
        .collect()
}

/// Forgets the tags of a scope before this commit, and says so with its floor.
pub async fn forget(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: ScopeId,
    before: u64,
) -> Result<u64, StoreError> {
    let before = write_seq(before);
    scope::Entity::update_many()
        .col_expr(scope::Column::Floor, Expr::value(before))
        .filter(scope::COLUMN.org_id.eq(org.0))
        .filter(scope::COLUMN.id.eq(id.0))
        .filter(scope::COLUMN.floor.lt(before))
        .exec(conn)
        .await?;
    let forgotten = commit_tag::Entity::delete_many()
        .filter(commit_tag::COLUMN.org_id.eq(org.0))
        .filter(commit_tag::COLUMN.scope_id.eq(id.0))
        .filter(commit_tag::COLUMN.seq.lt(before))
        .exec(conn)
        .await?;
    Ok(forgotten.rows_affected)
}
