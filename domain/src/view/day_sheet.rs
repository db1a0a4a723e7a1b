//! The day sheet: everything about one date that whoever works that day needs, in the order of the
//! paper that hangs on the wall.
//!
//! A show day runs until everyone is on the bus, so what happens at 01:30 after the show stands
//! last on its sheet and not on the next one. This file says what a sheet has; the files beside it
//! say how each section is made.

mod around;
mod blocks;
mod disputes;
mod header;
mod problems;
mod schedule;
mod seen;
mod travel;
mod versions;

use chrono::NaiveDate;
use serde::Serialize;

pub use self::around::{FirstCall, NextDay};
pub(super) use self::around::{first_call, texts_of};
pub use self::blocks::{ContactBlock, EventBlock, FileBlock, HotelBlock};
pub use self::blocks::{NoteBlock, TaskBlock, VenueBlock};
pub(super) use self::blocks::{city, coordinates, country, open_disputes};
pub use self::disputes::{DisputeBlock, DisputedValue, disputes};
pub use self::header::Header;
pub(super) use self::header::{venue_names, zone_before};
pub use self::problems::{SheetProblem, SheetProblemKind};
pub use self::schedule::ScheduleRow;
pub(crate) use self::schedule::is_hard;
pub use self::seen::SeenBlock;
pub(super) use self::travel::leg;
pub use self::travel::{TravelEnd, TravelLeg};
pub use self::versions::{PaperState, VersionBlock};
use crate::advance::differing;
use crate::book::{Book, DayOn};
use crate::time::Zone;

/// One date with everything that stands on its sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DaySheet {
    /// What the day is, where, on which clocks, and whom to call.
    pub header: Header,
    /// The legs of travel, by departure.
    pub travel: Vec<TravelLeg>,
    /// The events.
    pub events: Vec<EventBlock>,
    /// The venues of the events, each once.
    pub venues: Vec<VenueBlock>,
    /// The schedule in show-day order.
    pub schedule: Vec<ScheduleRow>,
    /// The hotels from check-in to check-out.
    pub hotels: Vec<HotelBlock>,
    /// Whom to call at the venue and elsewhere.
    pub contacts: Vec<ContactBlock>,
    /// The files of the day, its events and their venues.
    pub files: Vec<FileBlock>,
    /// What to know, pinned notes first.
    pub notes: Vec<NoteBlock>,
    /// What to do, done ones last.
    pub tasks: Vec<TaskBlock>,
    /// What somebody still has to decide.
    pub disputes: Vec<DisputeBlock>,
    /// Who has seen what changed about the date, and up to where.
    pub seen: Vec<SeenBlock>,
    /// The versions that were handed out, the newest first.
    pub versions: Vec<VersionBlock>,
    /// The tour's next date.
    pub next_day: Option<NextDay>,
    /// What is wrong with the day as it is planned, or missing.
    pub problems: Vec<SheetProblem>,
    /// How many rows of the schedule are not confirmed.
    pub unconfirmed: usize,
    /// How many open disputes there are about anything on the sheet.
    pub disputed: usize,
}

/// The schedule of a date by itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DaySchedule {
    /// The date.
    pub date: NaiveDate,
    /// The zone of its clocks.
    pub zone: Option<Zone>,
    /// Its rows in show-day order, as on the day sheet.
    pub rows: Vec<ScheduleRow>,
}

/// The schedules of every date of the tour, in order.
pub fn schedules(book: &Book) -> Vec<DaySchedule> {
    let days = book.dates().filter_map(|date| book.on(date));
    days.map(|on| DaySchedule { date: on.date(), zone: on.zone(), rows: rows(&on) }).collect()
}

fn rows(on: &DayOn<'_>) -> Vec<ScheduleRow> {
    let mut said = differing(on);
    let items = on.items().into_iter();
    items.map(|item| schedule::row(on, item, said.remove(&item.id()))).collect()
}

/// The day sheet of a date, if the tour has a day on it.
pub fn day_sheet(book: &Book, date: NaiveDate) -> Option<DaySheet> {
    let on = book.on(date)?;
    let schedule = rows(&on);
    let disputes: Vec<_> =
        on.disputes().into_iter().map(|dispute| disputes::block(book, dispute)).collect();
    Some(DaySheet {
        header: header::header(&on),
        travel: on.travels().into_iter().map(|travel| leg(&on, travel)).collect(),
        events: on.events().into_iter().map(|event| blocks::event(book, event)).collect(),
        venues: on.venues().into_iter().map(|venue| blocks::venue(book, venue)).collect(),
        hotels: on.stays().into_iter().map(|stay| blocks::hotel(&on, stay)).collect(),
        contacts: on.contacts().into_iter().map(|c| blocks::contact(book, c)).collect(),
        files: on.files().into_iter().map(|file| blocks::file(book, file)).collect(),
        notes: on.notes().into_iter().map(|note| blocks::note(book, note)).collect(),
        tasks: on.tasks().into_iter().map(|task| blocks::task(book, task)).collect(),
        seen: seen::seen(&on),
        versions: versions::blocks(&on),
        next_day: around::next_day(&on),
        problems: problems::problems(&on),
        unconfirmed: schedule.iter().filter(|row| !row.confirmed).count(),
        disputed: disputes.len(),
        schedule,
        disputes,
    })
}
