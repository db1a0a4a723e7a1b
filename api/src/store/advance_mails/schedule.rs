//! What the schedule of reminders asks for: which tours have sheets, and which mails there are about them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::advance::Mailed;
use domain::ids::{AdvanceMailId, OrgId, RecordId, ScopeId, TourId};
use domain::record::Kind;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::{read_lead_days, read_status};
use crate::store::StoreError;
use crate::store::entity::{advance_mail, record, scope};

/// Sheets of one audience of a tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sheets {
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// The audience.
    pub scope: ScopeId,
}

/// The audiences of tours that have sheets. Each is asked by itself whether it has one, which its index
/// says at once, so that nobody's other records are walked through.
pub async fn with_sheets(conn: &impl ConnectionTrait) -> Result<Vec<Sheets>, DbErr> {
    let own = |column: record::Column, of: scope::Column| {
        Expr::col((record::Entity, column)).equals((scope::Entity, of))
    };
    let sheet = Query::select()
        .expr(Expr::value(1))
        .from(record::Entity)
        .and_where(own(record::Column::OrgId, scope::Column::OrgId))
        .and_where(own(record::Column::ScopeId, scope::Column::Id))
        .and_where(Expr::col((record::Entity, record::Column::Kind)).eq(Kind::Advance.name()))
        .and_where(Expr::col((record::Entity, record::Column::Deleted)).eq(false))
        .to_owned();
    let rows = scope::Entity::find()
        .select_only()
        .columns([scope::Column::OrgId, scope::Column::TourId, scope::Column::Id])
        .filter(scope::Column::TourId.is_not_null())
        .filter(Expr::exists(sheet))
        .into_tuple::<(Uuid, Uuid, Uuid)>()
        .all(conn)
        .await?;
    let mut found: Vec<_> = rows
        .into_iter()
        .map(|(org, tour, scope)| Sheets {
            org: OrgId(org),
            tour: TourId(tour),
            scope: ScopeId(scope),
        })
        .collect();
    found.sort_unstable();
    Ok(found)
}

/// The mails of one audience of a tour as the schedule looks at them, without what they say.
pub async fn outlines(
    conn: &impl ConnectionTrait,
    sheets: &Sheets,
    limit: u64,
) -> Result<Vec<Mailed>, StoreError> {
    type Row =
        (Uuid, Uuid, NaiveDate, Option<i32>, String, Option<Uuid>, DateTime<Utc>, DateTime<Utc>);
    let rows = advance_mail::Entity::find()
        .select_only()
        .columns([
            advance_mail::Column::Id,
            advance_mail::Column::AdvanceId,
            advance_mail::Column::ShowOn,
            advance_mail::Column::LeadDays,
            advance_mail::Column::Status,
            advance_mail::Column::CreatedBy,
            advance_mail::Column::CreatedAt,
            advance_mail::Column::ChangedAt,
        ])
        .filter(advance_mail::COLUMN.org_id.eq(sheets.org.0))
        .filter(advance_mail::COLUMN.tour_id.eq(sheets.tour.0))
        .filter(advance_mail::COLUMN.scope_id.eq(sheets.scope.0))
        .order_by_desc(advance_mail::Column::Id)
        .limit(limit)
        .into_tuple::<Row>()
        .all(conn)
        .await?;
    let outline = |row: Row| {
        let (id, advance, show_on, lead_days, status, created_by, created_at, changed_at) = row;
        Ok(Mailed {
            id: AdvanceMailId(id),
            advance: RecordId(advance),
            show_on,
            lead_days: read_lead_days(id, lead_days)?,
            status: read_status(id, &status)?,
            by_hand: created_by.is_some() || changed_at != created_at,
        })
    };
    rows.into_iter().map(outline).collect()
}
