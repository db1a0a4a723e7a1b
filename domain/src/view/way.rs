//! The way from date to date: from the last place that is known to the next.

use std::collections::BTreeSet;

use super::day_sheet::{coordinates, country};
use super::drivers::{ONE_PLACE_KM, roads_driven};
use crate::book::{Book, DayOn};
use crate::geo::{great_circle_km, tenths};
use crate::routing::{Drive, NoDrive, RoadKey, Roads, Spot, drive, profile_of};
use crate::time::Zone;

/// Where a tour has got to.
pub(super) struct Way<'r> {
    roads: &'r Roads,
    begun: bool,
    /// A date was passed that nobody can find.
    lost: bool,
    last: Option<Known>,
}

struct Known {
    at: (f64, f64),
    country: Option<String>,
    zone: Option<Zone>,
}

/// The way to one date.
#[derive(Default)]
pub(super) struct Step {
    /// Kilometres as the crow flies, to one decimal.
    pub(super) great_circle_km: Option<f64>,
    /// The drive, or why there is none; nothing where the tour begins or stays.
    pub(super) drive: Option<Result<Drive, NoDrive>>,
    /// The clocks where the drive begins, if that is where the tour was before.
    pub(super) zone_before: Option<Zone>,
    /// The road that an engine can be asked for; nothing where none is needed.
    key: Option<RoadKey>,
}

/// The roads that an engine can be asked for, so that the views of this book show them: those of all
/// drives that are by road from end to end.
pub fn roads_needed(book: &Book) -> BTreeSet<RoadKey> {
    let (none, mut needed) = (Roads::default(), BTreeSet::new());
    let mut way = Way::along(&none);
    for on in book.dates().filter_map(|date| book.on(date)) {
        let step = way.to(&on);
        let by_road = step.driven().is_some_and(|drive| drive.crossing_minutes == 0);
        needed.extend(step.key.filter(|_| by_road));
    }
    needed.extend(roads_driven(book));
    needed
}

impl<'r> Way<'r> {
    /// Where it begins, with the roads that are known.
    pub(super) fn along(roads: &'r Roads) -> Self {
        Self { roads, begun: false, lost: false, last: None }
    }

    /// Goes on to a date.
    pub(super) fn to(&mut self, on: &DayOn<'_>) -> Step {
        let here = coordinates(on).map(|at| Known { at, country: country(on), zone: on.zone() });
        let here = here.filter(|here| here.spot().is_somewhere());
        let mut step = match (&self.last, &here) {
            (Some(last), Some(here)) => Step::between(last, here, on, self.roads),
            _ if self.begun => Step { drive: Some(Err(NoDrive::NoCoordinates)), ..Step::default() },
            _ => Step::default(),
        };
        if self.lost {
            step.zone_before = None;
        }
        self.begun = true;
        self.lost = here.is_none();
        self.last = here.or(self.last.take());
        step
    }
}

impl Step {
    fn between(from: &Known, to: &Known, on: &DayOn<'_>, roads: &Roads) -> Self {
        let km = great_circle_km(from.at.0, from.at.1, to.at.0, to.at.1);
        let step =
            Self { great_circle_km: Some(tenths(km)), zone_before: from.zone, ..Self::default() };
        if km < ONE_PLACE_KM {
            return step;
        }
        let (from, to) = (from.spot(), to.spot());
        let profile = profile_of(on.book(), from.country);
        let key = RoadKey::new(&from, &to, profile);
        Self { drive: Some(drive(&from, &to, profile, roads)), key: Some(key), ..step }
    }

    /// The drive, if there is one.
    pub(super) fn driven(&self) -> Option<&Drive> {
        self.drive.as_ref()?.as_ref().ok()
    }
}

impl Known {
    fn spot(&self) -> Spot<'_> {
        Spot { lat: self.at.0, lon: self.at.1, country: self.country.as_deref() }
    }
}
