//! Shapes of JSON and the rows they become.

use super::load;
use crate::import::headers::Role;

fn rows(text: &str) -> Vec<String> {
    let loaded = load(text, "test.json");
    let rows = loaded.sheets.iter().flat_map(|sheet| &sheet.rows);
    let part = |found: Option<(_, String)>| found.map_or_else(|| "-".to_owned(), |(_, text)| text);
    let shows = rows.map(|row| {
        let [date, venue, city] =
            [Role::Date, Role::Venue, Role::City].map(|role| part(row.text(role)));
        format!("{date} {venue} {city}")
    });
    shows
        .chain(loaded.notes.problems.iter().map(|problem| format!("! {}", problem.reason)))
        .collect()
}

#[test]
fn lists_of_objects_are_shows() {
    assert_eq!(
        rows(
            r#"[{"date": "2026-03-12", "venue": {"name": "Hall", "city": "Oslo"}}, {"date": "2026-03-13"}]"#
        ),
        ["2026-03-12 Hall Oslo", "2026-03-13 - -"]
    );
    assert_eq!(
        rows(
            r#"{"data": {"events": [{"start": {"dateTime": "2026-03-12"}, "location": "Hall"}]}}"#
        ),
        ["2026-03-12 - -"]
    );
}

#[test]
fn lists_of_dates_become_a_show_each() {
    let text = r#"[{"dates": ["2026-03-12", "2026-03-13"], "venue": "Hall", "city": "Oslo"}]"#;
    assert_eq!(rows(text), ["2026-03-12 Hall Oslo", "2026-03-13 Hall Oslo"]);
    let nights = r#"{"city": "Oslo", "nights": [{"date": "2026-03-12", "venue": "A"}, {"date": "2026-03-13"}]}"#;
    assert_eq!(rows(nights), ["2026-03-12 A Oslo", "2026-03-13 - Oslo"]);
}

#[test]
fn keys_may_be_the_dates() {
    let text = r#"{"2026/03/12/1": {"venue": "Hall"}, "2026/03/12/2": {"venue": "Hall"}}"#;
    assert_eq!(rows(text), ["2026/03/12/1 Hall -", "2026/03/12/2 Hall -"]);
}

#[test]
fn what_stands_around_a_list_holds_for_it() {
    let text = r#"{"country": "Norway", "shows": [{"date": "2026-03-12", "city": "Oslo"}]}"#;
    assert_eq!(load(text, "a.json").sheets[0].rows[0].text(Role::Country).unwrap().1, "Norway");
}

#[test]
fn a_tour_with_dates_of_its_own_is_not_a_show() {
    let text = r#"{"name": "Big", "start": "2026-03-01", "end": "2026-04-01", "shows": [{"date": "2026-03-12", "city": "Oslo"}]}"#;
    let loaded = load(text, "a.json");
    let rows = &loaded.sheets[0].rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].text(Role::Date).unwrap().1, "2026-03-12");
    assert_eq!(rows[0].text(Role::Tour).unwrap().1, "Big");
}

#[test]
fn a_date_of_something_else_is_not_the_show() {
    let text = r#"[{"on_sale_datetime": "2025-01-01", "datetime": "2026-03-12T19:30:00"}]"#;
    assert_eq!(rows(text), ["2026-03-12T19:30:00 - -"]);
}

#[test]
fn nothing_of_a_list_is_passed_over() {
    let text = r#"[{"date": "2026-03-12"}, {"venue": "Hall"}, 7, null]"#;
    let rows = rows(text);
    assert_eq!(rows.len(), 4, "{rows:?}");
}

#[test]
fn event_data_is_found_in_graphs_and_pages() {
    let event = r#"{"@type": "MusicEvent", "startDate": "2026-03-12", "location": {"name": "Hall", "address": {"addressLocality": "Oslo"}}}"#;
    assert_eq!(
        rows(&format!(r#"{{"@context": "x", "@graph": [{event}]}}"#)),
        ["2026-03-12 Hall Oslo"]
    );
    let festival = format!(
        r#"{{"@type": "Festival", "startDate": "2026-03-12", "location": {{"name": "Field"}}, "subEvent": [{event}, {event}]}}"#
    );
    assert_eq!(rows(&festival).len(), 2);
    let page = format!(r#"<html><script type="application/ld+json">{event}</script></html>"#);
    let loaded = super::load_page(&page, "page.html");
    assert_eq!(loaded.sheets[0].rows.len(), 1);
}

#[test]
fn a_cut_off_file_says_so() {
    let loaded = load(r#"[{"date": "2026-"#, "cut.json");
    assert!(loaded.notes.problems[0].reason.starts_with("the file ends in the middle"));
}
