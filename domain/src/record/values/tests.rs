//! What each type of value takes and refuses: at the limit, and one past it.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::*;
use crate::ids::v7;
use crate::limits::{LINE_CHARS_MAX, LINES_MAX, LINKS_MAX, PROSE_CHARS_MAX, TEMPLATE_ITEMS_MAX};
use crate::record::{FieldType, Kind};

fn refused<T: DeserializeOwned + Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).expect_err("it should be refused").to_string()
}

fn taken<T: FieldType>(value: impl Into<Value>) {
    let value = value.into();
    let read: T =
        serde_json::from_value(value.clone()).unwrap_or_else(|why| panic!("{value}: {why}"));
    assert_eq!(serde_json::to_value(read).unwrap(), value, "it is written as it was read");
    T::check(&value).unwrap();
}

#[test]
fn a_line_has_1_to_200_characters_whatever_their_bytes() {
    taken::<Line>(json!("x"));
    taken::<Line>(json!("é".repeat(LINE_CHARS_MAX)));
    let why = refused::<Line>(json!("é".repeat(LINE_CHARS_MAX + 1)));
    assert_eq!(why, "has 201 characters, the limit is 200");
    assert_eq!(refused::<Line>(json!("")), "must not be empty; send null to clear it");
}

#[test]
fn a_line_has_no_space_around_it_and_no_control_character_in_it() {
    for text in [" x", "x ", "\tx", "x\n", "\u{a0}x", " "] {
        assert_eq!(refused::<Line>(json!(text)), "must not begin or end with a space", "{text:?}");
    }
    for (text, code) in
        [("a\nb", "U+000A"), ("a\tb", "U+0009"), ("a\0b", "U+0000"), ("a\u{7f}b", "U+007F")]
    {
        let why = refused::<Line>(json!(text));
        assert_eq!(why, format!("holds the control character `{code}`"));
    }
    taken::<Line>(json!("Straße №5 🎸 שלום"));
}

#[test]
fn prose_has_lines_and_tabs_and_up_to_20_000_characters() {
    taken::<Prose>(json!("one\n\ttwo"));
    taken::<Prose>(json!("é".repeat(PROSE_CHARS_MAX)));
    let why = refused::<Prose>(json!("é".repeat(PROSE_CHARS_MAX + 1)));
    assert_eq!(why, "has 20001 characters, the limit is 20000");
    assert_eq!(refused::<Prose>(json!("a\0b")), "holds the control character `U+0000`");
    assert_eq!(refused::<Prose>(json!("a\r\nb")), "holds the control character `U+000D`");
    assert_eq!(refused::<Prose>(json!("")), "must not be empty; send null to clear it");
}

#[test]
fn a_whole_number_lies_within_its_bounds_and_is_whole() {
    taken::<Whole<0, 100>>(json!(0));
    taken::<Whole<0, 100>>(json!(100));
    for (value, why) in [(-1, "`-1` is not within 0 to 100"), (101, "`101` is not within 0 to 100")]
    {
        assert_eq!(refused::<Whole<0, 100>>(json!(value)), why);
    }
    for value in [json!(1.5), json!("1"), json!(true), json!(1e300), json!(u64::MAX)] {
        assert!(Whole::<0, 100>::check(&value).is_err(), "{value}");
    }
}

#[test]
fn lines_are_up_to_50_and_all_different() {
    let lines = |n: usize| json!((0..n).map(|i| format!("line {i}")).collect::<Vec<_>>());
    taken::<Lines>(lines(LINES_MAX));
    assert_eq!(refused::<Lines>(lines(LINES_MAX + 1)), "has 51 members, the limit is 50");
    assert_eq!(refused::<Lines>(json!(["a", "b", "a"])), "member 2 stands twice");
    assert!(Lines::check(&json!(["a", ""])).is_err(), "each keeps the rule of a line");
}

#[test]
fn links_are_up_to_500_and_all_different() {
    let link = |i: usize| RecordId(v7(i as u64, [0; 10]));
    let links = |n: usize| json!((0..n).map(link).collect::<Vec<_>>());
    taken::<Links>(links(LINKS_MAX));
    assert_eq!(refused::<Links>(links(LINKS_MAX + 1)), "has 501 members, the limit is 500");
    let capitals = link(1).to_string().to_uppercase();
    assert_eq!(refused::<Links>(json!([link(1), capitals])), "member 1 stands twice");
    assert!(Links::check(&json!(["not an id"])).is_err());
}

#[test]
fn an_empty_list_is_stored_as_none() {
    for canonical in [Lines::canonical, Links::canonical, TemplateItems::canonical] {
        assert_eq!(canonical(&json!([])), Some(Value::Null));
    }
    assert_eq!(Lines::canonical(&json!(["a"])), Some(json!(["a"])));
    assert_eq!(Lines::canonical(&json!("a")), None);
}

#[test]
fn a_template_has_up_to_100_rows_which_may_be_alike() {
    let row = json!({"title": "Doors", "when": {"precision": "exact", "start": "19:30"}});
    let rows = |n: usize| json!(vec![row.clone(); n]);
    taken::<TemplateItems>(rows(TEMPLATE_ITEMS_MAX));
    let why = refused::<TemplateItems>(rows(TEMPLATE_ITEMS_MAX + 1));
    assert_eq!(why, "has 101 members, the limit is 100");
    let mut unknown = row;
    unknown["colour"] = json!("red");
    assert!(refused::<TemplateItem>(unknown).contains("unknown field `colour`"));
}

#[test]
fn countries_and_currencies_are_codes_in_capitals() {
    taken::<Country>(json!("NL"));
    taken::<Currency>(json!("EUR"));
    for text in ["nl", "NLD", "N", "", "N1", "ÅL"] {
        let why = refused::<Country>(json!(text));
        assert_eq!(why, format!("`{text}` is not a country code of two capitals (ISO 3166-1)"));
    }
    for text in ["eur", "EU", "EURO", "€"] {
        let why = refused::<Currency>(json!(text));
        assert_eq!(why, format!("`{text}` is not a currency code of three capitals (ISO 4217)"));
    }
}

#[test]
fn money_is_minor_units_and_their_currency() {
    taken::<Money>(json!({"minor": -1250, "currency": "EUR"}));
    for value in [
        json!({"minor": 12.5, "currency": "EUR"}),
        json!({"minor": 1250}),
        json!({"currency": "EUR"}),
        json!({"minor": 1, "currency": "EUR", "tax": 1}),
    ] {
        assert!(Money::check(&value).is_err(), "{value}");
    }
}

#[test]
fn zones_are_names_of_the_database_and_old_ones_are_read_as_their_names_of_today() {
    taken::<Zone>(json!("Europe/Amsterdam"));
    assert_eq!(Zone::canonical(&json!("US/Pacific")), Some(json!("America/Los_Angeles")));
    for text in ["Europe/Atlantis", "CEST", "+02:00", ""] {
        assert!(Zone::check(&json!(text)).is_err(), "{text}");
    }
}

#[test]
fn a_place_lies_on_the_globe() {
    for (lat, lon) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0)] {
        taken::<Place>(json!({"lat": lat, "lon": lon}));
    }
    for (name, value) in [("lat", 90.000_1), ("lat", -91.0), ("lon", 180.000_1), ("lon", -181.0)] {
        let why = refused::<Place>(json!({ name: value }));
        assert!(why.contains(&format!("`{value}` is not within −")), "{why}");
    }
    assert!(Place::check(&json!({"lat": "52"})).is_err());
}

#[test]
fn a_place_has_known_members_only_each_with_its_own_rule() {
    taken::<Place>(
        json!({"name": "Paradiso", "city": "Amsterdam", "country": "NL", "zone": "Europe/Amsterdam"}),
    );
    let why = refused::<Place>(json!({"town": "Amsterdam"}));
    assert!(why.contains("unknown field `town`"), "{why}");
    for value in
        [json!({"country": "Holland"}), json!({"city": ""}), json!({"zone": "CET?"}), json!("x")]
    {
        assert!(Place::check(&value).is_err(), "{value}");
    }
}

#[test]
fn a_place_survives_being_written_and_read() {
    for degrees in [0.1 + 0.2, 52.370_216_123_456_79, -1e-9, 4.899_999_999_999_999] {
        let once = Place::canonical(&json!({ "lat": degrees })).unwrap();
        let read: Value = serde_json::from_str(&once.to_string()).unwrap();
        assert_eq!(Place::canonical(&read).unwrap(), once);
    }
}

#[test]
fn names_of_kinds_are_short_lower_case_and_known_or_carried() {
    for kind in Kind::KNOWN {
        assert_eq!(Kind::from_name(kind.name()).as_ref(), Some(kind));
        assert_eq!(serde_json::from_value::<Kind>(json!(kind.name())).unwrap(), *kind);
    }
    let carried = Kind::from_name("set_list").unwrap();
    assert_eq!(carried, Kind::Other("set_list".into()));
    assert_eq!(serde_json::to_value(&carried).unwrap(), "set_list");
    assert!(Kind::from_name(&"x".repeat(40)).is_some());
    for name in ["", "Tour", "2nd", "_x", "a-b", "a b", "é", &"x".repeat(41)] {
        assert_eq!(Kind::from_name(name), None, "{name}");
        let why = refused::<Kind>(json!(name));
        assert_eq!(why, format!("`{name}` is not the name of a kind"));
    }
}

#[test]
fn every_field_of_every_kind_has_a_name_a_sentence_and_a_type_in_words() {
    for kind in Kind::KNOWN {
        assert!(kind.doc().ends_with('.'), "{kind}: {}", kind.doc());
        let mut names: Vec<_> = kind.rules().iter().map(|rule| rule.name).collect();
        for rule in kind.rules() {
            assert!(crate::record::kind::is_name(rule.name), "{kind}.{}", rule.name);
            assert!(rule.doc.ends_with('.') && rule.doc.trim() == rule.doc, "{kind}.{}", rule.name);
            assert!(!(rule.describe)().is_empty(), "{kind}.{}", rule.name);
            assert!((rule.check)(&Value::Null).is_err() || rule.name == "in_force");
        }
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{kind} has a field twice");
        let parent = kind.parent_field();
        assert!(parent.is_none_or(|parent| kind.rule(parent).is_some_and(|rule| rule.required)));
    }
}
