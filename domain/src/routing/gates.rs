//! How one gets from land to land: over bridges, through tunnels and by the ships that take vehicles.

use std::sync::LazyLock;

use super::lands::{Land, land_of};
use super::road::{Spot, road_km};

/// A way from one land to another.
struct Gate {
    /// Degrees north and east of its ends, with the country, for the roads to it.
    ends: [(f64, f64, &'static str); 2],
    /// Minutes from end to end, with the queue before it: none on a road.
    minutes: u32,
}

const fn gate(
    one: (f64, f64, &'static str),
    other: (f64, f64, &'static str),
    minutes: u32,
) -> Gate {
    Gate { ends: [one, other], minutes }
}

/// The usual ways. Minutes are those of timetables to the half hour, with half an hour to an hour and a
/// half of queue: allowances of ours, to be replaced by what is booked.
const GATES: &[Gate] = &[
    // The tunnel under the Channel; Harwich to Hook of Holland; Hull to Rotterdam.
    gate((51.09, 1.13, "GB"), (50.93, 1.81, "FR"), 120),
    gate((51.95, 1.26, "GB"), (51.98, 4.13, "NL"), 510),
    gate((53.74, -0.28, "GB"), (51.95, 4.05, "NL"), 780),
    // Holyhead and Liverpool to Dublin, Cairnryan to Belfast, Fishguard to Rosslare.
    gate((53.31, -4.63, "GB"), (53.35, -6.20, "IE"), 270),
    gate((53.41, -3.01, "GB"), (53.35, -6.20, "IE"), 540),
    gate((54.97, -5.02, "GB"), (54.62, -5.88, "GB"), 210),
    gate((52.01, -4.99, "GB"), (52.25, -6.34, "IE"), 270),
    // Rosslare to Cherbourg.
    gate((52.25, -6.34, "IE"), (49.65, -1.61, "FR"), 1_200),
    // The bridges over the Little and the Great Belt; Puttgarden to Rødby; Kiel to Gothenburg; Hirtshals to Kristiansand.
    gate((55.52, 9.70, "DK"), (55.50, 9.76, "DK"), 0),
    gate((55.31, 10.84, "DK"), (55.33, 11.12, "DK"), 0),
    gate((54.50, 11.23, "DE"), (54.65, 11.35, "DK"), 75),
    gate((54.33, 10.14, "DE"), (57.69, 11.90, "SE"), 930),
    gate((57.59, 9.96, "DK"), (58.14, 7.98, "NO"), 255),
    // Ystad to Świnoujście, Karlskrona to Gdynia, Stockholm to Tallinn.
    gate((55.43, 13.82, "SE"), (53.91, 14.26, "PL"), 480),
    gate((56.16, 15.60, "SE"), (54.53, 18.54, "PL"), 720),
    gate((59.35, 18.11, "SE"), (59.44, 24.77, "EE"), 1_080),
    // Stockholm to Turku and Umeå to Vaasa by ship, Haparanda to Tornio by road, Helsinki to Tallinn.
    gate((59.32, 18.10, "SE"), (60.43, 22.22, "FI"), 720),
    gate((63.68, 20.34, "SE"), (63.09, 21.56, "FI"), 300),
    gate((65.83, 24.14, "SE"), (65.85, 24.15, "FI"), 0),
    gate((60.15, 24.92, "FI"), (59.44, 24.77, "EE"), 210),
    // Villa San Giovanni to Messina; Malta to Pozzallo.
    gate((38.22, 15.64, "IT"), (38.19, 15.56, "IT"), 60),
    gate((36.71, 14.84, "IT"), (35.89, 14.51, "MT"), 180),
    // Livorno to Olbia and to Bastia; Santa Teresa to Bonifacio; Toulon to Ajaccio.
    gate((43.56, 10.29, "IT"), (40.92, 9.51, "IT"), 570),
    gate((43.56, 10.29, "IT"), (42.70, 9.45, "FR"), 330),
    gate((41.24, 9.19, "IT"), (41.39, 9.16, "FR"), 120),
    gate((43.12, 5.93, "FR"), (41.92, 8.74, "FR"), 660),
    // Portsmouth to Fishbourne.
    gate((50.81, -1.10, "GB"), (50.73, -1.21, "GB"), 90),
    // Barcelona and Valencia to Palma; Algeciras to Tangier; Piraeus to Heraklion.
    gate((41.36, 2.17, "ES"), (39.55, 2.63, "ES"), 540),
    gate((39.45, -0.32, "ES"), (39.55, 2.63, "ES"), 570),
    gate((36.13, -5.43, "ES"), (35.88, -5.50, "MA"), 180),
    gate((37.94, 23.63, "GR"), (35.34, 25.14, "GR"), 630),
    // Tsawwassen to Swartz Bay; North Sydney to Port aux Basques.
    gate((49.01, -123.13, "CA"), (48.69, -123.41, "CA"), 165),
    gate((46.21, -60.25, "CA"), (47.58, -59.14, "CA"), 510),
    // Geelong to Devonport, Wellington to Picton, Aomori to Hakodate.
    gate((-38.11, 144.37, "AU"), (-41.18, 146.37, "AU"), 720),
    gate((-41.26, 174.79, "NZ"), (-41.29, 174.01, "NZ"), 270),
    gate((40.85, 140.72, "JP"), (41.79, 140.70, "JP"), 300),
];

/// What an hour at sea is worth in kilometres of road when two ways are compared.
const KM_AN_HOUR: f64 = 80.0;

/// A way by road and sea.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passage {
    /// Kilometres by road.
    pub(super) km: f64,
    /// Minutes at sea or in tunnels, with the queues.
    pub(super) minutes: u32,
    /// The longest crossing: its minutes, and the kilometres before it.
    pub(super) longest: (u32, f64),
}

impl Passage {
    fn by_road(km: f64) -> Self {
        Self { km, minutes: 0, longest: (0, 0.0) }
    }

    fn then(self, km: f64, minutes: u32) -> Self {
        let longest = if minutes > self.longest.0 { (minutes, self.km) } else { self.longest };
        Self { km: self.km + km, minutes: self.minutes + minutes, longest }
    }

    fn cost(self) -> f64 {
        self.km + f64::from(self.minutes) / 60.0 * KM_AN_HOUR
    }

    /// The quicker of two.
    fn or(self, other: Self) -> Self {
        if other.cost() < self.cost() { other } else { self }
    }
}

/// The quickest way between two places; nothing where none is known.
pub(super) fn passage(from: &Spot<'_>, to: &Spot<'_>) -> Option<Passage> {
    let (land, goal) = (land_of(from)?, land_of(to)?);
    let straight = road_km(from, to);
    if land == goal {
        return land.is_whole(straight).then_some(Passage::by_road(straight));
    }
    through_gates(from, to)
}

/// The ends of all gates, two for each, with the roads between them.
struct Roads {
    ends: Vec<Spot<'static>>,
    lands: Vec<Option<Land>>,
    /// Kilometres by road from end to end, infinite where none leads there.
    between: Vec<Vec<f64>>,
}

static ROADS: LazyLock<Roads> = LazyLock::new(|| {
    let ends: Vec<_> = GATES.iter().flat_map(|gate| gate.ends.iter().map(spot)).collect();
    let lands = ends.iter().map(land_of).collect();
    let mut roads = Roads { ends: ends.clone(), lands, between: Vec::new() };
    roads.between = ends.iter().map(|end| roads.from(end)).collect();
    roads
});

impl Roads {
    /// Kilometres by road from a place to each end.
    fn from(&self, spot: &Spot<'_>) -> Vec<f64> {
        let land = land_of(spot);
        let ends = self.ends.iter().zip(&self.lands);
        ends.map(|(end, of)| if *of == land { road_km(spot, end) } else { f64::INFINITY }).collect()
    }
}

/// The quickest way over the sea: Dijkstra's, over the ends of the gates.
fn through_gates(from: &Spot<'_>, to: &Spot<'_>) -> Option<Passage> {
    let (first, last) = (ROADS.from(from), ROADS.from(to));
    let mut best: Vec<_> = first.into_iter().map(Passage::by_road).collect();
    let mut open = vec![true; best.len()];
    let mut found = Passage::by_road(f64::INFINITY);
    while let Some(here) = nearest(&best, &open) {
        let way = best[here];
        if way.cost() >= found.cost() {
            break;
        }
        open[here] = false;
        found = found.or(way.then(last[here], 0));
        let across = here ^ 1;
        best[across] = best[across].or(way.then(0.0, GATES[here / 2].minutes));
        for (end, km) in ROADS.between[here].iter().enumerate() {
            best[end] = best[end].or(way.then(*km, 0));
        }
    }
    found.km.is_finite().then_some(found)
}

/// The end that is reached first among those that were not looked at.
fn nearest(best: &[Passage], open: &[bool]) -> Option<usize> {
    let ways = best.iter().enumerate().filter(|(end, _)| open[*end]);
    ways.min_by(|(_, one), (_, other)| one.cost().total_cmp(&other.cost())).map(|(end, _)| end)
}

fn spot(end: &(f64, f64, &'static str)) -> Spot<'static> {
    Spot { lat: end.0, lon: end.1, country: Some(end.2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gate_leads_from_one_land_to_another() {
        for gate in GATES {
            let [one, other] = gate.ends.each_ref().map(spot).map(|end| land_of(&end));
            assert_ne!(one, other, "{:?}", gate.ends);
        }
    }
}
