//! A day's zone as it is shown, and what is loud on a sheet: that the clocks are others than
//! yesterday, or that they change in the night.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::time::{Moment, ShowClock, Zone, local, resolve, zone_at, zone_change_on};
use crate::view::words::{duration, long_date};

/// A zone at noon of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownZone {
    /// Its name, `Europe/Berlin`.
    pub name: Zone,
    /// What people there call their time, `CEST`.
    pub abbreviation: String,
    /// The offset as text, `+02:00`.
    pub offset: String,
    /// Minutes east of Greenwich.
    pub offset_minutes: i32,
    /// Whether it is summer time.
    pub dst: bool,
}

/// The clocks of home beside those of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeClock {
    /// The zone of home at noon of the day.
    pub zone: ShownZone,
    /// Minutes that home is ahead of the day's clocks; negative behind. Null without a day's zone.
    pub difference_minutes: Option<i32>,
}

/// A sentence that must not be overlooked: the clocks are not what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneBanner {
    /// What changes.
    pub kind: ZoneBannerKind,
    /// The sentence.
    pub text: String,
    /// The clocks before.
    pub from: ShownZone,
    /// The clocks after.
    pub to: ShownZone,
    /// The instant of the change, for clocks that change in the night.
    pub at: Option<DateTime<Utc>>,
}

/// What a zone banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ZoneBannerKind {
    /// The party has come to a zone with other clocks than the day before.
    NewZone,
    /// The clocks change during the show day or the night after it.
    ClocksChange,
}

/// Noon of a date as an instant.
pub(crate) fn noon(date: NaiveDate, zone: Zone) -> DateTime<Utc> {
    let noon = ShowClock::from_minutes(12 * 60).expect("noon is within the show day");
    match resolve(date, noon, zone, None) {
        Moment::At(at) => at,
        doubtful => doubtful.instant(),
    }
}

impl ShownZone {
    /// A zone at an instant.
    pub fn at(zone: Zone, at: DateTime<Utc>) -> Self {
        let moment = zone_at(zone, at);
        Self {
            name: zone,
            abbreviation: moment.abbreviation,
            offset: moment.offset,
            offset_minutes: moment.offset_minutes,
            dst: moment.dst,
        }
    }

    /// A zone at noon of a date.
    pub(crate) fn on(zone: Zone, date: NaiveDate) -> Self {
        Self::at(zone, noon(date, zone))
    }

    /// `Europe/Berlin (CEST, UTC+02:00)`, or without the abbreviation where there is none but the
    /// offset.
    pub fn label(&self) -> String {
        let offset = format!("UTC{}", self.offset);
        if self.abbreviation == offset {
            format!("{} ({offset})", self.name)
        } else {
            format!("{} ({}, {offset})", self.name, self.abbreviation)
        }
    }
}

impl HomeClock {
    /// The clocks of home on a date.
    pub(crate) fn on(home: Zone, date: NaiveDate, zone: Option<Zone>) -> Self {
        let at = noon(date, zone.unwrap_or(home));
        let home = ShownZone::at(home, at);
        let difference_minutes =
            zone.map(|zone| home.offset_minutes - zone_at(zone, at).offset_minutes);
        Self { zone: home, difference_minutes }
    }
}

/// By how many minutes the clocks of a date are ahead of those of the zone before it, both at noon
/// of that date, so that a change of the clocks in between does not count.
pub(crate) fn minutes_ahead(date: NaiveDate, zone: Zone, before: Zone) -> i32 {
    let at = noon(date, zone);
    zone_at(zone, at).offset_minutes - zone_at(before, at).offset_minutes
}

/// The banners of a date: other clocks than before, and clocks that change in the night.
pub(crate) fn banners(date: NaiveDate, zone: Zone, before: Option<Zone>) -> Vec<ZoneBanner> {
    let new_zone = before.and_then(|before| new_zone(date, zone, before));
    new_zone.into_iter().chain(clocks_change(date, zone)).collect()
}

fn new_zone(date: NaiveDate, zone: Zone, before: Zone) -> Option<ZoneBanner> {
    let ahead = minutes_ahead(date, zone, before);
    if ahead == 0 {
        return None;
    }
    let at = noon(date, zone);
    let (from, to) = (ShownZone::at(before, at), ShownZone::at(zone, at));
    let (way, by) = (if ahead > 0 { "forward" } else { "back" }, duration(ahead.abs()));
    let text = format!("New time zone: {}. Set clocks {way} by {by}", to.label());
    Some(ZoneBanner { kind: ZoneBannerKind::NewZone, text, from, to, at: None })
}

fn clocks_change(date: NaiveDate, zone: Zone) -> Option<ZoneBanner> {
    let change = zone_change_on(zone, date)?;
    let just_before = change.at - chrono::TimeDelta::seconds(1);
    let (from, to) = (ShownZone::at(zone, just_before), ShownZone::at(zone, change.at));
    let by = to.offset_minutes - from.offset_minutes;
    let after = local(zone, change.at);
    let before = after - chrono::TimeDelta::minutes(i64::from(by));
    let (way, amount) = (if by > 0 { "forward" } else { "back" }, duration(by.abs()));
    let text = format!(
        "Clocks go {way} by {amount} on {}: {} {} becomes {} {}",
        long_date(before.date()),
        before.format("%H:%M"),
        from.abbreviation,
        after.format("%H:%M"),
        to.abbreviation,
    );
    Some(ZoneBanner { kind: ZoneBannerKind::ClocksChange, text, from, to, at: Some(change.at) })
}
