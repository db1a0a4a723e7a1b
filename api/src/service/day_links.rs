//! Links to the sheet of one day, which the codes on paper carry: given out, listed, closed, and opened
//! by whoever has one, without an account.
//!
//! A link belongs to the tour and not to who made it, so it lasts when that person leaves. It shows its
//! day in one variant and is read through the audiences of that variant alone, so what the variant leaves
//! out is not there to be shown.

mod guest;

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Book;
use domain::ids::{DayLinkId, RecordId, TourId};
use domain::permission::Action;
use domain::problem::ErrorCode;
use domain::record::Kind;
use domain::time::local;
use domain::view::{Variant, record_date};

use super::access::{self, Actor, TourAccess};
use super::links::{self, OPEN_MAX};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
use crate::store::DatabaseTransaction;
use crate::store::day_links::{self as stored, DayLink};

pub use self::guest::{Guest, Paper, enter, note_opened, paper, rendered};
pub use crate::store::day_links::DayLink as Link;

/// Where the page of a link stands, with its secret behind it.
pub const SHEET_PATH: &str = "/s/";
/// What a link's secret begins with. It is short, because it is in a code on paper.
const TOKEN_PREFIX: &str = "buscall_day";
/// Days after the show day on which a link still opens the sheet: who was there looks up when they left
/// and whom they met, and paper that still hangs two days later is looked at by strangers.
const DAYS_AFTER: u64 = 2;

/// What a new link is made of.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// What it shows.
    pub variant: Variant,
    /// What it is for.
    pub label: Option<String>,
    /// Days that it lives; until some days after the show unless given.
    pub expires_in_days: Option<u32>,
}

/// A link that was just made. The address is in the answer and nowhere else.
#[derive(Debug)]
pub struct Given {
    /// The link.
    pub link: DayLink,
    /// The address of the page.
    pub url: String,
}

/// Gives a link out.
pub async fn create(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    new: &New,
) -> Result<Given> {
    let access = access::tour(app, actor, tour).await?;
    must_hand_out(&access)?;
    let variant = new.variant;
    let audiences = audiences_of(&access, variant)?;
    let label = links::words("label", new.label.as_deref())?;
    let now = app.clock.now();
    let found = books::read(app, &access, |book| {
        let mut days = book.days_on(date);
        let day = days.find(|day| {
            access.scope(day.scope()).is_some_and(|scope| audiences.contains(&&*scope.audience))
        })?;
        Some((day.id(), today_at(book, date, now)))
    });
    let (day, today) = found.await?.ok_or_else(Error::not_found)?;
    // To the end of the last day on which it opens the sheet.
    let usual = links::days_after(date, today, DAYS_AFTER + 1);
    let link = DayLink {
        id: DayLinkId(random::id(&app.clock)),
        org: access.org,
        tour,
        day,
        variant,
        label,
        created_by: actor.account,
        created_at: now,
        expires_at: links::expires_at(now, new.expires_in_days, usual)?,
        last_opened_at: None,
        n_opened: 0,
    };
    let token = Token::new(TOKEN_PREFIX);
    app.store
        .write(async |txn: &DatabaseTransaction| {
            // Those that the actor does not see do not count, or their number would be told.
            let mut open = stored::of_day(txn, access.org, day, now).await?;
            open.retain(|link| sees(&access, link.variant));
            if open.len() >= OPEN_MAX {
                let detail = format!("the day has {OPEN_MAX} links; close some first");
                return Err(Error::problem(ErrorCode::Conflict, detail));
            }
            Ok(stored::insert(txn, &link, &token.hash).await?)
        })
        .await?;
    Ok(Given { link, url: links::url(app, SHEET_PATH, &token.secret) })
}

/// The links of a date that open something, newest first. Those of a variant that the actor does not see
/// are not among them.
pub async fn list(app: &App, actor: &Actor, tour: TourId, date: NaiveDate) -> Result<Vec<DayLink>> {
    let access = access::tour(app, actor, tour).await?;
    must_hand_out(&access)?;
    let days = books::read(app, &access, |book| {
        book.days_on(date).map(|day| day.id()).collect::<Vec<_>>()
    });
    let days = days.await?;
    if days.is_empty() {
        return Err(Error::not_found());
    }
    let mut found = Vec::new();
    for day in days {
        let links = stored::of_day(app.store.reader(), access.org, day, app.clock.now()).await?;
        found.extend(links.into_iter().filter(|link| sees(&access, link.variant)));
    }
    Ok(found)
}

/// Closes a link for good, also when its day is gone.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    id: DayLinkId,
) -> Result<()> {
    let access = access::tour(app, actor, tour).await?;
    must_hand_out(&access)?;
    let now = app.clock.now();
    let link = stored::one(app.store.reader(), access.org, id, now).await?;
    let link = link.filter(|link| link.tour == tour && sees(&access, link.variant));
    let link = link.ok_or_else(Error::not_found)?;
    let is_on = books::read(app, &access, |book| {
        book.record(link.day).and_then(|day| record_date(book, day)) == Some(date)
    });
    if is_on.await? && stored::revoke(app.store.writer(), access.org, id, now).await? {
        return Ok(());
    }
    Err(Error::not_found())
}

/// The address that paper of a day's sheet may print as a code: that of the link with this secret, as
/// long as it opens the sheet of this very day, and whoever holds the paper reads no more behind it than
/// on it. Anything else is refused, in the same words, so that a wrong address is never printed and
/// nobody learns what a secret of another tour opens.
///
/// `access` is that of who prints, `printed` the variant of the paper. Paper of a published version
/// puts `?v=` and its edition behind the address, so that the page can say whether it is the newest.
pub async fn for_paper(
    app: &App,
    access: &TourAccess,
    date: NaiveDate,
    printed: Variant,
    secret: &str,
) -> Result<String> {
    let now = app.clock.now();
    let found = stored::by_hash(app.store.reader(), &Token::hash(secret), now).await?;
    let fits = |link: &DayLink| {
        (link.org, link.tour) == (access.org, access.tour)
            && sees(access, link.variant)
            && printed.may_lead_to(link.variant)
    };
    let day = found.filter(fits).map(|link| link.day);
    let is_on = books::read(app, access, |book| {
        day.and_then(|day| book.date_of(day)).is_some_and(|on| on == date)
    });
    if is_on.await? {
        return Ok(links::url(app, SHEET_PATH, secret));
    }
    let rule = "opens nothing, or not this sheet in a variant that this paper may lead to";
    Err(Error::invalid("link", rule))
}

/// Refuses whoever may not hand out what everyone sees.
fn must_hand_out(access: &TourAccess) -> Result<()> {
    let everyone = access.audience("everyone").ok_or_else(Error::not_found)?;
    resources::must_be_allowed(access, &Kind::Publication, everyone.id, Action::Create)
}

/// The audiences that a variant is read through, for who is in all of them.
fn audiences_of(access: &TourAccess, variant: Variant) -> Result<&'static [&'static str]> {
    let Some(audiences) = variant.audiences() else {
        let rule = format!("`{}` is for its printer alone", variant.word());
        return Err(Error::invalid("variant", rule));
    };
    if let Some(missing) = audiences.iter().find(|name| access.audience(name).is_none()) {
        let rule = format!("`{missing}` is not an audience that you are in");
        return Err(Error::invalid("variant", rule));
    }
    Ok(audiences)
}

/// Whether somebody sees what a variant shows, and so the links that show it.
fn sees(access: &TourAccess, variant: Variant) -> bool {
    audiences_of(access, variant).is_ok()
}

/// The date where a day is.
fn today_at(book: &Book, date: NaiveDate, now: DateTime<Utc>) -> NaiveDate {
    let zone = book.on(date).and_then(|on| on.zone());
    zone.map_or(now.date_naive(), |zone| local(zone, now).date())
}

/// The day of a link, where it is there.
fn date_of(book: &Book, day: RecordId) -> Result<NaiveDate> {
    book.date_of(day).ok_or_else(Error::not_found)
}
