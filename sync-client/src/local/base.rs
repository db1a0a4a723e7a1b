//! Records as rows: pages on their way into the base, the base itself, and what a reset replaced.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{RecordId, ScopeId};
use domain::record::{Kind, Record};
use domain::sync::{Digest, RawRecord};
use sea_orm::sea_query::{DeleteStatement, Expr, OnConflict, Query, Value};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Iterable, QueryFilter,
    QuerySelect, Statement,
};
use uuid::Uuid;

use super::entity::record;
use super::fault::Fault;
use super::links::Links;
use super::state::number;

/// Ids in one statement, well below what SQLite binds.
pub(super) const IDS_MAX: usize = 5_000;
/// Rows in one statement: enough that the statement itself does not count, and few enough that the
/// same statement serves all of a page.
const ROWS: usize = 250;

/// How often the base of a scope is kept that resets have replaced. A server that resets it with every
/// sync must not fill the disk.
const REPLACED_MAX: i64 = 8;

/// The tables that records stand in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    /// As the server has them.
    Record,
    /// On their way there.
    Staged,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Staged => "staged",
        }
    }
}

/// A record as a row.
pub(super) fn to_row(scope: ScopeId, record: &RawRecord) -> record::Model {
    let links = Links::of(&record.fields);
    record::Model {
        id: record.id.0,
        scope_id: scope.0,
        kind: record.kind.name().to_owned(),
        ver: number(record.ver),
        seq: number(record.seq),
        deleted: record.deleted,
        day: links.day,
        event: links.event,
        venue: links.venue,
        subject: links.subject,
        until_day: links.until_day,
        fields: record.fields.get().to_owned(),
        stamps: record.stamps.get().to_owned(),
    }
}

/// A row as a record.
pub(super) fn from_row(row: &record::Model) -> Result<Record, Fault> {
    let Version { kind, id, ver, seq } = Version::of(row.id, &row.kind, row.ver, row.seq)?;
    let fail = |why: serde_json::Error| Fault::row("record", row.id, why);
    Ok(Record {
        scope: ScopeId(row.scope_id),
        kind,
        id,
        ver,
        seq,
        deleted: row.deleted,
        fields: serde_json::from_str(&row.fields).map_err(fail)?,
        stamps: serde_json::from_str(&row.stamps).map_err(fail)?,
    })
}

/// Writes rows over whatever stands there under their ids.
pub(super) async fn put(
    conn: &impl ConnectionTrait,
    table: Table,
    rows: &[record::Model],
) -> Result<(), Fault> {
    for rows in rows.chunks(ROWS) {
        let mut insert = Query::insert();
        insert.into_table(table.name()).columns(record::Column::iter());
        for row in rows {
            insert.values_panic(values(row).map(Expr::value));
        }
        let own = OnConflict::columns([record::Column::Id, record::Column::ScopeId]);
        insert.on_conflict(own.clone().update_columns(record::Column::iter().skip(2)).to_owned());
        conn.execute(&insert).await?;
    }
    Ok(())
}

/// The columns of a row in the order of the table.
fn values(row: &record::Model) -> [Value; 13] {
    [
        row.id.into(),
        row.scope_id.into(),
        row.kind.as_str().into(),
        row.ver.into(),
        row.seq.into(),
        row.deleted.into(),
        row.day.into(),
        row.event.into(),
        row.venue.into(),
        row.subject.into(),
        row.until_day.into(),
        row.fields.as_str().into(),
        row.stamps.as_str().into(),
    ]
}

/// The rows of a scope's base with these ids.
pub(super) async fn rows_of(
    conn: &impl ConnectionTrait,
    scope: ScopeId,
    ids: &[Uuid],
) -> Result<Vec<record::Model>, Fault> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_MAX) {
        let select = record::Entity::find()
            .filter(record::Column::Id.is_in(ids.iter().copied()))
            .filter(record::COLUMN.scope_id.eq(scope.0));
        found.extend(select.all(conn).await?);
    }
    Ok(found)
}

/// The rows of the base with these ids, in whatever scope.
pub(super) async fn rows_with(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<record::Model>, Fault> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_MAX) {
        let with = record::Entity::find().filter(record::COLUMN.id.is_in(ids.iter().copied()));
        found.extend(with.all(conn).await?);
    }
    Ok(found)
}

/// The next rows that are staged for a scope, by id.
pub(super) async fn staged_after(
    conn: &impl ConnectionTrait,
    scope: ScopeId,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<record::Model>, Fault> {
    let mut select = Query::select();
    select
        .columns(record::Column::iter())
        .from(Table::Staged.name())
        .and_where(in_scope(scope))
        .order_by(record::Column::Id, sea_orm::Order::Asc)
        .limit(limit);
    if let Some(after) = after {
        select.and_where(Expr::col(record::Column::Id).gt(after));
    }
    let rows = conn.query_all(&select).await?;
    Ok(rows
        .iter()
        .map(|row| record::Model::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// Drops what is staged for a scope.
pub(super) async fn drop_staged(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<(), Fault> {
    let mut delete = DeleteStatement::new();
    delete.from_table(Table::Staged.name()).and_where(in_scope(scope));
    conn.execute(&delete).await?;
    Ok(())
}

/// Puts a scope's base aside, beside what was put aside before. Of a scope that is replaced again and
/// again the oldest are kept, and the one from before this time. An empty one leaves that as it is.
pub(super) async fn put_aside(
    conn: &impl ConnectionTrait,
    scope: ScopeId,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if !has_records(conn, scope).await? {
        return Ok(());
    }
    let of_scope = || vec![scope.0.into()];
    // A plan that is executed twice at one instant puts aside once.
    let at_once = "DELETE FROM replaced WHERE scope_id = ?1 AND replaced_at = ?2";
    run(conn, at_once, vec![scope.0.into(), now.into()]).await?;
    let too_many = "DELETE FROM replaced WHERE scope_id = ?1 AND replaced_at IN (
        SELECT DISTINCT replaced_at FROM replaced WHERE scope_id = ?1
        ORDER BY replaced_at LIMIT -1 OFFSET ?2)";
    run(conn, too_many, vec![scope.0.into(), (REPLACED_MAX - 1).into()]).await?;
    let aside = "INSERT INTO replaced SELECT *, ?2 FROM record WHERE scope_id = ?1";
    run(conn, aside, vec![scope.0.into(), now.into()]).await?;
    run(conn, "DELETE FROM record WHERE scope_id = ?1", of_scope()).await
}

/// Moves everything that is staged for a scope into its base, which holds nothing.
pub(super) async fn move_staged(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<(), Fault> {
    let sql = "INSERT INTO record SELECT * FROM staged WHERE scope_id = ?1";
    run(conn, sql, vec![scope.0.into()]).await?;
    drop_staged(conn, scope).await
}

/// Drops a scope's records, wherever they stand.
pub(super) async fn forget(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM record WHERE scope_id = ?1",
        "DELETE FROM staged WHERE scope_id = ?1",
        "DELETE FROM replaced WHERE scope_id = ?1",
        "DELETE FROM change WHERE scope_id = ?1",
    ] {
        run(conn, sql, vec![scope.0.into()]).await?;
    }
    Ok(())
}

/// Drops records of a scope's base.
pub(super) async fn drop_records(
    conn: &impl ConnectionTrait,
    scope: ScopeId,
    ids: &[RecordId],
) -> Result<(), Fault> {
    for ids in ids.chunks(IDS_MAX) {
        record::Entity::delete_many()
            .filter(record::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .filter(record::COLUMN.scope_id.eq(scope.0))
            .exec(conn)
            .await?;
    }
    Ok(())
}

/// Drops what was put aside before an instant.
pub(super) async fn forget_replaced(
    conn: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<(), Fault> {
    run(conn, "DELETE FROM replaced WHERE replaced_at < ?1", vec![before.into()]).await
}

async fn has_records(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<bool, Fault> {
    let one = record::Entity::find().select_only().column(record::Column::Id);
    let one = one.filter(record::COLUMN.scope_id.eq(scope.0)).into_tuple::<Uuid>();
    Ok(one.one(conn).await?.is_some())
}

/// The records of a scope that are not deleted.
pub(super) async fn live(
    conn: &impl ConnectionTrait,
    table: Table,
    scope: ScopeId,
) -> Result<Vec<Uuid>, Fault> {
    let mut select = Query::select();
    select
        .column(record::Column::Id)
        .from(table.name())
        .and_where(in_scope(scope))
        .and_where(Expr::col(record::Column::Deleted).eq(false));
    let rows = conn.query_all(&select).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// The version of a record, as far as digests tell it.
pub(super) struct Version {
    pub(super) kind: Kind,
    pub(super) id: RecordId,
    pub(super) ver: u64,
    pub(super) seq: u64,
}

impl Version {
    pub(super) fn of(id: Uuid, kind: &str, ver: i64, seq: i64) -> Result<Self, Fault> {
        let fail = |why: &str| Fault::row("record", id, why);
        let count = |stored: i64| u64::try_from(stored).map_err(|_| fail("a counter is negative"));
        Ok(Self {
            kind: Kind::from_name(kind).ok_or_else(|| fail("its kind has no name of a kind"))?,
            id: RecordId(id),
            ver: count(ver)?,
            seq: count(seq)?,
        })
    }

    pub(super) fn of_row(row: &record::Model) -> Result<Self, Fault> {
        Self::of(row.id, &row.kind, row.ver, row.seq)
    }

    pub(super) fn add_to(&self, sum: &mut Digest) {
        sum.add_version(&self.kind, self.id, self.ver, self.seq);
    }

    pub(super) fn subtract_from(&self, sum: &mut Digest) {
        sum.subtract_version(&self.kind, self.id, self.ver, self.seq);
    }
}

/// `[ver, seq]` of every record of a scope's base.
pub(super) async fn versions(
    conn: &impl ConnectionTrait,
    scope: ScopeId,
) -> Result<BTreeMap<RecordId, (u64, u64)>, Fault> {
    let all = all_versions(conn, scope).await?;
    Ok(all.into_iter().map(|version| (version.id, (version.ver, version.seq))).collect())
}

/// The sum of a scope's base, made from all of it.
pub(super) async fn sum(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<Digest, Fault> {
    let mut sum = Digest::default();
    for version in all_versions(conn, scope).await? {
        version.add_to(&mut sum);
    }
    Ok(sum)
}

async fn all_versions(conn: &impl ConnectionTrait, scope: ScopeId) -> Result<Vec<Version>, Fault> {
    let rows = record::Entity::find()
        .select_only()
        .columns([
            record::Column::Id,
            record::Column::Kind,
            record::Column::Ver,
            record::Column::Seq,
        ])
        .filter(record::COLUMN.scope_id.eq(scope.0))
        .into_tuple::<(Uuid, String, i64, i64)>()
        .all(conn)
        .await?;
    rows.into_iter().map(|(id, kind, ver, seq)| Version::of(id, &kind, ver, seq)).collect()
}

fn in_scope(scope: ScopeId) -> Expr {
    Expr::col(record::Column::ScopeId).eq(scope.0)
}

async fn run(conn: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<(), Fault> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    conn.execute_raw(statement).await?;
    Ok(())
}
