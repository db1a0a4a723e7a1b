//! Whether tomorrow can work: what is wrong with a tour as it is routed and scheduled, by law or by the clock,
//! and what would help.
//!
//! Nothing is changed here. A fix is a group of the usual kind, each edit from the value that was shown to the new
//! one, for a person to send.

mod days;
mod fixes;
mod holds;
mod road;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

use super::drivers::{Overdrive, PLANNING_AID, PackShown, hours_on, tour_legs};
use crate::book::{Book, DayOn};
use crate::change::Edit;
use crate::ids::RecordId;
use crate::record::Whole;
use crate::routing::Roads;

/// What is wrong with a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checks {
    /// The problems, by date and the gravest first.
    pub problems: Vec<TourProblem>,
    /// How many of them need a decision.
    pub n_decisions: usize,
    /// The packs of drivers' rules that were applied.
    pub packs: Vec<PackShown>,
    /// `planning aid, the operator decides`.
    pub notice: &'static str,
}

/// Something that is wrong with a tour.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TourProblem {
    /// What.
    pub kind: ProblemKind,
    /// How grave it is.
    pub weight: Weight,
    /// The date that it is about.
    pub date: NaiveDate,
    /// The day's record.
    pub day_id: RecordId,
    /// The vehicles, where it is about some; a tour that names none has none here.
    pub vehicles: Vec<RecordId>,
    /// The sentence.
    pub text: String,
    /// The article of the rule, where there is one.
    pub article: Option<&'static str>,
    /// What is allowed at most, or needed at least: minutes, shows or miles, as the sentence says.
    pub limit: Option<i64>,
    /// What is planned, in the same unit.
    pub planned: Option<i64>,
    /// What would help, each a group that is ready to be sent.
    pub fixes: Vec<Fix>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A vehicle arrives after load-in has begun.
    ArrivesAfterLoadIn,
    /// Whoever leaves when the day is over is not there at load-in.
    TooFarForTheNight,
    /// A vehicle leaves before the load-out is done.
    LeavesBeforeLoadOut,
    /// The drive is not legal as planned, or needs a second driver.
    DriverHours,
    /// Two shows are on at once.
    TwoShowsAtOnce,
    /// Two places far apart on one date, and nobody said when.
    TwoCities,
    /// A date is held at several places, or beside a show.
    HoldClash,
    /// A show is nearer to another than a radius clause allows.
    Radius,
    /// Many shows without a day off.
    NoDayOff,
    /// A drive so long that another driver's day is paid.
    Overdrive,
    /// Gear crosses a border, and nobody has planned the carnet.
    NoCarnetTime,
    /// Coordinates that do not go with the zone.
    OddCoordinates,
    /// The drive cannot be reckoned.
    NoDrive,
    /// The clocks change on the way.
    ZoneChange,
}

impl TourProblem {
    /// A problem of a date, as far as it is alike for all of them.
    fn on(on: &DayOn<'_>, kind: ProblemKind, weight: Weight, text: String) -> Self {
        Self {
            kind,
            weight,
            date: on.date(),
            day_id: on.day().id(),
            vehicles: Vec::new(),
            text,
            article: None,
            limit: None,
            planned: None,
            fixes: Vec::new(),
        }
    }
}

/// How grave a problem is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Somebody has to decide, or the day cannot work.
    Decision,
    /// Somebody should look.
    Warning,
    /// Somebody should know.
    Note,
}

/// Something that would help.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fix {
    /// What.
    pub kind: FixKind,
    /// The sentence.
    pub text: String,
    /// The edits, to be sent as one group.
    pub edits: Vec<Edit>,
}

/// What would help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FixKind {
    /// Load-in begins later.
    LaterLoadIn,
    /// The bus leaves later.
    LaterDeparture,
    /// The bus leaves earlier.
    EarlierDeparture,
    /// Two share the wheel.
    SecondDriver,
    /// The date before is for travel.
    TravelDay,
    /// A date without a show is a day off.
    DayOff,
    /// Time for the carnet stands in the schedule.
    CarnetTime,
    /// A hold is let go.
    ClearHold,
}

/// From when on things are told; what the tour says, else what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    shows_in_a_row: usize,
    overdrive: Overdrive,
    truck_miles: i64,
}

impl Limits {
    fn of(book: &Book) -> Self {
        let tour = book.tour();
        let or = |said: Option<i64>, usual| said.unwrap_or(usual);
        let shows = tour.and_then(|tour| tour.shows_in_a_row_max.map(Whole::get));
        Self {
            shows_in_a_row: usize::try_from(or(shows, 6)).unwrap_or(usize::MAX),
            overdrive: Overdrive::of(book),
            truck_miles: or(tour.and_then(|tour| tour.truck_miles.map(Whole::get)), 500),
        }
    }
}

/// What is wrong with a tour.
pub fn checks(book: &Book, roads: &Roads) -> Checks {
    let (limits, legs) = (Limits::of(book), tour_legs(book));
    let hours = hours_on(book, roads, &legs);
    let mut problems = road::problems(book, &hours, &legs, &limits);
    problems.extend(days::problems(book, &limits));
    problems.extend(holds::problems(book));
    problems.sort_by(|one, other| {
        let key = |of: &TourProblem| (of.date, of.weight, of.kind);
        key(one).cmp(&key(other)).then_with(|| one.text.cmp(&other.text))
    });
    let n_decisions = problems.iter().filter(|one| one.weight == Weight::Decision).count();
    Checks { problems, n_decisions, packs: hours.packs, notice: PLANNING_AID }
}
