//! Organisations. Who is in one is who is in its directory.

use chrono::{DateTime, Utc};
use domain::ids::{AccountId, OrgId, ScopeId};
use domain::permission::Level;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter};
use sea_orm::{QueryOrder, QuerySelect};
use uuid::Uuid;

use super::StoreError;
use super::entity::{membership, organisation, scope};
use super::memberships::read_level;

/// The audience of the one scope of an organisation that belongs to no tour.
pub const DIRECTORY: &str = "directory";

/// An organisation and somebody's level in its directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrgId,
    /// What it is called.
    pub name: String,
    /// Its directory.
    pub directory: ScopeId,
    /// The level there.
    pub level: Level,
}

/// Adds an organisation. Its directory is a scope like any other.
pub async fn insert(
    conn: &impl ConnectionTrait,
    id: OrgId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = organisation::ActiveModel {
        id: Set(id.0),
        name: Set(name.to_owned()),
        created_at: Set(now),
    };
    organisation::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// The organisations whose directory an account is in, oldest first, at most `limit`.
pub async fn of_account(
    conn: &impl ConnectionTrait,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Organisation>, StoreError> {
    let rows = of(account)
        .order_by_asc(scope::Column::OrgId)
        .limit(limit)
        .into_tuple::<Row>()
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// An organisation, if the account is in its directory.
pub async fn one_of_account(
    conn: &impl ConnectionTrait,
    account: AccountId,
    org: OrgId,
) -> Result<Option<Organisation>, StoreError> {
    let row =
        of(account).filter(scope::COLUMN.org_id.eq(org.0)).into_tuple::<Row>().one(conn).await?;
    row.map(from_row).transpose()
}

/// What an organisation is called.
pub async fn name(conn: &impl ConnectionTrait, id: OrgId) -> Result<Option<String>, StoreError> {
    let row =
        organisation::Entity::find().filter(organisation::COLUMN.id.eq(id.0)).one(conn).await?;
    Ok(row.map(|row| row.name))
}

/// Organisation, its name, its directory, the level there.
type Row = (Uuid, String, Uuid, String);

fn of(account: AccountId) -> sea_orm::Select<membership::Entity> {
    membership::Entity::find()
        .select_only()
        .column(scope::Column::OrgId)
        .column(organisation::Column::Name)
        .column(scope::Column::Id)
        .column(membership::Column::Level)
        .inner_join(scope::Entity)
        .join_rev(
            sea_orm::JoinType::InnerJoin,
            organisation::Entity::belongs_to(scope::Entity)
                .from(organisation::Column::Id)
                .to(scope::Column::OrgId)
                .into(),
        )
        .filter(membership::COLUMN.account_id.eq(account.0))
        .filter(scope::COLUMN.tour_id.is_null())
        .filter(scope::COLUMN.audience.eq(DIRECTORY))
}

fn from_row((org, name, directory, level): Row) -> Result<Organisation, StoreError> {
    let level = read_level(directory, &level)?;
    Ok(Organisation { id: OrgId(org), name, directory: ScopeId(directory), level })
}
