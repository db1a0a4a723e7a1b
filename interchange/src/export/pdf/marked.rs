//! From views to paper: which version a sheet or a list is of, and lists as rows and columns.

use domain::publish::{Differs, LineChange};
use domain::view::{DaySheet, GuestList, RoomRow, RoomingList, Standing, long_date, short_date};

use super::block::Align;
use super::paper::{Cell, Column, Differences, ListPaper, ListRow, RowMark, VersionMark};

impl VersionMark {
    /// As which version a day sheet stands.
    pub fn of_sheet(sheet: &DaySheet) -> Self {
        sheet.versions.first().map_or_else(Self::default, |newest| Self {
            label: Some(newest.label.clone()),
            n_unpublished: newest.since.len(),
        })
    }

    /// As which version a list stands.
    pub fn of_list(standing: &Standing) -> Self {
        Self { label: standing.version.clone(), n_unpublished: standing.n_unpublished }
    }
}

impl Differences {
    /// What a day sheet that is printed now says of itself: what has changed since the newest version,
    /// and where nothing has, what that one changed.
    pub fn of_sheet(sheet: &DaySheet) -> Self {
        let Some((since, lines)) = sheet.changes_since(None) else { return Self::default() };
        let newest = sheet.versions.first();
        Self {
            since: since.map(ToOwned::to_owned),
            lines: lines.to_vec(),
            reason: newest.and_then(|newest| newest.reason.clone()),
            severity: newest.and_then(|newest| newest.severity).map(|how| how.word().to_owned()),
        }
    }

    /// The same of a list.
    pub fn of_list(standing: &Standing) -> Self {
        Self {
            since: standing.since.clone(),
            lines: standing.changes.clone(),
            reason: standing.reason.clone(),
            severity: standing.severity.map(|how| how.word().to_owned()),
        }
    }
}

impl ListPaper {
    /// The guest list for a box office.
    pub fn of_guests(list: &GuestList) -> Self {
        let mut facts = vec![("Show".to_owned(), list.show.clone())];
        let told =
            [("Venue", &list.venue), ("Terms", &list.terms), ("Box office", &list.box_office)];
        facts.extend(told.into_iter().filter_map(|(name, text)| fact(name, text.as_deref())));
        let rows = list.guests.iter().map(|guest| {
            let others = guest.companions.join(", ");
            let name = if others.is_empty() {
                guest.name.clone()
            } else {
                format!("{} (with {others})", guest.name)
            };
            let id = guest.id_required.then_some("ID required");
            let paid = guest.payment.map(|payment| payment.word());
            let notes = [guest.note.as_deref(), id, paid.filter(|word| *word != "comp")];
            let cells = [
                name,
                guest.quantity.to_string(),
                guest.affiliation.clone().unwrap_or_default(),
                joined([guest.passes.as_deref(), guest.tickets.as_deref(), None]),
                guest.pickup.clone().unwrap_or_default(),
                guest.requested_by.clone().unwrap_or_default(),
                joined(notes),
            ];
            row(cells.into(), guest.change.as_ref(), false)
        });
        let columns = [
            ("Name", 28),
            ("People", 7),
            ("Company", 16),
            ("Passes, tickets", 16),
            ("Pick-up", 13),
            ("Asked by", 13),
            ("Note", 20),
        ];
        let rows: Vec<_> = rows.chain(list.gone.iter().map(|it| off(it, columns.len()))).collect();
        let mut totals = vec![String::new(); columns.len()];
        totals[0] = format!("{} entries", list.guests.len());
        totals[1] = list.n_people.to_string();
        Self {
            title: "Guest list".to_owned(),
            above: above(list.artist.as_deref(), list.date.map(long_date)),
            facts,
            columns: columns.into_iter().map(column).collect(),
            rows,
            totals,
            notes: Vec::new(),
            zone: None,
        }
    }

    /// The rooming list for a hotel.
    pub fn of_rooms(list: &RoomingList) -> Self {
        let columns = [
            ("Name", 26),
            ("Room", 9),
            ("People", 7),
            ("In", 11),
            ("Out", 11),
            ("No.", 8),
            ("Wishes", 20),
            ("Billing", 18),
        ];
        let rows = list.rooms.iter().map(room);
        let rows: Vec<_> = rows.chain(list.gone.iter().map(|it| off(it, columns.len()))).collect();
        let mut totals = vec![String::new(); columns.len()];
        totals[0].clone_from(&list.totals);
        Self {
            title: list.hotel.clone(),
            above: above(list.group.as_deref(), Some("Rooming list".to_owned())),
            facts: hotel_facts(list),
            columns: columns.into_iter().map(column).collect(),
            rows,
            totals,
            notes: Vec::new(),
            zone: list.place.as_ref().and_then(|place| place.zone),
        }
    }
}

fn hotel_facts(list: &RoomingList) -> Vec<(String, String)> {
    let place = list.place.as_ref();
    let address = place.map(|place| {
        let parts = [&place.address, &place.postal_code, &place.city];
        joined(parts.map(|part| part.as_ref().map(|line| line.as_str())))
    });
    let moment = |date: Option<chrono::NaiveDate>, time: Option<&str>| {
        date.map(|date| joined([Some(&short_date(date)), time, None]))
    };
    let told = [
        ("Address", address),
        ("Phone", list.phone.clone()),
        ("Check-in", moment(list.check_in_date, list.check_in.as_deref())),
        ("Check-out", moment(list.check_out_date, list.check_out.as_deref())),
        ("Confirmation", list.confirmation.clone()),
        ("Breakfast", list.breakfast.clone()),
    ];
    told.into_iter().filter_map(|(name, text)| fact(name, text.as_deref())).collect()
}

fn room(room: &RoomRow) -> ListRow {
    let date = |date: Option<chrono::NaiveDate>| date.map(short_date).unwrap_or_default();
    let room_type = room.room_type.map(|room_type| room_type.word());
    let day_room = room.day_room.then_some("day room");
    let number = [room.number.as_deref(), room.confirmation.as_deref(), None];
    let cells = [
        room.names.clone(),
        joined([room_type, day_room, None]),
        room.n_people.to_string(),
        date(room.check_in_date),
        joined([Some(&date(room.check_out_date)), room.times.as_deref(), None]),
        joined(number),
        room.wishes.clone().unwrap_or_default(),
        room.billing.clone().unwrap_or_default(),
    ];
    row(cells.into(), room.change.as_ref(), room.cancelled)
}

/// A row with how it differs; what is other is said in words in the last cell that has room for it.
fn row(texts: Vec<String>, change: Option<&LineChange>, cancelled: bool) -> ListRow {
    let mark = change.map(|change| match change.differs {
        Differs::Added => RowMark::New,
        Differs::Dropped => RowMark::Cancelled,
        Differs::Moved | Differs::Changed => RowMark::Changed,
    });
    let mut cells: Vec<Cell> = texts.into_iter().map(Cell::from).collect();
    let told = change.filter(|_| mark == Some(RowMark::Changed));
    if let (Some(change), Some(last)) = (told, cells.last_mut()) {
        last.text = joined([Some(&last.text), Some(&change.sentence), None]);
    }
    ListRow {
        cells,
        mark: if cancelled { Some(RowMark::Cancelled) } else { mark },
        unconfirmed: false,
    }
}

/// What is no longer on the list, struck through.
fn off(change: &LineChange, n_columns: usize) -> ListRow {
    let mut cells = vec![Cell::from(change.title.clone())];
    cells.resize(n_columns, Cell::default());
    ListRow { cells, mark: Some(RowMark::Cancelled), unconfirmed: false }
}

fn column((heading, weight): (&str, u16)) -> Column {
    Column { heading: heading.to_owned(), align: Align::default(), weight }
}

fn fact(name: &str, text: Option<&str>) -> Option<(String, String)> {
    text.filter(|text| !text.is_empty()).map(|text| (name.to_owned(), text.to_owned()))
}

fn joined(parts: [Option<&str>; 3]) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn above(who: Option<&str>, what: Option<String>) -> String {
    let parts: Vec<_> = who.map(ToOwned::to_owned).into_iter().chain(what).collect();
    parts.join(" · ")
}
