//! The route on paper: where the tour is on which date, how far it is, and when to leave.

use domain::routing::{DriveSource, NoDrive};
use domain::view::{LeaveBy, Routing, Stop, TourHeader, duration, short_date};

use super::draw;
use super::flow::Group;
use super::layout::{DENSITIES, Layout};
use super::list::title;
use super::paper::{Paper, PdfError};
use super::sheet::{About, Sheet, sheet};
use super::table::{Head, Row, table};
use super::text::{Span, Weight};

/// The route of a tour as a PDF.
///
/// # Errors
/// Where the link does not fit a code, or the document cannot be written.
pub fn routing(routing: &Routing, header: &TourHeader, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    draw::draw(&laid_out(routing, header, paper)?)
}

/// The same before it is drawn.
pub(super) fn laid_out(
    routing: &Routing,
    header: &TourHeader,
    paper: &Paper,
) -> Result<Sheet, PdfError> {
    let names = names(header);
    let about = About {
        title: format!("Routing {names}"),
        running: format!("Routing · {names}"),
        zone: header.home_zone,
        has_variants: true,
    };
    sheet(paper, &about, &DENSITIES, |layout| {
        let mut blocks = vec![title(layout, &names, "Routing", &totals(routing))];
        let rows: Vec<_> = routing.stops.iter().map(|stop| row(layout, stop, paper)).collect();
        blocks.extend(table(layout, &heads(), &rows));
        if routing.stops.iter().any(is_estimate) {
            let text = "≈ is an estimate: nobody has asked a road engine about it.";
            blocks.push(layout.text(&[layout.quiet().of(text)]));
        }
        vec![Group { blocks, ..Group::default() }]
    })
}

/// `Hollow Coast · Europe 26`.
pub(super) fn names(header: &TourHeader) -> String {
    let names = header.artist.iter().chain(std::iter::once(&header.name));
    names.filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

fn totals(routing: &Routing) -> String {
    let driving = duration(i64::from(routing.total_driving_minutes));
    let (stops, km) = (routing.stops.len(), routing.total_road_km.max(0.0));
    format!("{stops} dates, {:.0} km by road, {driving} at the wheel", km + 0.0)
}

fn heads() -> Vec<Head> {
    vec![
        Head::new("Date", 1.25),
        Head::new("City", 1.7),
        Head::new("Venue", 2.0),
        Head::end("Distance", 1.0),
        Head::end("Drive", 1.6),
        Head::new("Leave by", 1.9),
    ]
}

fn is_estimate(stop: &Stop) -> bool {
    stop.drive.as_ref().is_some_and(|drive| drive.source == DriveSource::Estimate)
}

fn row(layout: &Layout<'_>, stop: &Stop, paper: &Paper) -> Row {
    let (body, quiet) = (layout.body(), layout.quiet());
    let strong = body.weight(Weight::Semi);
    let about = if is_estimate(stop) { "≈ " } else { "" };
    let kind = stop.day_type.map(|kind| kind.word().replace('_', " ")).unwrap_or_default();
    let city = stop.city.clone().unwrap_or_default();
    let country = stop.country.as_ref().map(|country| format!("  {country}"));
    let mut venue = vec![vec![body.of(stop.venue.clone().unwrap_or_default())]];
    if stop.venue.is_none() {
        venue = vec![vec![quiet.of(kind)]];
    }
    let (distance, drive) = match (&stop.drive, stop.no_drive) {
        (Some(drive), _) => (
            format!("{about}{:.0} km", drive.km),
            format!("{about}{}", duration(i64::from(drive.total_minutes))),
        ),
        (None, Some(why)) => (String::new(), no_drive(why).to_owned()),
        (None, None) => (String::new(), String::new()),
    };
    let clocks = stop.zone_change_minutes.filter(|minutes| *minutes != 0).map(|minutes| {
        let sign = if minutes > 0 { "+" } else { "−" };
        vec![quiet.of(format!("clocks {sign}{}", duration(i64::from(minutes.abs()))))]
    });
    let leave = stop.leave_by.map(|leave| leave_words(&leave, paper)).unwrap_or_default();
    let place = vec![strong.of(city), quiet.of(country.unwrap_or_default())];
    let mut place = vec![place];
    place.extend(clocks);
    let one = |span: Span| vec![vec![span]];
    let cells = vec![
        one(strong.of(short_date(stop.date))),
        place,
        venue,
        one(body.of(distance)),
        one(body.of(drive)),
        one(body.of(leave)),
    ];
    Row { cells, total: false }
}

fn no_drive(why: NoDrive) -> &'static str {
    match why {
        NoDrive::NoCoordinates => "place not known",
        NoDrive::NoCountry => "country not known",
        NoDrive::NoRoad => "no road",
    }
}

/// `22:15 Tue 24 Nov`, on the wall where the drive begins.
fn leave_words(leave: &LeaveBy, paper: &Paper) -> String {
    let wall = leave.at_departure;
    format!("{} {}", paper.clock.clock(wall.clock), short_date(wall.date))
}
