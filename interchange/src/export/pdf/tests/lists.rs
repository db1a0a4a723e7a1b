//! Lists, routes and books on paper.

use domain::routing::Roads;
use domain::view;

use super::*;

fn rooms(n_rows: usize) -> ListPaper {
    let column = |(heading, weight): (&str, u16)| Column {
        heading: heading.to_owned(),
        align: if heading == "Nights" { Align::End } else { Align::Start },
        weight,
    };
    let columns = [("Name", 3), ("Room", 3), ("In", 1), ("Out", 1), ("Nights", 1)];
    let row = |n: usize| {
        let mark = match n {
            3 => Some(RowMark::New),
            5 => Some(RowMark::Changed),
            7 => Some(RowMark::Cancelled),
            _ => None,
        };
        let before = (mark == Some(RowMark::Changed)).then(|| "Single".to_owned());
        let room = Cell { text: "Twin, high floor".to_owned(), before };
        let name = format!("Guest {n}").into();
        ListRow {
            cells: vec![name, room, "24 Oct".into(), "26 Oct".into(), "2".into()],
            mark,
            unconfirmed: n.is_multiple_of(10),
        }
    };
    ListPaper {
        title: "Rooming list, Hotel Speicher".to_owned(),
        above: "Hollow Coast · Europe 26".to_owned(),
        facts: vec![("Address".to_owned(), "Am Sandtor 4, 20457 Hamburg".to_owned())],
        columns: columns.into_iter().map(column).collect(),
        rows: (0..n_rows).map(row).collect(),
        totals: ["all", "", "", "", "180"].map(str::to_owned).to_vec(),
        notes: vec!["Late check-out for the crew.".to_owned()],
        zone: None,
    }
}

#[test]
fn the_headings_of_a_list_stand_on_each_of_its_pages() {
    let laid = list::laid_out(&rooms(120), &paper()).unwrap();
    assert!(laid.pages.len() > 2);
    for page in &laid.pages {
        assert!(words(page).contains("Nights"), "{}", words(page));
    }
    let words = all_words(&laid);
    assert!((0..120).all(|n| words.contains(&format!("Guest {n}"))));
    laws::keeps_them(&laid);
    assert!(list(&rooms(120), &paper()).is_ok());
}

#[test]
fn a_row_of_a_list_says_what_changed_and_strikes_what_is_off() {
    let laid = list::laid_out(&rooms(12), &paper()).unwrap();
    let words = all_words(&laid);
    for said in ["new", "changed", "cancelled", "Guest 0 ?"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    let struck = struck(&laid);
    assert!(struck.contains(&"Single".to_owned()), "the old value: {struck:?}");
    assert!(struck.contains(&"Guest 7".to_owned()), "the row that is off: {struck:?}");
    assert!(!struck.contains(&"Guest 5".to_owned()), "{struck:?}");
}

#[test]
fn a_list_of_nothing_is_a_page_all_the_same() {
    let empty = list::laid_out(&ListPaper::default(), &paper()).unwrap();
    assert_eq!(empty.pages.len(), 1);
    assert!(list(&ListPaper::default(), &paper()).is_ok());
}

#[test]
fn a_tour_book_has_its_cover_dates_people_and_every_day() {
    let book = Tour::new().with_house().with_rows(15).book();
    let header = view::tour_header(&book).unwrap();
    let (grid, people) = (view::grid(&book, &Roads::default()), view::people(&book));
    let days: Vec<_> = book.dates().filter_map(|date| view::day_sheet(&book, date)).collect();
    let book = TourBook { header: &header, grid: &grid, people: &people, days: &days };
    let laid = book::laid_out(&book, &paper()).unwrap();
    let words = all_words(&laid);
    for said in ["Tour book", "22 Oct – 26 Oct 2026", "Itinerary", "People", "Copenhagen", "Leg 2"]
    {
        assert!(words.contains(said), "{said} in {words}");
    }
    laws::keeps_them(&laid);
    assert!(tour_book(&book, &paper()).is_ok());
}

#[test]
fn a_route_says_how_far_how_long_and_when_to_leave() {
    let mut tour = Tour::new();
    for (date, city, country, lat, lon) in [
        ("2026-10-22", "Copenhagen", "DK", 55.676, 12.568),
        ("2026-10-24", "Hamburg", "DE", 53.551, 9.994),
        ("2026-10-26", "London", "GB", 51.507, -0.128),
    ] {
        let day = tour.book().day_on(date.parse().unwrap()).unwrap().id();
        let place = json!({"city": city, "country": country, "lat": lat, "lon": lon});
        tour.set(day, "place", place);
    }
    let book = tour.book();
    let route = view::routing(&book, &Roads::default());
    let header = view::tour_header(&book).unwrap();
    let laid = route::laid_out(&route, &header, &paper()).unwrap();
    let words = all_words(&laid);
    for said in ["Routing", "≈ ", " km", "clocks −1 h", "is an estimate", "Leave by"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    let london = route.stops.last().unwrap().leave_by.unwrap();
    let wall = format!("{} ", london.at_departure.clock);
    assert!(words.contains(&wall), "{wall} in {words}");
    assert!(routing(&route, &header, &paper()).is_ok());
}
