//! Papers, made of the copy alone: the very pages that the server prints, but for the moment that stands
//! on them. Its code opens the app, because only a server can give out links.

use chrono::NaiveDate;
use domain::advance::sheet_of;
use domain::book::Book;
use domain::ids::RecordId;
use domain::routing::Roads;
use domain::view::{ClockStyle, Variant};
use interchange::export::pdf::{Document, Look, Printed, Source};

use super::super::publish::{event_on, stay_on};
use super::super::tour::OpenTour;
use crate::cli::paper::{PaperLook, PaperWhat};
use crate::cli::read::Clock;
use crate::error::{Error, Result};
use crate::local::View;

/// A paper other than a day sheet, of a date where it is of one.
pub(super) async fn made(
    tour: &OpenTour,
    what: PaperWhat,
    (date, name): (Option<&str>, Option<&str>),
    (look, clock): (PaperLook, Clock),
) -> Result<Vec<u8>> {
    let date = tour.date(date).await?;
    let view = tour.view().await?;
    let words = name.unwrap_or_default();
    let document = match what {
        PaperWhat::Book => Document::TourBook,
        PaperWhat::Routing => Document::Routing,
        PaperWhat::GuestList => Document::GuestList(event_on(&view, date, words)?),
        PaperWhat::Rooming => Document::RoomingList(stay_on(&view, date, words)?),
        PaperWhat::Advance => Document::Advance(advance_on(&view, date, words)?),
    };
    print(tour, &view, document, look, clock)
}

/// The sheet of a date.
pub(super) async fn day(
    tour: &OpenTour,
    date: NaiveDate,
    look: PaperLook,
    clock: Clock,
) -> Result<Vec<u8>> {
    // What must be left out may stand anywhere in the tour.
    let view = tour.view().await?;
    print(tour, &view, Document::Day(date), look, clock)
}

fn advance_on(view: &View, date: NaiveDate, words: &str) -> Result<RecordId> {
    let event = event_on(view, date, words)?;
    let sheet = sheet_of(&view.book, event);
    sheet.map(domain::book::Entry::id).ok_or_else(|| {
        Error::Usage(format!(
            "there is no advance sheet for {date}; `buscall advance begin` makes one"
        ))
    })
}

fn print(
    tour: &OpenTour,
    view: &View,
    document: Document,
    look: PaperLook,
    clock: Clock,
) -> Result<Vec<u8>> {
    let variant = look.variant.map_or(Variant::Everyone, Variant::from);
    let audiences = view.audiences();
    let (roads, directory) = (Roads::default(), Book::new());
    let source =
        Source { book: &view.book, roads: &roads, directory: &directory, audiences: &audiences };
    let printed = Printed::of(document, variant, source)
        .ok_or_else(|| Error::Usage("the tour has no such sheet".to_owned()))?;
    let link = printed.leads_to().and_then(|(date, edition)| address(tour, date, edition));
    let look = Look {
        size: look.size.into(),
        clock: ClockStyle::from(clock),
        variant,
        as_of: view.as_of.unwrap_or(tour.now),
        link,
    };
    printed.draw(look).map_err(|err| Error::Local(err.to_string()))
}

/// Where the app has the sheet, on the server that the copy is of.
fn address(tour: &OpenTour, date: NaiveDate, edition: Option<RecordId>) -> Option<String> {
    let site = tour.home.account().ok()?.url;
    let since = edition.map(|edition| format!("?v={edition}")).unwrap_or_default();
    Some(format!("{site}/tours/{}/{date}{since}", tour.tour))
}
