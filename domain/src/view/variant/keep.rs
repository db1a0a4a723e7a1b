//! Which records stand on which variant.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Variant;
use crate::record::kinds::{ContactCategory, FileCategory, ItemType, NoteTopic, Published};
use crate::record::{Kind, PublishedLine, PublishedLines, Record};

/// Whether a record may stand on a variant, whichever audience it is in. Deleted ones are judged alike,
/// because they tell that something is gone.
pub(super) fn stands_on(variant: Variant, record: &Record) -> bool {
    if record.kind == Kind::Contact && record.value("do_not_share") == &Value::Bool(true) {
        return false;
    }
    let is_of = |kinds: &[Kind]| kinds.contains(&record.kind);
    match variant {
        Variant::Own => true,
        Variant::Everyone => !is_of(NOT_ON_PAPER),
        Variant::Crew => !is_of(NOT_ON_PAPER) && !is_for(record, is_artist_party),
        Variant::Party => !is_of(NOT_ON_PAPER) && !is_for(record, is_crew_party),
        Variant::Driver => !is_of(NOT_ON_PAPER) && concerns_drivers(record),
        Variant::Wall => !is_of(NOT_ON_PAPER) && !is_of(NOT_ON_WALLS) && !is_about_hotels(record),
    }
}

/// What only planning needs, and lists that have a paper of their own.
const NOT_ON_PAPER: &[Kind] = &[Kind::Room, Kind::GuestRequest, Kind::Hold, Kind::VehicleRate];

/// What strangers must not read.
const NOT_ON_WALLS: &[Kind] = &[Kind::HotelStay, Kind::Contact, Kind::Task, Kind::File];

fn word<T: DeserializeOwned>(record: &Record, field: &str) -> Option<T> {
    serde_json::from_value(record.value(field).clone()).ok()
}

fn is_about_hotels(record: &Record) -> bool {
    record.kind == Kind::Note && word::<NoteTopic>(record, "topic") == Some(NoteTopic::Hotel)
        || record.kind == Kind::ScheduleItem
            && word::<ItemType>(record, "item_type") == Some(ItemType::LobbyCall)
}

/// Whether it is for a party of this kind alone. People have a party too, and are never left out.
fn is_for(record: &Record, party: impl Fn(&str) -> bool) -> bool {
    let split = [Kind::ScheduleItem, Kind::Travel, Kind::HotelStay, Kind::Event];
    split.contains(&record.kind)
        && record.value("party").as_str().is_some_and(|name| party(&name.trim().to_lowercase()))
}

/// A and B parties, in the words of the field: the artist and the band with theirs.
fn is_artist_party(name: &str) -> bool {
    matches!(name, "a" | "b" | "a party" | "b party" | "a-party" | "b-party")
        || name.contains("artist")
        || name.contains("band")
}

/// The C party: production and technical crew.
fn is_crew_party(name: &str) -> bool {
    matches!(name, "c" | "c party" | "c-party")
        || name.contains("crew")
        || name.contains("production")
}

fn concerns_drivers(record: &Record) -> bool {
    match record.kind {
        Kind::ScheduleItem => matches!(
            word(record, "item_type"),
            Some(
                ItemType::Arrival
                    | ItemType::BusPark
                    | ItemType::LobbyCall
                    | ItemType::LoadIn
                    | ItemType::Curfew
                    | ItemType::LoadOut
                    | ItemType::BusCall
                    | ItemType::Travel
            )
        ),
        Kind::Contact => !matches!(
            word(record, "category"),
            Some(ContactCategory::Agent | ContactCategory::Label | ContactCategory::Vendor)
        ),
        Kind::Note => {
            matches!(word(record, "topic"), Some(NoteTopic::Travel | NoteTopic::Safety))
        }
        Kind::File => word(record, "category") == Some(FileCategory::Map),
        Kind::Task => false,
        _ => true,
    }
}

/// Leaves the lines of a publication that may stand on the variant. Only sheets of days are printed in
/// variants, so that the lines of lists go altogether.
pub(super) fn trim_lines(variant: Variant, record: &mut Record) {
    let is_sheet = word::<Published>(record, "what") == Some(Published::DaySheet);
    let lines: Option<PublishedLines> = word(record, "lines").filter(|_| is_sheet);
    let lines = lines.iter().flat_map(PublishedLines::as_slice);
    let kept: Vec<_> = lines.filter(|line| stands_on(variant, &told(line))).collect();
    let kept = serde_json::to_value(kept).expect("lines have only text keys");
    record.fields.insert("lines".to_owned(), kept);
}

/// What a line tells of its record, as a record: facts have the names of fields.
fn told(line: &PublishedLine) -> Record {
    let nowhere = crate::ids::ScopeId(uuid::Uuid::nil());
    let mut record = Record::unborn(nowhere, line.kind.clone(), line.record);
    for (name, text) in &line.facts {
        let value = if text == "yes" { Value::Bool(true) } else { Value::String(text.clone()) };
        record.fields.insert(name.clone(), value);
    }
    record
}
