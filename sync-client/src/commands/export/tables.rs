//! `buscall export csv` and `buscall export xlsx`: the tables that the server gives, from the copy.

use chrono::NaiveDate;
use domain::book::{Book, DayOn, Entry};
use domain::ids::RecordId;
use domain::record::Kind;
use domain::routing::Roads;
use domain::view::{long_date, short_date};
use interchange::export::table::{TableFormat, TableOf};

use crate::cli::tables::TableWhat;
use crate::commands::tour::{OpenTour, ambiguous, named};
use crate::edit::{Found, Named, find};
use crate::error::{Error, Result};
use crate::local::View;

/// The table as a file.
pub(super) async fn made(
    tour: &OpenTour,
    what: &TableWhat,
    format: TableFormat,
) -> Result<Vec<u8>> {
    let view = tour.view().await?;
    let of = table_of(tour, &view, what).await?;
    // What was chosen is in the book, so there is a table.
    let table = of.made(&view.book, &Roads::default());
    let table = table.ok_or_else(|| Error::Usage("the tour has no such list".to_owned()))?;
    Ok(table.written(format).map_err(std::io::Error::other)?)
}

async fn table_of(tour: &OpenTour, view: &View, what: &TableWhat) -> Result<TableOf> {
    Ok(match what {
        TableWhat::Routing => TableOf::Routing,
        TableWhat::Schedule => TableOf::Schedule,
        TableWhat::People => TableOf::People,
        TableWhat::Contacts => TableOf::Contacts,
        TableWhat::GuestList { date, event } => {
            let date = tour.today().await?.named(date)?;
            TableOf::GuestList(one_of(tour, view, date, &EVENTS, event.as_deref()).await?)
        }
        TableWhat::Rooming { date, stay } => {
            let date = tour.today().await?.named(date)?;
            TableOf::RoomingList(one_of(tour, view, date, &STAYS, stay.as_deref()).await?)
        }
    })
}

/// What a list is of.
struct Listed {
    kind: Kind,
    /// What one is called where there is none.
    word: &'static str,
    /// What tells one of several.
    flag: &'static str,
    on: fn(&Book, NaiveDate) -> Vec<RecordId>,
}

const EVENTS: Listed = Listed { kind: Kind::Event, word: "event", flag: "--event", on: events };
const STAYS: Listed =
    Listed { kind: Kind::HotelStay, word: "hotel stay", flag: "--stay", on: stays };

fn events(book: &Book, date: NaiveDate) -> Vec<RecordId> {
    let on = book.on(date);
    on.iter().flat_map(DayOn::events).map(Entry::id).collect()
}

/// The stays that begin on the date; where none does, those that cover it.
fn stays(book: &Book, date: NaiveDate) -> Vec<RecordId> {
    let Some(on) = book.on(date) else { return Vec::new() };
    let covering = on.stays();
    let begins = |day: Option<RecordId>| day.and_then(|day| book.date_of(day)) == Some(date);
    let beginning = covering.iter().filter(|stay| begins(stay.day)).map(|stay| stay.id());
    let beginning: Vec<_> = beginning.collect();
    if beginning.is_empty() { covering.iter().map(|stay| stay.id()).collect() } else { beginning }
}

/// The event or stay that is meant: the only one of the date, or the one that the words name.
async fn one_of(
    tour: &OpenTour,
    view: &View,
    date: NaiveDate,
    listed: &Listed,
    words: Option<&str>,
) -> Result<RecordId> {
    let book = &view.book;
    if let Some(id) = by_id(tour, words).await? {
        let is_one = book.record(id).is_some_and(|record| record.kind == listed.kind);
        return if is_one { Ok(id) } else { Err(none(date, listed, words)) };
    }
    let on = (listed.on)(book, date);
    let among: Vec<_> = on.into_iter().filter_map(|id| named(book, id, String::new())).collect();
    match (words, among.as_slice()) {
        (None, [one]) => Ok(one.id),
        (None, []) => Err(none(date, listed, None)),
        (None, several) => Err(which(date, listed, several)),
        (Some(words), _) => match find(words, &among) {
            Found::One(one) => Ok(one.id),
            Found::None => Err(none(date, listed, Some(words))),
            Found::Several(several) => Err(ambiguous(words, &several)),
        },
    }
}

async fn by_id(tour: &OpenTour, words: Option<&str>) -> Result<Option<RecordId>> {
    match words {
        Some(words) => tour.by_id(words).await,
        None => Ok(None),
    }
}

fn none(date: NaiveDate, listed: &Listed, words: Option<&str>) -> Error {
    let called = words.map(|words| format!(" that is called `{words}`")).unwrap_or_default();
    let (word, on) = (listed.word, long_date(date));
    Error::Usage(format!("the tour has no {word}{called} on {on} ({date})"))
}

fn which(date: NaiveDate, listed: &Listed, several: &[Named]) -> Error {
    let titles = several.iter().map(|one| format!("`{}`", one.title));
    let titles = titles.collect::<Vec<_>>().join(", ");
    let (word, on) = (listed.word, short_date(date));
    Error::Usage(format!("{on} has more than one {word}: {titles}; {} says which", listed.flag))
}
