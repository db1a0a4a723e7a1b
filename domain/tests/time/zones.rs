//! Zones, and the instants of wall clocks in them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::time::{Fold, Moment, Zone, local, resolve, zone_at, zone_change_on, zone_changes};

use crate::{clock, date, zone};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn at(day: &str, time: &str, place: &str) -> Moment {
    resolve(date(day), clock(time), zone(place), None)
}

#[test]
fn old_spellings_of_zones_become_the_name_in_use() {
    let table = [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Eastern", "America/New_York"),
        ("asia/calcutta", "Asia/Kolkata"),
        ("EUROPE/WARSAW", "Europe/Warsaw"),
        ("Poland", "Europe/Warsaw"),
        ("GB", "Europe/London"),
        ("Eire", "Europe/Dublin"),
        ("PRC", "Asia/Shanghai"),
        ("Canada/Pacific", "America/Vancouver"),
        ("Brazil/East", "America/Sao_Paulo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("UTC", "Etc/UTC"),
        ("Zulu", "Etc/UTC"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("Atlantic/Reykjavik", "Atlantic/Reykjavik"),
        ("EST", "EST"),
    ];
    for (written, name) in table {
        assert_eq!(zone(written).name(), name, "{written}");
    }
    assert_eq!(Zone::UTC, zone("Etc/UTC"));
    assert_eq!(serde_json::to_string(&zone("Europe/Kiev")).unwrap(), r#""Europe/Kyiv""#);
    assert_eq!(
        serde_json::from_str::<Zone>(r#""US/Pacific""#).unwrap().name(),
        "America/Los_Angeles"
    );
    assert_eq!(Zone::from(chrono_tz::Tz::Europe__Kiev), zone("Europe/Kyiv"));
    assert!(Zone::all().is_sorted());
}

#[test]
fn names_that_are_no_zone_are_refused() {
    for name in ["", "Europe/Krakow", "Europe/Warsaw ", "CEST", "+02:00", "Local", "../etc/passwd"]
    {
        let problem = name.parse::<Zone>().expect_err(name).to_string();
        assert!(problem.contains("is not a time zone; write a name like"), "{problem}");
    }
    let long = "x".repeat(10_000);
    assert!(long.parse::<Zone>().expect_err("no zone").to_string().len() < 200);
}

#[test]
fn winter_2026_27_follows_the_new_laws() {
    let table = [
        ("America/Vancouver", "2026-12-15", "-07:00"),
        ("America/Edmonton", "2026-12-15", "-06:00"),
        ("America/Inuvik", "2026-12-15", "-06:00"),
        ("America/Winnipeg", "2026-12-15", "-05:00"),
        ("Africa/Casablanca", "2026-12-15", "+00:00"),
        ("America/Vancouver", "2027-01-15", "-07:00"),
        ("America/Edmonton", "2027-01-15", "-06:00"),
        ("America/Winnipeg", "2027-01-15", "-05:00"),
        ("Africa/Casablanca", "2027-03-15", "+00:00"),
        ("America/Los_Angeles", "2026-12-15", "-08:00"),
        ("Europe/Warsaw", "2026-12-15", "+01:00"),
        ("Asia/Kathmandu", "2026-12-15", "+05:45"),
        ("America/St_Johns", "2026-12-15", "-03:30"),
        ("Pacific/Chatham", "2026-12-15", "+13:45"),
    ];
    for (place, day, offset) in table {
        let noon = at(day, "12:00", place);
        assert!(matches!(noon, Moment::At(_)), "{place}");
        assert_eq!(zone_at(zone(place), noon.instant()).offset, offset, "{place} on {day}");
    }
    let noon = at("2026-12-15", "12:00", "America/Vancouver").instant();
    assert_eq!(noon, utc("2026-12-15T19:00:00Z"));
}

#[test]
fn a_time_the_clocks_skip_is_reported_and_pushed_on() {
    let skipped = at("2026-03-29", "02:30", "Europe/Warsaw");
    let expected = Moment::Skipped {
        resumes: utc("2026-03-29T01:00:00Z"),
        gap_minutes: 60,
        pushed: utc("2026-03-29T01:30:00Z"),
    };
    assert_eq!(skipped, expected);
    assert!(!skipped.is_certain());
    assert_eq!(local(zone("Europe/Warsaw"), skipped.instant()).to_string(), "2026-03-29 03:30:00");
    let after_the_show = at("2026-03-28", "02:30+1", "Europe/Warsaw");
    assert_eq!(after_the_show, skipped, "the same wall, reached from the day before");
    assert!(matches!(at("2026-03-29", "01:59", "Europe/Warsaw"), Moment::At(_)));
    assert!(matches!(at("2026-03-29", "02:00", "Europe/Warsaw"), Moment::Skipped { .. }));
    assert!(matches!(at("2026-03-29", "03:00", "Europe/Warsaw"), Moment::At(_)));
    let lord_howe = at("2026-10-04", "02:15", "Australia/Lord_Howe");
    assert!(matches!(lord_howe, Moment::Skipped { gap_minutes: 30, .. }), "{lord_howe:?}");
}

#[test]
fn a_time_the_clocks_repeat_is_reported_and_a_choice_settles_it() {
    let (day, half_past, warsaw) = (date("2026-10-25"), clock("02:30"), zone("Europe/Warsaw"));
    let (first, second) = (utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z"));
    let table = [
        (None, first, false),
        (Some(Fold::First), first, true),
        (Some(Fold::Second), second, true),
    ];
    for (chosen, instant, certain) in table {
        let moment = resolve(day, half_past, warsaw, chosen);
        assert_eq!(moment, Moment::Repeated { first, second, chosen });
        assert_eq!((moment.instant(), moment.is_certain()), (instant, certain));
    }
    let other_night = resolve(date("2026-10-24"), half_past, warsaw, Some(Fold::Second));
    assert_eq!(other_night, Moment::At(utc("2026-10-24T00:30:00Z")), "the choice means nothing");
}

#[test]
fn after_midnight_on_friday_is_saturdays_instant() {
    let after = at("2026-10-23", "01:30+1", "Europe/Warsaw");
    assert_eq!(after, at("2026-10-24", "01:30", "Europe/Warsaw"));
    assert_eq!(after, Moment::At(utc("2026-10-23T23:30:00Z")));
    assert_eq!(at("2026-12-31", "00:10+2", "Etc/UTC").instant(), utc("2027-01-02T00:10:00Z"));
}

#[test]
fn a_zone_tells_its_offset_its_name_and_whether_it_is_summer() {
    let table = [
        ("Europe/Warsaw", "2026-07-01T12:00:00Z", 120, "+02:00", "CEST", true),
        ("Europe/Warsaw", "2026-12-01T12:00:00Z", 60, "+01:00", "CET", false),
        ("Europe/Dublin", "2026-07-01T12:00:00Z", 60, "+01:00", "IST", true),
        ("Europe/Dublin", "2026-12-01T12:00:00Z", 0, "+00:00", "GMT", false),
        ("Europe/Istanbul", "2026-12-01T12:00:00Z", 180, "+03:00", "UTC+03:00", false),
        ("America/Sao_Paulo", "2026-12-01T12:00:00Z", -180, "-03:00", "UTC-03:00", false),
        ("Pacific/Marquesas", "2026-12-01T12:00:00Z", -570, "-09:30", "UTC-09:30", false),
        ("America/New_York", "2026-07-01T12:00:00Z", -240, "-04:00", "EDT", true),
        ("Etc/UTC", "2026-07-01T12:00:00Z", 0, "+00:00", "UTC", false),
    ];
    for (place, instant, minutes, offset, name, dst) in table {
        let moment = zone_at(zone(place), utc(instant));
        assert_eq!(moment.offset_minutes, minutes, "{place}");
        assert_eq!(moment.offset, offset, "{place}");
        assert_eq!(moment.abbreviation, name, "{place}");
        assert_eq!(moment.dst, dst, "{place}");
    }
}

#[test]
fn a_change_of_clocks_shows_on_the_sheets_of_both_days_it_touches() {
    let warsaw = zone("Europe/Warsaw");
    assert_eq!(zone_change_on(warsaw, date("2026-10-23")), None);
    for day in ["2026-10-24", "2026-10-25"] {
        let change = zone_change_on(warsaw, date(day)).expect(day);
        assert_eq!(change.at, utc("2026-10-25T01:00:00Z"));
        assert_eq!(
            (change.from.abbreviation, change.to.abbreviation),
            ("CEST".into(), "CET".into())
        );
    }
    assert_eq!(zone_change_on(warsaw, date("2026-10-26")), None);
    let at_midnight = zone_change_on(zone("Africa/Cairo"), date("2026-04-24"));
    assert_eq!(at_midnight.map(|change| change.at), Some(utc("2026-04-23T22:00:00Z")));
    let not_any_more = zone_change_on(zone("America/Vancouver"), date("2026-11-01"));
    assert_eq!(not_any_more, None, "only the name changes, not the clocks");
}

#[test]
fn the_changes_of_a_range_begin_with_one_at_its_start_and_end_before_its_end() {
    let changes = |place: &str, from: &str, until: &str| -> Vec<_> {
        let changes = zone_changes(zone(place), utc(from), utc(until)).into_iter();
        changes.map(|change| (change.at, change.from.offset, change.to.offset)).collect()
    };
    let (autumn, spring) = ("2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z");
    let back = (utc(autumn), "+02:00".to_owned(), "+01:00".to_owned());
    let forward = (utc(spring), "+01:00".to_owned(), "+02:00".to_owned());
    assert_eq!(changes("Europe/Warsaw", autumn, spring), std::slice::from_ref(&back));
    assert_eq!(changes("Europe/Warsaw", autumn, "2027-03-28T01:00:01Z"), [back, forward]);
    assert_eq!(changes("Asia/Tokyo", "2000-01-01T00:00:00Z", "2030-01-01T00:00:00Z"), []);
    let last = changes("America/Vancouver", "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    assert_eq!(last.len(), 1, "from March 2026 on they stay: {last:?}");
}

#[test]
fn dates_at_the_ends_of_the_calendar_resolve_without_a_panic() {
    for day in [NaiveDate::MIN, NaiveDate::MAX, date("0000-01-01"), date("9999-12-31")] {
        for time in ["00:00", "23:59+2"] {
            for place in ["Europe/Warsaw", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Midway"] {
                let moment = resolve(day, clock(time), zone(place), None);
                let _ = local(zone(place), moment.instant());
                let _ = zone_change_on(zone(place), day);
            }
        }
    }
}
