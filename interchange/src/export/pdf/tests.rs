//! What papers must be, whatever stands on them.

mod advancing;
mod laws;
mod lists;
mod tour;

use chrono::{DateTime, Utc};
use domain::publish::{Differs, LineChange};
use domain::record::Kind;
use domain::view::{ClockStyle, DaySheet};
use serde_json::json;

use self::tour::Tour;
use super::block::{Role, Shape};
use super::sheet::{Page, Sheet};
use super::*;

fn paper() -> Paper {
    let moment: DateTime<Utc> = "2026-10-24T07:10:00Z".parse().unwrap();
    let link = "https://tour.example.com/t/europe-26/2026-10-24".to_owned();
    Paper { link: Some(link), ..Paper::at(moment) }
}

fn laid(sheet: &DaySheet, paper: &Paper) -> Sheet {
    day::laid_out(sheet, paper).unwrap()
}

/// Everything that a page says, in reading order.
fn words(page: &Page) -> String {
    let texts = page.blocks.iter().flat_map(|stood| &stood.block.ink);
    let texts = texts.filter_map(|ink| match &ink.shape {
        Shape::Text { line, .. } => Some(line.runs.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    texts.collect::<Vec<String>>().join("\n")
}

fn all_words(sheet: &Sheet) -> String {
    sheet.pages.iter().map(words).collect::<Vec<_>>().join("\n")
}

/// What is struck through.
fn struck(sheet: &Sheet) -> Vec<String> {
    let blocks = sheet.pages.iter().flat_map(|page| &page.blocks);
    let lines = blocks.flat_map(|stood| &stood.block.ink).filter_map(|ink| match &ink.shape {
        Shape::Text { line, .. } => Some(line),
        _ => None,
    });
    let runs = lines.flat_map(|line| &line.runs).filter(|run| run.look.struck);
    runs.map(|run| run.text.trim().to_owned()).collect()
}

fn moved(sheet: &DaySheet, title: &str, from: &str, to: &str) -> LineChange {
    let row = sheet.schedule.iter().find(|row| row.title == title).unwrap();
    LineChange {
        record: row.id,
        kind: Kind::ScheduleItem,
        differs: Differs::Moved,
        title: title.to_owned(),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        sentence: format!("{title} {from} → {to}"),
    }
}

#[test]
fn fifteen_rows_with_all_that_a_house_has_fit_one_page_and_forty_five_fit_two() {
    for size in [PageSize::A4, PageSize::Letter] {
        for (n_rows, n_pages) in [(1, 1), (15, 1), (45, 2)] {
            let sheet = Tour::new().with_house().with_rows(n_rows).sheet();
            let paper = Paper { size, ..paper() };
            assert_eq!(laid(&sheet, &paper).pages.len(), n_pages, "{n_rows} rows on {size:?}");
        }
    }
}

#[test]
fn the_same_sheet_at_the_same_moment_makes_the_same_bytes() {
    let sheet = Tour::new().with_house().with_rows(15).sheet();
    let first = day_sheet(&sheet, &paper()).unwrap();
    assert_eq!(first, day_sheet(&sheet, &paper()).unwrap());
    let later = Paper { as_of: paper().as_of + chrono::TimeDelta::minutes(1), ..paper() };
    assert_ne!(first, day_sheet(&sheet, &later).unwrap());
}

#[test]
fn a_page_says_its_number_version_variant_and_moment_on_the_clocks_of_the_day() {
    let sheet = Tour::new().with_house().with_rows(45).sheet();
    let version = VersionMark { label: Some("3".to_owned()), n_unpublished: 2 };
    let laid = laid(&sheet, &Paper { version, ..paper() });
    for (idx, page) in laid.pages.iter().enumerate() {
        let words = words(page);
        assert!(words.contains("v3 + 2 changes · Everyone"), "{words}");
        assert!(words.contains(&format!("Page {} of 2", idx + 1)), "{words}");
        let moment = "As of 09:10 Sat 24 Oct 2026, Europe/Berlin (CEST, UTC+02:00)";
        assert!(words.contains(moment), "{words}");
    }
    assert_eq!(VersionMark::default().text(), "not published");
    let one = VersionMark { label: Some("3".to_owned()), n_unpublished: 1 };
    assert_eq!(one.text(), "v3 + 1 change");
}

#[test]
fn a_row_that_moved_shows_its_old_time_struck_through() {
    let sheet = Tour::new().with_rows(15).sheet();
    let lines = vec![moved(&sheet, "Doors", "19:00", "19:30")];
    let differences = Differences { since: Some("2".to_owned()), lines, ..Differences::default() };
    for (clock, old, new) in
        [(ClockStyle::H24, "19:00", "→ 19:30"), (ClockStyle::H12, "7:00 PM", "→ 7:30 PM")]
    {
        let paper = Paper { clock, differences: differences.clone(), ..paper() };
        let laid = laid(&sheet, &paper);
        assert_eq!(struck(&laid), [old, old], "in the box and in the row");
        let words = all_words(&laid);
        assert!(words.contains("1 change since v2"), "{words}");
        assert!(words.contains(new), "{words}");
    }
}

#[test]
fn times_after_midnight_name_their_day_and_untimed_ones_say_so() {
    let sheet = Tour::new().with_house().with_rows(15).sheet();
    let words = all_words(&laid(&sheet, &paper()));
    for said in ["+1 Sun", "TBD", "~20:15", "Curfew", "hard, €500 a minute after", "Clocks go back"]
    {
        assert!(words.contains(said), "{said} in {words}");
    }
    assert!(words.contains("Line check ?"), "{words}");
    assert!(words.contains("01:30 +1 Sun CEST"), "both ends of travel: {words}");
    assert!(words.contains("~12:45 +1 Sun GMT"), "on their own clocks: {words}");
    assert!(words.contains("Next day  Mon 26 Oct, London, Load-in 09:00 GMT"), "{words}");
}

#[test]
fn what_is_off_is_struck_through_and_says_so() {
    let mut tour = Tour::new().with_house().with_rows(3);
    let laid_out = laid(&tour.sheet(), &paper());
    assert!(struck(&laid_out).iter().any(|text| text.contains("LH 2071")));
    assert!(all_words(&laid_out).contains("CANCELLED"));
    let day = Tour::show();
    tour.set(day, "status", json!("cancelled"));
    assert!(struck(&laid(&tour.sheet(), &paper())).contains(&"Hamburg".to_owned()));
}

#[test]
fn a_contact_that_is_not_to_be_handed_out_is_on_no_paper() {
    let sheet = Tour::new().with_house().sheet();
    assert!(sheet.contacts.iter().any(|contact| contact.fields.do_not_share == Some(true)));
    for variant in domain::view::Variant::ALL {
        let laid = laid(&sheet, &Paper { variant: *variant, ..paper() });
        assert!(!all_words(&laid).contains("Sommer"));
        assert!(all_words(&laid).contains("Pia Lund"));
    }
}

#[test]
fn what_no_font_has_is_a_box_and_the_paper_says_which_script_it_was() {
    let mut tour = Tour::new();
    for title in ["夜明けの歌", "أحمد", "דנה"] {
        tour.item(title, "18:00", json!({}));
    }
    tour.item("Ελληνική Λυρική, Київ, Zażółć, é e\u{301}", "19:00", json!({}));
    let words = all_words(&laid(&tour.sheet(), &paper()));
    let note = "Some characters (Arabic, Hebrew, Japanese) are not in this paper's fonts";
    assert!(words.contains(note), "{words}");
    assert!(words.contains("夜明けの歌"), "the text itself is kept: {words}");
    let mut known = Tour::new();
    known.item("Ελληνική Λυρική, Київ, Zażółć, é e\u{301}", "19:00", json!({}));
    let words = all_words(&laid(&known.sheet(), &paper()));
    assert!(!words.contains("not in this paper's fonts"), "{words}");
}

#[test]
fn a_link_that_no_code_can_hold_is_refused() {
    let sheet = Tour::new().sheet();
    let long =
        Paper { link: Some(format!("https://example.com/{}", "x".repeat(3_000))), ..paper() };
    assert!(matches!(day_sheet(&sheet, &long), Err(PdfError::Link)));
    let none = Paper { link: None, ..paper() };
    assert!(!all_words(&laid(&sheet, &none)).contains("Scan"));
}

#[test]
fn a_note_of_several_pages_is_printed_to_its_end() {
    let mut tour = Tour::new().with_rows(3);
    let day = Tour::show();
    let body: Vec<_> = (0..1500).map(|n| format!("word{n}")).collect();
    tour.add(Kind::Note, &json!({"body": body.join(" "), "day": day}));
    let body: Vec<_> = (0..500).map(|n| format!("line{n}")).collect();
    tour.add(Kind::Note, &json!({"body": body.join("\n"), "day": day}));
    let laid = laid(&tour.sheet(), &paper());
    let words = all_words(&laid);
    for n in 0..1500 {
        assert!(words.contains(&format!("word{n}")), "word{n} is cut off");
    }
    for n in 0..500 {
        assert!(words.contains(&format!("line{n}")), "line{n} is cut off");
    }
    laws::keeps_them(&laid);
}

#[test]
fn no_heading_stands_alone_at_the_end_of_a_page() {
    for n_rows in 20..60 {
        let sheet = Tour::new().with_house().with_rows(n_rows).sheet();
        for page in &laid(&sheet, &paper()).pages {
            let own: Vec<_> = page.blocks.iter().filter(|stood| !stood.again).collect();
            let last = own
                .iter()
                .rev()
                .find(|stood| !matches!(stood.block.role, Role::Foot | Role::Code(_)));
            let role = last.map(|stood| &stood.block.role);
            assert!(!matches!(role, Some(Role::Heading(_))), "{n_rows} rows: {}", words(page));
        }
    }
}

#[test]
fn a_long_name_beside_its_facts_stays_on_their_page() {
    let mut tour = Tour::new().with_house();
    let venue = tour.sheet().venues[0].id;
    tour.set(venue, "name", json!("Wilhelmshöhe ".repeat(15).trim()));
    for _ in 0..40 {
        tour.item("Another row", "19:00", json!({}));
        laws::keeps_them(&laid(&tour.sheet(), &paper()));
    }
}
