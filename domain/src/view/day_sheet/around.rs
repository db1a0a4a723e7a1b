//! What the next date begins with, and the times by which a date is known.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::blocks::{city, country};
use crate::book::{DayOn, Entry};
use crate::record::kinds::{DayType, ItemType, ScheduleItem, Status, Travel};
use crate::time::{ShowClock, When, Zone};
use crate::view::shown::{ShownTime, ShownZone};
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
    /// Whether it is agreed, or off.
    pub status: Option<Status>,
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
    /// The clocks on which it is told; null without a zone.
    pub zone: Option<ShownZone>,
}

pub(super) fn next_day(on: &DayOn<'_>) -> Option<NextDay> {
    let next = on.book().on(on.book().dates_after(on.date()).next()?)?;
    Some(NextDay {
        date: next.date(),
        weekday: weekday(next.date()),
        city: city(&next),
        country: country(&next),
        day_type: next.day_type(),
        status: next.day().status,
        title: text(next.day().title.as_ref()),
        first_call: first_call(&next),
    })
}

/// The first call of a date: the earliest call or lobby call; on a day without one the earliest
/// thing that has a time. The earliest instant, because a lobby call may be on other clocks than
/// the day's; where a zone is not known, the earliest clock.
pub(in crate::view) fn first_call(on: &DayOn<'_>) -> Option<FirstCall> {
    let (mut calls, mut others): (Vec<Candidate>, Vec<Candidate>) = Default::default();
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
        let zone = on.depart_zone(travel);
        if let Some(lobby) = travel.lobby_call {
            calls.push((When::exact(lobby), "Lobby call".to_owned(), zone));
        }
        if let Some(depart) = travel.depart.filter(When::has_time) {
            others.push((depart, departure_title(travel), zone));
        }
    }
    let from = if calls.is_empty() { others } else { calls };
    let instant =
        |(when, _, zone): &Candidate| ShownTime::new(Some(*when), on.date(), *zone).instant;
    let comparable = from.iter().all(|call| instant(call).is_some());
    let order = |call: &Candidate| (instant(call).filter(|_| comparable), call.0.sort_key());
    let first = from.into_iter().min_by_key(order)?;
    let instant = instant(&first);
    let (when, title, zone) = first;
    let zone = zone.zip(instant).map(|(zone, at)| ShownZone::at(zone, at));
    Some(FirstCall { text: start_text(when), title, instant, zone })
}

/// What may come first on a day: when, what, on whose clocks.
type Candidate = (When, String, Option<Zone>);

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
