//! The tour that a command is about, opened, and the words for days and things in it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Book;
use domain::ids::{RecordId, TourId};
use domain::record::{Kind, Record};
use domain::view::{day_sheet, record_title};

use super::Context;
use crate::clock;
use crate::edit::{Found, Here, Named, World, find, goes_on_after_midnight, here, parse_day};
use crate::error::{Error, Result};
use crate::home::Home;
use crate::local::{Local, View};

/// A tour's copy, opened.
pub(super) struct OpenTour {
    pub(super) home: Home,
    pub(super) tour: TourId,
    pub(super) local: Local,
    pub(super) offline: bool,
    pub(super) now: DateTime<Utc>,
}

/// Which show day it is, with what is needed to show it.
pub(super) struct Today {
    /// The show day.
    pub(super) date: NaiveDate,
    /// What the wall shows where the tour is.
    pub(super) here: Here,
    /// What the day's sheet needs.
    pub(super) view: View,
}

impl OpenTour {
    /// Opens the tour that is named, or the current one.
    pub(super) async fn open(context: &Context) -> Result<Self> {
        let home = context.home.clone();
        let local = context.open().await?;
        let tour = home.tour(context.global.tour.as_deref())?;
        Ok(Self { home, tour, local, offline: context.global.offline, now: clock::now() })
    }

    /// Which show day it is. In the night the evening before, if it goes on after midnight.
    pub(super) async fn today(&self) -> Result<Today> {
        let mut view = self.local.view_on(self.now.date_naive()).await?;
        let now_here = here(&view.book, self.now);
        if let Some(evening) = now_here.evening() {
            let before = self.local.view_on(evening).await?;
            if goes_on_after_midnight(&before.book, evening) {
                return Ok(Today { date: evening, here: now_here, view: before });
            }
        }
        if now_here.date() != self.now.date_naive() {
            view = self.local.view_on(now_here.date()).await?;
        }
        Ok(Today { date: now_here.date(), here: now_here, view })
    }

    /// A date as if it were today's, for whoever names it in full: nothing else is read.
    pub(super) async fn on(&self, date: NaiveDate) -> Result<Today> {
        let view = self.local.view_on(date).await?;
        Ok(Today { date, here: here(&view.book, self.now), view })
    }

    /// The date that words mean; without words, today.
    pub(super) async fn date(&self, words: Option<&str>) -> Result<NaiveDate> {
        let today = self.today().await?;
        match words {
            Some(words) => today.named(words),
            None => Ok(today.date),
        }
    }

    /// The whole tour, for what is not about one day.
    pub(super) async fn view(&self) -> Result<View> {
        self.local.view().await
    }

    /// The record that words mean: an id, the beginning of one, `tour`, `day`, a date, or words for
    /// something on a date.
    pub(super) async fn named(
        &self,
        words: &str,
        view: &View,
        date: NaiveDate,
    ) -> Result<RecordId> {
        if let Some(id) = self.by_id(words).await? {
            return Ok(id);
        }
        let book = &view.book;
        match words.trim().to_lowercase().as_str() {
            "tour" => return Ok(RecordId(self.tour.0)),
            "day" => return day_of(book, date),
            other => {
                if let Ok(date) = parse_day(other, date, book.dates()) {
                    return day_of(book, date);
                }
            }
        }
        let among = things_on(book, date);
        match find(words, &among) {
            Found::One(one) => Ok(one.id),
            Found::None => Err(Error::Usage(format!(
                "nothing on {date} is called `{words}`; `--day DATE` looks on another day, an id works everywhere"
            ))),
            Found::Several(several) => Err(ambiguous(words, &several)),
        }
    }

    /// The newest version of a record that has arrived here; 0 for one that was made here. The version
    /// that is seen counts one's own edits too.
    pub(super) async fn seen(&self, record: &Record) -> Result<u64> {
        let versions = self.local.versions(record.scope).await?;
        Ok(versions.get(&record.id).map_or(0, |(ver, _)| *ver))
    }

    /// The record with this id, or whose id begins like this.
    pub(super) async fn by_id(&self, text: &str) -> Result<Option<RecordId>> {
        const DIGITS_MIN: usize = 6;
        let digits = text.chars().filter(char::is_ascii_hexdigit).count();
        let is_id = text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        if !is_id || digits < DIGITS_MIN {
            return Ok(None);
        }
        let found = self.local.find(text).await?;
        match found.as_slice() {
            [] => Ok(None),
            [(_, id)] => Ok(Some(*id)),
            several => {
                let ids = several.iter().map(|(kind, id)| format!("{kind} {id}"));
                let ids = ids.collect::<Vec<_>>().join(", ");
                Err(Error::Usage(format!("`{text}` may be any of {ids}; write more of it")))
            }
        }
    }
}

impl Today {
    /// The date that words mean.
    pub(super) fn named(&self, words: &str) -> Result<NaiveDate> {
        parse_day(words, self.date, self.view.book.dates()).map_err(Error::Usage)
    }

    /// What words about this tour are read against.
    pub(super) fn world<'b>(&self, book: &'b Book) -> World<'b> {
        World { book, today: self.date }
    }
}

fn day_of(book: &Book, date: NaiveDate) -> Result<RecordId> {
    let day = book.day_on(date).map(domain::book::Entry::id);
    day.ok_or_else(|| Error::Usage(format!("the tour has no day on `{date}`")))
}

/// Words that mean several things: the things, each with its id.
pub(super) fn ambiguous(words: &str, several: &[&Named]) -> Error {
    let line = |one: &&Named| {
        let line = format!("{}  {} ({}) {}", one.id, one.title, kind_words(&one.kind), one.detail);
        format!("\n  {}", line.trim_end())
    };
    let lines: String = several.iter().map(line).collect();
    Error::Usage(format!("`{words}` may be any of these; write the id:{lines}"))
}

/// Everything that stands on a date's sheet, by the words that mean it.
pub(super) fn things_on(book: &Book, date: NaiveDate) -> Vec<Named> {
    let Some(sheet) = day_sheet(book, date) else { return Vec::new() };
    let mut ids: Vec<(RecordId, String)> = Vec::new();
    ids.extend(sheet.schedule.iter().map(|row| (row.id, row.time.text.clone())));
    ids.extend(sheet.travel.iter().map(|leg| (leg.id, leg.depart.time.text.clone())));
    ids.extend(sheet.events.iter().map(|event| (event.id, String::new())));
    ids.extend(sheet.venues.iter().map(|venue| (venue.id, String::new())));
    ids.extend(sheet.hotels.iter().map(|hotel| (hotel.id, String::new())));
    ids.extend(sheet.tasks.iter().map(|task| (task.id, String::new())));
    ids.extend(sheet.notes.iter().map(|note| (note.id, String::new())));
    ids.extend(sheet.contacts.iter().map(|contact| (contact.id, String::new())));
    ids.extend(sheet.files.iter().map(|file| (file.id, String::new())));
    ids.into_iter().filter_map(|(id, detail)| named(book, id, detail)).collect()
}

/// A record with the words that mean it.
pub(super) fn named(book: &Book, id: RecordId, detail: String) -> Option<Named> {
    let record = book.record(id)?;
    let also = ["item_type", "event_type", "mode", "number", "preferred_name"];
    let also = also.iter().filter_map(|field| record.value(field).as_str());
    let title = record_title(book, record);
    Some(Named {
        id,
        kind: record.kind.clone(),
        title,
        also: also.map(ToOwned::to_owned).collect(),
        detail,
    })
}

/// What a kind is called in a sentence.
pub(super) fn kind_words(kind: &Kind) -> String {
    kind.name().replace('_', " ")
}
