//! `buscall route`: how far it is from date to date, how long it takes, and when to leave.

mod suggest;

use domain::routing::{Drive, NoDrive, Roads};
use domain::view::{
    ClockStyle, LeaveBy, LegHours, Routing, Stop, Verdict, driver_hours, duration, routing,
    short_date,
};

use super::tour::OpenTour;
use super::{Context, standing};
use crate::cli::read::Route;
use crate::error::{Exit, Result};
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 7] = [
    Column::whole("DATE"),
    Column::to("CITY", 8),
    Column::whole("ROAD"),
    Column::whole("DRIVE"),
    Column::whole("IN ALL"),
    Column::whole("LEAVE BY"),
    Column::to("", 0),
];

const KM_IN_A_MILE: f64 = 1.609_344;

pub(super) async fn run(context: &Context, asked: &Route) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let view = tour.view().await?;
    if asked.suggest {
        return suggest::run(&view, asked.look.json);
    }
    let routing = routing(&view.book, &Roads::default());
    if asked.look.json {
        render::print_json(&routing)?;
        return Ok(Exit::Done);
    }
    if routing.stops.is_empty() {
        render::say("the tour has no days with a place");
        return Ok(Exit::Done);
    }
    let style = asked.look.clock.into();
    // The first vehicle is the party's; `check` tells of the others.
    let hours = driver_hours(&view.book, &Roads::default());
    let legs = hours.vehicles.first().map(|vehicle| vehicle.legs.as_slice()).unwrap_or_default();
    let mut table = Table::new(&COLUMNS);
    for stop in &routing.stops {
        let leg = legs.iter().find(|leg| leg.date == stop.date);
        let tone = if stop.date == today.date { Tone::Strong } else { Tone::Plain };
        let cells = cells(stop, asked.miles, style).map(|cell| (tone, cell));
        table.row(cells.into_iter().chain([(Tone::Faint, remarks(stop, leg))]));
    }
    render::print_text(&table.text(render::width()))?;
    render::say(&total(&routing, asked.miles));
    if !hours.packs.is_empty() {
        render::say(&format!("hours by {}; {}", packs(&hours.packs), hours.notice));
    }
    render::say(&standing::lines(&view, today.here, tour.now, style));
    Ok(Exit::Done)
}

/// What stands in the columns before the remarks.
fn cells(stop: &Stop, miles: bool, style: ClockStyle) -> [String; 6] {
    let drive = stop.drive.as_ref();
    let of = |text: fn(&Drive) -> String| drive.map(text).unwrap_or_default();
    [
        short_date(stop.date),
        stop.city.clone().or_else(|| stop.venue.clone()).unwrap_or_default(),
        drive.map(|drive| distance(drive.km, miles)).unwrap_or_default(),
        of(|drive| duration(drive.driving_minutes)),
        of(|drive| duration(drive.total_minutes)),
        stop.leave_by.map(|by| departure(&by, style)).unwrap_or_default(),
    ]
}

fn distance(km: f64, miles: bool) -> String {
    if miles { format!("{:.0} mi", km / KM_IN_A_MILE) } else { format!("{km:.0} km") }
}

/// A departure on the wall where the drive begins, and on that where it ends if it shows another time.
fn departure(by: &LeaveBy, style: ClockStyle) -> String {
    let (here, there) = (by.at_departure, by.at_arrival);
    let text = format!("{} {}", short_date(here.date), style.clock(here.clock));
    if (here.date, here.clock) == (there.date, there.clock) {
        return text;
    }
    let clock = style.clock(there.clock);
    if here.date == there.date {
        format!("{text} ({clock} there)")
    } else {
        format!("{text} ({} {clock} there)", short_date(there.date))
    }
}

fn remarks(stop: &Stop, leg: Option<&LegHours>) -> String {
    let missing = stop.no_drive.map(|why| match why {
        NoDrive::NoCoordinates => "no coordinates".to_owned(),
        NoDrive::NoCountry => "no country".to_owned(),
        NoDrive::NoRoad => "no road, and no ferry is known".to_owned(),
    });
    let with = |minutes: fn(&Drive) -> u32, word: &str| {
        stop.drive.as_ref().filter(|drive| minutes(drive) > 0).map(|_| word.to_owned())
    };
    let crossing = with(|drive| drive.crossing_minutes, "over the sea");
    let border = with(|drive| drive.border_minutes, "border");
    let verdict = leg.and_then(verdict);
    let all = missing.into_iter().chain(crossing).chain(border).chain(verdict);
    all.collect::<Vec<_>>().join(", ")
}

/// What the driver's hours say; nothing of what is legal anyway.
fn verdict(leg: &LegHours) -> Option<String> {
    match leg.verdict {
        Verdict::Legal | Verdict::NoRules | Verdict::Unknown => None,
        Verdict::LegalWithReducedRest => {
            let left = leg.reduced_rests_left.map(|left| format!(" ({left} of 3 left)"));
            Some(format!("legal with reduced rest{}", left.unwrap_or_default()))
        }
        Verdict::NeedsSecondDriver => Some("needs a second driver".to_owned()),
        Verdict::NotLegalAsPlanned => Some("not legal as planned".to_owned()),
    }
}

fn packs(packs: &[domain::view::PackShown]) -> String {
    packs.iter().map(|pack| pack.title).collect::<Vec<_>>().join(", ")
}

fn total(routing: &Routing, miles: bool) -> String {
    let (km, minutes) = (routing.total_road_km, routing.total_driving_minutes);
    format!("{} and {} at the wheel, estimated", distance(km, miles), duration(minutes))
}
