//! Words for people: what a record, a field or a value is called on a sheet and in a sentence.

use chrono::NaiveDate;
use serde_json::Value;

use crate::book::Book;
use crate::ids::{AccountId, RecordId};
use crate::record::kinds::{Advance, TravelMode};
use crate::record::{Kind, Place, Record};
use crate::time::{ShowClock, When};

/// The longest value that a sentence repeats, in characters.
const VALUE_CHARS_MAX: usize = 80;

/// `Friday`.
pub(crate) fn weekday(date: NaiveDate) -> String {
    date.format("%A").to_string()
}

/// `Fri`.
pub(crate) fn short_weekday(date: NaiveDate) -> String {
    date.format("%a").to_string()
}

/// `Fri 23 Oct`.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `Friday 23 October`.
pub fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// `1 h`, `30 min`, `6 h 30 min`.
pub fn duration(minutes: impl Into<i64>) -> String {
    let minutes = minutes.into();
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `512 bytes`, `84 kB`, `1.2 MB`: enough to decide whether to fetch it here.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// A text of a record, owned.
pub(crate) fn text<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

/// The first characters of a text on one line.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= VALUE_CHARS_MAX {
        return line;
    }
    let head: String = line.chars().take(VALUE_CHARS_MAX - 1).collect();
    format!("{}…", head.trim_end())
}

/// `Load in` for `load_in`, and `Time` for `when`.
pub fn label(field: &str) -> String {
    match field {
        "when" => "Time".to_owned(),
        "$deleted" => "Deleted".to_owned(),
        name => capitalised(&name.replace('_', " ")),
    }
}

/// The same text with a capital letter in front.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The city, else the name, of a place.
pub(crate) fn place_name(place: &Place) -> Option<String> {
    text(place.city.as_ref()).or_else(|| text(place.name.as_ref()))
}

/// What a leg of travel is called: its title, its number, or how and where to.
pub(crate) fn travel_title(
    title: Option<String>,
    number: Option<String>,
    mode: Option<TravelMode>,
    to: Option<&Place>,
) -> String {
    let mode = mode.map_or_else(|| "Travel".to_owned(), |mode| capitalised(mode.word()));
    title.unwrap_or_else(|| match (number, to.and_then(place_name)) {
        (Some(number), Some(to)) => format!("{number} to {to}"),
        (Some(number), None) => number,
        (None, Some(to)) => format!("{mode} to {to}"),
        (None, None) => mode,
    })
}

/// What a record is called, deleted or not.
pub fn record_title(book: &Book, record: &Record) -> String {
    let field = |name: &str| record.value(name).as_str().map(ToOwned::to_owned);
    let named = || field("title").or_else(|| field("name"));
    let kind = || capitalised(&record.kind.name().replace('_', " "));
    let id = |name: &str| record.value(name).as_str().and_then(|id| id.parse().ok());
    match record.kind {
        Kind::Day => {
            let date = record_date(book, record).map(short_date);
            date.or_else(named).unwrap_or_else(kind)
        }
        Kind::Event => {
            let venue = id("venue").and_then(|id| book.record(id));
            let venue = venue.filter(|venue| venue.kind == Kind::Venue);
            let venue = venue.map(|venue| record_title(book, venue));
            field("title").or(venue).unwrap_or_else(kind)
        }
        Kind::Travel => {
            let mode = serde_json::from_value(record.value("mode").clone()).ok();
            let to = serde_json::from_value(record.value("to").clone()).ok();
            travel_title(field("title"), field("number"), mode, to.as_ref())
        }
        Kind::Note => {
            let body = field("body").map(|body| shortened(body.lines().next().unwrap_or_default()));
            field("title").or(body).unwrap_or_else(kind)
        }
        Kind::Advance => {
            let event = id("event").and_then(|id| book.record(id));
            let event = event.filter(|event| event.kind == Kind::Event);
            event.map_or_else(kind, |event| format!("Advance {}", record_title(book, event)))
        }
        Kind::AdvanceField => {
            let key = record.value("key").as_str().unwrap_or_default();
            let sheet = id("advance").and_then(|id| book.get::<Advance>(id));
            let asked = sheet.and_then(|sheet| sheet.questions.as_ref()).and_then(|questions| {
                questions.as_slice().iter().find(|question| question.key.as_str() == key)
            });
            let own = || record.value("question").get("label")?.as_str().map(ToOwned::to_owned);
            let label = asked.map(|question| question.label.to_string()).or_else(own);
            label.map_or_else(kind, |label| format!("{label} (advance)"))
        }
        Kind::Publication => {
            let what = record.value("what").as_str().unwrap_or("sheet").replace('_', " ");
            format!("Version {} of the {what}", record.value("version"))
        }
        Kind::Room => id("stay")
            .and_then(|id| book.record(id))
            .filter(|stay| stay.kind == Kind::HotelStay)
            .map_or_else(kind, |stay| format!("Room, {}", record_title(book, stay))),
        Kind::Dispute => {
            let subject = id("subject").and_then(|id| book.record(id));
            let subject = subject.filter(|subject| subject.kind != Kind::Dispute);
            subject.map_or_else(kind, |subject| record_title(book, subject))
        }
        _ => named().unwrap_or_else(kind),
    }
}

/// The date of the day that a record concerns, deleted or not. Only a day is taken for a day and only
/// an event for an event, because whoever writes a link may write any id, the record's own too.
pub fn record_date(book: &Book, record: &Record) -> Option<NaiveDate> {
    let named = |record: &Record, field: &str, kind: Kind| {
        let named = book.record(record.value(field).as_str()?.parse::<RecordId>().ok()?);
        named.filter(|named| named.kind == kind)
    };
    let date = |record: &Record, field: &str| record.value(field).as_str()?.parse().ok();
    let of_day = |record: &Record| date(named(record, "day", Kind::Day)?, "date");
    match record.kind {
        Kind::Day => date(record, "date"),
        Kind::Dispute => {
            let subject = book.record(record.value("subject").as_str()?.parse().ok()?)?;
            (subject.kind != Kind::Dispute).then(|| record_date(book, subject))?
        }
        _ => of_day(record)
            .or_else(|| of_day(named(record, "event", Kind::Event)?))
            .or_else(|| {
                let sheet = named(record, "advance", Kind::Advance)?;
                of_day(named(sheet, "event", Kind::Event)?)
            })
            .or_else(|| of_day(named(record, "stay", Kind::HotelStay)?))
            .or_else(|| date(record, "due")),
    }
}

/// Who an account is, as far as the book knows: what everyone calls the person.
pub fn account_name(book: &Book, account: AccountId) -> Option<String> {
    let person = book.person_of(account)?;
    text(person.preferred_name.as_ref()).or_else(|| text(person.name.as_ref()))
}

/// The names of people, in the order given; whoever is not in the book, or was deleted, is left out.
pub(crate) fn names(book: &Book, people: &[RecordId]) -> Vec<String> {
    let live = |id: &RecordId| book.record(*id).filter(|record| !record.deleted);
    people.iter().filter_map(live).map(|record| record_title(book, record)).collect()
}

/// A field's value in words; empty for none.
pub fn value_text(book: &Book, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match named_record(book, text) {
            Some(title) => title,
            None if text.parse::<ShowClock>().is_ok() => text.clone(),
            None => match text.parse::<NaiveDate>() {
                Ok(date) => short_date(date),
                Err(_) => shortened(text),
            },
        },
        Value::Array(members) => {
            let texts: Vec<_> = members.iter().map(|member| value_text(book, member)).collect();
            shortened(&texts.join(", "))
        }
        Value::Object(_) => object_text(value),
    }
}

/// The title of the record that a text names, if it is the id of one.
fn named_record(book: &Book, text: &str) -> Option<String> {
    let id = text.parse().ok()?;
    Some(book.record(id).map_or_else(|| "(unknown)".to_owned(), |named| record_title(book, named)))
}

fn object_text(value: &Value) -> String {
    if let Ok(when) = serde_json::from_value::<When>(value.clone()) {
        return match when {
            When::Hidden { .. } => "hidden".to_owned(),
            shown => shown.to_string(),
        };
    }
    if let Ok(place) = serde_json::from_value::<Place>(value.clone()) {
        let parts = [&place.name, &place.address, &place.city];
        let parts: Vec<_> = parts.into_iter().flatten().map(ToString::to_string).collect();
        return if parts.is_empty() { "a place".to_owned() } else { parts.join(", ") };
    }
    shortened(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_rounded_up_to_what_people_read() {
        let sizes = [0, 999, 1_000, 1_001, 999_000, 999_001, 1_000_000, 1_234_567, 104_857_600];
        let words: Vec<_> = sizes.into_iter().map(size).collect();
        let expected = [
            "0 bytes",
            "999 bytes",
            "1 kB",
            "2 kB",
            "999 kB",
            "1000 kB",
            "1.0 MB",
            "1.3 MB",
            "104.9 MB",
        ];
        assert_eq!(words, expected);
    }
}
