//! What is wrong with one vehicle on one leg: too late, too far, not legal. Its name is added by whoever asks.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Limits, ProblemKind, TourProblem, Weight, fixes, way};
use crate::book::Book;
use crate::geo::whole_miles;
use crate::record::kinds::ItemType;
use crate::routing::VehicleProfile;
use crate::routing::hours::Grade;
use crate::time::{ShowClock, resolve};
use crate::view::checks::{Fix, FixKind};
use crate::view::drivers::{FindingShown, LegHours, TourLeg, VehicleHours, Verdict};
use crate::view::routing::leave;
use crate::view::words::{duration, short_date, text};

/// A load-in that is moved begins on one of these minutes.
const STEP_MINUTES: i64 = 15;
/// What is set up takes at least so long before the audience comes: an allowance of ours.
const SET_UP_MINUTES: i64 = 120;
/// The hour of a travel day before which nobody is sent off.
const TRAVEL_HOUR: u16 = 9;

/// A vehicle on one leg.
pub(super) struct OnLeg<'l, 'b> {
    pub(super) book: &'l Book,
    pub(super) vehicle: &'l VehicleHours,
    pub(super) leg: &'l TourLeg<'b>,
    pub(super) drive: &'l LegHours,
}

impl OnLeg<'_, '_> {
    pub(super) fn problems(&self, limits: &Limits) -> impl Iterator<Item = TourProblem> {
        let found = [self.too_late(), self.before_load_out(), self.hours(), self.overdrive(limits)];
        found.into_iter().flatten()
    }

    /// Arriving after load-in has begun, as planned or although one leaves as soon as the day is over.
    fn too_late(&self) -> Option<TourProblem> {
        let slack = self.drive.slack_minutes.filter(|slack| *slack < 0)?;
        let (arrives, load_in) = (self.drive.arrives?, self.leg.to.load_in()?);
        let (late, clock) = (duration(-slack), arrives.at_arrival.clock);
        let (kind, leaving) = if self.drive.is_departure_assumed {
            let leaving = format!("leaving when {} is over, ", short_date(self.drive.from_date));
            (ProblemKind::TooFarForTheNight, leaving)
        } else {
            (ProblemKind::ArrivesAfterLoadIn, String::new())
        };
        let text =
            format!("{}: {leaving}arrival at {clock}, {late} after load-in", way(self.drive));
        let mut problem = TourProblem::on(&self.leg.to.on, kind, Weight::Decision, text);
        (problem.limit, problem.planned) = (Some(0), Some(-slack));
        problem.fixes.extend(self.earlier_departure());
        problem.fixes.extend(self.later_load_in(load_in, arrives.at));
        problem.fixes.extend(self.travel_day());
        Some(problem)
    }

    /// Leaving, as planned, before the load-out of the date before is done.
    fn before_load_out(&self) -> Option<TourProblem> {
        let mut loads = self.leg.from.times(ItemType::LoadOut);
        if self.drive.is_departure_assumed || loads.all(|load| load.ends.is_none()) {
            return None;
        }
        let (departs, done) = (self.drive.departs?.at, self.leg.from.loaded_out()?);
        let minutes = (done - departs).num_minutes();
        let text = format!(
            "{}: departure {} before the load-out of {} is done",
            way(self.drive),
            duration(minutes),
            short_date(self.drive.from_date)
        );
        let kind = ProblemKind::LeavesBeforeLoadOut;
        let mut problem = TourProblem::on(&self.leg.to.on, kind, Weight::Warning, text);
        (problem.limit, problem.planned) = (Some(0), Some(minutes));
        problem.fixes.extend(self.moved(minutes, FixKind::LaterDeparture));
        (minutes > 0).then_some(problem)
    }

    /// What is not legal as planned: the gravest finding, with the others named.
    fn hours(&self) -> Option<TourProblem> {
        let needs_second = match self.drive.verdict {
            Verdict::NeedsSecondDriver => true,
            Verdict::NotLegalAsPlanned => false,
            _ => return None,
        };
        let broken = |one: &&FindingShown| one.grade == Grade::Broken;
        let mut broken = self.drive.findings.iter().filter(broken);
        let first = broken.next()?;
        let verdict =
            if needs_second { "needs a second driver" } else { "is not legal as planned" };
        let others: Vec<_> =
            broken.map(|one| format!("; {} ({})", one.text, one.article)).collect();
        let assumed = if self.drive.is_departure_assumed { ", departure assumed" } else { "" };
        let text =
            format!("{} {verdict}{assumed}: {}{}", way(self.drive), first.text, others.concat());
        let mut problem =
            TourProblem::on(&self.leg.to.on, ProblemKind::DriverHours, Weight::Decision, text);
        problem.article = Some(first.article);
        (problem.limit, problem.planned) = (Some(first.limit_minutes), Some(first.planned_minutes));
        if needs_second {
            problem.fixes.extend(fixes::second_driver(self.book, &[self.vehicle]));
        }
        problem.fixes.extend(self.later_departure());
        problem.fixes.extend(self.travel_day());
        Some(problem)
    }

    /// A drive for which a driver is paid more than a day.
    fn overdrive(&self, limits: &Limits) -> Option<TourProblem> {
        let miles = whole_miles(self.drive.drive.as_ref()?.km);
        let nights = (self.drive.date - self.drive.from_date).num_days().max(1);
        let (limit, why) = match self.drive.profile {
            VehicleProfile::Truck | VehicleProfile::UsTruck => {
                (limits.truck_miles * nights, format!("a truck plans {} a day", limits.truck_miles))
            }
            VehicleProfile::Nightliner | VehicleProfile::UsBus => {
                if miles > limits.overdrive.double_miles {
                    let why = "a third driver's day or a relief driver".to_owned();
                    (limits.overdrive.double_miles, why)
                } else {
                    (limits.overdrive.miles, "a second driver's day is paid".to_owned())
                }
            }
            VehicleProfile::Splitter | VehicleProfile::Car => return None,
        };
        let text = format!("{}: {miles} miles, over {limit}: {why}", way(self.drive));
        let mut problem =
            TourProblem::on(&self.leg.to.on, ProblemKind::Overdrive, Weight::Warning, text);
        (problem.limit, problem.planned) = (Some(limit), Some(miles));
        (miles > limit).then_some(problem)
    }

    /// Leave by the latest departure that makes load-in, where the driver may and the day is over.
    fn earlier_departure(&self) -> Option<Fix> {
        let latest = self.drive.latest_departure?.at;
        let driver = self.drive.earliest_departure.map(|earliest| earliest.at);
        let earliest = driver.max(self.leg.from.is_over());
        let minutes = (latest - self.drive.departs?.at).num_minutes();
        let may = earliest.is_none_or(|earliest| latest >= earliest);
        may.then(|| self.moved(minutes, FixKind::EarlierDeparture))?
    }

    /// Leave when the driver may, where that still makes load-in.
    fn later_departure(&self) -> Option<Fix> {
        let (departs, earliest) = (self.drive.departs?.at, self.drive.earliest_departure?.at);
        let minutes = (earliest - departs).num_minutes();
        let is_in_time = self.drive.latest_departure.is_none_or(|latest| earliest <= latest.at);
        (minutes > 0 && is_in_time).then(|| self.moved(minutes, FixKind::LaterDeparture))?
    }

    /// What says when it departs, moved. Trucks leave when they are loaded.
    fn moved(&self, minutes: i64, kind: FixKind) -> Option<Fix> {
        let is_truck =
            matches!(self.drive.profile, VehicleProfile::Truck | VehicleProfile::UsTruck);
        let record = self.drive.departure_record.filter(|_| !is_truck)?;
        fixes::move_departure(self.book, kind, record, minutes)
    }

    fn later_load_in(&self, load_in: DateTime<Utc>, arrives: DateTime<Utc>) -> Option<Fix> {
        let mut items = self.leg.to.times(ItemType::LoadIn);
        let item = items.find(|item| item.starts == load_in)?.item;
        let late = (arrives - load_in).num_minutes();
        let minutes = (late + STEP_MINUTES - 1) / STEP_MINUTES * STEP_MINUTES;
        let begins = load_in + TimeDelta::minutes(minutes);
        let is_too_late = |by| begins + TimeDelta::minutes(SET_UP_MINUTES) > by;
        if self.leg.to.admits().is_some_and(is_too_late) {
            return None;
        }
        let what = format!("{} {} later", text(item.title.as_ref())?, duration(minutes));
        fixes::move_item(FixKind::LaterLoadIn, &what, item, minutes)
    }

    /// The date that is left, or one between, where nobody plays on it: to leave as soon as the driver may, where
    /// that makes load-in with a night on the way.
    fn travel_day(&self) -> Option<Fix> {
        let free = self
            .book
            .dates()
            .filter(|date| *date >= self.drive.from_date && *date < self.drive.date);
        let free = free.filter_map(|date| self.book.on(date)).find(|on| !on.is_show())?;
        let (from, to) = (self.leg.from.zone()?, self.leg.to.zone()?);
        let morning = ShowClock::from_hm(TRAVEL_HOUR, 0, 0).ok()?;
        let morning = resolve(free.date(), morning, from, None).instant();
        let earliest = self.drive.earliest_departure.map(|earliest| earliest.at);
        let departs = earliest.map_or(morning, |earliest| earliest.max(morning));
        let takes = self.drive.minutes_with_nights?;
        let is_in_time = |load_in| departs + TimeDelta::minutes(takes) <= load_in;
        if !self.leg.to.load_in().is_none_or(is_in_time) || self.drive.departs?.at <= departs {
            return None;
        }
        let wall = leave(from, to, departs)?.at_departure;
        fixes::travel_day(self.book, &free, wall, self.drive.departure_record)
    }
}
