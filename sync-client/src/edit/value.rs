//! One value as it is typed, read by the form that its field has.

use std::fmt::Display;

use domain::ids::RecordId;
use domain::record::{FieldRule, Form, Kind, Record};
use domain::time::{Fold, ShowClock, Span, When, Zone, parse_clock, parse_when};
use domain::view::record_title;
use serde_json::{Map, Value, json};

use super::find::{Found, Named, find};
use super::{World, parse_day};

/// Reads what was typed for a field whose value is `current` now. Nothing typed means no value.
///
/// # Errors
/// Says which rule is broken or what to write instead.
pub fn read(
    rule: &FieldRule,
    text: &str,
    current: &Value,
    world: &World<'_>,
) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let value = match rule.form {
        Form::Line | Form::Prose => json!(text),
        Form::Flag => json!(yes_or_no(text)?),
        Form::Whole => json!(whole(text)?),
        Form::Choice(words) => json!(choice(text, words)?),
        Form::When => when(text, current)?,
        Form::Clock => json!(parse_clock(text).map_err(|problem| problem.to_string())?),
        Form::Date => json!(date(text, world)?),
        Form::Zone => json!(text.parse::<Zone>().map_err(|problem| problem.to_string())?),
        Form::Place => place(rule.name, text)?,
        Form::Code => json!(text.to_uppercase()),
        Form::Link => json!(link(rule.name, text, world)?),
        Form::Lines => members(text).map(Value::from).collect(),
        Form::Links => links(rule.name, text, world)?,
        Form::Json => serde_json::from_str(text).map_err(not_json)?,
    };
    (rule.check)(&value)?;
    Ok((rule.canonical)(&value).unwrap_or(value))
}

/// Reads a part of a place into the place as it is now.
///
/// # Errors
/// Says which rule is broken or what to write instead.
pub(super) fn read_part(
    rule: &FieldRule,
    part: &str,
    text: &str,
    current: &Value,
) -> Result<Value, String> {
    const PARTS: [&str; 9] =
        ["name", "address", "city", "region", "postal_code", "country", "lat", "lon", "zone"];
    if rule.form != Form::Place {
        return Err(format!("`{}` has no parts", rule.name));
    }
    if !PARTS.contains(&part) {
        return Err(format!("a place has no `{part}`; it has {}", PARTS.join(", ")));
    }
    let value = match part {
        _ if text.is_empty() => Value::Null,
        "lat" | "lon" => {
            let degrees = text.parse::<f64>().ok().filter(|degrees| degrees.is_finite());
            json!(degrees.ok_or_else(|| format!("`{text}` is not a number of degrees"))?)
        }
        "country" => json!(text.to_uppercase()),
        "zone" => json!(text.parse::<Zone>().map_err(|problem| problem.to_string())?),
        _ => json!(text),
    };
    let mut place = current.as_object().cloned().unwrap_or_else(Map::new);
    place.insert(part.to_owned(), value);
    place.retain(|_, value| !value.is_null());
    if place.is_empty() {
        return Ok(Value::Null);
    }
    let place = Value::Object(place);
    (rule.check)(&place)?;
    Ok((rule.canonical)(&place).unwrap_or(place))
}

/// The members that are written with commas between them.
pub(super) fn members(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|member| !member.is_empty())
}

/// `yes` or `no` in the words that people use for them.
///
/// # Errors
/// Says what to write instead.
pub fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "1" => Ok(true),
        "no" | "n" | "false" | "off" | "0" => Ok(false),
        _ => Err(format!("`{text}` is neither `yes` nor `no`")),
    }
}

fn whole(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number"))
}

/// One of a field's words: whole or its beginning, in any letter case, spaces for underscores.
fn choice(text: &str, words: &[&'static str]) -> Result<&'static str, String> {
    let wanted = text.to_lowercase().replace([' ', '-'], "_");
    let begins = || words.iter().filter(|word| word.starts_with(&wanted));
    let whole = words.iter().find(|word| **word == wanted);
    let only = || if begins().count() == 1 { begins().next() } else { None };
    let word = whole.or_else(only).copied();
    word.ok_or_else(|| format!("`{text}` is not one of {}", words.join(", ")))
}

/// A time. One that becomes unknown or hidden keeps its place in the running order, and the night
/// in which the clocks go back takes `first` or `second` behind it.
fn when(text: &str, current: &Value) -> Result<Value, String> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(not_json);
    }
    let lower = text.to_lowercase();
    let before = serde_json::from_value::<When>(current.clone()).ok();
    if lower == "hidden" {
        return Ok(json!(When::Hidden { sort: place_in_order(before) }));
    }
    let (clock, fold) = match (lower.strip_suffix(" first"), lower.strip_suffix(" second")) {
        (Some(clock), _) => (clock, Some(Fold::First)),
        (_, Some(clock)) => (clock, Some(Fold::Second)),
        (None, None) => (text, None),
    };
    let folded = |span: Span| span.with_fold(fold);
    Ok(json!(match parse_when(clock).map_err(|problem| problem.to_string())? {
        When::Exact(span) => When::Exact(folded(span)),
        When::About(span) => When::About(folded(span)),
        When::Tbd { .. } | When::Hidden { .. } if fold.is_some() => {
            return Err(format!("`{text}` has no clock that could be the first or the second"));
        }
        When::Tbd { .. } | When::Hidden { .. } => When::Tbd { sort: place_in_order(before) },
    }))
}

fn place_in_order(when: Option<When>) -> Option<ShowClock> {
    match when? {
        When::Exact(span) | When::About(span) => Some(span.start()),
        When::Tbd { sort } | When::Hidden { sort } => sort,
    }
}

fn date(text: &str, world: &World<'_>) -> Result<chrono::NaiveDate, String> {
    parse_day(text, world.today, world.book.dates())
}

/// A whole place is only read as JSON: a name alone would throw away its city, its position and
/// its zone.
fn place(field: &str, text: &str) -> Result<Value, String> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(not_json);
    }
    Err(format!(
        "`{field}` is a place of several parts; write `{field}.name={text}`, `{field}.city=…`, \
         `{field}.zone=…`"
    ))
}

fn links(field: &str, text: &str, world: &World<'_>) -> Result<Value, String> {
    let ids: Result<Vec<_>, _> = members(text).map(|member| link(field, member, world)).collect();
    Ok(json!(ids?))
}

/// The record that a field is to name: by its id, or what it is called.
pub(super) fn link(field: &str, text: &str, world: &World<'_>) -> Result<RecordId, String> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let kind = target_of(field);
    if kind == Kind::Day {
        let date = date(text, world)?;
        let day = world.book.day_on(date);
        return day
            .map(domain::book::Entry::id)
            .ok_or_else(|| format!("the tour has no day on `{date}`"));
    }
    let live = world.book.records().filter(|record| record.kind == kind && !record.deleted);
    let named: Vec<_> = live.map(|record| named(world, record)).collect();
    match find(text, &named) {
        Found::One(one) => Ok(one.id),
        Found::None => Err(format!("no {} is called `{text}`", words(&kind))),
        Found::Several(several) => {
            let which = several.iter().map(|one| format!("`{}` ({})", one.title, one.id));
            let which = which.collect::<Vec<_>>().join(", ");
            Err(format!("`{text}` may be any of {which}; write the id"))
        }
    }
}

/// The kind of the records that a field names. Fields that name people are called by what those
/// people do.
fn target_of(field: &str) -> Kind {
    match field {
        "day" => Kind::Day,
        "event" => Kind::Event,
        "venue" | "copied_from" => Kind::Venue,
        "leg" => Kind::Leg,
        "vehicle" => Kind::Vehicle,
        "template" => Kind::ScheduleTemplate,
        _ => Kind::Person,
    }
}

fn named(world: &World<'_>, record: &Record) -> Named {
    let nickname = record.value("preferred_name").as_str().map(ToOwned::to_owned);
    Named {
        id: record.id,
        kind: record.kind.clone(),
        title: record_title(world.book, record),
        also: nickname.into_iter().collect(),
        detail: String::new(),
    }
}

/// A kind in words.
fn words(kind: &Kind) -> String {
    kind.name().replace('_', " ")
}

fn not_json(err: impl Display) -> String {
    format!("cannot be read as JSON: {err}")
}

#[cfg(test)]
mod tests;
