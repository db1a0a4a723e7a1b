//! Clocks and times as values: limits, order, shifting, showing.

use domain::time::{Fold, ShowClock, Span, When};

use crate::clock;

#[test]
fn the_strict_form_takes_nothing_else() {
    for text in ["19:30", "00:00", "23:59+2", "01:30+1"] {
        assert_eq!(clock(text).to_string(), text);
    }
    let refused = [
        "", "7:30", "1930", "24:00", "19:60", "19:30+0", "19:30+3", "19:30 +1", " 19:30", "19:30 ",
        "+9:30", "19:30+", "19:3é", "é9:30", "19.30", "19:30:00", "-1:30", "19:30+12", "1é:30+1",
    ];
    for text in refused {
        assert!(text.parse::<ShowClock>().is_err(), "{text:?}");
    }
    assert!(ShowClock::from_minutes(ShowClock::MAX_MINUTES).is_ok());
    assert!(ShowClock::from_minutes(ShowClock::MAX_MINUTES + 1).is_err());
    assert!(ShowClock::from_hm(24, 0, 0).is_err());
    assert!(ShowClock::from_hm(23, 60, 0).is_err());
    assert!(ShowClock::from_hm(0, 0, 3).is_err());
    assert_eq!(clock("23:30").plus_minutes(60), Some(clock("00:30+1")));
    assert_eq!(clock("00:30").plus_minutes(-31), None);
    assert_eq!(clock("00:30").plus_minutes(i32::MAX), None);
}

#[test]
fn a_show_day_is_in_running_order() {
    let tbd_at = |text| When::Tbd { sort: Some(clock(text)) };
    let range = Span::new(clock("19:30"), Some(clock("20:15"))).unwrap();
    let sorted = [
        When::exact(clock("08:00")),
        tbd_at("18:00"),
        When::exact(clock("19:30")),
        When::Exact(range),
        When::about(clock("19:30")),
        tbd_at("19:30"),
        When::Exact(Span::at(clock("02:30+1")).with_fold(Fold::First)),
        When::Exact(Span::at(clock("02:30+1")).with_fold(Fold::Second)),
        When::Hidden { sort: Some(clock("23:59+2")) },
        When::tbd(),
        When::Hidden { sort: None },
    ];
    assert!(sorted.is_sorted_by_key(When::sort_key));
    assert!(sorted.iter().rev().is_sorted_by(|a, b| a.sort_key() > b.sort_key()));
}

#[test]
fn shifting_moves_every_part_or_nothing() {
    let range = When::Exact(Span::new(clock("23:30"), Some(clock("00:30+1"))).unwrap());
    assert_eq!(range.shifted(30).unwrap().to_string(), "00:00+1–01:00+1");
    assert_eq!(range.shifted(-24 * 60), None);
    let late = When::Exact(Span::new(clock("23:00+2"), Some(clock("23:59+2"))).unwrap());
    assert_eq!(late.shifted(1), None, "the end would leave the show day");
    let sorted = When::Tbd { sort: Some(clock("19:00")) };
    assert_eq!(sorted.shifted(60), Some(When::Tbd { sort: Some(clock("20:00")) }));
    assert_eq!(When::tbd().shifted(60), Some(When::tbd()));
}

#[test]
fn a_time_nobody_knows_is_never_shown_as_a_clock() {
    let sort = Some(clock("00:00"));
    for (when, shown) in [(When::Tbd { sort }, "TBD"), (When::Hidden { sort }, "")] {
        assert_eq!(when.to_string(), shown);
        assert_eq!((when.start(), when.end(), when.has_time()), (None, None, false));
    }
}
