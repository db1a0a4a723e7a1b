//! The route of the demo tour, one line a date. Today is the date in Hamburg.

use super::places::{self as at, City, Venue};

/// What the tour is called.
pub(super) const NAME: &str = "Hollow Coast, Europe 26";
/// Who is on tour.
pub(super) const ARTIST: &str = "Hollow Coast";
/// Who opens.
pub(super) const SUPPORT: &str = "Paper Lanterns";
/// Where the band lives.
pub(super) const HOME_ZONE: &str = "America/Los_Angeles";

/// The place in [`STOPS`] that is today.
pub(super) const TODAY: usize = 19;

/// The parts of the tour: a name, and the places in [`STOPS`] of its first and last date.
pub(super) const LEGS: [(&str, usize, usize); 4] = [
    ("Leg 1, Benelux and Scandinavia", 0, 12),
    ("Leg 2, Germany and Central Europe", 13, 28),
    ("Leg 3, UK and Ireland", 29, 39),
    ("Leg 4, the way home", 40, 44),
];

/// What happens on a date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// Rehearsal in a house.
    Rehearsal,
    /// A show, loaded in and out.
    Show,
    /// A show after which the gear stays.
    FirstNight,
    /// A show whose gear is already there, with a matinee before it.
    TwoShows,
    /// A show whose gear is already there.
    LastNight,
    /// A slot at somebody else's festival.
    Festival,
    /// On the road.
    Travel,
    /// Nobody works.
    Off,
}

/// The way to a stop.
#[derive(Clone, Copy)]
pub(super) struct Drive {
    pub(super) km: u32,
    pub(super) minutes: u32,
    /// When it starts on the stop's own date; otherwise it starts with the bus call of the night
    /// before.
    pub(super) departs: Option<&'static str>,
}

/// One date.
pub(super) struct Stop {
    pub(super) plan: Plan,
    pub(super) city: &'static City,
    pub(super) venue: Option<&'static Venue>,
    /// Load-in, doors, stage and curfew; no load-in where the gear is already there.
    pub(super) times: [&'static str; 4],
    pub(super) drive: Option<Drive>,
    /// Whether the date is agreed. A hold is not.
    pub(super) confirmed: bool,
}

impl Stop {
    const fn new(
        plan: Plan,
        city: &'static City,
        venue: Option<&'static Venue>,
        times: [&'static str; 4],
    ) -> Self {
        Self { plan, city, venue, times, drive: None, confirmed: true }
    }

    const fn quiet(plan: Plan, city: &'static City) -> Self {
        Self::new(plan, city, None, [""; 4])
    }

    const fn overnight(self, km: u32, minutes: u32) -> Self {
        Self { drive: Some(Drive { km, minutes, departs: None }), ..self }
    }

    const fn leaving(self, departs: &'static str, km: u32, minutes: u32) -> Self {
        Self { drive: Some(Drive { km, minutes, departs: Some(departs) }), ..self }
    }

    const fn hold(self) -> Self {
        Self { confirmed: false, ..self }
    }
}

const fn show(city: &'static City, venue: &'static Venue, times: [&'static str; 4]) -> Stop {
    Stop::new(Plan::Show, city, Some(venue), times)
}

const fn nights(
    plan: Plan,
    city: &'static City,
    venue: &'static Venue,
    times: [&'static str; 4],
) -> Stop {
    Stop::new(plan, city, Some(venue), times)
}

/// Every date in order.
pub(super) const STOPS: [Stop; 45] = [
    nights(Plan::Rehearsal, at::UTRECHT, at::PAKHUIS, ["10:00", "", "", ""]),
    nights(Plan::LastNight, at::UTRECHT, at::PAKHUIS, ["", "19:00", "20:45", "23:00"]),
    show(at::BRUSSELS, at::QUAI_12, ["09:00", "19:00", "20:45", "22:45"]).overnight(175, 135),
    show(at::AMSTERDAM, at::ZUIDERLOODS, ["09:00", "19:00", "20:45", "23:00"]).overnight(210, 160),
    Stop::quiet(Plan::Off, at::AMSTERDAM),
    Stop::quiet(Plan::Travel, at::AARHUS).leaving("09:00", 790, 560),
    show(at::AARHUS, at::KULTURKAJEN, ["10:00", "19:00", "21:00", "23:30"]),
    show(at::GOTHENBURG, at::RORVERKET, ["08:00", "19:00", "21:00", "23:00"]).overnight(330, 330),
    show(at::OSLO, at::FJORDSALEN, ["09:00", "19:00", "21:00", "23:00"]).overnight(295, 220),
    Stop::quiet(Plan::Off, at::OSLO),
    show(at::STOCKHOLM, at::SJOHALLEN, ["10:00", "19:00", "21:00", "23:00"]).overnight(520, 380),
    show(at::NORRKOPING, at::SPINNHUSET, ["10:00", "18:30", "20:30", "22:30"]).overnight(165, 120),
    show(at::MALMO, at::KAJHALLEN, ["10:00", "19:00", "21:00", "23:00"]).overnight(455, 310),
    show(at::COPENHAGEN, at::VEGA_DOK, ["09:00", "19:00", "21:00", "23:30"]).overnight(45, 50),
    Stop::quiet(Plan::Travel, at::BERLIN).leaving("05:15", 438, 410),
    nights(Plan::FirstNight, at::BERLIN, at::KRAFTRAUM, ["08:00", "19:00", "21:00", "23:00"]),
    nights(Plan::LastNight, at::BERLIN, at::KRAFTRAUM, ["", "19:00", "21:00", "23:00"]),
    Stop::quiet(Plan::Off, at::LEIPZIG).overnight(190, 145),
    show(at::LEIPZIG, at::AUENPARK, ["10:00", "18:30", "20:30", "23:00"]),
    show(at::HAMBURG, at::TONHALLE, ["08:00", "19:00", "21:15", "23:00"]).overnight(395, 270),
    show(at::COLOGNE, at::RHEINWERK, ["09:00", "19:00", "21:00", "23:00"]).overnight(425, 310),
    Stop::quiet(Plan::Off, at::COLOGNE),
    show(at::WARSAW, at::HALA_WISLA, ["08:00", "19:00", "21:00", "22:30"]).overnight(1150, 760),
    show(at::KRAKOW, at::TEATR_NOWY, ["10:00", "19:00", "21:00", "23:00"]).overnight(295, 220),
    Stop::quiet(Plan::Off, at::VIENNA).overnight(460, 320),
    show(at::VIENNA, at::KUPPELHALLE, ["09:00", "19:00", "21:00", "23:00"]),
    show(at::ZURICH, at::HALLE_9, ["10:30", "19:00", "20:45", "22:30"]).overnight(745, 515),
    Stop::quiet(Plan::Travel, at::PARIS).leaving("09:30", 655, 440),
    show(at::PARIS, at::LE_HANGAR, ["09:00", "19:00", "21:00", "23:00"]),
    Stop::quiet(Plan::Travel, at::LONDON).leaving("06:30", 460, 425),
    nights(Plan::FirstNight, at::LONDON, at::FOUNDRY_HALL, ["08:00", "19:00", "21:00", "23:00"]),
    nights(Plan::TwoShows, at::LONDON, at::FOUNDRY_HALL, ["", "18:30", "20:30", "22:30"]),
    Stop::quiet(Plan::Off, at::MANCHESTER).overnight(335, 270),
    show(at::MANCHESTER, at::ROPEWALK, ["09:00", "19:00", "21:00", "23:00"]),
    show(at::GLASGOW, at::CLYDEWORKS, ["10:00", "19:00", "21:00", "23:00"])
        .overnight(345, 280)
        .hold(),
    Stop::quiet(Plan::Travel, at::DUBLIN).leaving("08:00", 370, 490),
    show(at::DUBLIN, at::QUAY_HALL, ["09:00", "19:30", "21:00", "23:00"]).hold(),
    show(at::BELFAST, at::LINEN_YARD, ["10:00", "19:00", "20:45", "23:00"]).overnight(170, 130),
    Stop::quiet(Plan::Travel, at::BRISTOL).leaving("07:30", 660, 690),
    show(at::BRISTOL, at::SUGAR_HOUSE, ["09:00", "19:00", "20:45", "23:00"]),
    Stop::quiet(Plan::Travel, at::LILLE).leaving("07:00", 470, 430),
    show(at::LILLE, at::FILATURE, ["09:00", "19:00", "20:45", "23:00"]),
    show(at::ANTWERP, at::HAVENZAAL, ["09:00", "19:00", "21:00", "23:00"]).overnight(125, 95),
    nights(Plan::Festival, at::ROTTERDAM, at::HAVENLICHT, ["13:00", "15:00", "21:40", "23:30"])
        .overnight(100, 80),
    show(at::GRONINGEN, at::STOOMHAL, ["10:00", "19:00", "20:45", "23:30"]).overnight(250, 175),
];

impl Stop {
    /// Whether an audience comes.
    pub(super) fn is_show(&self) -> bool {
        !matches!(self.plan, Plan::Rehearsal | Plan::Travel | Plan::Off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_show_14_of_31() {
        let shows = |stops: &[Stop]| stops.iter().filter(|stop| stop.is_show()).count();
        assert_eq!((shows(&STOPS[..=TODAY]), shows(&STOPS)), (14, 31));
        assert_eq!(STOPS[TODAY].city.name, "Hamburg");
    }

    #[test]
    fn the_legs_hold_every_date_once() {
        let mut next = 0;
        for (name, first, last) in LEGS {
            assert_eq!(first, next, "{name}");
            next = last + 1;
        }
        assert_eq!(next, STOPS.len());
    }
}
