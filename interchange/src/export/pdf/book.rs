//! The tour book on paper: a cover, the itinerary, the people, and every day after the other.

use chrono::NaiveDate;
use domain::record::Line;
use domain::record::kinds::Status;
use domain::view::{DaySheet, Grid, GridDay, People, PersonBlock, TourHeader, short_date};

use super::block::{Block, Role};
use super::clocks::restyled;
use super::flow::Group;
use super::layout::{BOOK, Fact, Layout};
use super::paper::{Paper, PdfError};
use super::route::names;
use super::sheet::{About, Sheet, sheet, variant_word};
use super::table::{Head, Row, table};
use super::text::{Color, Weight};
use super::{day, draw};

/// What a tour book is printed from. All of it must be what its readers may see.
#[derive(Clone, Copy)]
pub struct TourBook<'b> {
    /// The tour in a few lines.
    pub header: &'b TourHeader,
    /// Its dates.
    pub grid: &'b Grid,
    /// Who is on it.
    pub people: &'b People,
    /// Its days, by date.
    pub days: &'b [DaySheet],
}

/// A tour book as a PDF.
///
/// # Errors
/// Where the link does not fit a code, or the document cannot be written.
pub fn tour_book(book: &TourBook<'_>, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    draw::draw(&laid_out(book, paper)?)
}

/// The same before it is drawn.
pub(super) fn laid_out(book: &TourBook<'_>, paper: &Paper) -> Result<Sheet, PdfError> {
    let names = names(book.header);
    let about = About {
        title: format!("Tour book {names}"),
        running: names,
        zone: book.header.home_zone,
        has_variants: true,
    };
    sheet(paper, &about, &[BOOK], |layout| {
        let mut groups = vec![Group { blocks: cover(book, paper, layout), ..Group::default() }];
        groups.push(itinerary(book.grid, paper, layout));
        groups.extend(people(book.people, layout));
        let mut leg = None;
        for sheet in book.days {
            let named = sheet.header.leg.as_deref();
            let depth = usize::from(named.is_some());
            let mut group = day::compact(sheet, paper.clock, layout, depth);
            if let Some(name) = named.filter(|_| leg != named) {
                group.blocks.insert(0, leg_heading(layout, name));
            }
            leg = named;
            groups.push(group);
        }
        groups
    })
}

fn cover(book: &TourBook<'_>, paper: &Paper, layout: &Layout<'_>) -> Vec<Block> {
    let header = book.header;
    let mut sketch = layout.sketch();
    let quiet = layout.body().times(1.2).weight(Weight::Semi).color(Color::GREY);
    let mut y = sketch.text(1, (0.0, layout.space(90.0)), layout.width, &[quiet.of("Tour book")]);
    let artist = header.artist.clone().unwrap_or_else(|| header.name.clone());
    let big = layout.body().times(4.6).weight(Weight::Extra);
    y = sketch.text(0, (0.0, y), layout.width, &[big.of(artist)]);
    if header.artist.is_some() {
        let tour = layout.body().times(2.2).weight(Weight::Semi);
        y = sketch.text(0, (0.0, y), layout.width, &[tour.of(&header.name)]);
    }
    let dates = header.starts.zip(header.ends).map(|(from, to)| span(from, to));
    let shows = format!("{} dates, {} shows", header.n_days, header.n_shows);
    let line = [dates, Some(shows)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    y = sketch.text(1, (0.0, y + 6.0), layout.width, &[layout.body().times(1.3).of(line)]);
    let mark = format!("{} · {}", paper.version.text(), variant_word(paper.variant));
    sketch.text(1, (0.0, y), layout.width, &[layout.quiet().of(mark)]);
    sketch.pad(layout.space(30.0));
    let title = sketch.block(Role::Heading(1), 0.0).bookmark(0, names(header)).keep();
    let mut facts: Vec<_> = header
        .legs
        .iter()
        .map(|leg| {
            let dates = leg.starts.zip(leg.ends).map(|(from, to)| span(from, to));
            let name = layout.strong().of(&leg.name);
            let says = vec![vec![name], vec![layout.body().of(dates.unwrap_or_default())]];
            Fact { name: "Leg".to_owned(), says }
        })
        .collect();
    for (role, person) in
        [("Tour manager", &header.tour_manager), ("Production manager", &header.production_manager)]
    {
        let Some(person) = person else { continue };
        let says = [vec![layout.strong().of(called(person))]].into_iter();
        let phone = text(person.fields.phone.as_ref());
        let says = says.chain((!phone.is_empty()).then(|| vec![layout.body().of(phone)]));
        facts.push(Fact { name: role.to_owned(), says: says.collect() });
    }
    let mut blocks = vec![title];
    blocks.extend(layout.facts(&facts, 2));
    blocks.extend(header.notes.as_ref().map(|notes| layout.text(&[layout.body().of(notes)])));
    blocks
}

/// `22 Oct – 20 Nov 2026`.
fn span(from: NaiveDate, to: NaiveDate) -> String {
    let first = if from.format("%Y").to_string() == to.format("%Y").to_string() {
        from.format("%-d %b")
    } else {
        from.format("%-d %b %Y")
    };
    format!("{first} – {}", to.format("%-d %b %Y"))
}

fn leg_heading(layout: &Layout<'_>, name: &str) -> Block {
    let look = layout.body().times(1.9).weight(Weight::Extra);
    let mut sketch = layout.sketch();
    sketch.text(0, (0.0, 0.0), layout.width, &[look.of(name)]);
    sketch.rule((0.0, sketch.height() + 2.0), layout.width, Color::INK);
    sketch.block(Role::Heading(1), layout.space(20.0) + 8.0).bookmark(0, name).keep()
}

fn itinerary(grid: &Grid, paper: &Paper, layout: &Layout<'_>) -> Group {
    let mut blocks = vec![layout.heading(1, "Itinerary", &[]).bookmark(0, "Itinerary")];
    let heads = [
        Head::new("Date", 1.3),
        Head::new("City", 1.8),
        Head::new("Venue", 2.2),
        Head::end("Load-in", 0.9),
        Head::end("Doors", 0.9),
        Head::end("Stage", 0.9),
        Head::end("Curfew", 0.9),
    ];
    let rows: Vec<_> = grid.days.iter().map(|day| itinerary_row(day, paper, layout)).collect();
    blocks.extend(table(layout, &heads, &rows));
    Group { blocks, together: false, fresh: true }
}

fn itinerary_row(day: &GridDay, paper: &Paper, layout: &Layout<'_>) -> Row {
    let off = day.status == Some(Status::Cancelled);
    let struck = |look: super::text::Look| if off { look.struck() } else { look };
    let (body, quiet) = (struck(layout.body()), layout.quiet());
    let strong = struck(layout.body().weight(Weight::Semi));
    let kind = day.day_type.map(|kind| kind.word().replace('_', " ")).unwrap_or_default();
    let what = day.venue.clone().or_else(|| day.title.clone());
    let mut venue = match what {
        Some(venue) => vec![body.of(venue)],
        None => vec![quiet.of(kind)],
    };
    match day.status {
        Some(Status::Cancelled) => {
            venue.push(layout.body().weight(Weight::Extra).color(Color::STOP).of("  CANCELLED"));
        }
        Some(Status::Draft | Status::Unconfirmed) => venue.push(quiet.of(" ?")),
        Some(Status::Confirmed) | None => {}
    }
    let country = day.country.as_ref().map(|country| format!("  {country}"));
    let time = |text: &Option<String>| {
        let text = text.as_ref().map(|text| restyled(text, paper.clock));
        vec![body.of(text.unwrap_or_default())]
    };
    Row::plain(vec![
        vec![strong.of(short_date(day.date))],
        vec![
            strong.of(day.city.clone().unwrap_or_default()),
            quiet.of(country.unwrap_or_default()),
        ],
        venue,
        time(&day.load_in),
        time(&day.doors),
        time(&day.set),
        time(&day.curfew),
    ])
}

fn text(line: Option<&Line>) -> String {
    line.map(ToString::to_string).unwrap_or_default()
}

fn called(person: &PersonBlock) -> String {
    text(person.fields.preferred_name.as_ref().or(person.fields.name.as_ref()))
}

fn people(people: &People, layout: &Layout<'_>) -> Option<Group> {
    if people.people.is_empty() {
        return None;
    }
    let heads = [
        Head::new("Name", 1.8),
        Head::new("Role", 1.5),
        Head::new("Party", 0.7),
        Head::new("Phone", 1.5),
        Head::new("E-mail", 2.0),
    ];
    let body = layout.body();
    let rows = people.people.iter().map(|person| {
        let fields = &person.fields;
        let mut name = vec![vec![body.weight(Weight::Semi).of(called(person))]];
        let whole = text(fields.name.as_ref());
        if whole != called(person) {
            name.push(vec![layout.quiet().of(whole)]);
        }
        let role = [text(fields.role.as_ref()), text(fields.department.as_ref())];
        let role = role.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let rest = [
            role,
            text(fields.party.as_ref()),
            text(fields.phone.as_ref()),
            text(fields.email.as_ref()),
        ];
        let rest = rest.into_iter().map(|text| vec![vec![body.of(text)]]);
        Row { cells: std::iter::once(name).chain(rest).collect(), total: false }
    });
    let rows: Vec<_> = rows.collect();
    let mut blocks = vec![layout.heading(1, "People", &[]).bookmark(0, "People")];
    blocks.extend(table(layout, &heads, &rows));
    Some(Group { blocks, ..Group::default() })
}
