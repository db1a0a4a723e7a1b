//! Scopes, their counters, and who is in them at which level.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, OrgId, RecordId, ScopeId, TourId};
use domain::permission::Level;
use domain::sync::{Digest, Tag};
use sea_orm::sea_query::{Expr, LockType, Query, UnionType};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::{membership, record, scope};

/// The newest change of a scope, as far as readers compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Changes when the server is restored.
    pub epoch: Uuid,
    /// The counter.
    pub seq: u64,
}

/// A scope and somebody's level in it.
#[derive(Clone, Debug)]
pub struct ScopeLevel {
    /// The organisation.
    pub org: OrgId,
    /// The scope.
    pub id: ScopeId,
    /// Its audience.
    pub audience: String,
    /// The level.
    pub level: Level,
    /// Its newest change.
    pub head: Head,
}

/// A scope as the ledger writes it.
#[derive(Clone, Debug)]
pub struct ScopeState {
    /// The scope.
    pub id: ScopeId,
    /// The tour; none for a directory.
    pub tour: Option<TourId>,
    /// Its audience.
    pub audience: String,
    /// Changes when the server is restored.
    pub epoch: Uuid,
    /// The counter.
    pub head: u64,
    /// The name of this moment of its past.
    pub tag: Tag,
    /// The sum of its records.
    pub digest: Digest,
    /// Tags of commits before it are forgotten.
    pub floor: u64,
    /// The level of the account that was asked about, if it has one.
    pub level: Option<Level>,
}

/// The scopes of a tour that an account is in, by id.
pub async fn of_tour_for(
    conn: &impl ConnectionTrait,
    tour: TourId,
    account: AccountId,
) -> Result<Vec<ScopeLevel>, StoreError> {
    let rows = with_level(account)
        .filter(scope::COLUMN.tour_id.eq(tour.0))
        .filter(Expr::col((membership::Entity, membership::Column::Level)).is_not_null())
        .into_tuple::<(Uuid, Uuid, String, Uuid, i64, Option<String>)>()
        .all(conn)
        .await?;
    let mut found = rows
        .into_iter()
        .map(|(org, id, audience, epoch, head, level)| {
            let level = read_level(id, level)?.ok_or_else(|| corrupt(id, "has no level"))?;
            let head = Head { epoch, seq: read_seq(id, head)? };
            Ok(ScopeLevel { org: OrgId(org), id: ScopeId(id), audience, level, head })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    found.sort_unstable_by_key(|scope| scope.id);
    Ok(found)
}

/// The scopes of several tours that an account is in, by tour and id. Tours that it is not in are
/// left out.
pub async fn of_tours_for(
    conn: &impl ConnectionTrait,
    tours: &[TourId],
    account: AccountId,
) -> Result<BTreeMap<TourId, Vec<ScopeLevel>>, StoreError> {
    let rows = with_level(account)
        .column(scope::Column::TourId)
        .filter(scope::Column::TourId.is_in(tours.iter().map(|tour| tour.0)))
        .filter(Expr::col((membership::Entity, membership::Column::Level)).is_not_null())
        .into_tuple::<(Uuid, Uuid, String, Uuid, i64, Option<String>, Uuid)>()
        .all(conn)
        .await?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (org, id, audience, epoch, head, level, tour) in rows {
        let level = read_level(id, level)?.ok_or_else(|| corrupt(id, "has no level"))?;
        let head = Head { epoch, seq: read_seq(id, head)? };
        let scope = ScopeLevel { org: OrgId(org), id: ScopeId(id), audience, level, head };
        found.entry(TourId(tour)).or_default().push(scope);
    }
    for scopes in found.values_mut() {
        scopes.sort_unstable_by_key(|scope| scope.id);
    }
    Ok(found)
}

/// Scopes beside the level of an account. The callers sort what they get: asked for an order by id,
/// SQLite would walk through the scopes of everybody.
fn with_level(account: AccountId) -> sea_orm::Select<scope::Entity> {
    let member = Expr::col((membership::Entity, membership::Column::ScopeId))
        .equals((scope::Entity, scope::Column::Id))
        .and(
            Expr::col((membership::Entity, membership::Column::OrgId))
                .equals((scope::Entity, scope::Column::OrgId)),
        )
        .and(Expr::col((membership::Entity, membership::Column::AccountId)).eq(account.0));
    let mut select = scope::Entity::find()
        .select_only()
        .columns([
            scope::Column::OrgId,
            scope::Column::Id,
            scope::Column::Audience,
            scope::Column::Epoch,
            scope::Column::Head,
        ])
        .expr_as(Expr::col((membership::Entity, membership::Column::Level)), "level");
    QuerySelect::query(&mut select).join(JoinType::LeftJoin, membership::Entity, member);
    select
}

/// Every scope of a tour and the directory of its organisation, with the level of an account, as
/// the transaction sees them.
pub async fn states(
    conn: &impl ConnectionTrait,
    org: OrgId,
    tour: TourId,
    account: AccountId,
) -> Result<Vec<ScopeState>, StoreError> {
    type Row = (Uuid, Uuid, String, Uuid, i64, Option<String>, Option<Uuid>, Vec<u8>, Vec<u8>, i64);
    let select = with_level(account)
        .columns([
            scope::Column::TourId,
            scope::Column::Tag,
            scope::Column::Digest,
            scope::Column::Floor,
        ])
        // Each side of the `or` names the organisation, so that each finds its rows by index.
        .filter(
            Condition::any()
                .add(scope::COLUMN.org_id.eq(org.0).and(scope::COLUMN.tour_id.eq(tour.0)))
                .add(
                    scope::COLUMN
                        .org_id
                        .eq(org.0)
                        .and(Expr::col((scope::Entity, scope::Column::TourId)).is_null()),
                ),
        );
    let rows = select.into_tuple::<Row>().all(conn).await?;
    let mut states = rows
        .into_iter()
        .map(|(_, id, audience, epoch, head, level, tour, tag, digest, floor)| {
            Ok(ScopeState {
                id: ScopeId(id),
                tour: tour.map(TourId),
                audience,
                epoch,
                head: read_seq(id, head)?,
                tag: tag
                    .as_slice()
                    .try_into()
                    .map_err(|_| corrupt(id, "its tag has not 8 bytes"))?,
                digest: Digest::from_bytes(&digest)
                    .ok_or_else(|| corrupt(id, "its digest has not 16 bytes"))?,
                floor: read_seq(id, floor)?,
                level: read_level(id, level)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    states.sort_unstable_by_key(|state| state.id);
    Ok(states)
}

/// Locks the rows of these scopes, and of those that these records are in, in ascending order, and
/// says which these are. On SQLite the transaction is already alone.
pub async fn lock(
    conn: &impl ConnectionTrait,
    org: OrgId,
    scopes: &BTreeSet<ScopeId>,
    records: &BTreeSet<RecordId>,
) -> Result<BTreeSet<ScopeId>, StoreError> {
    // One list of ids, so that each is found by its key and nobody else's rows are walked through.
    let mut wanted = Query::select()
        .column(record::Column::ScopeId)
        .from(record::Entity)
        .and_where(record::Column::OrgId.eq(org.0))
        .and_where(record::Column::Id.is_in(records.iter().map(|id| id.0)))
        .to_owned();
    if !scopes.is_empty() {
        let named = Query::select()
            .column(scope::Column::Id)
            .from(scope::Entity)
            .and_where(scope::Column::OrgId.eq(org.0))
            .and_where(scope::Column::Id.is_in(scopes.iter().map(|id| id.0)))
            .to_owned();
        wanted.union(UnionType::Distinct, named);
    }
    let locked = scope::Entity::find()
        .select_only()
        .column(scope::Column::Id)
        .filter(scope::COLUMN.org_id.eq(org.0))
        .filter(scope::Column::Id.in_subquery(wanted))
        .order_by_asc(scope::Column::Id)
        .lock(LockType::Update)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(locked.into_iter().map(ScopeId).collect())
}

/// One of these scopes that is here, whoever's.
pub async fn any_of(
    conn: &impl ConnectionTrait,
    ids: &[ScopeId],
) -> Result<Option<ScopeId>, StoreError> {
    let found = scope::Entity::find()
        .select_only()
        .column(scope::Column::Id)
        .filter(scope::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple::<Uuid>()
        .one(conn)
        .await?;
    Ok(found.map(ScopeId))
}

/// Moves a scope on: counter, tag and digest.
pub async fn advance(
    conn: &impl ConnectionTrait,
    org: OrgId,
    state: &ScopeState,
) -> Result<(), StoreError> {
    scope::Entity::update_many()
        .col_expr(scope::Column::Head, Expr::value(write_seq(state.head)))
        .col_expr(scope::Column::Tag, Expr::value(state.tag.to_vec()))
        .col_expr(scope::Column::Digest, Expr::value(state.digest.to_bytes().to_vec()))
        .filter(scope::COLUMN.org_id.eq(org.0))
        .filter(scope::COLUMN.id.eq(state.id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Adds an empty scope.
pub async fn insert(
    conn: &impl ConnectionTrait,
    org: OrgId,
    state: &ScopeState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = scope::ActiveModel {
        org_id: Set(org.0),
        id: Set(state.id.0),
        tour_id: Set(state.tour.map(|tour| tour.0)),
        audience: Set(state.audience.clone()),
        epoch: Set(state.epoch),
        head: Set(write_seq(state.head)),
        tag: Set(state.tag.to_vec()),
        digest: Set(state.digest.to_bytes().to_vec()),
        floor: Set(write_seq(state.floor)),
        created_at: Set(now),
    };
    scope::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Numbers are unsigned in the rules and signed in SQL.
pub(super) fn write_seq(seq: u64) -> i64 {
    i64::try_from(seq).expect("nobody makes 2^63 changes")
}

pub(super) fn read_seq(id: Uuid, seq: i64) -> Result<u64, StoreError> {
    seq.try_into().map_err(|_| corrupt(id, "its counter is negative"))
}

fn read_level(id: Uuid, word: Option<String>) -> Result<Option<Level>, StoreError> {
    word.map(|word| {
        Level::from_word(&word).ok_or_else(|| corrupt(id, &format!("`{word}` is no level")))
    })
    .transpose()
}

fn corrupt(id: Uuid, why: &str) -> StoreError {
    StoreError::CorruptRow { table: "scope", id: id.to_string(), why: why.to_owned() }
}
