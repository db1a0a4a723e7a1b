//! Times: which instants stand in a calendar, and how they are written.

use domain::record::Kind;
use serde_json::{Value, json};

use super::{Tour, line, lines};

#[test]
fn a_time_is_the_wall_of_its_zone_and_after_midnight_the_real_date() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-23", "Europe/Warsaw");
    let doors = tour.item(day, "Doors", "19:00-20:15", Value::Null);
    let bus = tour.item(day, "Bus call", "01:30+1", Value::Null);
    let press = tour.item(day, "Radio", "09:00", json!({ "zone": "America/New_York" }));
    let about = tour.item(day, "Soundcheck", "~16:00", Value::Null);
    let text = tour.items();
    assert_eq!(line(&text, doors, "DTSTART"), "DTSTART;TZID=Europe/Warsaw:20261023T190000");
    assert_eq!(line(&text, doors, "DTEND"), "DTEND;TZID=Europe/Warsaw:20261023T201500");
    assert_eq!(line(&text, bus, "DTSTART"), "DTSTART;TZID=Europe/Warsaw:20261024T013000");
    assert!(!lines(&text, bus).iter().any(|line| line.starts_with("DTEND")));
    assert_eq!(line(&text, press, "DTSTART"), "DTSTART;TZID=America/New_York:20261023T090000");
    assert_eq!(line(&text, about, "SUMMARY"), "SUMMARY:~ Soundcheck");
}

#[test]
fn a_skipped_time_is_pushed_on_and_a_repeated_one_is_written_in_universal_time() {
    let mut tour = Tour::new();
    let spring = tour.day("2026-03-29", "Europe/Warsaw");
    let skipped = tour.item(spring, "Load-out", "02:30", Value::Null);
    let autumn = tour.day("2026-10-24", "Europe/Warsaw");
    let mut at = |fold: Value| {
        let when = json!({ "precision": "exact", "start": "02:30+1", "fold": fold });
        tour.item(autumn, "Load-out", "", json!({ "when": when }))
    };
    let (first, second, open) = (at(json!("first")), at(json!("second")), at(Value::Null));
    let night = tour.item(autumn, "Drive", "01:00-04:00", Value::Null);
    let over = tour.item(autumn, "Load-out", "01:30+1-02:30+1", Value::Null);
    let text = tour.items();
    assert_eq!(line(&text, over, "DTSTART"), "DTSTART:20261024T233000Z", "both ends alike");
    assert_eq!(line(&text, over, "DTEND"), "DTEND:20261025T003000Z");
    assert_eq!(line(&text, skipped, "DTSTART"), "DTSTART;TZID=Europe/Warsaw:20260329T033000");
    assert!(line(&text, skipped, "DESCRIPTION").contains("02:30 does not exist"));
    assert_eq!(line(&text, first, "DTSTART"), "DTSTART:20261025T003000Z");
    assert_eq!(line(&text, second, "DTSTART"), "DTSTART:20261025T013000Z");
    assert_eq!(line(&text, open, "DTSTART"), "DTSTART:20261025T003000Z");
    assert_eq!(line(&text, night, "DTEND"), "DTEND;TZID=Europe/Warsaw:20261024T040000");
}

#[test]
fn what_has_no_time_is_a_whole_day_with_the_word_and_never_midnight() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    let tbd = tour.item(day, "Soundcheck", "TBD", Value::Null);
    let hidden = json!({ "when": { "precision": "hidden", "sort": "21:00" } });
    let hidden = tour.item(day, "Set", "", hidden);
    let bare = tour.item(day, "Catering", "", Value::Null);
    let lost = tour.day("2026-10-25", "");
    let no_zone = tour.item(lost, "Doors", "19:00", Value::Null);
    let late = tour.item(lost, "Bus", "~01:00+1", Value::Null);
    let text = tour.items();
    for (id, title, date) in [
        (tbd, "TBD: Soundcheck", "20261024"),
        (hidden, "Set", "20261024"),
        (bare, "Catering", "20261024"),
        (no_zone, "19:00 Doors", "20261025"),
        (late, "~01:00+1 Bus", "20261026"),
    ] {
        assert_eq!(line(&text, id, "SUMMARY"), format!("SUMMARY:{title}"));
        assert_eq!(line(&text, id, "DTSTART"), format!("DTSTART;VALUE=DATE:{date}"));
        assert_eq!(line(&text, id, "TRANSP"), "TRANSP:TRANSPARENT");
    }
    assert!(line(&text, no_zone, "DESCRIPTION").contains("No time zone is set"));
}

#[test]
fn a_flight_over_the_date_line_has_a_zone_at_each_end() {
    let mut tour = Tour::new();
    let day = tour.day("2026-11-20", "Asia/Tokyo");
    let when = |clock: &str| json!({ "precision": "exact", "start": clock });
    let place = |city: &str, zone: &str| json!({ "city": city, "zone": zone });
    let mut leg = |from: Value, depart: &str, to: Value, arrive: &str| {
        let fields = json!({ "day": day, "mode": "flight", "number": "NH 106", "from": from,
            "to": to, "depart": when(depart), "arrive": when(arrive) });
        tour.add(Kind::Travel, &fields)
    };
    let (tokyo, honolulu) = (place("Tokyo", "Asia/Tokyo"), place("Honolulu", "Pacific/Honolulu"));
    let east = leg(tokyo.clone(), "22:55", honolulu.clone(), "11:00");
    let backwards = leg(honolulu, "12:00", tokyo, "13:00");
    let text = tour.items();
    assert_eq!(line(&text, east, "DTSTART"), "DTSTART;TZID=Asia/Tokyo:20261120T225500");
    assert_eq!(line(&text, east, "DTEND"), "DTEND;TZID=Pacific/Honolulu:20261120T110000");
    assert_eq!(line(&text, east, "SUMMARY"), "SUMMARY:NH 106 to Honolulu");
    assert_eq!(line(&text, backwards, "DTSTART"), "DTSTART;TZID=Pacific/Honolulu:20261120T120000");
    let ends = lines(&text, backwards).iter().any(|line| line.starts_with("DTEND"));
    assert!(!ends, "an end before the start is no end");
}

/// The stretches of a zone: whether it is summer, its start, the offset before and the one of it.
fn stretches(text: &str, zone: &str) -> Vec<[String; 4]> {
    let text = text.replace("\r\n ", "");
    let of_zone = text
        .split("BEGIN:VTIMEZONE\r\n")
        .find(|part| part.starts_with(&format!("TZID:{zone}\r\n")));
    let of_zone =
        of_zone.unwrap_or_else(|| panic!("no {zone}")).split("END:VTIMEZONE").next().unwrap();
    let parts = of_zone.split("BEGIN:").skip(1);
    let value = |part: &str, name: &str| {
        let line = part.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_once(':').unwrap().1.to_owned()
    };
    let stretch = |part: &str| {
        let kind = part.lines().next().unwrap().to_owned();
        [kind, value(part, "DTSTART"), value(part, "TZOFFSETFROM"), value(part, "TZOFFSETTO")]
    };
    parts.map(stretch).collect()
}

#[test]
fn zones_follow_the_newest_laws_and_what_older_rules_get_wrong_is_in_universal_time() {
    let mut tour = Tour::new();
    let table = [
        ("America/Vancouver", "-0700", "20261216T020000Z"),
        ("America/Edmonton", "-0600", "20261216T010000Z"),
        ("America/Winnipeg", "-0500", "20261216T000000Z"),
        ("Africa/Casablanca", "+0000", "20261215T190000Z"),
    ];
    let mut items = Vec::new();
    for (n, (zone, _, _)) in table.into_iter().enumerate() {
        let day = tour.day(&format!("2026-12-{}", 15 + n), zone);
        let when = json!({ "precision": "exact", "start": "19:00" });
        items.push(tour.item(day, "Doors", "", json!({ "when": when })));
    }
    let summer = tour.day("2026-07-15", "America/Vancouver");
    let summer = tour.item(summer, "Doors", "19:00", Value::Null);
    let text = tour.items();
    for (n, ((zone, offset, utc), item)) in table.into_iter().zip(items).enumerate() {
        let in_force: Vec<_> = stretches(&text, zone)
            .into_iter()
            .filter(|[_, starts, _, _]| starts.as_str() <= "20261215T190000")
            .collect();
        let [_, _, _, to] =
            in_force.into_iter().max_by_key(|[_, starts, _, _]| starts.clone()).unwrap();
        assert_eq!(to, offset, "{zone}");
        let day: u32 = utc[..8].parse().unwrap();
        let expected = format!("DTSTART:{}{}", day + u32::try_from(n).unwrap(), &utc[8..]);
        assert_eq!(line(&text, item, "DTSTART"), expected, "{zone}");
    }
    assert_eq!(line(&text, summer, "DTSTART"), "DTSTART;TZID=America/Vancouver:20260715T190000");
}

#[test]
fn a_zone_has_every_change_of_its_clocks_around_the_tour_one_by_one() {
    let mut tour = Tour::new();
    let day = tour.day("2026-10-24", "Europe/Warsaw");
    tour.item(day, "Doors", "19:00", Value::Null);
    let expected = [
        ["DAYLIGHT", "20251023T190000", "+0200", "+0200"],
        ["STANDARD", "20251026T030000", "+0200", "+0100"],
        ["DAYLIGHT", "20260329T020000", "+0100", "+0200"],
        ["STANDARD", "20261025T030000", "+0200", "+0100"],
        ["DAYLIGHT", "20270328T020000", "+0100", "+0200"],
    ];
    assert_eq!(stretches(&tour.items(), "Europe/Warsaw"), expected);
}
