//! One full sheet, as data and as text.

use serde_json::json;

use super::{northern_tour, row, sheet};
use crate::book::testing::{TestTour, date};
use crate::routing::Roads;
use crate::time::{ShowClock, Span, When, parse_when};
use crate::view::{ClockStyle, book_pieces, day_sheet};

#[test]
fn a_full_day_as_data() {
    insta::assert_json_snapshot!(sheet(&northern_tour(), "2026-10-24"));
}

#[test]
fn a_full_day_as_text() {
    insta::assert_snapshot!(sheet(&northern_tour(), "2026-10-24").text(ClockStyle::H24));
}

#[test]
fn a_full_day_as_text_with_am_and_pm() {
    insta::assert_snapshot!(sheet(&northern_tour(), "2026-10-24").text(ClockStyle::H12));
}

#[test]
fn the_text_hands_out_neither_private_contacts_nor_the_door_code() {
    let text = sheet(&northern_tour(), "2026-10-24").text(ClockStyle::H24);
    assert!(!text.contains("Sommer"), "{text}");
    assert!(!text.contains("1904#"), "{text}");
    assert!(text.contains("Pia Lund"), "{text}");
}

#[test]
fn the_text_of_an_empty_day_is_its_head_and_its_zone() {
    let mut tour = TestTour::new();
    tour.day("2026-10-24", "Hamburg", "Europe/Berlin");
    let text = sheet(&tour, "2026-10-24").text(ClockStyle::H24);
    insta::assert_snapshot!(text, @r"
    Hollow Coast · Europe 26
    Saturday 24 October 2026 · show 1 of 1
    Hamburg
    show
    ⚠ Clocks go back by 1 h on Sunday 25 October: 03:00 CEST
      becomes 02:00 CET

    All times Europe/Berlin (CEST, UTC+02:00)
    ");
}

#[test]
fn times_read_as_people_write_them_in_both_styles() {
    let clock = |text: &str| text.parse::<ShowClock>().unwrap();
    let span = |start, end| When::Exact(Span::new(clock(start), Some(clock(end))).unwrap());
    for (when, h24, h12) in [
        (parse_when("19:30").unwrap(), "19:30", "7:30 PM"),
        (parse_when("~19:00").unwrap(), "~19:00", "~7:00 PM"),
        (parse_when("00:00").unwrap(), "00:00", "12:00 AM"),
        (parse_when("12:05").unwrap(), "12:05", "12:05 PM"),
        (parse_when("01:30+1").unwrap(), "01:30+1", "1:30 AM +1"),
        (span("19:30", "20:15"), "19:30–20:15", "7:30–8:15 PM"),
        (span("11:30", "12:15"), "11:30–12:15", "11:30 AM–12:15 PM"),
        (span("23:30", "00:30+1"), "23:30–00:30+1", "11:30 PM–12:30 AM +1"),
        (span("19:00", "19:00"), "19:00", "7:00 PM"),
        (When::tbd(), "TBD", "TBD"),
        (When::Hidden { sort: Some(clock("18:00")) }, "", ""),
    ] {
        assert_eq!(ClockStyle::H24.when(when), h24);
        assert_eq!(ClockStyle::H12.when(when), h12);
    }
}

#[test]
fn wide_names_keep_the_columns_of_the_text() {
    let mut tour = TestTour::new();
    let day = tour.day("2026-10-24", "東京", "Asia/Tokyo");
    let long = "夜明けの歌 ".repeat(10);
    tour.item(day, &format!("{long}end"), "19:30", json!({}));
    let text = sheet(&tour, "2026-10-24").text(ClockStyle::H24);
    let widths = text.lines().map(unicode_width::UnicodeWidthStr::width);
    assert!(widths.max().unwrap() <= 60, "{text}");
    assert!(text.contains("\n       夜明けの歌"), "{text}");
}

#[test]
fn a_book_is_one_piece_for_the_tour_and_one_for_each_date() {
    let book = northern_tour().book();
    let pieces = book_pieces(&book, &Roads::default());
    let keys: Vec<_> = pieces.iter().map(|piece| piece.key.as_str()).collect();
    assert_eq!(keys, ["tour", "2026-10-22", "2026-10-24", "2026-10-25"]);
    let friday = day_sheet(&book, date("2026-10-24")).unwrap();
    assert_eq!(pieces[2].body, serde_json::to_value(friday).unwrap());
    assert_eq!(pieces[0].body["grid"]["days"].as_array().unwrap().len(), 3);
    assert_eq!(pieces[0].body["venues"][0]["name"], "Tonhalle Nord");
    assert_eq!(pieces[0].body["header"]["n_shows"], 3);
    assert_eq!(
        pieces,
        book_pieces(&book, &Roads::default()),
        "the same book gives the same pieces"
    );
}

#[test]
fn a_change_of_one_day_leaves_the_pieces_of_the_others_alone() {
    let mut tour = northern_tour();
    let before = book_pieces(&tour.book(), &Roads::default());
    let cologne = tour.book().day_on(date("2026-10-25")).unwrap().id();
    tour.item(cologne, "Doors", "19:00", json!({}));
    let after = book_pieces(&tour.book(), &Roads::default());
    let changed: Vec<_> =
        before.iter().zip(&after).filter(|(b, a)| b != a).map(|(b, _)| b.key.as_str()).collect();
    assert_eq!(changed, ["tour", "2026-10-25"]);
}

#[test]
fn rows_carry_what_an_editor_needs_to_change_them() {
    let tour = northern_tour();
    let sheet = sheet(&tour, "2026-10-24");
    let doors = row(&sheet, "Doors");
    let book = tour.book();
    let record = book.record(doors.id).unwrap();
    assert_eq!(serde_json::to_value(doors.time.when).unwrap(), *record.value("when"));
    assert_eq!(doors.ver, record.ver);
    assert_eq!(doors.disputed, [sheet.disputes[0].id]);
}
