//! What a shift moves, what it leaves, and what it says beforehand.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date, test_id};
use crate::change::{Group, check_group};
use crate::ids::GroupId;
use crate::permission::Level;
use crate::view::ClockReportKind;

const SATURDAY: &str = "2026-10-24";

fn after_clock(clock: &str, minutes: i32) -> ShiftRequest {
    after(ShiftFrom::Clock(clock.parse().unwrap()), minutes)
}

fn after(after: ShiftFrom, minutes: i32) -> ShiftRequest {
    ShiftRequest {
        after,
        with_anchor: false,
        minutes,
        include: Vec::new(),
        exclude: Vec::new(),
        departments: Vec::new(),
        party: None,
    }
}

struct Show {
    tour: TestTour,
    day: RecordId,
    soundcheck: RecordId,
    doors: RecordId,
    set: RecordId,
}

/// A Saturday on whose night the clocks go back.
fn show() -> Show {
    let mut tour = TestTour::new();
    let day = tour.day(SATURDAY, "Hamburg", "Europe/Berlin");
    tour.item(day, "Load-in", "08:00", Value::Null);
    let soundcheck = tour.item(day, "Soundcheck", "16:00-17:30", Value::Null);
    tour.item(day, "Dinner", "17:30-18:30", json!({"departments": ["Catering"]}));
    let doors = tour.item(day, "Doors", "19:00", json!({"item_type": "doors", "hard": true}));
    let set = tour.item(day, "Hollow Coast", "21:15-22:45", json!({"item_type": "set"}));
    let curfew = json!({"item_type": "curfew", "curfew_kind": "hard", "penalty": "€500 a minute"});
    tour.item(day, "Curfew", "23:00", curfew);
    tour.item(day, "Load-out", "23:15", json!({"item_type": "load_out", "party": "C"}));
    tour.item(day, "Bus call", "01:30+1", json!({"item_type": "bus_call"}));
    tour.item(day, "Signing", "TBD", Value::Null);
    let greet = json!({"when": {"precision": "tbd", "sort": "20:00"}});
    tour.item(day, "Meet & greet", "", greet);
    Show { tour, day, soundcheck, doors, set }
}

fn planned(tour: &TestTour, request: &ShiftRequest) -> ShiftPlan {
    plan(&tour.book(), &Roads::default(), date(SATURDAY), request).unwrap()
}

fn moves(plan: &ShiftPlan) -> Vec<String> {
    plan.moves.iter().map(|m| format!("{} {}", m.title, m.to_text)).collect()
}

fn applied(book: &Book, tour: &TestTour, plan: &ShiftPlan) -> Book {
    let id = GroupId(test_id(9_000).0);
    let (prev, replica, author, via, said_at, reason) = (None, None, None, None, None, None);
    let edits = plan.edits.clone();
    let group = Group { id, prev, replica, author, via, said_at, reason, edits };
    assert_eq!(check_group(&group), Ok(()));
    let levels = BTreeMap::from([(tour.scope, Level::Edit)]);
    let pending = book.with_pending(&[group], tour.author, &levels);
    assert_eq!(pending.expected[0].status, crate::change::Status::Applied);
    pending.book
}

/// The `when` of every item, as it is stored.
fn times(book: &Book) -> BTreeMap<RecordId, Value> {
    let items = book.all::<ScheduleItem>();
    items.map(|item| (item.id(), item.record().value("when").clone())).collect()
}

#[test]
fn everything_after_moves_and_fixed_times_and_unknown_ones_stay() {
    let show = show();
    let plan = planned(&show.tour, &after(ShiftFrom::Item(show.soundcheck), 15));
    assert_eq!(
        moves(&plan),
        [
            "Dinner 17:45–18:45",
            "Meet & greet TBD",
            "Hollow Coast 21:30–23:00",
            "Load-out 23:30",
            "Bus call 01:45+1"
        ]
    );
    let stays: Vec<_> = plan.stays.iter().map(|s| (s.title.as_str(), s.why)).collect();
    assert_eq!(
        stays,
        [("Doors", WhyStays::Hard), ("Curfew", WhyStays::Curfew), ("Signing", WhyStays::NoTime)]
    );
    assert_eq!((plan.overlaps.len(), plan.curfew.len()), (0, 0));
    let sort = plan.moves[1].to;
    assert_eq!(sort, When::Tbd { sort: Some("20:15".parse().unwrap()) });
    let instant = plan.moves[4].to_instant.unwrap();
    assert_eq!(instant.to_rfc3339(), "2026-10-24T23:45:00+00:00");
}

#[test]
fn the_item_shifted_from_moves_only_when_it_is_asked_to() {
    let show = show();
    let mut request = after(ShiftFrom::Item(show.soundcheck), 15);
    assert!(!moves(&planned(&show.tour, &request)).contains(&"Soundcheck 16:15–17:45".to_owned()));
    request.with_anchor = true;
    assert_eq!(moves(&planned(&show.tour, &request))[0], "Soundcheck 16:15–17:45");
    let from_hard = ShiftRequest { with_anchor: true, ..after(ShiftFrom::Item(show.doors), 15) };
    let plan = planned(&show.tour, &from_hard);
    assert_eq!(plan.stays[0].id, show.doors, "a fixed time stays whoever asks");
}

#[test]
fn what_starts_at_the_very_clock_stays() {
    let show = show();
    let plan = planned(&show.tour, &after_clock("21:15", 5));
    assert_eq!(moves(&plan), ["Load-out 23:20", "Bus call 01:35+1"]);
}

#[test]
fn a_request_can_take_items_in_and_leave_items_out() {
    let show = show();
    let request = ShiftRequest {
        include: vec![show.soundcheck, show.doors],
        exclude: vec![show.set],
        ..after_clock("21:00", 10)
    };
    let plan = planned(&show.tour, &request);
    assert_eq!(moves(&plan), ["Soundcheck 16:10–17:40", "Load-out 23:25", "Bus call 01:40+1"]);
    let why = |id| plan.stays.iter().find(|stay| stay.id == id).map(|stay| stay.why);
    assert_eq!(why(show.set), Some(WhyStays::Excluded));
    assert_eq!(why(show.doors), Some(WhyStays::Hard));
}

#[test]
fn a_department_or_a_party_shifts_alone() {
    let show = show();
    let catering =
        ShiftRequest { departments: vec!["Catering".to_owned()], ..after_clock("12:00", 10) };
    let plan = planned(&show.tour, &catering);
    assert_eq!(moves(&plan), ["Dinner 17:40–18:40"]);
    let soundcheck = plan.stays.iter().find(|stay| stay.id == show.soundcheck).unwrap();
    assert_eq!(soundcheck.why, WhyStays::NotConcerned);
    let party = ShiftRequest { party: Some("C".to_owned()), ..after_clock("12:00", 10) };
    assert_eq!(moves(&planned(&show.tour, &party)), ["Load-out 23:25"]);
}

#[test]
fn running_into_a_fixed_time_and_passing_one_are_conflicts() {
    let show = show();
    let plan = planned(&show.tour, &after(ShiftFrom::Item(show.soundcheck), 60));
    assert_eq!(plan.overlaps.len(), 1);
    assert_eq!(plan.overlaps[0].kind, OverlapKind::Overlaps);
    assert_eq!(
        plan.overlaps[0].sentence,
        "Dinner at 18:30–19:30 would be at once with Doors at 19:00"
    );
    let plan = planned(&show.tour, &after(ShiftFrom::Item(show.soundcheck), 120));
    assert_eq!(plan.overlaps[0].kind, OverlapKind::Passes);
    assert_eq!(plan.overlaps[0].sentence, "Dinner at 19:30–20:30 would come after Doors at 19:00");
    let earlier = planned(&show.tour, &after_clock("20:30", -150));
    let sentences: Vec<_> = earlier.overlaps.iter().map(|o| o.sentence.as_str()).collect();
    assert_eq!(sentences, ["Hollow Coast at 18:45–20:15 would be at once with Doors at 19:00"]);
}

#[test]
fn moving_past_an_item_that_was_left_out_is_a_conflict() {
    let show = show();
    let request = ShiftRequest { exclude: vec![show.set], ..after_clock("17:00", 240) };
    let plan = planned(&show.tour, &request);
    let dinner = plan.overlaps.iter().find(|overlap| overlap.other == show.set).unwrap();
    assert_eq!(
        dinner.sentence,
        "Dinner at 21:30–22:30 would come after Hollow Coast at 21:15–22:45"
    );
}

#[test]
fn one_party_passing_the_others_items_was_told_as_a_conflict() {
    let mut show = show();
    let hard = json!({"party": "B", "hard": true});
    show.tour.item(show.day, "Radio", "17:45-18:45", hard);
    show.tour.item(show.day, "Press", "17:40", json!({"party": "C"}));
    show.tour.item(show.day, "Interview", "18:00-18:20", json!({"party": "A"}));
    let of_a = ShiftRequest { party: Some("A".to_owned()), ..after_clock("17:50", -20) };
    assert_eq!(planned(&show.tour, &of_a).overlaps, []);
}

#[test]
fn what_overlapped_before_is_not_told_again() {
    let mut show = show();
    show.tour.item(show.day, "Interview", "18:30-19:30", Value::Null);
    let plan = planned(&show.tour, &after_clock("18:00", 10));
    assert_eq!(plan.overlaps, []);
}

#[test]
fn a_set_that_would_run_past_the_curfew_says_what_that_costs() {
    let show = show();
    let plan = planned(&show.tour, &after_clock("21:00", 30));
    assert_eq!(plan.curfew.len(), 1);
    let conflict = &plan.curfew[0];
    assert_eq!((conflict.id, conflict.minutes_over), (show.set, 15));
    assert_eq!(
        conflict.sentence,
        "Hollow Coast at 21:45–23:15 would run 15 min past the curfew at 23:00 (€500 a minute)"
    );
}

#[test]
fn new_times_that_the_clocks_repeat_or_skip_are_told() {
    let show = show();
    let autumn = planned(&show.tour, &after_clock("23:30", 60));
    assert_eq!(autumn.repeated.len(), 1);
    assert_eq!(autumn.repeated[0].report.kind, ClockReportKind::Repeated);
    assert_eq!((autumn.repeated[0].title.as_str(), autumn.skipped.len()), ("Bus call", 0));

    let mut tour = TestTour::new();
    let day = tour.day("2026-03-28", "Hamburg", "Europe/Berlin");
    tour.item(day, "Bus call", "01:30+1", Value::Null);
    let spring =
        plan(&tour.book(), &Roads::default(), date("2026-03-28"), &after_clock("23:30", 60))
            .unwrap();
    assert_eq!(spring.skipped.len(), 1);
    assert_eq!(spring.moves[0].to_text, "02:30+1");
    assert_eq!(spring.moves[0].to_instant.unwrap().to_rfc3339(), "2026-03-29T01:30:00+00:00");
}

#[test]
fn an_item_that_would_leave_its_day_is_a_problem_of_the_whole_shift() {
    let mut show = show();
    show.tour.item(show.day, "Trucks arrive", "23:30+2", Value::Null);
    let book = show.tour.book();
    let problem =
        plan(&book, &Roads::default(), date(SATURDAY), &after_clock("20:00", 30)).unwrap_err();
    assert_eq!(problem.errors[0].field, "minutes");
    assert_eq!(
        problem.errors[0].rule,
        "`Trucks arrive` at `23:30+2` would leave the show day, which runs from `00:00` to \
         `23:59+2`"
    );
    assert!(plan(&book, &Roads::default(), date(SATURDAY), &after_clock("20:00", 29)).is_ok());
    assert!(
        plan(&book, &Roads::default(), date(SATURDAY), &after_clock("07:00", -9 * 60)).is_err()
    );
}

#[test]
fn what_cannot_be_shifted_says_why() {
    let show = show();
    let book = show.tour.book();
    let signing = book.items_of(show.day).last().unwrap().id();
    let on = date(SATURDAY);
    let field = |request: &ShiftRequest| {
        plan(&book, &Roads::default(), on, request).unwrap_err().errors[0].clone()
    };
    for (request, name) in [
        (after_clock("20:00", 0), "minutes"),
        (after_clock("20:00", SHIFT_MINUTES_MAX + 1), "minutes"),
        (after_clock("20:00", i32::MIN), "minutes"),
        (after(ShiftFrom::Item(signing), 10), "after.item"),
        (after(ShiftFrom::Item(test_id(77)), 10), "after.item"),
        (ShiftRequest { include: vec![test_id(77)], ..after_clock("20:00", 5) }, "include"),
        (ShiftRequest { exclude: vec![test_id(77)], ..after_clock("20:00", 5) }, "exclude"),
    ] {
        assert_eq!(field(&request).field, name, "{request:?}");
    }
    assert!(plan(&book, &Roads::default(), on, &after_clock("20:00", SHIFT_MINUTES_MAX)).is_ok());
    let nowhere =
        plan(&book, &Roads::default(), date("2027-01-01"), &after_clock("20:00", 5)).unwrap_err();
    assert_eq!(nowhere.code, ErrorCode::NotFound);
}

#[test]
fn the_request_reads_from_json_and_refuses_what_it_does_not_know() {
    let read = |value: Value| serde_json::from_value::<ShiftRequest>(value);
    let request = read(json!({"after": {"clock": "16:00"}, "minutes": 30})).unwrap();
    assert_eq!(request, after_clock("16:00", 30));
    assert!(read(json!({"after": {"clock": "16:00"}, "minutes": 30, "hours": 1})).is_err());
    assert!(read(json!({"after": {"clock": "soon"}, "minutes": 30})).is_err());
}

prop_compose! {
    fn any_item()(
        start in 0_u16..=2 * 24 * 60,
        length in prop::option::of(0_u16..300),
        form in 0..6,
        hard in prop::bool::weighted(0.2),
        curfew in prop::bool::weighted(0.1),
    ) -> Value {
        let clock = |minutes| ShowClock::from_minutes(minutes).unwrap().to_string();
        let mut when = match form {
            0 => json!({"precision": "tbd"}),
            1 => json!({"precision": "hidden", "sort": clock(start)}),
            2 => json!({"precision": "tbd", "sort": clock(start)}),
            3 => json!({"precision": "about", "start": clock(start)}),
            _ => json!({"precision": "exact", "start": clock(start)}),
        };
        if let (Some(length), true) = (length, form >= 3) {
            when["end"] = clock(start + length).into();
        }
        json!({"when": when, "hard": hard, "item_type": if curfew { "curfew" } else { "other" }})
    }
}

proptest! {
    #[test]
    fn a_shift_and_its_opposite_restore_every_time_and_touch_nothing_else(
        items in prop::collection::vec(any_item(), 1..12),
        from in 0_u16..24 * 60,
        minutes in 1..=SHIFT_MINUTES_MAX,
    ) {
        let mut tour = TestTour::new();
        let day = tour.day(SATURDAY, "Hamburg", "Europe/Berlin");
        for (n, item) in items.into_iter().enumerate() {
            tour.item(day, &format!("Item {n}"), "", item);
        }
        let before = tour.book();
        let clock = |minutes| ShiftFrom::Clock(ShowClock::from_minutes(minutes).unwrap());
        let forth = plan(&before, &Roads::default(), date(SATURDAY), &after(clock(from), minutes)).unwrap();
        let shifted = applied_or_same(&before, &tour, &forth);
        for item in before.all::<ScheduleItem>() {
            let now = shifted.get::<ScheduleItem>(item.id()).unwrap();
            if crate::view::is_hard(item) {
                prop_assert_eq!(now.when, item.when);
            }
            let mut fields = now.record().fields.clone();
            fields.insert("when".to_owned(), item.record().value("when").clone());
            prop_assert_eq!(&fields, &item.record().fields);
        }
        let later = from + u16::try_from(minutes).unwrap();
        let back = plan(&shifted, &Roads::default(), date(SATURDAY), &after(clock(later), -minutes)).unwrap();
        let restored = applied_or_same(&shifted, &tour, &back);
        prop_assert_eq!(times(&restored), times(&before));
    }
}

/// A group without edits is refused, so a plan without moves is not sent.
fn applied_or_same(book: &Book, tour: &TestTour, plan: &ShiftPlan) -> Book {
    if plan.edits.is_empty() { book.clone() } else { applied(book, tour, plan) }
}
