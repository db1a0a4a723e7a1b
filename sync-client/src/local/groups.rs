//! The groups saved on this device, each with the server's word on it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::change::{Group, Receipt, Status};
use domain::ids::GroupId;
use domain::limits::{ACKNOWLEDGED_KEPT_DAYS, REPLACED_KEPT_DAYS};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::Local;
use super::entity::{change, logged_group};
use super::fault::Fault;
use crate::error::Result;

/// A group that was saved on this device, with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedGroup {
    /// The group.
    pub group: Group,
    /// When it was saved, by this device's clock.
    pub saved_at: DateTime<Utc>,
    /// The server's word on it.
    pub receipt: Option<Receipt>,
    /// Its effect is in the base, or it has none.
    pub covered: bool,
    /// A person has seen that it was not accepted.
    pub dismissed: bool,
}

impl Local {
    /// The newest groups that were saved here, the newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn log(&self, limit: u64) -> Result<Vec<LoggedGroup>> {
        let newest = async |txn: &sea_orm::DatabaseTransaction| {
            let rows = logged_group::Entity::find()
                .order_by_desc(logged_group::Column::Position)
                .limit(limit)
                .all(txn)
                .await?;
            rows.iter().map(from_row).collect()
        };
        self.read(newest).await
    }

    /// A group that was saved here, if it is still known.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn logged(&self, group: GroupId) -> Result<Option<LoggedGroup>> {
        let find = async |txn: &sea_orm::DatabaseTransaction| {
            let by_id = logged_group::Entity::find().filter(logged_group::COLUMN.id.eq(group.0));
            by_id.one(txn).await?.as_ref().map(from_row).transpose()
        };
        self.read(find).await
    }

    /// The groups that were not accepted and that nobody has dismissed, oldest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn tray(&self) -> Result<Vec<LoggedGroup>> {
        self.read(async |txn| tray(txn).await).await
    }

    /// Takes a group out of the tray. It stays in the log. Says whether it was in the tray.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn dismiss(&self, group: GroupId) -> Result<bool> {
        let dismiss = async |txn: &sea_orm::DatabaseTransaction| {
            let done = logged_group::Entity::update_many()
                .col_expr(logged_group::Column::Dismissed, Expr::value(true))
                .filter(logged_group::COLUMN.id.eq(group.0))
                .filter(refused())
                .filter(logged_group::COLUMN.dismissed.eq(false))
                .exec(txn)
                .await?;
            Ok(done.rows_affected > 0)
        };
        self.write(dismiss).await
    }

    /// Lets go of what is kept for a time: acknowledged groups, what resets have replaced, and what
    /// swaps have changed. What a person still has to look at stays.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn prune(&self, now: DateTime<Utc>) -> Result<()> {
        let acknowledged = now - TimeDelta::days(ACKNOWLEDGED_KEPT_DAYS);
        let replaced = now - TimeDelta::days(REPLACED_KEPT_DAYS);
        let prune = async |txn: &sea_orm::DatabaseTransaction| {
            logged_group::Entity::delete_many()
                .filter(logged_group::COLUMN.covered.eq(true))
                .filter(logged_group::COLUMN.acknowledged_at.lt(acknowledged))
                .filter(refused().not().or(logged_group::COLUMN.dismissed.eq(true)))
                .exec(txn)
                .await?;
            change::Entity::delete_many()
                .filter(change::COLUMN.seen_at.lt(acknowledged))
                .exec(txn)
                .await?;
            super::base::forget_replaced(txn, replaced).await
        };
        self.write(prune).await
    }
}

/// Not accepted.
fn refused() -> Expr {
    let words = [Status::Held, Status::Rejected].map(Status::word);
    Expr::col(logged_group::Column::Status).is_in(words)
}

/// The position of the newest group with a receipt that the base contains, if there is one.
pub(super) async fn last_told(conn: &impl ConnectionTrait) -> Result<Option<i64>, Fault> {
    let position = logged_group::Entity::find()
        .select_only()
        .column(logged_group::Column::Position)
        .filter(logged_group::COLUMN.covered.eq(true))
        .filter(logged_group::COLUMN.receipt.is_not_null())
        .order_by_desc(logged_group::Column::Position)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(position)
}

pub(super) async fn tray(conn: &impl ConnectionTrait) -> Result<Vec<LoggedGroup>, Fault> {
    let rows = logged_group::Entity::find()
        .filter(refused())
        .filter(logged_group::COLUMN.dismissed.eq(false))
        .order_by_asc(logged_group::Column::Position)
        .all(conn)
        .await?;
    rows.iter().map(from_row).collect()
}

/// Appends a group, unless it is there. Says whether it was not.
pub(super) async fn append(
    conn: &impl ConnectionTrait,
    group: &Group,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let row = logged_group::ActiveModel {
        position: NotSet,
        id: Set(group.id.0),
        body: Set(json(group.id, group)?),
        saved_at: Set(now),
        receipt: Set(None),
        status: Set(None),
        covered: Set(false),
        acknowledged_at: Set(None),
        dismissed: Set(false),
    };
    let once = OnConflict::column(logged_group::Column::Id).do_nothing().to_owned();
    let n_rows =
        logged_group::Entity::insert(row).on_conflict(once).exec_without_returning(conn).await?;
    Ok(n_rows > 0)
}

/// Writes down the server's word on a group that waits for it. Says whether one did.
pub(super) async fn acknowledge(
    conn: &impl ConnectionTrait,
    receipt: &Receipt,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let done = logged_group::Entity::update_many()
        .col_expr(logged_group::Column::Receipt, Expr::value(json(receipt.group, receipt)?))
        .col_expr(logged_group::Column::Status, Expr::value(receipt.status.word()))
        .col_expr(logged_group::Column::Covered, Expr::value(receipt.at.is_empty()))
        .col_expr(logged_group::Column::AcknowledgedAt, Expr::value(now))
        .filter(logged_group::COLUMN.id.eq(receipt.group.0))
        .filter(logged_group::COLUMN.receipt.is_null())
        .exec(conn)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Of two groups the one that was saved later; one that is no longer known is older.
pub(super) async fn later(
    conn: &impl ConnectionTrait,
    one: Option<GroupId>,
    other: GroupId,
) -> Result<GroupId, Fault> {
    let Some(one) = one else { return Ok(other) };
    let last = logged_group::Entity::find()
        .select_only()
        .column(logged_group::Column::Id)
        .filter(logged_group::COLUMN.id.is_in([one.0, other.0]))
        .order_by_desc(logged_group::Column::Position)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(last.map_or(other, GroupId))
}

/// Whether a group waits for a receipt.
pub(super) async fn any_waits(conn: &impl ConnectionTrait) -> Result<bool, Fault> {
    let waits = logged_group::Entity::find()
        .filter(logged_group::COLUMN.covered.eq(false))
        .filter(logged_group::COLUMN.receipt.is_null());
    Ok(waits.one(conn).await?.is_some())
}

/// Nothing counts as acknowledged any more.
pub(super) async fn forget_receipts(conn: &impl ConnectionTrait) -> Result<(), Fault> {
    logged_group::Entity::update_many()
        .col_expr(logged_group::Column::Receipt, Expr::value(None::<String>))
        .col_expr(logged_group::Column::Status, Expr::value(None::<String>))
        .col_expr(logged_group::Column::Covered, Expr::value(false))
        .col_expr(logged_group::Column::AcknowledgedAt, Expr::value(None::<DateTime<Utc>>))
        .exec(conn)
        .await?;
    Ok(())
}

/// Takes a group's `prev` from it.
pub(super) async fn cut(conn: &impl ConnectionTrait, group: GroupId) -> Result<(), Fault> {
    let row =
        logged_group::Entity::find().filter(logged_group::COLUMN.id.eq(group.0)).one(conn).await?;
    let Some(row) = row else { return Ok(()) };
    let cut = Group { prev: None, ..from_row(&row)?.group };
    logged_group::Entity::update_many()
        .col_expr(logged_group::Column::Body, Expr::value(json(group, &cut)?))
        .filter(logged_group::COLUMN.id.eq(group.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// The base contains these groups.
pub(super) async fn cover(conn: &impl ConnectionTrait, covered: &[GroupId]) -> Result<(), Fault> {
    for ids in covered.chunks(super::base::IDS_MAX) {
        logged_group::Entity::update_many()
            .col_expr(logged_group::Column::Covered, Expr::value(true))
            .filter(logged_group::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
            .exec(conn)
            .await?;
    }
    Ok(())
}

pub(super) fn from_row(row: &logged_group::Model) -> Result<LoggedGroup, Fault> {
    let fail = |why: serde_json::Error| Fault::row("logged_group", row.id, why);
    let receipt = row.receipt.as_deref().map(serde_json::from_str).transpose().map_err(fail)?;
    Ok(LoggedGroup {
        group: serde_json::from_str(&row.body).map_err(fail)?,
        saved_at: row.saved_at,
        receipt,
        covered: row.covered,
        dismissed: row.dismissed,
    })
}

fn json(id: GroupId, value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|why| Fault::row("logged_group", id, why))
}
