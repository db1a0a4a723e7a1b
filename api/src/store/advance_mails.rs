//! Mails about advance sheets, from draft to sent. Of two processes that want to send one, the first to
//! claim it does; what a process left behind while it sent is not sent again by itself.

pub mod schedule;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::advance::MailStatus;
use domain::ids::{AccountId, AdvanceLinkId, AdvanceMailId, OrgId, RecordId, ScopeId, TourId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::advance_mail;

/// Minutes after which a mail that is being sent is not: sending takes seconds, or its process has ended.
const SENDING_MINUTES: i64 = 5;
/// What is said of such a mail.
const LEFT_BEHIND: &str =
    "it is not known whether it was sent: the server stopped while sending it";

/// A mail about an advance sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: AdvanceMailId,
    /// The organisation.
    pub org: OrgId,
    /// The tour.
    pub tour: TourId,
    /// The sheet's audience.
    pub scope: ScopeId,
    /// The sheet.
    pub advance: RecordId,
    /// The link that it carried.
    pub link: Option<AdvanceLinkId>,
    /// For a reminder: for how many days before the show.
    pub lead_days: Option<u16>,
    /// The date of the show when it was written.
    pub show_on: NaiveDate,
    /// Whom it goes to.
    pub to_name: Option<String>,
    /// Their address, where it is known.
    pub to_email: Option<String>,
    /// What stands above it.
    pub subject: String,
    /// What it says, with `{link}` where the link stands.
    pub body: String,
    /// How far it is.
    pub status: MailStatus,
    /// Why it was not sent.
    pub problem: Option<String>,
    /// How often it was tried.
    pub tries: i32,
    /// Who wrote it; nobody for what is written on a schedule.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When anything about it changed last.
    pub changed_at: DateTime<Utc>,
    /// When it was sent or its text was given out.
    pub sent_at: Option<DateTime<Utc>>,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How far it is now.
    pub status: MailStatus,
    /// Why it was not sent.
    pub problem: Option<String>,
    /// The link that it carried.
    pub link: Option<AdvanceLinkId>,
}

/// Adds a mail; `false` where the reminder of this day is there already.
pub async fn insert(conn: &impl ConnectionTrait, mail: &Mail) -> Result<bool, DbErr> {
    let row = advance_mail::ActiveModel {
        id: Set(mail.id.0),
        org_id: Set(mail.org.0),
        tour_id: Set(mail.tour.0),
        scope_id: Set(mail.scope.0),
        advance_id: Set(mail.advance.0),
        link_id: Set(mail.link.map(|link| link.0)),
        lead_days: Set(mail.lead_days.map(i32::from)),
        show_on: Set(mail.show_on),
        to_name: Set(mail.to_name.clone()),
        to_email: Set(mail.to_email.clone().unwrap_or_default()),
        subject: Set(mail.subject.clone()),
        body: Set(mail.body.clone()),
        status: Set(mail.status.word().to_owned()),
        problem: Set(mail.problem.clone()),
        tries: Set(mail.tries),
        created_by: Set(mail.created_by.map(|account| account.0)),
        created_at: Set(mail.created_at),
        changed_at: Set(mail.changed_at),
        sent_at: Set(mail.sent_at),
    };
    let there = OnConflict::columns([
        advance_mail::Column::OrgId,
        advance_mail::Column::AdvanceId,
        advance_mail::Column::ShowOn,
        advance_mail::Column::LeadDays,
    ])
    .do_nothing()
    .to_owned();
    match advance_mail::Entity::insert(row).on_conflict(there).exec_without_returning(conn).await {
        Ok(n_rows) => Ok(n_rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(err) => Err(err),
    }
}

/// The mails of a sheet, newest first.
pub async fn of_advance(
    conn: &impl ConnectionTrait,
    org: OrgId,
    advance: RecordId,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<Vec<Mail>, StoreError> {
    let rows = advance_mail::Entity::find()
        .filter(advance_mail::COLUMN.org_id.eq(org.0))
        .filter(advance_mail::COLUMN.advance_id.eq(advance.0))
        .order_by_desc(advance_mail::Column::Id)
        .limit(limit)
        .all(conn)
        .await?;
    rows.into_iter().map(|row| from_row(row, now)).collect()
}

/// The mails of a tour in these audiences, newest first, of one status or of all.
pub async fn of_tour(
    conn: &impl ConnectionTrait,
    (org, tour): (OrgId, TourId),
    scopes: &[ScopeId],
    status: Option<MailStatus>,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<Vec<Mail>, StoreError> {
    let mut select = advance_mail::Entity::find()
        .filter(advance_mail::COLUMN.org_id.eq(org.0))
        .filter(advance_mail::COLUMN.tour_id.eq(tour.0))
        .filter(advance_mail::Column::ScopeId.is_in(scopes.iter().map(|scope| scope.0)));
    if let Some(status) = status {
        let mut wanted = Condition::any().add(advance_mail::COLUMN.status.eq(status.word()));
        if status == MailStatus::Failed {
            wanted = wanted.add(left_behind(now));
        }
        select = select.filter(wanted);
    }
    let rows = select.order_by_desc(advance_mail::Column::Id).limit(limit).all(conn).await?;
    rows.into_iter().map(|row| from_row(row, now)).collect()
}

/// One mail.
pub async fn one(
    conn: &impl ConnectionTrait,
    org: OrgId,
    id: AdvanceMailId,
    now: DateTime<Utc>,
) -> Result<Option<Mail>, StoreError> {
    let row = advance_mail::Entity::find_by_id(id.0)
        .filter(advance_mail::COLUMN.org_id.eq(org.0))
        .one(conn)
        .await?;
    row.map(|row| from_row(row, now)).transpose()
}

/// Gives an open mail another recipient and text; `false` where it was changed since it was read, or is
/// no longer open.
pub async fn edit(
    conn: &impl ConnectionTrait,
    mail: &Mail,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = as_seen(mail, None, now)
        .col_expr(advance_mail::Column::ToName, Expr::value(mail.to_name.clone()))
        .col_expr(
            advance_mail::Column::ToEmail,
            Expr::value(mail.to_email.clone().unwrap_or_default()),
        )
        .col_expr(advance_mail::Column::Subject, Expr::value(mail.subject.clone()))
        .col_expr(advance_mail::Column::Body, Expr::value(mail.body.clone()));
    changed(conn, update, now).await
}

/// Takes a mail for sending as it was read, as its next try, where it is open or `also` in this status;
/// `false` where somebody else has taken or changed it since.
pub async fn claim(
    conn: &impl ConnectionTrait,
    mail: &Mail,
    also: Option<MailStatus>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = as_seen(mail, also, now)
        .col_expr(advance_mail::Column::Status, Expr::value(MailStatus::Sending.word()))
        .col_expr(advance_mail::Column::Problem, Expr::value(None::<String>))
        .col_expr(advance_mail::Column::Tries, Expr::col(advance_mail::Column::Tries).add(1));
    changed(conn, update, now).await
}

/// Notes what became of a mail that was claimed for this try.
pub async fn conclude(
    conn: &impl ConnectionTrait,
    (id, tries): (AdvanceMailId, i32),
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let went_out = matches!(outcome.status, MailStatus::Sent | MailStatus::Copied);
    let mut update = advance_mail::Entity::update_many()
        .col_expr(advance_mail::Column::Status, Expr::value(outcome.status.word()))
        .col_expr(advance_mail::Column::Problem, Expr::value(outcome.problem.clone()))
        .col_expr(advance_mail::Column::LinkId, Expr::value(outcome.link.map(|link| link.0)))
        .filter(advance_mail::COLUMN.id.eq(id.0))
        .filter(advance_mail::COLUMN.status.eq(MailStatus::Sending.word()))
        .filter(advance_mail::COLUMN.tries.eq(tries));
    if went_out {
        update = update.col_expr(advance_mail::Column::SentAt, Expr::value(now));
    }
    changed(conn, update, now).await
}

/// Drops an open mail; `false` where it is no longer open.
pub async fn drop_open(
    conn: &impl ConnectionTrait,
    id: AdvanceMailId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let dropped = Expr::value(MailStatus::Dropped.word());
    changed(conn, one_in(id, None, now).col_expr(advance_mail::Column::Status, dropped), now).await
}

/// Drops a mail that is still a draft.
pub async fn drop_draft(
    conn: &impl ConnectionTrait,
    id: AdvanceMailId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = advance_mail::Entity::update_many()
        .col_expr(advance_mail::Column::Status, Expr::value(MailStatus::Dropped.word()))
        .filter(advance_mail::COLUMN.id.eq(id.0))
        .filter(advance_mail::COLUMN.status.eq(MailStatus::Draft.word()));
    changed(conn, update, now).await
}

/// A mail, as long as it is open or in this other status.
fn one_in(
    id: AdvanceMailId,
    also: Option<MailStatus>,
    now: DateTime<Utc>,
) -> UpdateMany<advance_mail::Entity> {
    let all = MailStatus::ALL.iter();
    let fits =
        all.filter(|status| status.is_open() || Some(**status) == also).map(|one| one.word());
    advance_mail::Entity::update_many().filter(advance_mail::COLUMN.id.eq(id.0)).filter(
        Condition::any().add(advance_mail::Column::Status.is_in(fits)).add(left_behind(now)),
    )
}

/// The same, unless it was changed or tried since it was read.
fn as_seen(
    mail: &Mail,
    also: Option<MailStatus>,
    now: DateTime<Utc>,
) -> UpdateMany<advance_mail::Entity> {
    one_in(mail.id, also, now)
        .filter(advance_mail::COLUMN.tries.eq(mail.tries))
        .filter(advance_mail::COLUMN.changed_at.eq(mail.changed_at))
}

async fn changed(
    conn: &impl ConnectionTrait,
    update: UpdateMany<advance_mail::Entity>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = update.col_expr(advance_mail::Column::ChangedAt, Expr::value(now));
    Ok(update.exec(conn).await?.rows_affected > 0)
}

/// Being sent for so long that nobody is.
fn left_behind(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(advance_mail::COLUMN.status.eq(MailStatus::Sending.word()))
        .add(advance_mail::COLUMN.changed_at.lt(now - TimeDelta::minutes(SENDING_MINUTES)))
}

fn from_row(row: advance_mail::Model, now: DateTime<Utc>) -> Result<Mail, StoreError> {
    let status = read_status(row.id, &row.status)?;
    let lead_days = read_lead_days(row.id, row.lead_days)?;
    let is_left_behind =
        status == MailStatus::Sending && row.changed_at < now - TimeDelta::minutes(SENDING_MINUTES);
    let (status, problem) = if is_left_behind {
        (MailStatus::Failed, Some(LEFT_BEHIND.to_owned()))
    } else {
        (status, row.problem)
    };
    Ok(Mail {
        id: AdvanceMailId(row.id),
        org: OrgId(row.org_id),
        tour: TourId(row.tour_id),
        scope: ScopeId(row.scope_id),
        advance: RecordId(row.advance_id),
        link: row.link_id.map(AdvanceLinkId),
        lead_days,
        show_on: row.show_on,
        to_name: row.to_name,
        to_email: Some(row.to_email).filter(|email| !email.is_empty()),
        subject: row.subject,
        body: row.body,
        status,
        problem,
        tries: row.tries,
        created_by: row.created_by.map(AccountId),
        created_at: row.created_at,
        changed_at: row.changed_at,
        sent_at: row.sent_at,
    })
}

fn read_status(id: Uuid, word: &str) -> Result<MailStatus, StoreError> {
    MailStatus::from_word(word).ok_or_else(|| corrupt(id, format!("`{word}` is no status")))
}

fn read_lead_days(id: Uuid, days: Option<i32>) -> Result<Option<u16>, StoreError> {
    days.map(u16::try_from).transpose().map_err(|err| corrupt(id, err.to_string()))
}

fn corrupt(id: Uuid, why: String) -> StoreError {
    StoreError::CorruptRow { table: "advance_mail", id: id.to_string(), why }
}
