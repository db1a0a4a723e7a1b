//! A drive as a driver does it: the check before it, driving, breaks where they are due, the border, the ship.

use super::duty::{Activity, Crew, Duty, Minute};
use super::pack::RulePack;
use crate::routing::Drive;

/// The check of the vehicle before a drive and after it, which is work: an allowance of ours.
pub const CHECK_MINUTES: Minute = 15;
/// A crossing of at least this long has a cabin for the driver: an assumption of ours.
const CABIN_MINUTES: Minute = 8 * 60;
/// A pause that begins the count anew under every pack.
const FULL_BREAK_MINUTES: Minute = 45;

/// When a driver breaks, and for the night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaks {
    /// Minutes at the wheel until one is due.
    every: Minute,
    /// Minutes of work until one is due.
    work: Minute,
    /// How long it takes.
    minutes: Minute,
    /// Minutes at the wheel until a night is due; for ever where the drive is done in one go.
    day: Minute,
    /// How long a night takes.
    night: Minute,
}

impl Breaks {
    /// The breaks that a pack asks of a crew that drives in one go. Two drivers take turns and need none.
    pub fn of(pack: Option<RulePack>, crew: Crew) -> Self {
        let (every, work, minutes) = match pack {
            _ if crew == Crew::Two => (Minute::MAX, Minute::MAX, 0),
            Some(RulePack::EuCoach | RulePack::EuGoods) => (270, 360, 45),
            Some(RulePack::GbDomestic) => (330, Minute::MAX, 30),
            Some(RulePack::UsProperty) => (480, Minute::MAX, 30),
            Some(RulePack::UsPassenger | RulePack::CanadaSouth) => (Minute::MAX, Minute::MAX, 0),
            // Advice where there is no law: The Highway Code, rule 91.
            None => (120, Minute::MAX, 15),
        };
        Self { every, work, minutes, day: Minute::MAX, night: 0 }
    }

    /// With nights on the way: a day's driving and a regular rest of the pack, by turns.
    #[must_use]
    pub fn with_nights(self, pack: Option<RulePack>, crew: Crew) -> Self {
        let night = match pack {
            Some(RulePack::EuCoach | RulePack::EuGoods) if crew == Crew::Two => 9 * 60,
            Some(RulePack::EuCoach | RulePack::EuGoods | RulePack::CanadaSouth) | None => 11 * 60,
            Some(RulePack::GbDomestic | RulePack::UsProperty) => 10 * 60,
            Some(RulePack::UsPassenger) => 8 * 60,
        };
        Self { day: day_driving(pack, crew), night, ..self }
    }

    /// By night under the twelve days (Regulation (EC) 561/2006, Article 8(6a)(d)).
    #[must_use]
    pub fn by_night(self) -> Self {
        Self { every: self.every.min(180), ..self }
    }
}

/// Minutes that a crew drives in a day without using an exception; the same as one driver in Europe where no rules
/// are known. In Canada an hour of the thirteen is left for the work of the day.
pub fn day_driving(pack: Option<RulePack>, crew: Crew) -> Minute {
    let alone = match pack {
        Some(RulePack::EuCoach | RulePack::EuGoods) | None => 9 * 60,
        Some(RulePack::GbDomestic | RulePack::UsPassenger) => 10 * 60,
        Some(RulePack::UsProperty) => 11 * 60,
        Some(RulePack::CanadaSouth) => 12 * 60,
    };
    match crew {
        Crew::One => alone,
        Crew::Two => 2 * alone,
    }
}

/// Something on the way that is not driving.
#[derive(Clone, Copy)]
struct Stop {
    /// After so many minutes at the wheel.
    after: Minute,
    activity: Activity,
    minutes: Minute,
}

/// How a drive begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// When the check before it begins.
    pub at: Minute,
    /// Minutes of work that the driver has done until then without a break.
    pub worked: Minute,
    /// Minutes east of Greenwich of the clocks there.
    pub utc_offset_minutes: i32,
}

/// The duties of a drive, and when the vehicle arrives.
pub fn lay_out(drive: &Drive, breaks: Breaks, begin: Begin, leg: usize) -> (Vec<Duty>, Minute) {
    let Begin { at, worked, utc_offset_minutes } = begin;
    let mut day =
        Layout { at, driven: 0, worked, today: 0, duties: Vec::new(), utc_offset_minutes, leg };
    day.work(Activity::OtherWork, CHECK_MINUTES);
    let mut done = 0;
    for stop in stops(drive) {
        day.drive(stop.after - done, breaks);
        done = stop.after;
        if day.worked + stop.minutes > breaks.work && stop.activity == Activity::OtherWork {
            day.rest(breaks.minutes);
        }
        day.work(stop.activity, stop.minutes);
        // A night aboard is a night.
        if stop.activity == (Activity::Aboard { bunk: true }) && stop.minutes >= breaks.night {
            day.today = 0;
        }
    }
    day.drive(Minute::from(drive.driving_minutes) - done, breaks);
    let arrives = day.at;
    if day.worked + CHECK_MINUTES > breaks.work {
        day.rest(breaks.minutes);
    }
    day.work(Activity::OtherWork, CHECK_MINUTES);
    (day.duties, arrives)
}

/// The stops of a drive in order. Where the border is nobody knows: in the middle, or at the crossing.
fn stops(drive: &Drive) -> Vec<Stop> {
    let middle = Minute::from(drive.driving_minutes) / 2;
    let crossing = drive.driving_before_crossing_minutes.map(Minute::from);
    let bunk = Minute::from(drive.crossing_minutes) >= CABIN_MINUTES;
    let mut stops = vec![
        Stop {
            after: crossing.unwrap_or(middle),
            activity: Activity::OtherWork,
            minutes: drive.border_minutes.into(),
        },
        Stop {
            after: crossing.unwrap_or(middle),
            activity: Activity::Aboard { bunk },
            minutes: drive.crossing_minutes.into(),
        },
        Stop { after: middle, activity: Activity::OtherWork, minutes: drive.fuel_minutes.into() },
    ];
    stops.retain(|stop| stop.minutes > 0);
    stops.sort_by_key(|stop| stop.after);
    stops
}

struct Layout {
    at: Minute,
    /// Since the last break.
    driven: Minute,
    worked: Minute,
    /// At the wheel since the last night.
    today: Minute,
    duties: Vec<Duty>,
    utc_offset_minutes: i32,
    leg: usize,
}

impl Layout {
    fn drive(&mut self, mut minutes: Minute, breaks: Breaks) {
        while minutes > 0 {
            if self.today >= breaks.day {
                self.rest(breaks.night);
                self.today = 0;
                self.work(Activity::OtherWork, CHECK_MINUTES);
            }
            let left = (breaks.every - self.driven).min(breaks.work - self.worked);
            let left = left.min(breaks.day - self.today);
            if left <= 0 {
                self.rest(breaks.minutes);
                continue;
            }
            let step = minutes.min(left);
            self.work(Activity::Driving, step);
            minutes -= step;
        }
    }

    fn rest(&mut self, minutes: Minute) {
        self.at += minutes;
        (self.driven, self.worked) = (0, 0);
    }

    fn work(&mut self, activity: Activity, minutes: Minute) {
        let (starts, ends) = (self.at, self.at + minutes);
        let (utc_offset_minutes, leg) = (self.utc_offset_minutes, self.leg);
        self.duties.push(Duty { starts, ends, activity, utc_offset_minutes, leg });
        self.at = ends;
        match activity {
            Activity::Driving => {
                self.driven += minutes;
                self.today += minutes;
                self.worked += minutes;
            }
            Activity::OtherWork => self.worked += minutes,
            Activity::Aboard { .. } if minutes >= FULL_BREAK_MINUTES => {
                (self.driven, self.worked) = (0, 0);
            }
            Activity::Aboard { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::{Roads, Spot, VehicleProfile, drive};

    fn spot(country: &'static str, lat: f64, lon: f64) -> Spot<'static> {
        Spot { lat, lon, country: Some(country) }
    }

    /// `15 W, 270 D, 45, …`: minutes of work, driving, rest and aboard.
    fn told(drive: &Drive, breaks: Breaks) -> String {
        let begin = Begin { at: 0, worked: 0, utc_offset_minutes: 0 };
        let (duties, _) = lay_out(drive, breaks, begin, 0);
        let (mut at, mut words) = (0, Vec::new());
        for duty in duties {
            if duty.starts > at {
                words.push(format!("{} R", duty.starts - at));
            }
            let what = match duty.activity {
                Activity::Driving => "D",
                Activity::OtherWork => "W",
                Activity::Aboard { bunk: false } => "F",
                Activity::Aboard { bunk: true } => "B",
            };
            words.push(format!("{} {what}", duty.ends - duty.starts));
            at = duty.ends;
        }
        words.join(", ")
    }

    #[test]
    fn breaks_are_made_when_they_are_due() {
        let far = drive(
            &spot("DE", 53.55, 9.99),
            &spot("IT", 45.46, 9.19),
            VehicleProfile::Nightliner,
            &Roads::default(),
        );
        let far =
            Drive { driving_minutes: 600, fuel_minutes: 0, border_minutes: 0, ..far.unwrap() };
        let eu = Breaks::of(Some(RulePack::EuCoach), Crew::One);
        assert_eq!(told(&far, eu), "15 W, 270 D, 45 R, 270 D, 45 R, 60 D, 15 W");
        assert_eq!(
            told(&far, eu.by_night()),
            "15 W, 180 D, 45 R, 180 D, 45 R, 180 D, 45 R, 60 D, 15 W"
        );
        let two = Breaks::of(Some(RulePack::EuCoach), Crew::Two);
        assert_eq!(told(&far, two), "15 W, 600 D, 15 W");
        let bus = Breaks::of(Some(RulePack::UsPassenger), Crew::One);
        assert_eq!(told(&far, bus), "15 W, 600 D, 15 W");
        let fuelled = Drive { fuel_minutes: 20, border_minutes: 90, ..far };
        assert_eq!(
            told(&fuelled, eu),
            "15 W, 270 D, 45 R, 30 D, 90 W, 20 W, 220 D, 45 R, 80 D, 15 W"
        );
    }

    #[test]
    fn a_drive_of_several_days_has_nights() {
        let far = drive(
            &spot("DE", 53.55, 9.99),
            &spot("PT", 38.72, -9.14),
            VehicleProfile::Truck,
            &Roads::default(),
        );
        let far =
            Drive { driving_minutes: 1_200, fuel_minutes: 0, border_minutes: 0, ..far.unwrap() };
        let eu = Breaks::of(Some(RulePack::EuGoods), Crew::One);
        let told = told(&far, eu.with_nights(Some(RulePack::EuGoods), Crew::One));
        let day = "15 W, 270 D, 45 R, 270 D";
        assert_eq!(told, format!("{day}, 660 R, {day}, 660 R, 15 W, 120 D, 15 W"));
    }

    #[test]
    fn a_ship_lies_where_the_road_ends() {
        let over = drive(
            &spot("DE", 50.94, 6.96),
            &spot("GB", 51.51, -0.13),
            VehicleProfile::Truck,
            &Roads::default(),
        );
        let over = over.unwrap();
        let before = over.driving_before_crossing_minutes.unwrap();
        assert!((300..400).contains(&before), "{before}");
        let told = told(&over, Breaks::of(Some(RulePack::EuGoods), Crew::One));
        assert!(told.contains("90 W, 120 F, "), "{told}");
        let palma = drive(
            &spot("ES", 41.39, 2.17),
            &spot("ES", 39.57, 2.65),
            VehicleProfile::Truck,
            &Roads::default(),
        );
        let told = self::told(&palma.unwrap(), Breaks::of(Some(RulePack::EuGoods), Crew::One));
        assert!(told.contains("540 B"), "{told}");
    }
}
