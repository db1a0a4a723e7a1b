//! Invitations. The token itself is never stored, so none can be read back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, InvitationId, OrgId, ScopeId, TourId};
use domain::permission::Level;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Select,
    UpdateMany,
};
use serde::{Deserialize, Serialize};

use super::entity::invitation;
use super::{StoreError, memberships};

/// An invitation to a tour.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// What it gives.
    pub grants: BTreeMap<ScopeId, Level>,
    /// Whom it is for, if it is for one person.
    pub email: Option<String>,
    /// Who invites.
    pub created_by: AccountId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// How many may still accept it.
    pub uses_left: u32,
}

/// One line of the column `grants`.
#[derive(Serialize, Deserialize)]
struct Grant {
    scope_id: ScopeId,
    level: Level,
}

/// Adds an invitation.
pub async fn insert(
    conn: &impl ConnectionTrait,
    invitation: &Invitation,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    let grants =
        invitation.grants.iter().map(|(scope, level)| Grant { scope_id: *scope, level: *level });
    let grants = serde_json::to_string(&grants.collect::<Vec<_>>())
        .map_err(|err| corrupt(invitation.id, &err))?;
    let uses_left =
        i32::try_from(invitation.uses_left).map_err(|err| corrupt(invitation.id, &err))?;
    let row = invitation::ActiveModel {
        id: Set(invitation.id.0),
        org_id: Set(invitation.org.0),
        tour_id: Set(Some(invitation.tour.0)),
        token_hash: Set(token_hash.to_vec()),
        grants: Set(grants),
        email: Set(invitation.email.clone()),
        created_by: Set(invitation.created_by.0),
        created_at: Set(invitation.created_at),
        expires_at: Set(invitation.expires_at),
        uses_left: Set(uses_left),
        revoked_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The invitation of this token, as long as it is open and its author manages all that it gives.
pub async fn by_hash(
    conn: &impl ConnectionTrait,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Invitation>, StoreError> {
    let row =
        open(now).filter(invitation::COLUMN.token_hash.eq(token_hash.to_vec())).one(conn).await?;
    let Some(invitation) = row.map(from_row).transpose()? else { return Ok(None) };
    let scopes: Vec<_> = invitation.grants.keys().copied().collect();
    let (org, author) = (invitation.org, invitation.created_by);
    let given = memberships::manages_all(conn, org, &scopes, author).await?;
    Ok(given.then_some(invitation))
}

/// The open invitations to a tour, newest first.
pub async fn open_of_tour(
    conn: &impl ConnectionTrait,
    org: OrgId,
    tour: TourId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>, StoreError> {
    let rows = open(now)
        .filter(invitation::COLUMN.org_id.eq(org.0))
        .filter(invitation::COLUMN.tour_id.eq(tour.0))
        .order_by_desc(invitation::Column::Id)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Uses an invitation once; `false` if somebody else was faster or it was closed meanwhile.
pub async fn take(
    conn: &impl ConnectionTrait,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let taken = one_open(id, now)
        .col_expr(invitation::Column::UsesLeft, Expr::col(invitation::Column::UsesLeft).sub(1))
        .exec(conn)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Revokes an invitation; `false` if it is not open any more.
pub async fn revoke(
    conn: &impl ConnectionTrait,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let revoked = one_open(id, now)
        .col_expr(invitation::Column::RevokedAt, Expr::value(Some(now)))
        .exec(conn)
        .await?;
    Ok(revoked.rows_affected == 1)
}

fn open(now: DateTime<Utc>) -> Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::COLUMN.revoked_at.is_null())
        .filter(invitation::COLUMN.expires_at.gt(now))
        .filter(invitation::COLUMN.uses_left.gt(0))
}

fn one_open(id: InvitationId, now: DateTime<Utc>) -> UpdateMany<invitation::Entity> {
    invitation::Entity::update_many()
        .filter(invitation::COLUMN.id.eq(id.0))
        .filter(invitation::COLUMN.revoked_at.is_null())
        .filter(invitation::COLUMN.expires_at.gt(now))
        .filter(invitation::COLUMN.uses_left.gt(0))
}

fn from_row(row: invitation::Model) -> Result<Invitation, StoreError> {
    let id = InvitationId(row.id);
    let grants: Vec<Grant> = serde_json::from_str(&row.grants).map_err(|err| corrupt(id, &err))?;
    Ok(Invitation {
        id,
        org: OrgId(row.org_id),
        tour: TourId(row.tour_id.ok_or_else(|| corrupt(id, &"it names no tour"))?),
        grants: grants.into_iter().map(|grant| (grant.scope_id, grant.level)).collect(),
        email: row.email,
        created_by: AccountId(row.created_by),
        created_at: row.created_at,
        expires_at: row.expires_at,
        uses_left: row.uses_left.try_into().map_err(|err| corrupt(id, &err))?,
    })
}

fn corrupt(id: InvitationId, why: &dyn std::fmt::Display) -> StoreError {
    let (table, id) = ("invitation", id.to_string());
    StoreError::CorruptRow { table, id, why: why.to_string() }
}
