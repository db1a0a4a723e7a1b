//! What a column or a field is about, by its name: in a dozen languages, in any order, alone or as a path.

mod words;

use std::cmp::Reverse;

use crate::places::fold;

use words::{GENERIC, IGNORED, WORDS};

/// What a field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    Date,
    EndDate,
    Year,
    Month,
    Day,
    Weekday,
    Clock,
    Venue,
    City,
    Region,
    Country,
    Address,
    PostalCode,
    Lat,
    Lon,
    LatLon,
    Zone,
    /// The zone a calendar is shown in, for events that name none and have no place.
    CalendarZone,
    Title,
    Artist,
    Tour,
    Location,
    Status,
    /// A reference to a row of another table, or the name of this one.
    Id,
    /// Something an import has no use for.
    Other,
}

/// The language family of a heading, which tells how its writer writes dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    /// One that writes the day before the month.
    DayFirst,
    /// The word is the same in both.
    Any,
}

/// What a name says, and how well it says it: the lower, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) rank: usize,
    pub(super) tongue: Tongue,
}

const NOTHING: Meaning = Meaning { role: Role::Other, rank: usize::MAX, tongue: Tongue::Any };

/// A name of which only the end or the beginning is known is less sure than one that is known whole.
const PARTLY: usize = 1_000;

/// A longer name is a sentence, and looking for words in it would take longer than reading the file.
const NAME_BYTES_MAX: usize = 200;

/// The meaning of a heading, or of the last part of a path such as `venue.city.name`.
pub(super) fn meaning(path: &str) -> Meaning {
    if path.len() > NAME_BYTES_MAX {
        return NOTHING;
    }
    if let Some(meaning) = of_several(path) {
        return meaning;
    }
    let parts: Vec<Vec<String>> = path.split('.').map(words_of).filter(|p| !p.is_empty()).collect();
    let Some((last, parents)) = parts.split_last() else { return NOTHING };
    if parts.iter().any(|part| IGNORED.contains(&part.join(" ").as_str())) {
        return NOTHING;
    }
    if is_id(last) {
        return Meaning { role: Role::Id, rank: parents.len(), tongue: Tongue::Any };
    }
    let mut found = match parents.last() {
        Some(parent) => in_parent(parent, last),
        None => by_words(last),
    };
    found.rank = found.rank.saturating_add(parents.len());
    found
}

/// A column of several things, such as `City, State` or `Date/Time`: a place in words, or a date with its time.
fn of_several(heading: &str) -> Option<Meaning> {
    let parts: Vec<Meaning> = heading
        .split([',', '/', '&', '|'])
        .map(|part| by_words(&words_of(part)))
        .filter(|meaning| meaning.role != Role::Other)
        .collect();
    let [first, _, ..] = parts.as_slice() else { return None };
    let is_place = |meaning: &Meaning| {
        matches!(
            meaning.role,
            Role::Venue | Role::City | Role::Region | Role::Country | Role::Location
        )
    };
    let is_time = |meaning: &Meaning| matches!(meaning.role, Role::Date | Role::Clock);
    if parts.iter().all(is_place) {
        return Some(Meaning { role: Role::Location, ..*first });
    }
    parts.iter().all(is_time).then_some(Meaning { role: Role::Date, ..*first })
}

/// A field inside an object: `venue.name` is a venue, `end.dateTime` an end, `tour.city` nothing of a show.
fn in_parent(parent: &[String], last: &[String]) -> Meaning {
    let parent_name = parent.join(" ");
    let last_name = last.join(" ");
    let parent_meaning = match parent_name.as_str() {
        "location" | "place" | "where" => {
            Meaning { role: Role::Venue, rank: 0, tongue: Tongue::Any }
        }
        "start" | "starts" | "begin" => Meaning { role: Role::Date, rank: 0, tongue: Tongue::Any },
        _ => one_of_many(parent),
    };
    if GENERIC.contains(&last_name.as_str()) {
        let twice = matches!(parent_name.as_str(), "event" | "show" | "concert" | "gig");
        return if twice { by_words(last) } else { parent_meaning };
    }
    let own = by_words(last);
    match (parent_meaning.role, own.role) {
        (Role::EndDate, Role::Date | Role::Clock) => Meaning { role: Role::EndDate, ..own },
        (Role::Date, Role::Other) if matches!(last_name.as_str(), "local" | "utc" | "value") => {
            parent_meaning
        }
        (Role::Artist | Role::Tour, Role::City | Role::Region | Role::Country | Role::Location) => {
            NOTHING
        }
        (_, Role::Tour) if parent_name == "venue" => NOTHING,
        _ => own,
    }
}

/// A list is named after what is in it: `venues`.
fn one_of_many(words: &[String]) -> Meaning {
    let meaning = by_words(words);
    match words {
        [word] if meaning.role == Role::Other => match word.strip_suffix('s') {
            Some(one) => by_words(&[one.to_owned()]),
            None => meaning,
        },
        _ => meaning,
    }
}

fn by_words(words: &[String]) -> Meaning {
    let whole = words.join(" ");
    if IGNORED.contains(&whole.as_str()) {
        return NOTHING;
    }
    if let Some(meaning) = exactly(&whole, 0) {
        return meaning;
    }
    if let [kind, generic] = words
        && GENERIC.contains(&generic.as_str())
        && let Some(meaning) = exactly(kind, 1)
    {
        return meaning;
    }
    if words.len() == 1 || words.iter().any(|word| IGNORED.contains(&word.as_str())) {
        return NOTHING;
    }
    let ends = (1..words.len()).filter_map(|from| exactly(&words[from..].join(" "), PARTLY));
    let starts =
        (1..words.len()).rev().filter_map(|to| exactly(&words[..to].join(" "), 2 * PARTLY));
    ends.chain(starts).next().unwrap_or(NOTHING)
}

fn exactly(name: &str, penalty: usize) -> Option<Meaning> {
    let rank = WORDS.iter().position(|(word, _, _)| *word == name)?;
    let (_, role, tongue) = WORDS[rank];
    Some(Meaning { role, rank: rank + penalty, tongue })
}

fn is_id(words: &[String]) -> bool {
    words
        .last()
        .is_some_and(|last| last == "id" || last == "uuid" || last == "nr" && words.len() > 1)
}

/// The words of a name, folded: camel case, underscores and brackets part words, a remark in brackets at the
/// end is none of them.
fn words_of(name: &str) -> Vec<String> {
    let name = name.split_once('(').map_or(name, |(name, _)| name);
    let name = name.split_once('[').map_or(name, |(name, _)| name);
    let mut parted = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(if c == '_' { ' ' } else { c });
        before = c;
    }
    let folded = fold(&parted);
    folded.split_whitespace().filter(|word| !is_number(word)).map(str::to_owned).collect()
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// A year that a heading names: `Date (2026)`, `Datum 2026`.
pub(super) fn year_in(heading: &str) -> Option<i32> {
    let mut years = heading
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1900..=2099).contains(year));
    years.next().filter(|year| years.all(|other| other == *year))
}

/// Whether the headings are in a language that writes the day before the month: one of them is, and none is
/// certainly English.
pub(super) fn write_day_first(meanings: &[Meaning]) -> bool {
    let has = |tongue| meanings.iter().any(|meaning| meaning.tongue == tongue);
    has(Tongue::DayFirst) && !has(Tongue::English)
}

/// How much a row of cells looks like headings: how many different things it names.
pub(super) fn score(cells: &[String]) -> usize {
    let mut roles: Vec<Role> = cells.iter().map(|cell| meaning(cell).role).collect();
    roles.sort_unstable_by_key(|role| Reverse(*role));
    roles.dedup();
    roles.iter().filter(|role| **role != Role::Other).count()
}

#[cfg(test)]
mod tests;
