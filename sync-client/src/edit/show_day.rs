//! Which show day it is. A show day runs until everyone is on the bus, so at two in the morning the
//! evening's sheet is the one that people look for.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use domain::book::Book;
use domain::time::{ShowClock, When, Zone, local};

/// The hour, on the clocks of the venue, until which the evening before goes on.
const NIGHT_ENDS_HOUR: u32 = 5;

/// A moment on the clocks of where the tour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// What the wall shows.
    pub wall: NaiveDateTime,
    /// Whose clocks these are.
    pub zone: Zone,
}

impl Here {
    /// The date on the calendar.
    pub fn date(self) -> NaiveDate {
        self.wall.date()
    }

    /// The date of the evening before, while its night lasts.
    pub fn evening(self) -> Option<NaiveDate> {
        let night = self.wall.hour() < NIGHT_ENDS_HOUR;
        night.then(|| self.date().checked_sub_days(Days::new(1)))?
    }
}

/// Where the tour is at an instant: on the clocks of the day that it is there by those very clocks.
/// Over the date line two days may claim it; one that the tour has comes first.
pub fn here(book: &Book, now: DateTime<Utc>) -> Here {
    let utc = now.date_naive();
    let around = [Some(utc), utc.succ_opt(), utc.pred_opt()];
    let around: Vec<NaiveDate> = around.into_iter().flatten().collect();
    let at = |date: NaiveDate, zone: Zone| {
        let wall = local(zone, now);
        (wall.date() == date).then_some(Here { wall, zone })
    };
    let claims = around.iter().filter_map(|date| at(*date, zone_of(book, *date)));
    let claims: Vec<_> = claims.collect();
    let has_day = |here: &&Here| book.day_on(here.date()).is_some();
    // Going west, a date begins on the clocks of the day before and ends on its own.
    let begun = || around.iter().find_map(|date| at(*date, zone_of(book, date.pred_opt()?)));
    let claim = claims.iter().find(has_day).or(claims.first()).copied().or_else(begun);
    claim.unwrap_or(Here { wall: now.naive_utc(), zone: Zone::UTC })
}

/// The zone of a date: its own, else that of the last day before it, else home.
pub fn zone_of(book: &Book, date: NaiveDate) -> Zone {
    let own = book.on(date).and_then(|on| on.zone());
    let before = || book.days_before(date).find_map(|day| day.zone);
    let home = || book.tour().and_then(|tour| tour.home_zone);
    own.or_else(before).or_else(home).unwrap_or(Zone::UTC)
}

/// Whether anything of a show day happens after its midnight.
pub fn goes_on_after_midnight(book: &Book, date: NaiveDate) -> bool {
    let Some(on) = book.on(date) else { return false };
    let late = |clock: Option<ShowClock>| clock.is_some_and(|clock| clock.day_offset() > 0);
    let is_late =
        |when: Option<When>| when.is_some_and(|when| late(when.start()) || late(when.end()));
    let travels = on.travels();
    let mut travels = travels.iter();
    on.items().iter().any(|item| is_late(item.when))
        || travels.any(|travel| is_late(travel.depart) || late(travel.lobby_call))
}

#[cfg(test)]
mod tests {
    use domain::ids::{RecordId, ScopeId};
    use domain::record::{Kind, Record};
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn record(n: u128, kind: Kind, fields: Value) -> Record {
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        let scope = ScopeId(Uuid::from_u128(1));
        Record { ver: 1, fields, ..Record::unborn(scope, kind, RecordId(Uuid::from_u128(n))) }
    }

    fn day(n: u128, date: &str, zone: &str) -> Record {
        record(n, Kind::Day, json!({ "date": date, "zone": zone }))
    }

    fn item(n: u128, day: u128, start: &str) -> Record {
        let when = json!({ "precision": "exact", "start": start });
        let day = Uuid::from_u128(day);
        record(n, Kind::ScheduleItem, json!({ "day": day, "title": "Bus call", "when": when }))
    }

    fn date_at(book: &Book, now: &str) -> (String, Option<String>) {
        let here = here(book, now.parse().unwrap());
        (here.date().to_string(), here.evening().map(|date| date.to_string()))
    }

    #[test]
    fn the_date_is_that_of_the_venue_and_not_of_the_laptop() {
        let book = Book::from_iter([
            day(1, "2026-11-24", "Europe/Berlin"),
            day(2, "2026-11-25", "Asia/Tokyo"),
            day(3, "2026-11-30", "America/Los_Angeles"),
        ]);
        let cases = [
            ("2026-11-24T12:00:00Z", ("2026-11-24", None)),
            ("2026-11-24T16:00:00Z", ("2026-11-24", None)),
            ("2026-11-25T00:30:00Z", ("2026-11-25", None)),
            ("2026-11-30T06:00:00Z", ("2026-11-30", None)),
            ("2026-12-01T04:00:00Z", ("2026-11-30", None)),
            ("2026-12-01T11:00:00Z", ("2026-12-01", Some("2026-11-30"))),
        ];
        for (now, (date, evening)) in cases {
            let expected = (date.to_owned(), evening.map(ToOwned::to_owned));
            assert_eq!(date_at(&book, now), expected, "{now}");
        }
    }

    #[test]
    fn a_tour_without_days_is_somewhere_too() {
        assert_eq!(date_at(&Book::new(), "2026-11-24T12:00:00Z").0, "2026-11-24");
    }

    #[test]
    fn the_night_lasts_until_five_by_the_clocks_of_the_venue() {
        let book = Book::from_iter([day(1, "2026-11-24", "Europe/Berlin")]);
        assert_eq!(date_at(&book, "2026-11-25T03:59:00Z").1.as_deref(), Some("2026-11-24"));
        assert_eq!(date_at(&book, "2026-11-25T04:00:00Z").1, None);
    }

    #[test]
    fn only_what_happens_after_midnight_keeps_the_evening_on() {
        let evening = "2026-11-24".parse().unwrap();
        let book = Book::from_iter([day(1, "2026-11-24", "Europe/Berlin"), item(2, 1, "23:00")]);
        assert!(!goes_on_after_midnight(&book, evening));
        let book = Book::from_iter([day(1, "2026-11-24", "Europe/Berlin"), item(2, 1, "01:30+1")]);
        assert!(goes_on_after_midnight(&book, evening));
    }
}
