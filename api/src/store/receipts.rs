//! Receipts, held groups, history and tags: what the ledger writes beside the records.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::change::{Group, HistoryEntry, Receipt, Status};
use domain::ids::{AccountId, GroupId, OrgId, RecordId, ReplicaId, ScopeId, TourId};
use domain::problem::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::entity::{commit_tag, held_group, history, receipt};
use super::scopes::{ScopeState, write_seq};
use super::{StoreError, insert_all};

/// What is known of a group's past when it arrives.
#[derive(Debug, Default)]
pub struct Known {
    /// The receipt that it already has, and its author.
    pub receipt: Option<(Receipt, AccountId)>,
    /// Whether its `prev` has a receipt.
    pub prev_arrived: bool,
    /// Whether another group of the same replica names the same `prev`.
    pub forked: bool,
}

/// Looks a group, its `prev` and its siblings up.
pub async fn known(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: &Group,
) -> Result<Known, StoreError> {
    // Each side of the `or` names the organisation, so that each finds its rows by index.
    let by_id =
        |id: GroupId| receipt::COLUMN.org_id.eq(org.0).and(receipt::COLUMN.group_id.eq(id.0));
    let mut of_interest = Condition::any().add(by_id(group.id));
    if let Some(prev) = group.prev {
        of_interest = of_interest.add(by_id(prev));
        if let Some(replica) = group.replica {
            of_interest = of_interest.add(
                Condition::all()
                    .add(receipt::COLUMN.org_id.eq(org.0))
                    .add(receipt::COLUMN.replica.eq(replica.0))
                    .add(receipt::COLUMN.prev.eq(prev.0)),
            );
        }
    }
    let rows = receipt::Entity::find().filter(of_interest).all(conn).await?;
    let mut known = Known { prev_arrived: group.prev.is_none(), ..Known::default() };
    for row in rows {
        if row.group_id == group.id.0 {
            known.receipt = Some((read_receipt(&row)?, AccountId(row.author)));
        } else if Some(GroupId(row.group_id)) == group.prev {
            known.prev_arrived = true;
        } else {
            known.forked = true;
        }
    }
    Ok(known)
}

/// The receipt of a group and who sent it.
pub async fn receipt_of(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: GroupId,
) -> Result<Option<(Receipt, AccountId)>, StoreError> {
    let row = receipt::Entity::find_by_id((org.0, group.0)).one(conn).await?;
    row.map(|row| Ok((read_receipt(&row)?, AccountId(row.author)))).transpose()
}

fn read_receipt(row: &receipt::Model) -> Result<Receipt, StoreError> {
    serde_json::from_str(&row.body).map_err(|err| StoreError::CorruptRow {
        table: "receipt",
        id: row.group_id.to_string(),
        why: err.to_string(),
    })
}

/// Writes a receipt.
pub async fn write_receipt(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: &Group,
    author: AccountId,
    receipt: &Receipt,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = receipt::ActiveModel {
        org_id: Set(org.0),
        group_id: Set(group.id.0),
        replica: Set(group.replica.map(|ReplicaId(id)| id)),
        prev: Set(group.prev.map(|GroupId(id)| id)),
        author: Set(author.0),
        status: Set(receipt.status.word().to_owned()),
        body: Set(json(receipt)?),
        at: Set(now),
    };
    receipt::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// What every line of a group's history has in common.
pub struct HistoryOf<'a> {
    /// The organisation.
    pub org: OrgId,
    /// The group.
    pub group: &'a Group,
    /// Its author.
    pub author: AccountId,
    /// When it arrived.
    pub now: DateTime<Utc>,
}

/// Writes the history of a group; each line with the `seq` that it belongs to.
pub async fn write_history(
    conn: &impl ConnectionTrait,
    of: &HistoryOf<'_>,
    lines: Vec<(u64, HistoryEntry)>,
) -> Result<(), StoreError> {
    let mut next_idx: BTreeMap<(ScopeId, u64), i32> = BTreeMap::new();
    let rows = lines.into_iter().map(|(seq, line)| {
        let idx = next_idx.entry((line.scope, seq)).or_default();
        *idx += 1;
        Ok(history::ActiveModel {
            org_id: Set(of.org.0),
            scope_id: Set(line.scope.0),
            seq: Set(write_seq(seq)),
            idx: Set(*idx),
            kind: Set(line.kind.name().to_owned()),
            record_id: Set(line.record.0),
            field: Set(line.field),
            old: Set(value(&line.old)?),
            new: Set(value(&line.new)?),
            author: Set(Some(of.author.0)),
            via: Set(of.group.via.clone()),
            replica: Set(of.group.replica.map(|ReplicaId(id)| id)),
            said_at: Set(of.group.said_at.clone()),
            reason: Set(of.group.reason.clone()),
            group_id: Set(of.group.id.0),
            at: Set(of.now),
            outcome: Set(line.outcome.word().to_owned()),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    insert_all(conn, rows).await?;
    Ok(())
}

/// Remembers the tags of the scopes that a commit changed.
pub async fn write_tags(
    conn: &impl ConnectionTrait,
    org: OrgId,
    states: &[ScopeState],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = states.iter().map(|state| commit_tag::ActiveModel {
        org_id: Set(org.0),
        scope_id: Set(state.id.0),
        seq: Set(write_seq(state.head)),
        tag: Set(state.tag.to_vec()),
        at: Set(now),
    });
    insert_all(conn, rows.collect()).await?;
    Ok(())
}

/// A group that did not take effect, with its content.
#[derive(Clone, Debug)]
pub struct HeldGroup {
    /// The tour it was sent to.
    pub tour: Option<TourId>,
    /// Its content.
    pub group: Group,
    /// Its author.
    pub author: AccountId,
    /// `held` or `rejected`.
    pub status: Status,
    /// Why.
    pub problem: Problem,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// `accepted` or `discarded`, once somebody has decided.
    pub decided: Option<String>,
}

/// Keeps the content of a group that did not take effect.
pub async fn hold(
    conn: &impl ConnectionTrait,
    org: OrgId,
    held: &HeldGroup,
) -> Result<(), StoreError> {
    let row = held_group::ActiveModel {
        org_id: Set(org.0),
        group_id: Set(held.group.id.0),
        tour_id: Set(held.tour.map(|tour| tour.0)),
        author: Set(held.author.0),
        status: Set(held.status.word().to_owned()),
        content: Set(json(&held.group)?),
        problem: Set(json(&held.problem)?),
        at: Set(held.at),
        decided: Set(None),
        decided_by: Set(None),
        decided_at: Set(None),
    };
    held_group::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The content of one group that did not take effect.
pub async fn held(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: GroupId,
) -> Result<Option<HeldGroup>, StoreError> {
    let row = held_group::Entity::find_by_id((org.0, group.0)).one(conn).await?;
    row.map(read_held).transpose()
}

/// How many groups of an author nobody has decided about. All of it stands in one index.
pub async fn n_undecided(
    conn: &impl ConnectionTrait,
    org: OrgId,
    tour: TourId,
    author: AccountId,
) -> Result<u64, StoreError> {
    let n_groups = held_group::Entity::find()
        .select_only()
        .expr_as(Expr::col(held_group::Column::Author).count(), "n_groups")
        .filter(held_group::COLUMN.org_id.eq(org.0))
        .filter(held_group::COLUMN.tour_id.eq(tour.0))
        .filter(held_group::COLUMN.author.eq(author.0))
        .filter(held_group::Column::Decided.is_null())
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(n_groups.unwrap_or_default().unsigned_abs())
}

/// The groups of a tour that nobody has decided about, oldest first, after the place of the last one
/// of the page before. With an author, theirs alone.
pub async fn undecided(
    conn: &impl ConnectionTrait,
    org: OrgId,
    tour: TourId,
    author: Option<AccountId>,
    after: Option<(DateTime<Utc>, GroupId)>,
    limit: u64,
) -> Result<Vec<HeldGroup>, StoreError> {
    let mut select = held_group::Entity::find()
        .filter(held_group::COLUMN.org_id.eq(org.0))
        .filter(held_group::COLUMN.tour_id.eq(tour.0))
        .filter(held_group::Column::Decided.is_null());
    if let Some(author) = author {
        select = select.filter(held_group::COLUMN.author.eq(author.0));
    }
    if let Some((at, group)) = after {
        let same = held_group::COLUMN.at.eq(at).and(held_group::COLUMN.group_id.gt(group.0));
        select = select.filter(Condition::any().add(held_group::COLUMN.at.gt(at)).add(same));
    }
    let rows = select
        .order_by_asc(held_group::Column::At)
        .order_by_asc(held_group::Column::GroupId)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(read_held).collect()
}

/// Notes what was decided about a group; `false` if somebody decided before.
pub async fn decide(
    conn: &impl ConnectionTrait,
    org: OrgId,
    group: GroupId,
    decided: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let updated = held_group::Entity::update_many()
        .col_expr(held_group::Column::Decided, Expr::value(decided))
        .col_expr(held_group::Column::DecidedBy, Expr::value(by.0))
        .col_expr(held_group::Column::DecidedAt, Expr::value(now))
        .filter(held_group::COLUMN.org_id.eq(org.0))
        .filter(held_group::COLUMN.group_id.eq(group.0))
        .filter(held_group::Column::Decided.is_null())
        .exec(conn)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// The groups of a tour by these authors that somebody has accepted, each with who that was.
pub async fn accepted_of(
    conn: &impl ConnectionTrait,
    org: OrgId,
    tour: TourId,
    authors: &[AccountId],
) -> Result<Vec<(GroupId, AccountId)>, StoreError> {
    let rows = held_group::Entity::find()
        .select_only()
        .columns([held_group::Column::GroupId, held_group::Column::DecidedBy])
        .filter(held_group::COLUMN.org_id.eq(org.0))
        .filter(held_group::COLUMN.tour_id.eq(tour.0))
        .filter(held_group::Column::Decided.eq("accepted"))
        .filter(held_group::Column::DecidedBy.is_not_null())
        .filter(held_group::Column::Author.is_in(authors.iter().map(|author| author.0)))
        .into_tuple::<(Uuid, Uuid)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(group, by)| (GroupId(group), AccountId(by))).collect())
}

fn read_held(row: held_group::Model) -> Result<HeldGroup, StoreError> {
    let fail = |why: String| StoreError::CorruptRow {
        table: "held_group",
        id: row.group_id.to_string(),
        why,
    };
    Ok(HeldGroup {
        tour: row.tour_id.map(TourId),
        group: serde_json::from_str(&row.content).map_err(|err| fail(err.to_string()))?,
        author: AccountId(row.author),
        status: if row.status == Status::Held.word() { Status::Held } else { Status::Rejected },
        problem: serde_json::from_str(&row.problem).map_err(|err| fail(err.to_string()))?,
        at: row.at,
        decided: row.decided,
    })
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|err| StoreError::CorruptRow {
        table: "receipt",
        id: String::new(),
        why: err.to_string(),
    })
}

/// JSON text of a value; nothing for `null`.
fn value(value: &serde_json::Value) -> Result<Option<String>, StoreError> {
    if value.is_null() { Ok(None) } else { json(value).map(Some) }
}

/// The record that a line of history belongs to has this `seq` now; what is only kept in a dispute
/// has the dispute's.
pub fn seq_of_line(line: &HistoryEntry, changed: &BTreeMap<RecordId, u64>) -> Option<u64> {
    let dispute = RecordId::of_dispute(line.record, &line.field);
    changed.get(&line.record).or_else(|| changed.get(&dispute)).copied()
}
