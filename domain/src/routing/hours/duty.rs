//! What a driver does, and the rest between.

/// Minutes since 1970-01-01T00:00Z.
pub type Minute = i64;

/// How many drivers share the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crew {
    /// One.
    One,
    /// Two, who drive in turns while the other rests in the vehicle.
    Two,
}

impl Crew {
    /// What one of them drives of what the vehicle is driven, when they share it evenly.
    pub(super) fn share(self, minutes: Minute) -> Minute {
        match self {
            Self::One => minutes,
            Self::Two => (minutes + 1) / 2,
        }
    }
}

/// What a driver does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// At the wheel.
    Driving,
    /// Any other work: the check of the vehicle, a border, a load-in.
    OtherWork,
    /// Aboard a ship or a train that carries the vehicle: no work. With a bunk it can be a night's rest.
    Aboard {
        /// Whether the driver has a bunk or couchette.
        bunk: bool,
    },
}

/// A time in which a driver is not free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// When it begins.
    pub starts: Minute,
    /// When it ends.
    pub ends: Minute,
    /// What is done.
    pub activity: Activity,
    /// Minutes east of Greenwich of the clocks that the driver sees.
    pub utc_offset_minutes: i32,
    /// Which leg it belongs to: what a finding is about.
    pub leg: usize,
}

/// A piece of work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) starts: Minute,
    pub(super) ends: Minute,
    pub(super) driving: bool,
    pub(super) utc_offset: Minute,
    pub(super) leg: usize,
}

impl Work {
    pub(super) fn minutes(&self) -> Minute {
        self.ends - self.starts
    }

    pub(super) fn driven(&self) -> Minute {
        if self.driving { self.minutes() } else { 0 }
    }

    /// What the clock at hand shows of an instant, in minutes of an endless day.
    pub(super) fn local(&self, at: Minute) -> Minute {
        at + self.utc_offset
    }
}

/// What lies after a piece of work.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub(super) starts: Minute,
    /// The last rest never ends.
    pub(super) ends: Minute,
    /// The parts of it in which one can lie down: without the crossings that have no bunk. Never empty.
    beds: Vec<(Minute, Minute)>,
    bunk: bool,
}

impl Rest {
    pub(super) fn minutes(&self) -> Minute {
        self.ends - self.starts
    }
}

/// A time in which one can sleep. Aboard, the way on and off the ship may interrupt it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Night {
    /// The work before it.
    pub(super) after: usize,
    /// The work that interrupts it last; the same where nothing does.
    pub(super) last: usize,
    pub(super) starts: Minute,
    pub(super) ends: Minute,
    /// Minutes of it that are rest.
    pub(super) rest: Minute,
}

impl Night {
    pub(super) fn is_interrupted(&self) -> bool {
        self.last > self.after
    }
}

/// No plan is longer than this: three hundred years.
const EVER: Minute = 300 * 365 * 24 * 60;
/// How often a rest aboard may be interrupted, and for how long in all (Regulation (EC) 561/2006,
/// Article 9(1)).
const INTERRUPTIONS_MAX: usize = 2;
const INTERRUPTED_MINUTES_MAX: Minute = 60;

/// The works of a vehicle in order, each with the rest after it.
pub(super) struct Timeline {
    pub(super) works: Vec<Work>,
    /// As many as works; some have no length.
    pub(super) rests: Vec<Rest>,
}

impl Timeline {
    pub(super) fn new(duties: &[Duty]) -> Self {
        let mut duties = duties.to_vec();
        duties.sort_by_key(|duty| (duty.starts, duty.ends));
        let mut timeline = Self { works: Vec::new(), rests: Vec::new() };
        let mut until = Minute::MIN;
        for mut duty in duties {
            duty.starts = duty.starts.max(until);
            if duty.ends > duty.starts {
                until = duty.ends;
                timeline.take(duty);
            }
        }
        timeline
    }

    fn take(&mut self, duty: Duty) {
        if let Some(rest) = self.rests.last_mut() {
            rest.come_to(duty.starts);
        }
        let driving = match duty.activity {
            Activity::Driving => true,
            Activity::OtherWork => false,
            Activity::Aboard { bunk } => {
                if let Some(rest) = self.rests.last_mut() {
                    rest.go_aboard(duty.ends, bunk);
                }
                return;
            }
        };
        let (starts, ends, leg) = (duty.starts, duty.ends, duty.leg);
        let utc_offset = Minute::from(duty.utc_offset_minutes);
        let work = Work { starts, ends, driving, utc_offset, leg };
        self.rests.push(Rest::after(&work));
        self.works.push(work);
    }

    /// The times of at least so many minutes in which one can sleep, with those aboard that are
    /// interrupted; by the work before them.
    pub(super) fn nights(&self, least: Minute) -> Vec<Night> {
        let mut nights = Vec::new();
        for (after, rest) in self.rests.iter().enumerate() {
            let (starts, ends) = rest.bed();
            let night = Night { after, last: after, starts, ends, rest: ends - starts };
            nights.push(night);
            nights.extend(self.interrupted(night));
        }
        nights.retain(|night| night.rest >= least);
        nights
    }

    /// The same night and the rests after it, as far as a ship allows.
    fn interrupted(&self, first: Night) -> Vec<Night> {
        let (mut found, mut night, mut interrupted) = (Vec::new(), first, 0);
        let mut bunk = self.rests[first.after].bunk;
        for last in (first.after + 1..self.works.len()).take(INTERRUPTIONS_MAX) {
            interrupted += self.works[last].minutes();
            let rest = &self.rests[last];
            let bed = rest.bed();
            let follows = bed.0 == rest.starts && night.ends == self.works[last].starts;
            if interrupted > INTERRUPTED_MINUTES_MAX || !follows {
                break;
            }
            bunk |= rest.bunk;
            night = Night { last, ends: bed.1, rest: night.rest + bed.1 - bed.0, ..night };
            found.extend(bunk.then_some(night));
        }
        found
    }
}

impl Rest {
    fn after(work: &Work) -> Self {
        Self { starts: work.ends, ends: EVER, beds: vec![(work.ends, EVER)], bunk: false }
    }

    /// The longest time in it in which one can lie down.
    fn bed(&self) -> (Minute, Minute) {
        let longest = self.beds.iter().max_by_key(|(starts, ends)| ends - starts);
        longest.copied().unwrap_or((self.starts, self.starts))
    }

    /// The next duty begins.
    fn come_to(&mut self, at: Minute) {
        self.ends = at;
        if let Some(bed) = self.beds.last_mut() {
            bed.1 = at;
        }
    }

    /// The duty that has begun is a crossing: the rest goes on, and whoever has no bunk is up.
    fn go_aboard(&mut self, until: Minute, bunk: bool) {
        self.ends = EVER;
        self.bunk |= bunk;
        match self.beds.last_mut() {
            Some(bed) if bunk => bed.1 = EVER,
            _ => self.beds.push((until, EVER)),
        }
    }
}
