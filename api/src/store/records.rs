//! Records as rows. Written by the ledger and by nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::ids::{OrgId, RecordId, ScopeId};
use domain::record::{Kind, Record};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Deserialize;
use uuid::Uuid;

use super::entity::record;
use super::scopes::write_seq;
use super::write::VALUES_MAX;
use super::{StoreError, insert_all, upsert_all};

/// The records of these ids that exist.
pub async fn load(
    conn: &impl ConnectionTrait,
    org: OrgId,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, Record>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = record::Entity::find()
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(conn)
        .await?;
    rows.iter().map(|row| from_row(row).map(|record| (record.id, record))).collect()
}

/// The scopes that these records are in.
pub async fn scopes_of(
    conn: &impl ConnectionTrait,
    org: OrgId,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, ScopeId>, StoreError> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    let mut scopes = BTreeMap::new();
    for ids in ids.chunks(VALUES_MAX / 2) {
        let rows = record::Entity::find()
            .select_only()
            .columns([record::Column::Id, record::Column::ScopeId])
            .filter(record::COLUMN.org_id.eq(org.0))
            .filter(record::Column::Id.is_in(ids.iter().copied()))
            .into_tuple::<(Uuid, Uuid)>()
            .all(conn)
            .await?;
        scopes.extend(rows.into_iter().map(|(id, scope)| (RecordId(id), ScopeId(scope))));
    }
    Ok(scopes)
}

/// The first and the last date of the days in each of these scopes; nothing for one without days.
pub async fn dates_of_days(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &[ScopeId],
) -> Result<BTreeMap<ScopeId, (NaiveDate, NaiveDate)>, StoreError> {
    /// What of a day's fields is read.
    #[derive(Deserialize)]
    struct Dated {
        date: Option<NaiveDate>,
    }
    let rows = record::Entity::find()
        .select_only()
        .columns([record::Column::Id, record::Column::ScopeId, record::Column::Fields])
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::Column::ScopeId.is_in(scopes.iter().map(|scope| scope.0)))
        .filter(record::COLUMN.kind.eq(Kind::Day.name()))
        .filter(record::COLUMN.deleted.eq(false))
        .into_tuple::<(Uuid, Uuid, String)>()
        .all(conn)
        .await?;
    let mut dates = BTreeMap::new();
    for (id, scope, fields) in rows {
        let Dated { date } =
            serde_json::from_str(&fields).map_err(|err| corrupt(RecordId(id), err.to_string()))?;
        let Some(date) = date else { continue };
        let (first, last) = dates.entry(ScopeId(scope)).or_insert((date, date));
        (*first, *last) = (date.min(*first), date.max(*last));
    }
    Ok(dates)
}

/// The records of a scope that changed after `seq`, in that order, at most `limit`.
pub async fn changed_after(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scope: ScopeId,
    seq: u64,
    limit: u64,
) -> Result<Vec<Record>, StoreError> {
    let rows = record::Entity::find()
        .filter(record::COLUMN.org_id.eq(org.0))
        .filter(record::COLUMN.scope_id.eq(scope.0))
        .filter(record::COLUMN.seq.gt(write_seq(seq)))
        .order_by_asc(record::Column::Seq)
        .limit(limit)
        .all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// A page of the live records of a kind in these scopes, by id. Each scope is asked by itself,
/// because only then the rows come by index in the order of the page.
pub async fn of_kind(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &[ScopeId],
    kind: &Kind,
    after: Option<RecordId>,
    limit: u64,
) -> Result<Vec<Record>, StoreError> {
    let mut found = Vec::new();
    for scope in scopes {
        let mut select = record::Entity::find()
            .filter(record::COLUMN.org_id.eq(org.0))
            .filter(record::COLUMN.scope_id.eq(scope.0))
            .filter(record::COLUMN.kind.eq(kind.name()))
            .filter(record::COLUMN.deleted.eq(false));
        if let Some(after) = after {
            select = select.filter(record::COLUMN.id.gt(after.0));
        }
        let rows = select.order_by_asc(record::Column::Id).limit(limit).all(conn).await?;
        found.extend(rows.iter().map(from_row).collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_unstable_by_key(|record| record.id);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Writes records whole, new ones and changed ones.
pub async fn write(
    conn: &impl ConnectionTrait,
    org: OrgId,
    records: &[Record],
) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| to_row(org, record)).collect::<Result<_, _>>()?;
    let on_conflict = OnConflict::columns([record::Column::OrgId, record::Column::Id])
        .update_columns([
            record::Column::Ver,
            record::Column::Seq,
            record::Column::Deleted,
            record::Column::Fields,
            record::Column::Stamps,
        ])
        .to_owned();
    upsert_all(conn, rows, on_conflict).await?;
    Ok(())
}

/// Adds records; one whose id is taken is refused by the database.
pub async fn insert(
    conn: &impl ConnectionTrait,
    org: OrgId,
    records: &[Record],
) -> Result<(), StoreError> {
    let rows = records.iter().map(|record| to_row(org, record)).collect::<Result<_, _>>()?;
    insert_all(conn, rows).await?;
    Ok(())
}

fn to_row(org: OrgId, record: &Record) -> Result<record::ActiveModel, StoreError> {
    let text = |value: Result<String, serde_json::Error>| {
        value.map_err(|err| corrupt(record.id, err.to_string()))
    };
    Ok(record::ActiveModel {
        org_id: Set(org.0),
        id: Set(record.id.0),
        scope_id: Set(record.scope.0),
        kind: Set(record.kind.name().to_owned()),
        ver: Set(write_seq(record.ver)),
        seq: Set(write_seq(record.seq)),
        deleted: Set(record.deleted),
        fields: Set(text(serde_json::to_string(&record.fields))?),
        stamps: Set(text(serde_json::to_string(&record.stamps))?),
    })
}

fn from_row(row: &record::Model) -> Result<Record, StoreError> {
    let id = RecordId(row.id);
    let fail = |why: String| corrupt(id, why);
    Ok(Record {
        scope: ScopeId(row.scope_id),
        kind: Kind::from_name(&row.kind).ok_or_else(|| fail(format!("no kind `{}`", row.kind)))?,
        id,
        ver: row.ver.try_into().map_err(|_| fail("its ver is negative".to_owned()))?,
        seq: row.seq.try_into().map_err(|_| fail("its seq is negative".to_owned()))?,
        deleted: row.deleted,
        fields: serde_json::from_str(&row.fields).map_err(|err| fail(err.to_string()))?,
        stamps: serde_json::from_str(&row.stamps).map_err(|err| fail(err.to_string()))?,
    })
}

fn corrupt(id: RecordId, why: String) -> StoreError {
    StoreError::CorruptRow { table: "record", id: id.to_string(), why }
}
