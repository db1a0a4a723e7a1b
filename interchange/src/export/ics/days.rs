//! One entry for each day of the tour.

use chrono::NaiveDate;
use domain::book::{Book, DayOn};
use domain::record::kinds::{DayType, Event, HotelStay, ScheduleItem, Status, Travel};
use domain::view::{DaySheet, Header, ScheduleRow, ShownTime, day_sheet, label};

use super::Options;
use super::concerns::Concerns;
use super::entry::{Certainty, Entry, Span, located, titled};
use super::items::venue_located;
use super::sequence::Sequence;
use super::words;

pub(super) fn entries(book: &Book, concerns: &Concerns, options: &Options<'_>) -> Vec<Entry> {
    let sequence = Sequence::of(book).of_day();
    let entry = |date: NaiveDate| {
        let (on, sheet) = book.on(date).zip(day_sheet(book, date))?;
        let lines = lines(&on, &sheet, concerns);
        let certainty = certainty(&on);
        let venue = on.venues().first().map(|venue| venue_located(venue));
        let place = || on.place().map_or((None, None), located);
        let (location, position) = venue.unwrap_or_else(place);
        Some(Entry {
            id: on.day().id(),
            date,
            span: Span::day(date),
            title: titled(&title(&sheet.header), None, certainty),
            description: words::description(lines, date, options),
            location,
            position,
            certainty,
            sequence,
        })
    };
    super::dates(book).filter_map(entry).collect()
}

/// A day is off when it is called off, or everything that was booked on it.
fn certainty(on: &DayOn<'_>) -> Certainty {
    let events = on.events();
    let off = |status: Option<Status>| status == Some(Status::Cancelled);
    let all_off = !events.is_empty() && events.iter().all(|event| off(event.status));
    match on.day().status {
        _ if all_off => Certainty::Cancelled,
        Some(Status::Cancelled) => Certainty::Cancelled,
        Some(Status::Confirmed) => Certainty::Confirmed,
        Some(Status::Draft | Status::Unconfirmed) | None => Certainty::Tentative,
    }
}

/// `Show: Amsterdam, Ziggo Dome`.
fn title(header: &Header) -> String {
    let kind = match header.day_type {
        Some(DayType::Custom) | None => header.title.clone().unwrap_or_else(|| "Day".to_owned()),
        Some(kind) => label(kind.word()),
    };
    let place: Vec<_> = [&header.city, &header.venue].into_iter().flatten().cloned().collect();
    match (place.is_empty(), &header.title) {
        (false, _) => format!("{kind}: {}", place.join(", ")),
        (true, Some(title)) if *title != kind => format!("{kind}: {title}"),
        (true, _) => kind,
    }
}

/// What is on that day: on which clocks, travel, the schedule, and for one person the hotel.
fn lines(on: &DayOn<'_>, sheet: &DaySheet, concerns: &Concerns) -> Vec<String> {
    let book = on.book();
    let zone = sheet.header.zone.as_ref();
    let mut lines: Vec<_> =
        zone.map(|zone| format!("Times in {}", zone.label())).into_iter().collect();
    lines.extend(sheet.header.zone_banners.iter().map(|banner| banner.text.clone()));
    for leg in &sheet.travel {
        let people = book.get::<Travel>(leg.id).and_then(|travel| travel.people.as_ref());
        if leg.status != Some(Status::Cancelled) && concerns.people(people, leg.party.as_deref()) {
            lines.push(timed(&leg.depart.time, &leg.title));
        }
    }
    let rows = sheet
        .schedule
        .iter()
        .filter(|row| concerns.row(&row.departments, party(on, row).as_deref()));
    lines.extend(rows.map(|row| {
        let line = timed(&row.time, &row.title);
        let place = row.place.as_ref();
        place.map_or_else(|| line.clone(), |place| format!("{line} ({place})"))
    }));
    let stays = sheet.hotels.iter().filter(|stay| {
        let read = book.get::<HotelStay>(stay.id);
        let people = read.and_then(|read| read.people.as_ref());
        let party = stay.fields.party.as_ref().map(ToString::to_string);
        let off = stay.fields.status == Some(Status::Cancelled);
        let tonight = !stay.checks_out || stay.checks_in;
        concerns.is_of_one() && tonight && !off && concerns.people(people, party.as_deref())
    });
    lines.extend(stays.filter_map(|stay| Some(format!("Hotel: {}", stay.fields.name.as_ref()?))));
    lines
}

/// The party of a row, or that of its event.
fn party(on: &DayOn<'_>, row: &ScheduleRow) -> Option<String> {
    let of_event = || {
        let item = on.book().get::<ScheduleItem>(row.id)?;
        let event = on.book().get::<Event>(item.event?)?;
        event.party.as_ref().map(ToString::to_string)
    };
    row.party.clone().or_else(of_event)
}

fn timed(time: &ShownTime, title: &str) -> String {
    if time.text.is_empty() { title.to_owned() } else { format!("{} {title}", time.text) }
}
