//! What only the operator's commands read: everything there is, whoever may see it.

use domain::ids::{OrgId, TourId};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entity::tour;

/// Every tour and whose it is, oldest first.
pub async fn tours(conn: &impl ConnectionTrait) -> Result<Vec<(OrgId, TourId)>, DbErr> {
    let rows = tour::Entity::find()
        .select_only()
        .column(tour::Column::OrgId)
        .column(tour::Column::Id)
        .order_by_asc(tour::Column::Id)
        .into_tuple::<(Uuid, Uuid)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(org, tour)| (OrgId(org), TourId(tour))).collect())
}
