//! That tours exist and whose they are. What they are called is in their records.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SelectExt,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::{membership, scope, tour};
use super::scopes::{self, ScopeLevel};

/// Adds a tour without any scope.
pub async fn insert(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: TourId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = tour::ActiveModel {
        id: Set(id.0),
        org_id: Set(org.0),
        created_at: Set(now),
        created_by: Set(by.0),
    };
    tour::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Whether a tour of this id is here, whoever's.
pub async fn exists(conn: &impl ConnectionTrait, id: TourId) -> Result<bool, StoreError> {
    Ok(tour::Entity::find_by_id(id.0).exists(conn).await?)
}

/// Takes a tour back that could not be finished, with its scopes and who is in them.
pub async fn delete(conn: &impl ConnectionTrait, org: OrgId, id: TourId) -> Result<(), StoreError> {
    scope::Entity::delete_many()
        .filter(scope::COLUMN.org_id.eq(org.0))
        .filter(scope::COLUMN.tour_id.eq(id.0))
        .exec(conn)
        .await?;
    tour::Entity::delete_many()
        .filter(tour::COLUMN.org_id.eq(org.0))
        .filter(tour::COLUMN.id.eq(id.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// The tours that an account is in any audience of, oldest first, each with those audiences by id.
pub async fn of_account(
    conn: &impl ConnectionTrait,
    account: AccountId,
    after: Option<TourId>,
    limit: u64,
) -> Result<BTreeMap<TourId, Vec<ScopeLevel>>, StoreError> {
    let mut select = membership::Entity::find()
        .select_only()
        .column(scope::Column::TourId)
        .distinct()
        .inner_join(scope::Entity)
        .filter(membership::COLUMN.account_id.eq(account.0))
        .filter(scope::COLUMN.tour_id.is_not_null());
    if let Some(after) = after {
        select = select.filter(scope::COLUMN.tour_id.gt(after.0));
    }
    let tours = select
        .order_by_asc(scope::Column::TourId)
        .limit(limit)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    let tours: Vec<_> = tours.into_iter().map(TourId).collect();
    scopes::of_tours_for(conn, &tours, account).await
}

/// The audiences of a tour by name, whoever is in them.
pub async fn audiences(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: TourId,
) -> Result<BTreeMap<String, ScopeId>, StoreError> {
    let rows = scope::Entity::find()
        .select_only()
        .column(scope::Column::Audience)
        .column(scope::Column::Id)
        .filter(scope::COLUMN.org_id.eq(org.0))
        .filter(scope::COLUMN.tour_id.eq(id.0))
        .into_tuple::<(String, Uuid)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(audience, id)| (audience, ScopeId(id))).collect())
}
