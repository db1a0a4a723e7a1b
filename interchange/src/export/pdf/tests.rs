//! What papers must be, whatever stands on them.

mod tour;

use chrono::{DateTime, Utc};
use domain::publish::{Differs, LineChange};
use domain::record::Kind;
use serde_json::json;

use self::tour::Tour;
use super::*;

fn moment() -> DateTime<Utc> {
    "2026-10-24T07:10:00Z".parse().unwrap()
}

fn paper() -> Paper {
    Paper {
        link: Some("https://tour.example.com/t/europe-26/2026-10-24".to_owned()),
        ..Paper::at(moment())
    }
}

#[test]
fn look() {
    let out = std::env::var_os("PAPER_OUT").map(std::path::PathBuf::from).unwrap();
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(out.join(name), bytes).unwrap();
    for n in [0, 1, 15, 45] {
        let tour = Tour::new().with_house().with_rows(n);
        let sheet = tour.sheet();
        let mut paper = paper();
        if n == 15 {
            paper.version = VersionMark { label: Some("3".to_owned()), n_unpublished: 2 };
            let of = |title: &str| sheet.schedule.iter().find(|row| row.title == title).unwrap().id;
            let change = |title: &str, differs, from: Option<&str>, to: Option<&str>| LineChange {
                record: of(title),
                kind: Kind::ScheduleItem,
                differs,
                title: title.to_owned(),
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
                sentence: format!("{title} changed"),
            };
            paper.differences = Differences {
                since: Some("2".to_owned()),
                reason: Some("The lift is slow".to_owned()),
                severity: None,
                lines: vec![
                    change("Doors", Differs::Moved, Some("19:00"), Some("19:30")),
                    change("Paper Lanterns", Differs::Moved, Some("19:45"), Some("~20:15–20:50")),
                ],
            };
        }
        let start = std::time::Instant::now();
        write(&format!("day-{n}.pdf"), day_sheet(&sheet, &paper).unwrap());
        eprintln!("{n}: {:?}", start.elapsed());
    }
    let mut odd = Tour::new().with_house().with_rows(12);
    for name in [
        "夜明けの歌 高橋さくら",
        "أحمد بن محمد",
        "Ελληνική Λυρική Σκηνή",
        "Національна філармонія України",
        "Zażółć gęślą jaźń",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "🎸 party 🎉",
    ] {
        odd.item(
            name,
            "18:00",
            json!({"detail": name.repeat(4), "departments": [name, "Audio"], "place": name}),
        );
    }
    let paper = Paper { size: PageSize::Letter, clock: domain::view::ClockStyle::H12, ..paper() };
    write("odd.pdf", day_sheet(&odd.sheet(), &paper).unwrap());
    let tour = Tour::new().with_house().with_rows(15);
    let book = tour.book();
    let header = domain::view::tour_header(&book).unwrap();
    let days: Vec<_> =
        book.dates().map(|date| domain::view::day_sheet(&book, date).unwrap()).collect();
    let roads = domain::routing::Roads::default();
    let (grid, people) = (domain::view::grid(&book, &roads), domain::view::people(&book));
    write(
        "book.pdf",
        tour_book(
            &TourBook { header: &header, grid: &grid, people: &people, days: &days },
            &self::paper(),
        )
        .unwrap(),
    );
    write(
        "routing.pdf",
        routing(&domain::view::routing(&book, &roads), &header, &self::paper()).unwrap(),
    );
    let row = |n: usize, mark| ListRow {
        cells: vec![
            format!("Guest {n} Name").into(),
            Cell {
                text: "Twin, high floor".to_owned(),
                before: (mark == Some(RowMark::Changed)).then(|| "Single".to_owned()),
            },
            "24 Oct".into(),
            "26 Oct".into(),
            "2".into(),
        ],
        mark,
        unconfirmed: n % 5 == 0,
    };
    let rooms = ListPaper {
        title: "Rooming list, Hotel Speicher".to_owned(),
        above: "Hollow Coast · Europe 26".to_owned(),
        facts: vec![
            ("Address".to_owned(), "Am Sandtor 4, 20457 Hamburg".to_owned()),
            ("Phone".to_owned(), "+49 40 0000003".to_owned()),
            ("Billing".to_owned(), "Rooms on master, extras own".to_owned()),
        ],
        columns: [("Name", 3), ("Room", 3), ("In", 1), ("Out", 1), ("Nights", 1)]
            .into_iter()
            .map(|(h, weight)| Column {
                heading: h.to_owned(),
                align: if h == "Nights" { Align::End } else { Align::Start },
                weight,
            })
            .collect(),
        rows: (0..90)
            .map(|n| {
                row(
                    n,
                    match n {
                        3 => Some(RowMark::New),
                        5 => Some(RowMark::Changed),
                        7 => Some(RowMark::Cancelled),
                        _ => None,
                    },
                )
            })
            .collect(),
        totals: ["90 guests", "", "", "", "180"].map(str::to_owned).to_vec(),
        notes: vec!["Late check-out for the crew.".to_owned()],
        zone: None,
    };
    write("list.pdf", list(&rooms, &self::paper()).unwrap());
}
