//! Tours that cannot work, and what is said of them.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::TestTour;
use crate::record::Kind;

/// City, country, degrees north and east, zone.
type Town = (&'static str, &'static str, f64, f64, &'static str);

const HAMBURG: Town = ("Hamburg", "DE", 53.5511, 9.9937, "Europe/Berlin");
const BERLIN: Town = ("Berlin", "DE", 52.52, 13.405, "Europe/Berlin");
const COLOGNE: Town = ("Köln", "DE", 50.9375, 6.9603, "Europe/Berlin");
const MILAN: Town = ("Milano", "IT", 45.4642, 9.19, "Europe/Rome");
const ZURICH: Town = ("Zürich", "CH", 47.3769, 8.5417, "Europe/Zurich");
const LONDON: Town = ("London", "GB", 51.5074, -0.1278, "Europe/London");

struct Tour(TestTour);

impl Tour {
    fn new() -> Self {
        Self(TestTour::new())
    }

    fn with(mut self, vehicle: &Value) -> Self {
        self.0.add(Kind::Vehicle, vehicle);
        self
    }

    fn date(self, on: &str, town: Town, items: &[(&str, &str)]) -> Self {
        self.typed(on, "show", town, items)
    }

    fn typed(mut self, on: &str, day_type: &str, town: Town, items: &[(&str, &str)]) -> Self {
        let (city, country, lat, lon, zone) = town;
        let place = json!({ "city": city, "country": country, "lat": lat, "lon": lon });
        let day = json!({ "date": on, "day_type": day_type, "zone": zone, "place": place });
        let day = self.0.add(Kind::Day, &day);
        for (item_type, when) in items {
            self.0.item(day, item_type, when, json!({ "item_type": item_type }));
        }
        self
    }

    fn problems(&self) -> Vec<TourProblem> {
        checks(&self.0.book(), &Roads::default()).problems
    }

    fn one(&self, kind: ProblemKind) -> TourProblem {
        let problems = self.problems();
        let found = problems.iter().find(|problem| problem.kind == kind);
        found.cloned().unwrap_or_else(|| panic!("no {kind:?} among {problems:#?}"))
    }

    fn has(&self, kind: ProblemKind) -> bool {
        self.problems().iter().any(|problem| problem.kind == kind)
    }

    /// What is left once a fix has been sent.
    fn fixed(&self, fix: &Fix) -> Vec<ProblemKind> {
        let mut book = self.0.book();
        for edit in &fix.edits {
            apply(&mut book, edit);
        }
        checks(&book, &Roads::default()).problems.iter().map(|problem| problem.kind).collect()
    }
}

/// What the ledger would make of an edit that nobody contradicts.
fn apply(book: &mut Book, edit: &Edit) {
    let record = match edit {
        Edit::Set { id, fields, .. } => {
            let mut record = book.record(*id).expect("a fix is about what there is").clone();
            for (field, from_to) in fields {
                assert_eq!(record.value(field), &from_to.0, "{field} is what the fix was shown");
                record.fields.insert(field.clone(), from_to.1.clone());
            }
            crate::record::check_create(&record.kind, &record.fields).expect("a sound record");
            record.ver += 1;
            record
        }
        Edit::Create(new) => {
            crate::record::check_create(&new.kind, &new.fields).expect("a sound record");
            let unborn = crate::record::Record::unborn(new.scope, new.kind.clone(), new.id);
            crate::record::Record { ver: 1, fields: new.fields.clone(), ..unborn }
        }
        other => panic!("{other:?} is not what fixes do"),
    };
    book.apply(record);
}

fn fix(problem: &TourProblem, kind: FixKind) -> Fix {
    let found = problem.fixes.iter().find(|fix| fix.kind == kind);
    found.cloned().unwrap_or_else(|| panic!("no {kind:?} in {problem:#?}"))
}

const BUS: &str = "bus_call";

#[test]
fn a_tour_that_works_has_no_problems() {
    let tour = Tour::new()
        .date("2026-12-01", HAMBURG, &[("load_in", "10:00"), (BUS, "01:00+1")])
        .date("2026-12-02", BERLIN, &[("load_in", "10:00"), (BUS, "01:00+1")]);
    assert_eq!(tour.problems(), []);
    assert_eq!(checks(&tour.0.book(), &Roads::default()).n_decisions, 0);
}

#[test]
fn a_bus_that_comes_after_load_in_leaves_earlier_or_load_in_is_later() {
    let tour = Tour::new()
        .date("2026-12-01", HAMBURG, &[("set", "20:00-21:30"), (BUS, "05:00+1")])
        .date("2026-12-02", BERLIN, &[("load_in", "07:00")]);
    let problem = tour.one(ProblemKind::ArrivesAfterLoadIn);
    assert_eq!(problem.weight, Weight::Decision);
    assert!(problem.planned > Some(0), "{problem:?}");
    for kind in [FixKind::EarlierDeparture, FixKind::LaterLoadIn] {
        let left = tour.fixed(&fix(&problem, kind));
        assert_eq!(left, [], "{kind:?}");
    }
}

#[test]
fn curfew_load_out_and_drive_reach_into_the_next_load_in() {
    let late = |load_out: &str| {
        Tour::new()
            .date("2026-12-01", HAMBURG, &[("curfew", "23:00"), ("load_out", load_out)])
            .date("2026-12-02", BERLIN, &[("load_in", "07:00")])
    };
    assert!(!late("23:00-01:00+1").has(ProblemKind::TooFarForTheNight));
    let problem = late("23:00-04:00+1").one(ProblemKind::TooFarForTheNight);
    assert!(problem.text.contains("leaving when Tue 1 Dec is over"), "{}", problem.text);
    assert_eq!(late("23:00-04:00+1").fixed(&fix(&problem, FixKind::LaterLoadIn)), []);
}

#[test]
fn a_bus_call_before_the_load_out_is_done_is_told() {
    let tour =
        |call: &str| {
            Tour::new()
                .date("2026-12-01", HAMBURG, &[("load_out", "23:00-01:00+1"), (BUS, call)])
                .date("2026-12-02", BERLIN, &[])
        };
    assert!(!tour("01:00+1").has(ProblemKind::LeavesBeforeLoadOut));
    let problem = tour("00:45+1").one(ProblemKind::LeavesBeforeLoadOut);
    assert_eq!(problem.planned, Some(15));
    assert_eq!(tour("00:45+1").fixed(&fix(&problem, FixKind::LaterDeparture)), []);
}

#[test]
fn what_one_driver_may_not_two_may_and_the_article_is_named() {
    let tour = Tour::new()
        .with(&json!({ "name": "Bus A", "vehicle_type": "nightliner" }))
        .date("2026-12-01", HAMBURG, &[(BUS, "00:30+1")])
        .date("2026-12-02", MILAN, &[("load_in", "18:00")]);
    let problem = tour.one(ProblemKind::DriverHours);
    assert_eq!(problem.article, Some("Regulation (EC) 561/2006, Art. 6(1)"));
    assert!(
        problem.text.starts_with("Hamburg → Milano needs a second driver: "),
        "{}",
        problem.text
    );
    assert!(problem.text.ends_with(" (Bus A)"), "{}", problem.text);
    assert!(problem.planned > problem.limit);
    let left = tour.fixed(&fix(&problem, FixKind::SecondDriver));
    assert!(!left.contains(&ProblemKind::DriverHours), "{left:?}");
    // A tour that names no vehicle gets its bus.
    let unnamed = Tour::new().date("2026-12-01", HAMBURG, &[(BUS, "00:30+1")]).date(
        "2026-12-02",
        MILAN,
        &[("load_in", "18:00")],
    );
    let problem = unnamed.one(ProblemKind::DriverHours);
    let left = unnamed.fixed(&fix(&problem, FixKind::SecondDriver));
    assert!(!left.contains(&ProblemKind::DriverHours), "{left:?}");
}

#[test]
fn a_driver_who_has_not_rested_leaves_later() {
    let tour = Tour::new()
        .date("2026-11-30", BERLIN, &[(BUS, "08:00+1")])
        .date("2026-12-01", COLOGNE, &[(BUS, "20:00")])
        .date("2026-12-02", BERLIN, &[("load_in", "16:00")]);
    let problem = tour.one(ProblemKind::DriverHours);
    assert_eq!(problem.article, Some("Regulation (EC) 561/2006, Art. 6(1)"), "{problem:#?}");
    let left = tour.fixed(&fix(&problem, FixKind::LaterDeparture));
    assert!(!left.contains(&ProblemKind::DriverHours), "{left:?} {problem:#?}");
}

#[test]
fn a_day_without_a_show_can_be_made_a_travel_day() {
    let tour = Tour::new()
        .date("2026-12-01", HAMBURG, &[("load_out", "23:00-01:00+1")])
        .typed("2026-12-02", "prep", HAMBURG, &[("other", "10:00-22:00")])
        .date("2026-12-03", MILAN, &[("load_in", "13:00")]);
    let problem = tour.one(ProblemKind::TooFarForTheNight);
    let fix = fix(&problem, FixKind::TravelDay);
    assert!(fix.text.starts_with("Make Wed 2 Dec a travel day, departure "), "{}", fix.text);
    let left = tour.fixed(&fix);
    assert!(!left.contains(&ProblemKind::TooFarForTheNight), "{left:?} {fix:?}");
}

#[test]
fn seven_shows_without_a_day_off() {
    let run = |n: usize, off: Option<usize>| {
        let dates = (1..=n).map(|n| format!("2026-12-{n:02}"));
        dates.enumerate().fold(Tour::new(), |tour, (n, on)| {
            let day_type = if off == Some(n + 1) { "day_off" } else { "show" };
            tour.typed(&on, day_type, HAMBURG, &[])
        })
    };
    assert!(!run(6, None).has(ProblemKind::NoDayOff));
    let problem = run(7, None).one(ProblemKind::NoDayOff);
    assert_eq!((problem.limit, problem.planned), (Some(6), Some(7)));
    assert!(!run(12, Some(6)).has(ProblemKind::NoDayOff));
    // A day of travel is none, and could be one.
    let travelled = (1..=8).fold(Tour::new(), |tour, n| {
        let day_type = if n == 4 { "travel" } else { "show" };
        tour.typed(&format!("2026-12-{n:02}"), day_type, HAMBURG, &[])
    });
    let problem = travelled.one(ProblemKind::NoDayOff);
    assert_eq!(travelled.fixed(&fix(&problem, FixKind::DayOff)), []);
    // A month at home is more than a day off.
    let apart = (1..=8).fold(Tour::new(), |tour, n| {
        let on = if n < 5 { format!("2026-12-{n:02}") } else { format!("2027-01-{n:02}") };
        tour.typed(&on, "show", HAMBURG, &[])
    });
    assert!(!apart.has(ProblemKind::NoDayOff));
    // The tour may say another number.
    let mut tour = run(4, None);
    tour.0.set(RecordId(tour.0.id.0), "shows_in_a_row_max", json!(3));
    assert!(tour.has(ProblemKind::NoDayOff));
}

#[test]
fn a_drive_of_more_than_450_miles_is_flagged() {
    let drive = |miles: f64, vehicle: &str| {
        // Along the meridian of Denver, where the road is 1.19 of the great circle.
        let south = ("South", "US", 39.0, -104.9, "America/Denver");
        let north = 39.0 + miles * 1.609_344 / 1.19 / 111.195;
        Tour::new()
            .with(&json!({ "name": "One", "vehicle_type": vehicle }))
            .date("2026-12-01", south, &[])
            .date("2026-12-03", ("North", "US", north, -104.9, "America/Denver"), &[])
    };
    assert!(!drive(449.0, "nightliner").has(ProblemKind::Overdrive));
    let over = drive(452.0, "nightliner").one(ProblemKind::Overdrive);
    assert_eq!((over.limit, over.weight), (Some(450), Weight::Warning));
    let double = drive(655.0, "nightliner").one(ProblemKind::Overdrive);
    assert_eq!(double.limit, Some(650));
    // Two days of a truck.
    assert!(!drive(990.0, "truck").has(ProblemKind::Overdrive));
    assert!(drive(1_010.0, "truck").has(ProblemKind::Overdrive));
    assert!(!drive(700.0, "splitter").has(ProblemKind::Overdrive));
    let mut shorter = drive(410.0, "nightliner");
    shorter.0.set(RecordId(shorter.0.id.0), "overdrive_miles", json!(400));
    assert!(shorter.has(ProblemKind::Overdrive));
}

#[test]
fn gear_over_a_customs_border_wants_time_for_the_carnet() {
    let tour = Tour::new().date("2026-12-01", MILAN, &[]).date("2026-12-03", ZURICH, &[]);
    let problem = tour.one(ProblemKind::NoCarnetTime);
    assert_eq!(tour.fixed(&fix(&problem, FixKind::CarnetTime)), []);
    let inside = Tour::new().date("2026-12-01", MILAN, &[]).date("2026-12-03", BERLIN, &[]);
    assert!(!inside.has(ProblemKind::NoCarnetTime));
}

#[test]
fn clocks_that_change_on_the_way_are_noted() {
    let tour = Tour::new().date("2026-12-01", BERLIN, &[]).date("2026-12-03", LONDON, &[]);
    let problem = tour.one(ProblemKind::ZoneChange);
    assert_eq!((problem.weight, problem.planned), (Weight::Note, Some(-60)));
    assert_eq!(problem.text, "clocks are 1 h behind the date before");
}

#[test]
fn two_shows_of_one_party_are_not_on_at_once() {
    let on = |first: &str, second: &str, parties: [Option<&str>; 2], far: bool| {
        let mut tour = Tour::new().date("2026-12-01", HAMBURG, &[]);
        let day = tour.0.records().last().expect("the day").id;
        let places = [HAMBURG, if far { BERLIN } else { HAMBURG }];
        let sets = [first, second].into_iter().zip(parties).zip(places);
        for ((set, party), (city, country, lat, lon, _)) in sets {
            let place = json!({ "city": city, "country": country, "lat": lat, "lon": lon });
            let venue = json!({ "name": format!("Hall of {city}"), "place": place });
            let venue = tour.0.add(Kind::Venue, &venue);
            let event = json!({ "day": day, "venue": venue, "party": party });
            let event: Value = event
                .as_object()
                .expect("fields")
                .clone()
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect();
            let event = tour.0.add(Kind::Event, &event);
            tour.0.item(day, "Set", set, json!({ "item_type": "set", "event": event }));
        }
        let problems = tour.problems();
        problems.into_iter().map(|problem| (problem.kind, problem.weight)).collect::<Vec<_>>()
    };
    let none = [None, None];
    let at_once = (ProblemKind::TwoShowsAtOnce, Weight::Decision);
    assert_eq!(on("15:00-16:00", "20:00-21:30", none, false), []);
    assert_eq!(on("20:00-21:00", "20:30-21:30", none, false), [at_once]);
    assert_eq!(on("20:00-21:00", "21:00-22:00", none, false), []);
    assert_eq!(on("20:00", "20:30", none, true), [at_once]);
    assert_eq!(on("20:00", "20:30", [Some("A"), Some("B")], true), []);
    assert_eq!(
        on("12:00-13:00", "20:00-21:00", none, true),
        [(ProblemKind::TwoCities, Weight::Warning)]
    );
    assert_eq!(on("", "20:00-21:00", none, true), [(ProblemKind::TwoCities, Weight::Decision)]);
}

#[test]
fn coordinates_that_do_not_go_with_the_clocks_are_told() {
    let swapped = ("Hamburg", "DE", 9.9937, 153.5511, "Europe/Berlin");
    assert!(Tour::new().date("2026-12-01", swapped, &[]).has(ProblemKind::OddCoordinates));
    let lost_sign = ("Denver", "US", 39.7, 104.99, "America/Denver");
    assert!(Tour::new().date("2026-12-01", lost_sign, &[]).has(ProblemKind::OddCoordinates));
    let kashgar = ("Kashgar", "CN", 39.47, 75.99, "Asia/Shanghai");
    let samoa = ("Apia", "WS", -13.83, -171.77, "Pacific/Apia");
    for town in [HAMBURG, LONDON, kashgar, samoa] {
        assert_eq!(Tour::new().date("2026-12-01", town, &[]).problems(), [], "{town:?}");
    }
}

#[test]
fn a_place_that_cannot_be_found_is_told_once_and_the_rest_is_checked() {
    let truck = json!({ "name": "Truck", "vehicle_type": "truck" });
    let bus = json!({ "name": "Bus", "vehicle_type": "nightliner" });
    let tour = Tour::new()
        .with(&truck)
        .with(&bus)
        .date("2026-12-01", HAMBURG, &[])
        .date("2026-12-02", ("Nowhere", "DE", 0.0, 0.0, "Europe/Berlin"), &[])
        .date("2026-12-03", MILAN, &[("load_in", "09:00")]);
    let kinds: Vec<_> = tour.problems().into_iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == ProblemKind::NoDrive).count(), 1, "{kinds:?}");
    assert!(tour.one(ProblemKind::NoDrive).text.contains("has no coordinates"));
    assert!(kinds.contains(&ProblemKind::Overdrive), "{kinds:?}");
}

#[test]
fn what_twelve_days_ask_of_a_night_moves_a_departure_that_nobody_planned() {
    let tour = (1..=8).fold(Tour::new(), |tour, n| {
        let town = if n % 2 == 0 { BERLIN } else { HAMBURG };
        tour.date(&format!("2026-12-{n:02}"), town, &[("load_in", "09:00")])
    });
    assert!(!tour.has(ProblemKind::TooFarForTheNight), "{:#?}", tour.problems());
}

#[test]
fn a_load_in_is_not_moved_past_doors() {
    let tour = |doors: &str| {
        Tour::new().date("2026-12-01", HAMBURG, &[(BUS, "05:00+1")]).date(
            "2026-12-02",
            BERLIN,
            &[("load_in", "07:00"), ("doors", doors)],
        )
    };
    let offers = |tour: &Tour| {
        let problem = tour.one(ProblemKind::ArrivesAfterLoadIn);
        problem.fixes.iter().any(|fix| fix.kind == FixKind::LaterLoadIn)
    };
    assert!(offers(&tour("19:00")));
    assert!(!offers(&tour("10:00")));
}

#[test]
fn a_show_without_a_load_out_has_one_all_the_same() {
    let tour = Tour::new()
        .with(&json!({ "name": "Truck", "vehicle_type": "truck" }))
        .date("2026-12-01", HAMBURG, &[("curfew", "23:00")])
        .date("2026-12-02", BERLIN, &[("load_in", "04:00")]);
    let problem = tour.one(ProblemKind::TooFarForTheNight);
    assert!(problem.text.contains("after load-in"), "{}", problem.text);
}
