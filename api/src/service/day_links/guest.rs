//! Whoever comes by a link: in no log-in, and in the audiences of the link's variant alone.
//!
//! A link that is unknown, expired or revoked, and one whose day is gone, are not there, one like the
//! other.

use std::net::IpAddr;

use domain::ids::{AccountId, RecordId};
use domain::record::kinds::{Publication, Published};
use domain::view::{DaySheet, Variant};

use super::date_of;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::Token;
use crate::service::access::{self, TourAccess};
use crate::service::books::{self, Rendered};
use crate::service::paper;
use crate::store::day_links::{self as stored, DayLink};

/// Somebody with a link.
pub struct Guest {
    link: DayLink,
    access: TourAccess,
}

/// What the paper that led somebody here says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Nothing, or there is no paper.
    Silent,
    /// That it is of this edition of the sheet.
    Of(RecordId),
    /// That it is of an edition that this sheet never had.
    Unknown,
}

/// Lets somebody in who has a link.
pub async fn enter(app: &App, secret: &str, peer: Option<IpAddr>) -> Result<Guest> {
    app.form_limiter.arrives(peer)?;
    let now = app.clock.now();
    let found = stored::by_hash(app.store.reader(), &Token::hash(secret), now).await?;
    let link = found.ok_or_else(Error::not_found)?;
    let audiences = link.variant.audiences().ok_or_else(Error::not_found)?;
    // What a wall must not tell is known to the whole tour alone: an alias, a hotel of the band. What
    // is read to know it is trimmed away like everything else of other audiences.
    let audiences = (link.variant != Variant::Wall).then_some(audiences);
    let nobody = AccountId::of_reader(link.id);
    let of = (link.org, link.tour);
    let access = access::through_audiences(app, of, audiences, nobody).await?;
    Ok(Guest { link, access })
}

/// What paper says of itself, by the text behind its address. What is no edition of the sheet is one
/// like the other, so that nobody fills the memory with pages about them.
pub async fn paper(app: &App, guest: &Guest, said: Option<&str>) -> Result<Paper> {
    let Some(said) = said else { return Ok(Paper::Silent) };
    let Ok(edition) = said.parse::<RecordId>() else { return Ok(Paper::Unknown) };
    books::read(app, &guest.access, |book| {
        let date = date_of(book, guest.link.day)?;
        let of_day = book.days_on(date).flat_map(|day| book.linked::<Publication>(day.id()));
        let mut of_sheet = of_day.filter(|one| one.what == Some(Published::DaySheet));
        let is_known = of_sheet.any(|one| one.edition == Some(edition));
        Ok(if is_known { Paper::Of(edition) } else { Paper::Unknown })
    })
    .await?
}

/// The sheet of a link in one form, rendered once and kept until the tour changes. The same bytes go to
/// every link of the day and variant, so nothing of the link itself may be in them.
pub async fn rendered(
    app: &App,
    guest: &Guest,
    form: &str,
    render: impl FnOnce(&DaySheet) -> Rendered,
) -> Result<Rendered> {
    let DayLink { day, variant, .. } = guest.link;
    let name = format!("link {day} {} {form}", variant.word());
    books::rendered(app, &guest.access, &name, |book| {
        let sheet = paper::sheet(book, &guest.access, variant, date_of(book, day)?)?;
        Ok(render(&sheet))
    })
    .await
}

/// Notes that a link was opened, so that the tour knows. A busy writer keeps nobody out.
pub async fn note_opened(app: &App, guest: &Guest) {
    let noted = stored::opened(app.store.writer(), guest.link.id, app.clock.now()).await;
    if let Err(err) = noted {
        tracing::warn!(error = %err, "that a link to a day was opened could not be noted");
    }
}
