//! The way from date to date: from the last place that is known to the next.

use super::day_sheet::{coordinates, country};
use crate::book::DayOn;
use crate::geo::{great_circle_km, tenths};
use crate::routing::{Drive, NoDrive, Spot, drive, profile_of};
use crate::time::Zone;

/// Closer than this, in kilometres, two dates are at one place.
const ONE_PLACE_KM: f64 = 1.0;

/// Where a tour has got to.
#[derive(Default)]
pub(super) struct Way {
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
}

impl Way {
    /// Goes on to a date.
    pub(super) fn to(&mut self, on: &DayOn<'_>) -> Step {
        let here = coordinates(on).map(|at| Known { at, country: country(on), zone: on.zone() });
        let here = here.filter(|here| here.spot().is_somewhere());
        let mut step = match (&self.last, &here) {
            (Some(last), Some(here)) => Step::between(last, here, on),
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
    fn between(from: &Known, to: &Known, on: &DayOn<'_>) -> Self {
        let km = great_circle_km(from.at.0, from.at.1, to.at.0, to.at.1);
        let drive = (km >= ONE_PLACE_KM).then(|| {
            drive(&from.spot(), &to.spot(), profile_of(on.book(), from.country.as_deref()))
        });
        Self { great_circle_km: Some(tenths(km)), drive, zone_before: from.zone }
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
