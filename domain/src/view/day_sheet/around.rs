//! What the next date begins with, and the times by which a date is known.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::blocks::{city, country};
use super::travel::depart_zone;
use crate::book::{DayOn, Entry};
use crate::record::kinds::{DayType, ItemType, ScheduleItem, Status, Travel};
use crate::time::{ShowClock, When};
use crate::view::shown::ShownTime;
use crate::view::words::{text, travel_title, weekday};

/// The tour's next date, in one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextDay {
    /// The date, not always tomorrow.
    pub date: NaiveDate,
    /// `Saturday`.
    pub weekday: String,
    /// The city.
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What kind of day it is.
    pub day_type: Option<DayType>,
    /// A few words beside the type.
    pub title: Option<String>,
    /// The first thing that anybody has to be there for.
    pub first_call: Option<FirstCall>,
}

/// The first thing of a day that anybody has to be there for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstCall {
    /// When, as it is printed.
    pub text: String,
    /// What.
    pub title: String,
    /// The instant; null without a zone.
    pub instant: Option<DateTime<Utc>>,
}

pub(super) fn next_day(on: &DayOn<'_>) -> Option<NextDay> {
    let next = on.book().on(on.book().dates_after(on.date()).next()?)?;
    Some(NextDay {
        date: next.date(),
        weekday: weekday(next.date()),
        city: city(&next),
        country: country(&next),
        day_type: next.day_type(),
        title: text(next.day().title.as_ref()),
        first_call: first_call(&next),
    })
}

/// The first call of a date: the earliest call or lobby call; on a day without one the earliest
/// thing that has a time.
pub(in crate::view) fn first_call(on: &DayOn<'_>) -> Option<FirstCall> {
    let mut calls = Vec::new();
    let mut others = Vec::new();
    for item in on.items() {
        let Some(when) = item.when.filter(When::has_time) else { continue };
        let title = text(item.title.as_ref()).unwrap_or_default();
        let zone = item.zone.or(on.zone());
        match item.item_type {
            Some(ItemType::Call | ItemType::LobbyCall) => calls.push((when, title, zone)),
            _ => others.push((when, title, zone)),
        }
    }
    for travel in on.travels() {
        if travel.status == Some(Status::Cancelled) {
            continue;
        }
        let zone = depart_zone(on, travel);
        if let Some(lobby) = travel.lobby_call {
            calls.push((When::exact(lobby), "Lobby call".to_owned(), zone));
        }
        if let Some(depart) = travel.depart.filter(When::has_time) {
            others.push((depart, departure_title(travel), zone));
        }
    }
    let from = if calls.is_empty() { others } else { calls };
    let (when, title, zone) = from.into_iter().min_by_key(|(when, ..)| when.sort_key())?;
    let shown = ShownTime::new(Some(when), on.date(), zone);
    Some(FirstCall { text: start_text(when), title, instant: shown.instant })
}

fn departure_title(travel: &Entry<Travel>) -> String {
    let (title, number) = (text(travel.title.as_ref()), text(travel.number.as_ref()));
    travel_title(title, number, travel.mode, travel.to.as_ref())
}

/// The starts of every row of a type, in order: `14:00 / 19:00` on a day with two shows.
pub(in crate::view) fn texts_of(
    items: &[&Entry<ScheduleItem>],
    item_type: ItemType,
) -> Option<String> {
    let mut seen = BTreeSet::new();
    let whens = items.iter().filter(|item| item.item_type == Some(item_type));
    let texts: Vec<_> = whens
        .filter_map(|item| item.when)
        .map(start_text)
        .filter(|text| !text.is_empty() && seen.insert(text.clone()))
        .collect();
    (!texts.is_empty()).then(|| texts.join(" / "))
}

/// The start alone, `~19:00` for an estimate, `TBD` for a time that nobody knows yet.
fn start_text(when: When) -> String {
    let start = when.start().as_ref().map(ShowClock::to_string);
    match (when, start) {
        (When::About(_), Some(start)) => format!("~{start}"),
        (_, Some(start)) => start,
        (untimed, None) => untimed.to_string(),
    }
}
