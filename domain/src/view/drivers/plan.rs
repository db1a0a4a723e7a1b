//! What a vehicle's drivers do on this tour, by the book: the duties of each leg, and what is found in them.

mod departure;
mod vehicle;

use chrono::{DateTime, Utc};

pub(super) use self::vehicle::{TourVehicle, vehicles};
use super::legs::TourLeg;
use super::{LegHours, Verdict, told};
use crate::book::Book;
use crate::ids::RecordId;
use crate::routing::hours::{
    Activity, Begin, Breaks, CHECK_MINUTES, Crew, Duty, Finding, Grade, Minute, Rule, RulePack,
    findings, lay_out,
};
use crate::routing::{Drive, NoDrive, Roads, VehicleProfile, drive};
use crate::time::{Zone, zone_at};
use crate::view::routing::leave;

/// How far back is looked for the earliest departure of a leg: two weeks, as far as any limit of driving looks
/// back.
const LOOK_BACK: Minute = 14 * 24 * HOUR;
/// How long the driver of a truck is at work at the dock when load-in begins, and when load-out ends: others load.
/// An allowance of ours.
const DOCK_MINUTES: Minute = 30;
/// A pause that is shorter is none (Regulation (EC) 561/2006, Article 7).
const PAUSE_MINUTES: Minute = 15;
const HOUR: Minute = 60;

/// A vehicle's way through the tour.
pub(super) struct VehiclePlan<'p, 'b> {
    vehicle: &'p TourVehicle<'b>,
    legs: Vec<PlannedLeg<'p, 'b>>,
    /// What the drivers did before the tour.
    before: Vec<Duty>,
}

struct PlannedLeg<'p, 'b> {
    leg: &'p TourLeg<'b>,
    profile: VehicleProfile,
    drive: Result<Drive, NoDrive>,
    pack: Option<RulePack>,
    breaks: Breaks,
    zone: Option<Zone>,
    /// When it departs, and what says so; nothing where it is assumed.
    departs: Option<(Minute, Option<RecordId>)>,
    arrives: Minute,
    /// The drive.
    driving: Vec<Duty>,
    /// The work at the dock, at both its ends.
    docking: Vec<Duty>,
    /// Whether its driver docks.
    is_docked: bool,
}

impl<'p, 'b> VehiclePlan<'p, 'b> {
    pub(super) fn new(
        book: &Book,
        roads: &Roads,
        vehicle: &'p TourVehicle<'b>,
        legs: &'p [TourLeg<'b>],
    ) -> Self {
        let mut planned: Vec<PlannedLeg<'p, 'b>> = Vec::with_capacity(legs.len());
        let is_international = vehicle::is_international(legs);
        for (n, leg) in legs.iter().enumerate() {
            let from = leg.from.spot();
            let profile = vehicle.profile(leg.from.country.as_deref());
            let pack = vehicle.pack(leg, is_international);
            let mut this = PlannedLeg {
                leg,
                profile,
                drive: drive(&from, &leg.to.spot(), profile, roads),
                pack,
                breaks: Breaks::of(pack, vehicle.crew()),
                zone: leg.from.zone().or(leg.to.zone()),
                departs: None,
                arrives: 0,
                driving: Vec::new(),
                docking: Vec::new(),
                is_docked: vehicle.loads(),
            };
            this.dock(n);
            let came = came(&planned);
            let planned_at = departure::planned(book, vehicle, &this);
            let over = leg.from.is_over().map(minute).max(came);
            this.rest_on_the_way(planned_at.map(|(at, _)| at).or(over), vehicle.crew());
            this.departs = match planned_at {
                Some((at, record)) => Some((at, Some(record))),
                None => departure::usual(&this, came).map(|at| (at, None)),
            };
            this.lay_out(n);
            planned.push(this);
        }
        let before = vehicle.before(planned.first().and_then(|leg| leg.zone));
        Self { vehicle, legs: planned, before }
    }

    /// What is to be said of each leg.
    pub(super) fn hours(mut self) -> Vec<LegHours> {
        self.break_more_by_night();
        let crew = self.vehicle.crew();
        let found = self.findings(crew);
        let with_two = if crew == Crew::One && found.iter().any(is_broken) {
            self.findings(Crew::Two)
        } else {
            found.clone()
        };
        (0..self.legs.len()).map(|n| self.leg_hours(n, &found, &with_two)).collect()
    }

    /// Who relies on the twelve days breaks after three hours by night.
    fn break_more_by_night(&mut self) {
        let found = self.findings(self.vehicle.crew());
        let by_night = found.iter().filter(|finding| finding.rule == Rule::EuTwelveDayNight);
        for n in by_night.map(|finding| finding.leg) {
            let came = came(&self.legs[..n]);
            let this = &mut self.legs[n];
            this.breaks = this.breaks.by_night();
            // Who leaves when it is usual leaves the earlier for it.
            if matches!(this.departs, Some((_, None))) {
                this.departs = departure::usual(this, came).map(|at| (at, None));
            }
            this.lay_out(n);
        }
    }

    /// Everything that is found, each pack over the whole plan and told of its own legs.
    fn findings(&self, crew: Crew) -> Vec<Finding> {
        let duties: Vec<_> = self.duties(0, self.legs.len()).collect();
        let mut packs: Vec<_> = self.legs.iter().filter_map(|leg| leg.pack).collect();
        packs.sort_by_key(|pack| *pack as u8);
        packs.dedup();
        let found = packs.into_iter().flat_map(|pack| {
            let found = findings(pack, crew, &duties);
            found.into_iter().filter(move |finding| self.legs[finding.leg].pack == Some(pack))
        });
        found.collect()
    }

    fn duties(&self, from: usize, to: usize) -> impl Iterator<Item = Duty> {
        let legs = self.legs[from..to].iter();
        let duties = legs.flat_map(|leg| leg.driving.iter().chain(&leg.docking));
        self.before.iter().filter(move |_| from == 0).chain(duties).copied()
    }

    fn leg_hours(&self, n: usize, found: &[Finding], with_two: &[Finding]) -> LegHours {
        let this = &self.legs[n];
        let of_leg = |finding: &&Finding| finding.leg == n;
        let found: Vec<_> = found.iter().filter(of_leg).collect();
        let reduced = found.iter().find_map(|finding| match (finding.rule, finding.grade) {
            (Rule::EuReducedRest | Rule::GbDailyRest, Grade::Used { left }) => left,
            _ => None,
        });
        let verdict = match (&this.drive, this.pack, this.departs) {
            (Err(_), _, _) | (_, Some(_), None) => Verdict::Unknown,
            (_, None, _) => Verdict::NoRules,
            _ if !found.iter().any(|finding| is_broken(finding)) => match reduced {
                Some(_) => Verdict::LegalWithReducedRest,
                None => Verdict::Legal,
            },
            _ if with_two.iter().filter(of_leg).any(is_broken) => Verdict::NotLegalAsPlanned,
            _ => Verdict::NeedsSecondDriver,
        };
        let (from, to) = (&this.leg.from, &this.leg.to);
        let latest = this.latest();
        let ends = |at: Minute| leave(from.zone()?, to.zone()?, instant(at)?);
        // A plan begins with the check of the vehicle, a departure is what the bus call says.
        let departs = |at: Minute| ends(at + CHECK_MINUTES);
        LegHours {
            date: to.date(),
            day_id: to.on.day().id(),
            from_date: from.date(),
            from_city: from.city.clone(),
            to_city: to.city.clone(),
            profile: this.profile,
            drive: this.drive.as_ref().ok().cloned(),
            no_drive: this.drive.as_ref().err().copied(),
            pack: this.pack,
            verdict,
            reduced_rests_left: reduced,
            findings: found.into_iter().map(told::finding).collect(),
            departs: this.departs.and_then(|(at, _)| departs(at)),
            arrives: this.departs.and_then(|_| ends(this.arrives)),
            is_departure_assumed: this.departs.is_some_and(|(_, record)| record.is_none()),
            departure_record: this.departs.and_then(|(_, record)| record),
            earliest_departure: self.earliest(n).and_then(departs),
            latest_departure: latest.and_then(departs),
            slack_minutes: latest.zip(this.departs).map(|(latest, (at, _))| latest - at),
            break_minutes: this.departs.map(|(at, _)| this.pauses(at)),
            cost: None,
            minutes_with_nights: this.takes_with_nights(self.vehicle.crew()),
        }
    }

    /// From when on the driver may leave: at once after the duty before, or after one of the rests of the
    /// rules, whichever is legal first, with the legs before as they are planned. What cannot be driven in one go is
    /// driven with nights.
    fn earliest(&self, n: usize) -> Option<Minute> {
        let this = &self.legs[n];
        let nights = this.breaks.with_nights(this.pack, self.vehicle.crew());
        let driving = Minute::from(this.drive.as_ref().ok()?.driving_minutes);
        if driving > this.pack?.longest_day(self.vehicle.crew()) {
            return self.earliest_with(n, nights);
        }
        self.earliest_with(n, this.breaks).or_else(|| self.earliest_with(n, nights))
    }

    fn earliest_with(&self, n: usize, breaks: Breaks) -> Option<Minute> {
        let this = &self.legs[n];
        let (pack, drive) = (this.pack?, this.drive.as_ref().ok()?);
        let since = this.departs?.0 - LOOK_BACK;
        let recent = |leg: &PlannedLeg<'_, '_>| leg.departs.is_some() && leg.arrives >= since;
        let first = self.legs[..n].iter().position(recent).unwrap_or(n);
        let mut duties: Vec<_> = self.duties(first, n).collect();
        let departs = this.departs.map_or(0, |(at, _)| at);
        duties.extend(this.docking.iter().filter(|duty| duty.starts <= departs));
        let done = duties.iter().map(|duty| duty.ends).max()?;
        let n_before = duties.len();
        pack.rests().iter().map(|rest| done + rest).find(|starts| {
            duties.truncate(n_before);
            duties.extend(lay_out(drive, breaks, this.begin(*starts), n).0);
            let found = findings(pack, self.vehicle.crew(), &duties);
            !found.iter().any(|finding| finding.leg == n && is_broken(finding))
        })
    }
}

impl PlannedLeg<'_, '_> {
    /// Puts nights into a long drive where there is time for them: until load-in, else until the date after the
    /// next. A drive of one night is left as it is, so that it is told what is wrong with it.
    fn rest_on_the_way(&mut self, from: Option<Minute>, crew: Crew) {
        let at_once = self.takes();
        let breaks = self.breaks;
        self.breaks = breaks.with_nights(self.pack, crew);
        let rested = self.takes();
        let dates = (self.leg.to.date() - self.leg.from.date()).num_days();
        let has_time = match (from, self.latest()) {
            (Some(from), Some(latest)) => latest >= from,
            _ => dates > 1,
        };
        if at_once == rested || !has_time {
            self.breaks = breaks;
        }
    }

    fn lay_out(&mut self, n: usize) {
        let (Ok(drive), Some((at, _))) = (&self.drive, self.departs) else { return };
        let begin = self.begin(at);
        (self.driving, self.arrives) = lay_out(drive, self.breaks, begin, n);
        self.dock(n);
    }

    /// The driver's work at the dock: before the leg, when the load-out ends, and after it, when the load-in begins, or
    /// whenever the vehicle comes.
    fn dock(&mut self, n: usize) {
        if !self.is_docked {
            return;
        }
        let work = |starts: Minute, zone| Duty {
            starts,
            ends: starts + DOCK_MINUTES,
            activity: Activity::OtherWork,
            utc_offset_minutes: utc_offset(zone, starts),
            leg: n,
        };
        let (from, to) = (&self.leg.from, &self.leg.to);
        let loaded = from.loaded_out().map(|done| work(minute(done) - DOCK_MINUTES, from.zone()));
        let came = if self.driving.is_empty() { Minute::MIN } else { self.arrives };
        let tips = to.load_in().map(|begins| work(minute(begins).max(came), to.zone()));
        self.docking = loaded.into_iter().chain(tips).collect();
    }

    /// A drive that begins at an instant, with the work at the dock that goes on until then.
    fn begin(&self, at: Minute) -> Begin {
        let utc_offset_minutes = utc_offset(self.zone, at);
        let until = |duty: &&Duty| duty.starts <= at && at - duty.ends < PAUSE_MINUTES;
        let worked = self.docking.iter().find(until).map_or(0, |duty| at - duty.starts);
        Begin { at, worked, utc_offset_minutes }
    }

    /// Minutes from the departure to the arrival with nights on the way; nothing where none are needed.
    fn takes_with_nights(&self, crew: Crew) -> Option<Minute> {
        let nights = self.breaks.with_nights(self.pack, crew);
        let minutes = self.takes_with(nights)?;
        (self.takes_with(Breaks::of(self.pack, crew))? != minutes)
            .then_some(minutes - CHECK_MINUTES)
    }

    /// Minutes from the check before the departure to the arrival, with the breaks on the way.
    fn takes(&self) -> Option<Minute> {
        self.takes_with(self.breaks)
    }

    fn takes_with(&self, breaks: Breaks) -> Option<Minute> {
        let drive = self.drive.as_ref().ok()?;
        let begin = Begin { at: 0, worked: 0, utc_offset_minutes: 0 };
        Some(lay_out(drive, breaks, begin, 0).1)
    }

    /// The latest departure that makes load-in.
    fn latest(&self) -> Option<Minute> {
        Some(minute(self.leg.to.load_in()?) - self.takes()?)
    }

    /// Minutes of breaks on the way.
    fn pauses(&self, departs: Minute) -> Minute {
        let done = self.driving.iter().filter(|duty| duty.starts < self.arrives);
        self.arrives - departs - done.map(|duty| duty.ends - duty.starts).sum::<Minute>()
    }
}

/// When the vehicle came to where a leg begins.
fn came(before: &[PlannedLeg<'_, '_>]) -> Option<Minute> {
    before.iter().rev().find_map(|one| one.departs.map(|_| one.arrives))
}

fn utc_offset(zone: Option<Zone>, at: Minute) -> i32 {
    let zone = zone.zip(instant(at));
    zone.map_or(0, |(zone, at)| zone_at(zone, at).offset_minutes)
}

fn is_broken(finding: &Finding) -> bool {
    finding.grade == Grade::Broken
}

fn minute(at: DateTime<Utc>) -> Minute {
    at.timestamp().div_euclid(60)
}

fn instant(at: Minute) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at * 60, 0)
}
