//! Papers as other people's programs see them: whole, tagged, with their fonts, saying what they must.
//!
//! What stands where on a page is tested beside the layout, in `interchange`.

mod printed;
pub(crate) mod programs;
mod tour;

use domain::routing::Roads;
use domain::view::{self, ClockStyle, Variant};
use interchange::export::pdf::{
    self, Column, ListPaper, ListRow, PageSize, Paper, RowMark, TourBook, VersionMark,
};

use self::programs::Programs;
use self::tour::{SHOW, book};

fn paper() -> Paper {
    let link = Some("https://tour.example.com/t/europe-26/2026-10-24".to_owned());
    Paper { link, ..Paper::at("2026-10-24T07:10:00Z".parse().unwrap()) }
}

fn day(n_rows: usize, paper: &Paper) -> Vec<u8> {
    let sheet = view::day_sheet(&book(n_rows), SHOW.parse().unwrap()).unwrap();
    pdf::day_sheet(&sheet, paper).unwrap()
}

#[test]
fn a_day_sheet_is_a_whole_document_whatever_its_size_and_readers() {
    let Some(programs) = Programs::find() else { return };
    for variant in Variant::ALL {
        for size in [PageSize::A4, PageSize::Letter] {
            let paper = Paper { variant: *variant, size, ..paper() };
            let looked_at = programs.look_at(&day(15, &paper));
            looked_at.is_whole();
            let expected = if size == PageSize::A4 { "595.28 x 841.89" } else { "612 x 792" };
            assert!(looked_at.info.contains(expected), "{}", looked_at.info);
        }
    }
}

#[test]
fn a_day_sheet_says_in_text_what_it_shows() {
    let Some(programs) = Programs::find() else { return };
    let version = VersionMark { label: Some("3".to_owned()), n_unpublished: 2 };
    let twelve = Paper { clock: ClockStyle::H12, version, ..paper() };
    let looked_at = programs.look_at(&day(15, &twelve));
    let text = &looked_at.text;
    for said in [
        "Saturday 24 October 2026",
        "Hamburg",
        "7:30 PM",
        "TM Ida Brandt",
        "Łukasz Żak",
        "Ελληνική",
        "Київ",
        "v3 + 2 changes",
        "Page 1 of 1",
        "Europe/Berlin",
    ] {
        assert!(text.contains(said), "`{said}` is not in {text}");
    }
    assert!(!text.contains("Sommer"), "a contact that is not to be handed out: {text}");
    assert!(looked_at.info.contains("Day sheet Hamburg"), "{}", looked_at.info);
}

#[test]
fn a_long_day_goes_on_over_pages_and_no_row_of_it_is_lost() {
    let Some(programs) = Programs::find() else { return };
    for n_rows in [1, 45, 150] {
        let looked_at = programs.look_at(&day(n_rows, &paper()));
        looked_at.is_whole();
        for n in 0..n_rows {
            assert!(looked_at.text.contains(&format!("Row {n} ")), "row {n} of {n_rows}");
        }
    }
}

#[test]
fn books_routes_and_lists_are_whole_documents_too() {
    let Some(programs) = Programs::find() else { return };
    let book = book(15);
    let header = view::tour_header(&book).unwrap();
    let (grid, people) = (view::grid(&book, &Roads::default()), view::people(&book));
    let days: Vec<_> = book.dates().filter_map(|date| view::day_sheet(&book, date)).collect();
    let whole = TourBook { header: &header, grid: &grid, people: &people, days: &days };
    programs.look_at(&pdf::tour_book(&whole, &paper()).unwrap()).is_whole();
    let route = view::routing(&book, &Roads::default());
    programs.look_at(&pdf::routing(&route, &header, &paper()).unwrap()).is_whole();
    let row = |n: usize| ListRow {
        cells: vec![format!("Guest {n}").into(), "+1".into()],
        mark: (n == 4).then_some(RowMark::Cancelled),
        unconfirmed: false,
    };
    let column = |heading: &str| Column { heading: heading.to_owned(), ..Column::default() };
    let guests = ListPaper {
        title: "Guest list".to_owned(),
        columns: vec![column("Name"), column("With")],
        rows: (0..80).map(row).collect(),
        ..ListPaper::default()
    };
    let looked_at = programs.look_at(&pdf::list(&guests, &paper()).unwrap());
    looked_at.is_whole();
    assert!(looked_at.text.contains("cancelled"), "{}", looked_at.text);
}
