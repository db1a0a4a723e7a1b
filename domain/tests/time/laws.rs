//! What holds for every clock, date and zone.

use chrono::{NaiveDate, TimeDelta};
use domain::time::{
    ClockProblem, Fold, Moment, ShowClock, Span, When, Zone, local, parse_clock, parse_date,
    parse_when, resolve,
};
use proptest::prelude::*;

use crate::date;

fn any_clock() -> impl Strategy<Value = ShowClock> {
    (0..=ShowClock::MAX_MINUTES).prop_map(|minutes| ShowClock::from_minutes(minutes).unwrap())
}

fn any_span() -> impl Strategy<Value = Span> {
    let fold = prop_oneof![Just(None), Just(Some(Fold::First)), Just(Some(Fold::Second))];
    (any_clock(), proptest::option::of(any_clock()), fold).prop_map(|(one, other, fold)| {
        let (start, end) = match other {
            Some(other) => (one.min(other), Some(one.max(other))),
            None => (one, None),
        };
        Span::new(start, end).unwrap().with_fold(fold)
    })
}

fn any_when() -> impl Strategy<Value = When> {
    let sort = || proptest::option::of(any_clock());
    prop_oneof![
        any_span().prop_map(When::Exact),
        any_span().prop_map(When::About),
        sort().prop_map(|sort| When::Tbd { sort }),
        sort().prop_map(|sort| When::Hidden { sort }),
    ]
}

fn any_zone() -> impl Strategy<Value = Zone> {
    proptest::sample::select(Zone::all())
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0..365 * 30_i64).prop_map(|days| date("2010-01-01") + TimeDelta::days(days))
}

proptest! {
    #[test]
    fn the_strict_form_round_trips(clock in any_clock()) {
        prop_assert_eq!(clock.to_string().parse(), Ok(clock));
        prop_assert_eq!(parse_clock(&clock.to_string()), Ok(clock));
        let parts = ShowClock::from_hm(clock.hour(), clock.minute(), clock.day_offset());
        prop_assert_eq!(parts, Ok(clock));
    }

    #[test]
    fn json_round_trips(when in any_when()) {
        let json = serde_json::to_string(&when).unwrap();
        prop_assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when);
    }

    /// What is printed reads back as far as it was printed: fold and sort clock are not.
    #[test]
    fn what_is_shown_reads_back(when in any_when()) {
        let shown = |span: Span| {
            Span::new(span.start(), span.end().filter(|end| *end != span.start())).unwrap()
        };
        let expected = match when {
            When::Exact(span) => Ok(When::Exact(shown(span))),
            When::About(span) => Ok(When::About(shown(span))),
            When::Tbd { .. } => Ok(When::tbd()),
            When::Hidden { .. } => Err(ClockProblem::Empty),
        };
        prop_assert_eq!(parse_when(&when.to_string()), expected);
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in ".{0,70}") {
        let _ = parse_when(&text);
        let _ = parse_date(&text);
        let _ = text.parse::<ShowClock>();
        let _ = text.parse::<Zone>();
    }

    #[test]
    fn no_mix_of_the_words_of_time_makes_a_parser_panic_or_guess(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "7", "19", "30", ":", ".", "-", "–", "+1", "(", ")", "pm", "a", "h", " ", "noon",
            "midnight", "~", "ca.", "tbd", "next day", "uhr", "to", "0", "00", "12", "é",
        ]), 0..8)
    ) {
        let text = parts.concat();
        let has_digit_or_noon = text.contains(|c: char| c.is_ascii_digit()) || text.contains("noon");
        if let Ok(when) = parse_when(&text) {
            prop_assert!(has_digit_or_noon || when == When::tbd(), "{text:?} read as {when}");
        }
    }

    /// Later on the wall is later in time, but for what a change of the clocks folds or pushes.
    #[test]
    fn resolving_is_monotone_except_at_folds(
        day in any_date(), one in any_clock(), other in any_clock(), zone in any_zone()
    ) {
        let (early, late) = (one.min(other), one.max(other));
        let (a, b) = (resolve(day, early, zone, None), resolve(day, late, zone, None));
        if matches!((a, b), (Moment::At(_), Moment::At(_))) {
            prop_assert!(a.instant() <= b.instant());
            prop_assert_eq!(a.instant() == b.instant(), early == late);
        }
    }

    #[test]
    fn an_instant_shows_the_wall_it_was_resolved_from(
        day in any_date(), clock in any_clock(), zone in any_zone()
    ) {
        let wall = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(clock.minutes().into());
        match resolve(day, clock, zone, None) {
            Moment::At(at) => prop_assert_eq!(local(zone, at), wall),
            Moment::Repeated { first, second, .. } => {
                prop_assert!(first < second);
                prop_assert_eq!(local(zone, first), wall);
                prop_assert_eq!(local(zone, second), wall);
            }
            Moment::Skipped { resumes, gap_minutes, pushed } => {
                prop_assert!(resumes <= pushed);
                prop_assert_eq!(local(zone, pushed), wall + TimeDelta::minutes(gap_minutes.into()));
            }
        }
    }

    /// The zone of a day is no part of its clocks: the same text stands on the sheet in any zone.
    #[test]
    fn changing_the_zone_never_changes_the_clock(
        day in any_date(), clock in any_clock(), one in any_zone(), other in any_zone()
    ) {
        let walls = [one, other].map(|zone| match resolve(day, clock, zone, None) {
            Moment::Skipped { gap_minutes, pushed, .. } => {
                local(zone, pushed) - TimeDelta::minutes(gap_minutes.into())
            }
            moment => local(zone, moment.instant()),
        });
        prop_assert_eq!(walls[0], walls[1]);
    }
}
