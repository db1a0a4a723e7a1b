//! The history: who said what, when, from what, and what became of it. Written by the ledger, read
//! per scope, so that nobody reads a line of a scope that they are not in.

use chrono::{DateTime, Utc};
use domain::change::Status;
use domain::ids::{AccountId, GroupId, OrgId, RecordId, ReplicaId, ScopeId};
use domain::record::Kind;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::StoreError;
use super::entity::history;
use super::scopes::write_seq;

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The scope.
    pub scope: ScopeId,
    /// The scope's counter at that change.
    pub seq: u64,
    /// Its place among the lines of that number.
    pub idx: i32,
    /// The record's kind.
    pub kind: Kind,
    /// The record.
    pub record: RecordId,
    /// The field, or `$deleted`.
    pub field: String,
    /// The value before, or the one in force.
    pub old: Value,
    /// The value that was given.
    pub new: Value,
    /// Who gave it.
    pub author: Option<AccountId>,
    /// By which path.
    pub via: Option<String>,
    /// From which installation.
    pub replica: Option<ReplicaId>,
    /// When its author's device said it was.
    pub said_at: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// In which group.
    pub group: GroupId,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// `applied`, `merged` or `disputed`.
    pub outcome: Status,
}

/// Lines of one scope after a number, in order, at most `limit` and then the rest of the last
/// number, so that a cursor never points into the middle of one change. With records, those that
/// are about them.
pub async fn after(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    records: Option<&[RecordId]>,
    seq: u64,
    limit: u64,
) -> Result<Vec<Line>, StoreError> {
    let mut rows = in_scope(org, scope, records)
        .filter(history::COLUMN.seq.gt(write_seq(seq)))
        .order_by_asc(history::Column::Seq)
        .order_by_asc(history::Column::Idx)
        .limit(limit)
        .all(conn)
        .await?;
    if let Some(last) = rows.last().filter(|_| rows.len() as u64 == limit) {
        let rest = in_scope(org, scope, records)
            .filter(history::COLUMN.seq.eq(last.seq))
            .filter(history::COLUMN.idx.gt(last.idx))
            .order_by_asc(history::Column::Idx)
            .all(conn)
            .await?;
        rows.extend(rest);
    }
    rows.into_iter().map(from_row).collect()
}

/// The newest lines of one scope, oldest first. With records, those that are about them.
pub async fn newest(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    records: Option<&[RecordId]>,
    limit: u64,
) -> Result<Vec<Line>, StoreError> {
    let rows = in_scope(org, scope, records)
        .order_by_desc(history::Column::Seq)
        .order_by_desc(history::Column::Idx)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().rev().map(from_row).collect()
}

/// When the newest change of a scope arrived, up to and with a number.
pub async fn at(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    seq: u64,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let newest = in_scope(org, scope, None)
        .filter(history::COLUMN.seq.lte(write_seq(seq)))
        .order_by_desc(history::Column::Seq)
        .order_by_desc(history::Column::Idx)
        .select_only()
        .column(history::Column::At)
        .limit(1)
        .into_tuple::<DateTime<Utc>>();
    Ok(newest.one(conn).await?)
}

fn in_scope(
    org: OrgId,
    scope: ScopeId,
    records: Option<&[RecordId]>,
) -> sea_orm::Select<history::Entity> {
    let select = history::Entity::find()
        .filter(history::COLUMN.org_id.eq(org.0))
        .filter(history::COLUMN.scope_id.eq(scope.0));
    match records {
        Some(ids) => select.filter(history::Column::RecordId.is_in(ids.iter().map(|id| id.0))),
        None => select,
    }
}

/// The lines about one record, newest first. `before` is the place of the last line of the page
/// before. The caller has made sure that the record may be seen.
pub async fn of_record(
    conn: &impl ConnectionTrait,
    org: OrgId,
    record: RecordId,
    before: Option<(u64, i32)>,
    limit: u64,
) -> Result<Vec<Line>, StoreError> {
    let mut select = history::Entity::find()
        .filter(history::COLUMN.org_id.eq(org.0))
        .filter(history::COLUMN.record_id.eq(record.0));
    if let Some((seq, idx)) = before {
        let same = Condition::all()
            .add(history::COLUMN.seq.eq(write_seq(seq)))
            .add(history::COLUMN.idx.lt(idx));
        select =
            select.filter(Condition::any().add(history::COLUMN.seq.lt(write_seq(seq))).add(same));
    }
    let rows = select
        .order_by_desc(history::Column::Seq)
        .order_by_desc(history::Column::Idx)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: history::Model) -> Result<Line, StoreError> {
    let fail = |why: String| StoreError::CorruptRow {
        table: "history",
        id: format!("{}/{}/{}", row.scope_id, row.seq, row.idx),
        why,
    };
    let value = |text: &Option<String>| match text {
        None => Ok(Value::Null),
        Some(text) => serde_json::from_str(text).map_err(|err| fail(err.to_string())),
    };
    Ok(Line {
        scope: ScopeId(row.scope_id),
        seq: row.seq.try_into().map_err(|_| fail("its seq is negative".to_owned()))?,
        idx: row.idx,
        kind: Kind::from_name(&row.kind).ok_or_else(|| fail(format!("no kind `{}`", row.kind)))?,
        record: RecordId(row.record_id),
        old: value(&row.old)?,
        new: value(&row.new)?,
        author: row.author.map(AccountId),
        replica: row.replica.map(|id: Uuid| ReplicaId(id)),
        group: GroupId(row.group_id),
        field: row.field,
        via: row.via,
        said_at: row.said_at,
        reason: row.reason,
        at: row.at,
        outcome: Status::from_word(&row.outcome)
            .ok_or_else(|| fail(format!("no outcome `{}`", row.outcome)))?,
    })
}
