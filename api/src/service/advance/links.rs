//! Links to the form of one sheet: given out, given out again, closed one by one or all at once.
//!
//! Whoever has a link may answer, without an account. A link belongs to the tour and not to who made
//! it, so it lasts when that person leaves; whoever edits the sheet's audience can close it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::advance::FORM_PATH;
use domain::book::Book;
use domain::change::Edit;
use domain::ids::{AccountId, AdvanceLinkId, RecordId, ScopeId, TourId};
use domain::permission::Action;
use domain::problem::ErrorCode;
use domain::record::kinds::{Advance, Event};
use domain::record::{Kind, Record};
use domain::time::local;

use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
use crate::service::access::{self, Actor, TourAccess};
use crate::service::links::{self, OPEN_MAX};
use crate::service::{books, resources};
use crate::store::DatabaseTransaction;
use crate::store::advance_links::{self as stored, AdvanceLink};

pub use crate::store::advance_links::{AdvanceLink as Link, Visit};

/// What a link's secret begins with.
const TOKEN_PREFIX: &str = "buscall_advance";
/// Days after the show that a link lives where nobody says otherwise: corrections come with the load-out.
const DAYS_AFTER: u64 = 14;
/// Visits that are listed.
const VISITS: u64 = 100;

/// What a new link is made of.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// Whom it is given to.
    pub recipient: Option<String>,
    /// From when on it opens the form; at once unless given.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken; as long as it lives unless given.
    pub closes_at: Option<DateTime<Utc>>,
    /// Days that it lives; until some days after the show unless given.
    pub expires_in_days: Option<u32>,
}

/// A link that was just made. The address is in the answer and nowhere else.
#[derive(Debug)]
pub struct Given {
    /// The link.
    pub link: AdvanceLink,
    /// The address of the form.
    pub url: String,
}

/// Gives a link out; with `reset` every other link of the sheet is closed in the same step.
pub async fn create(
    app: &App,
    actor: &Actor,
    tour: TourId,
    advance: RecordId,
    new: &New,
    reset: bool,
) -> Result<Given> {
    let access = access::tour(app, actor, tour).await?;
    let sheet = open_sheet(app, &access, advance).await?;
    let given = give(app, &access, &sheet, new, reset, actor.account).await?;
    note_sent(app, actor, &access, &sheet).await;
    Ok(given)
}

/// The links of a sheet that open something or will, and what came in by them.
pub async fn list(
    app: &App,
    actor: &Actor,
    tour: TourId,
    advance: RecordId,
) -> Result<(Vec<AdvanceLink>, Vec<Visit>)> {
    let access = access::tour(app, actor, tour).await?;
    editable(app, &access, advance).await?;
    let conn = app.store.reader();
    let links = stored::of_advance(conn, access.org, advance, app.clock.now()).await?;
    let ids: Vec<_> = links.iter().map(|link| link.id).collect();
    let visits = stored::visits(conn, &ids, VISITS).await?;
    Ok((links, visits))
}

/// Closes a link for good.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    tour: TourId,
    advance: RecordId,
    link: AdvanceLinkId,
) -> Result<()> {
    let access = access::tour(app, actor, tour).await?;
    editable(app, &access, advance).await?;
    let now = app.clock.now();
    match stored::revoke(app.store.writer(), access.org, advance, Some(link), now).await? {
        0 => Err(Error::not_found()),
        _ => Ok(()),
    }
}

/// Refuses whoever may not change a sheet. Its links can be closed also when its show is gone.
async fn editable(app: &App, access: &TourAccess, advance: RecordId) -> Result<()> {
    let scope = books::read(app, access, |book| Some(book.get::<Advance>(advance)?.scope()));
    let scope = scope.await?.ok_or_else(Error::not_found)?;
    resources::must_be_allowed(access, &Kind::Advance, scope, Action::Change)
}

/// A sheet whose links are looked after.
pub(super) struct Sheet {
    pub(super) id: RecordId,
    pub(super) scope: ScopeId,
    /// The date of the show, and the date there now.
    pub(super) date: NaiveDate,
    today: NaiveDate,
    record: Record,
}

impl Sheet {
    /// The sheet of this id, as long as its show and day are there.
    pub(super) fn of(book: &Book, advance: RecordId, now: DateTime<Utc>) -> Option<Self> {
        let sheet = book.get::<Advance>(advance)?;
        let event = book.get::<Event>(sheet.event?)?;
        let date = book.date_of(event.day?)?;
        let zone = book.on(date).and_then(|on| on.zone());
        let today = zone.map_or(now.date_naive(), |zone| local(zone, now).date());
        let (id, scope, record) = (sheet.id(), sheet.scope(), sheet.record().clone());
        Some(Self { id, scope, date, today, record })
    }

    /// The edit that says since when the venue has had a link, so that a board with no signal says it
    /// too; none where it says so.
    pub(super) fn sent_today(&self) -> Option<Edit> {
        let today = serde_json::json!(self.today);
        let is_new = *self.record.value("sent_on") != today;
        is_new.then(|| Edit::set(&self.record, [("sent_on", today)]))
    }
}

/// A sheet of the tour, for whoever may change it.
pub(super) async fn open_sheet(app: &App, access: &TourAccess, advance: RecordId) -> Result<Sheet> {
    let now = app.clock.now();
    let found = books::read(app, access, |book| Sheet::of(book, advance, now)).await?;
    let sheet = found.ok_or_else(Error::not_found)?;
    resources::must_be_allowed(access, &Kind::Advance, sheet.scope, Action::Change)?;
    Ok(sheet)
}

/// Makes a link. The answer alone has its address.
pub(super) async fn give(
    app: &App,
    access: &TourAccess,
    sheet: &Sheet,
    new: &New,
    reset: bool,
    by: AccountId,
) -> Result<Given> {
    let recipient = links::words("recipient", new.recipient.as_deref())?;
    let now = app.clock.now();
    let usual = links::days_after(sheet.date, sheet.today, DAYS_AFTER);
    let link = AdvanceLink {
        id: AdvanceLinkId(random::id(&app.clock)),
        org: access.org,
        tour: access.tour,
        scope: sheet.scope,
        advance: sheet.id,
        recipient,
        created_by: by,
        created_at: now,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        expires_at: links::expires_at(now, new.expires_in_days, usual)?,
        last_opened_at: None,
        n_opened: 0,
    };
    if link.opens_at.zip(link.closes_at).is_some_and(|(opens, closes)| closes <= opens) {
        return Err(Error::invalid("closes_at", "is not after `opens_at`"));
    }
    let token = Token::new(TOKEN_PREFIX);
    app.store
        .write(async |txn: &DatabaseTransaction| {
            if reset {
                stored::revoke(txn, access.org, sheet.id, None, now).await?;
            }
            let open = stored::of_advance(txn, access.org, sheet.id, now).await?;
            if open.len() >= OPEN_MAX {
                let detail = format!("the sheet has {OPEN_MAX} links; close some first");
                return Err(Error::problem(ErrorCode::Conflict, detail));
            }
            Ok(stored::insert(txn, &link, &token.hash).await?)
        })
        .await?;
    Ok(Given { link, url: links::url(app, FORM_PATH, &token.secret) })
}

/// Notes since when the venue has had a link. It is given whether that can be noted or not: its address
/// is told only once.
pub(super) async fn note_sent(app: &App, actor: &Actor, access: &TourAccess, sheet: &Sheet) {
    let Some(edit) = sheet.sent_today() else { return };
    let noted = resources::submit(app, actor, access, vec![edit], None, Some("advance")).await;
    if let Err(err) = noted {
        tracing::warn!(error = %err, "that an advance link was given could not be noted");
    }
}
