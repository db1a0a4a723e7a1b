//! Records as they travel, straight from their rows, and what a cursor is checked against. Fields
//! and stamps pass through as the text that they are stored as.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{GroupId, OrgId, RecordId, ScopeId, TourId};
use domain::record::Kind;
use domain::sync::{RawRecord, Tag};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, SelectExt,
};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::StoreError;
use super::entity::{commit_tag, receipt, record, scope};
use super::scopes::{read_seq, write_seq};
use super::write::VALUES_MAX;

/// The records of a scope that changed after `seq`, in that order, at most `limit`.
pub async fn changed_after(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    seq: u64,
    limit: u64,
) -> Result<Vec<RawRecord>, StoreError> {
    let rows = record::Entity::find()
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::COLUMN.scope_id.eq(scope.0))
        .filter(record::COLUMN.seq.gt(write_seq(seq)))
        .order_by_asc(record::Column::Seq)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Those of these records that are in the scope, by `seq`.
pub async fn some(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    ids: &BTreeSet<RecordId>,
) -> Result<Vec<RawRecord>, StoreError> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(VALUES_MAX / 2) {
        let rows = record::Entity::find()
            .filter(record::COLUMN.org_id.eq(org.0))
            .filter(record::Column::Id.is_in(ids.iter().copied()))
            .filter(record::COLUMN.scope_id.eq(scope.0))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_unstable_by_key(|record| record.seq);
    Ok(found)
}

/// `ver` and `seq` of every record of a scope, deleted ones too.
pub async fn versions(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
) -> Result<BTreeMap<RecordId, (u64, u64)>, StoreError> {
    let rows = record::Entity::find()
        .select_only()
        .columns([record::Column::Id, record::Column::Ver, record::Column::Seq])
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::COLUMN.scope_id.eq(scope.0))
        .into_tuple::<(Uuid, i64, i64)>()
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(id, ver, seq)| Ok((RecordId(id), (read_seq(id, ver)?, read_seq(id, seq)?))))
        .collect()
}

/// How many records of a scope changed after `seq`, and the bytes of their fields and stamps.
pub async fn weight_after(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    seq: u64,
) -> Result<(u64, u64), StoreError> {
    let bytes = |column| Expr::expr(Func::cust("octet_length").arg(Expr::col(column)));
    let sum = bytes(record::Column::Fields).add(bytes(record::Column::Stamps)).sum();
    let found = record::Entity::find()
        .select_only()
        .expr_as(Expr::col(record::Column::Id).count(), "n_records")
        .expr_as(sum, "n_bytes")
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::COLUMN.scope_id.eq(scope.0))
        .filter(record::COLUMN.seq.gt(write_seq(seq)))
        .into_tuple::<(i64, Option<i64>)>()
        .one(conn)
        .await?;
    let (n_records, n_bytes) = found.unwrap_or_default();
    Ok((read_seq(scope.0, n_records)?, read_seq(scope.0, n_bytes.unwrap_or(0))?))
}

/// The tags of the commits that ended at these moments, as far as they are remembered.
pub async fn tags_at(
    conn: &impl ConnectionTrait,
    org: OrgId,
    moments: &[(ScopeId, u64)],
) -> Result<BTreeMap<(ScopeId, u64), Tag>, StoreError> {
    if moments.is_empty() {
        return Ok(BTreeMap::new());
    }
    // Each side of the `or` names the whole key, so that each finds its row by it.
    let any = moments.iter().fold(Condition::any(), |any, (scope, seq)| {
        any.add(
            commit_tag::COLUMN
                .org_id
                .eq(org.0)
                .and(commit_tag::COLUMN.scope_id.eq(scope.0))
                .and(commit_tag::COLUMN.seq.eq(write_seq(*seq))),
        )
    });
    let rows = commit_tag::Entity::find().filter(any).all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let id = row.scope_id;
            let tag = row.tag.as_slice().try_into().map_err(|_| StoreError::CorruptRow {
                table: "commit_tag",
                id: id.to_string(),
                why: "it has not 8 bytes".to_owned(),
            })?;
            Ok(((ScopeId(id), read_seq(id, row.seq)?), tag))
        })
        .collect()
}

/// Whose a tour is, if one of these scopes is an audience of it.
pub async fn of_tour(
    conn: &impl ConnectionTrait,
    tour: TourId,
    scopes: &[ScopeId],
) -> Result<Option<OrgId>, StoreError> {
    let org = scope::Entity::find()
        .select_only()
        .column(scope::Column::OrgId)
        .filter(scope::COLUMN.tour_id.eq(tour.0))
        .filter(scope::Column::Id.is_in(scopes.iter().map(|scope| scope.0)))
        .into_tuple::<Uuid>()
        .one(conn)
        .await?;
    Ok(org.map(OrgId))
}

/// Whether a group has a receipt.
pub async fn is_received(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: GroupId,
) -> Result<bool, StoreError> {
    Ok(receipt::Entity::find_by_id((org.0, group.0)).exists(conn).await?)
}

fn from_row(row: record::Model) -> Result<RawRecord, StoreError> {
    let id = row.id;
    let fail = |why: String| StoreError::CorruptRow { table: "record", id: id.to_string(), why };
    let raw = |text: String| RawValue::from_string(text).map_err(|err| fail(err.to_string()));
    Ok(RawRecord {
        kind: Kind::from_name(&row.kind).ok_or_else(|| fail(format!("no kind `{}`", row.kind)))?,
        id: RecordId(id),
        ver: row.ver.try_into().map_err(|_| fail("its ver is negative".to_owned()))?,
        seq: row.seq.try_into().map_err(|_| fail("its seq is negative".to_owned()))?,
        deleted: row.deleted,
        fields: raw(row.fields)?,
        stamps: raw(row.stamps)?,
    })
}
