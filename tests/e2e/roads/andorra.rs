//! The estimate beside the engines on real roads: those of Andorra, where the file with them is there.
//! It asserts nothing about how good the estimate is on mountain roads; it prints it.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use api::roads::Engine;
use domain::routing::RoadEngine::{self, Osrm, Valhalla};
use domain::routing::{RoadKey, Roads, Spot, VehicleProfile, drive};
use harness::{noon, settings};

use super::engines::Real;
use super::map::Town;

/// Roads of OpenStreetMap beside the project's folder; its licence is not ours, so it is not in it.
const FILE: &str = "../../shared/data/osm/andorra.osm.pbf";

const TOWNS: [Town; 11] = [
    ("Andorra la Vella", "AD", 42.50779, 1.52109),
    ("les Escaldes", "AD", 42.50729, 1.53414),
    ("Encamp", "AD", 42.53474, 1.58014),
    ("Sant Julià de Lòria", "AD", 42.46372, 1.49129),
    ("la Massana", "AD", 42.54499, 1.51483),
    ("Canillo", "AD", 42.56760, 1.59756),
    ("Ordino", "AD", 42.55623, 1.53319),
    ("el Pas de la Casa", "AD", 42.54277, 1.73361),
    ("Arinsal", "AD", 42.57205, 1.48453),
    ("Soldeu", "AD", 42.57688, 1.66769),
    ("Santa Coloma", "AD", 42.49450, 1.49830),
];

#[tokio::test]
async fn the_estimate_stands_beside_osrm_on_the_roads_of_andorra() {
    stands_beside(Osrm).await;
}

#[tokio::test]
async fn the_estimate_stands_beside_valhalla_on_the_roads_of_andorra() {
    stands_beside(Valhalla).await;
}

async fn stands_beside(kind: RoadEngine) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if !file.is_file() {
        eprintln!("not tried on Andorra: there is no `{}`", file.display());
        return;
    }
    let Some(engine) = Real::over(kind, &file).await else { return };
    let found = print_errors(&engine, "Andorra", &TOWNS).await;
    assert_eq!(found, TOWNS.len() * (TOWNS.len() - 1), "every two towns are joined by a road");
}

/// Asks for the roads between all these towns and prints how far off the estimates are; how many roads
/// were found.
pub(super) async fn print_errors(engine: &Real, name: &str, towns: &[Town]) -> usize {
    let mut settings = settings();
    settings.road_engine = Some(engine.kind);
    settings.road_engine_url.clone_from(&engine.url);
    settings.road_engine_timeout_ms = 60_000;
    let spot = |town: &Town| Spot { lat: town.2, lon: town.3, country: Some(town.1) };
    let pairs = towns.iter().flat_map(|from| towns.iter().map(move |to| (spot(from), spot(to))));
    let pairs: Vec<_> = pairs.filter(|(from, to)| from != to).collect();
    let key = |(from, to): &(Spot<'_>, Spot<'_>)| RoadKey::new(from, to, VehicleProfile::Car);
    let keys: BTreeSet<_> = pairs.iter().map(key).collect();
    let asked = Engine::of(&settings).unwrap().ask(&keys, noon().now()).await;
    assert_eq!(asked.failed, None);
    let (mut km, mut minutes) = (Vec::new(), Vec::new());
    for ends in &pairs {
        let Some(Ok(road)) = asked.answers.get(&key(ends)) else { continue };
        let (from, to) = ends;
        let estimate = drive(from, to, VehicleProfile::Car, &Roads::default()).unwrap();
        km.push(estimate.km * 1_000.0 / f64::from(road.metres()) - 1.0);
        minutes.push(f64::from(estimate.driving_minutes) * 60.0 / f64::from(road.seconds()) - 1.0);
    }
    let kind = engine.kind.name();
    print(&format!("{kind} on {name}, {} roads, kilometres of the estimate", km.len()), &mut km);
    let title = format!("{kind} on {name}, {} roads, minutes of the estimate", minutes.len());
    print(&title, &mut minutes);
    km.len()
}

/// On the real standard error, because a test that passes shows nothing of the other.
fn print(title: &str, errors: &mut [f64]) {
    errors.sort_by(f64::total_cmp);
    let at = |tenths: usize| 100.0 * errors[(errors.len() - 1) * tenths / 10];
    let mut magnitudes: Vec<_> = errors.iter().map(|error| error.abs()).collect();
    magnitudes.sort_by(f64::total_cmp);
    let line = format!(
        "{title}: off by min {:+.1} %, p10 {:+.1} %, median {:+.1} %, p90 {:+.1} %, max {:+.1} %; half within {:.1} %\n",
        at(0),
        at(1),
        at(5),
        at(9),
        at(10),
        100.0 * magnitudes[magnitudes.len() / 2]
    );
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
