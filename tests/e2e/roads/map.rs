//! A map of a few towns and the roads between them, as OpenStreetMap would hold it, drawn by the test.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Name, country, degrees north and east.
pub(super) type Town = (&'static str, &'static str, f64, f64);

pub(super) const KRAKOW: Town = ("Kraków", "PL", 50.06143, 19.93658);
pub(super) const BIELSKO: Town = ("Bielsko-Biała", "PL", 49.82245, 19.04686);
pub(super) const BRNO: Town = ("Brno", "CZ", 49.19522, 16.60796);
pub(super) const WIEN: Town = ("Wien", "AT", 48.20849, 16.37208);
pub(super) const GRAZ: Town = ("Graz", "AT", 47.06667, 15.45);
pub(super) const BUDAPEST: Town = ("Budapest", "HU", 47.49801, 19.03991);
/// On the map, on a road of its own that leads to none of the others.
pub(super) const PRAHA: Town = ("Praha", "CZ", 50.08804, 14.42076);
const PLZEN: Town = ("Plzeň", "CZ", 49.74747, 13.37759);
/// Beyond the map.
pub(super) const HAMBURG: Town = ("Hamburg", "DE", 53.55073, 9.99302);

/// The roads, and of which class each is.
const ROADS: [(Town, Town, &str); 6] = [
    (KRAKOW, BIELSKO, "primary"),
    (BIELSKO, BRNO, "motorway"),
    (BRNO, WIEN, "trunk"),
    (WIEN, GRAZ, "motorway"),
    (WIEN, BUDAPEST, "motorway"),
    (PRAHA, PLZEN, "primary"),
];

/// Draws the map into a file of this folder, sorted by number: Valhalla wants it so.
pub(super) fn draw(folder: &Path) -> PathBuf {
    let mut towns: Vec<Town> = Vec::new();
    let (mut nodes, mut bends, mut ways) = (String::new(), String::new(), String::new());
    let mut number = |town: Town| {
        let known = towns.iter().position(|known| *known == town);
        known.unwrap_or_else(|| {
            towns.push(town);
            towns.len() - 1
        }) + 1
    };
    for (idx, (from, to, class)) in ROADS.iter().enumerate() {
        let (from_id, to_id, bend_id) = (number(*from), number(*to), 100 + idx);
        // No road is straight: it bends in its middle, a tenth of its length to the side.
        let (north, east) = (to.2 - from.2, to.3 - from.3);
        let lat = f64::midpoint(from.2, to.2) + east / 10.0;
        let lon = f64::midpoint(from.3, to.3) - north / 10.0;
        node(&mut bends, bend_id, lat, lon);
        // A motorway alone would lead in one direction.
        write!(
            ways,
            r#"<way id="{}" version="1"><nd ref="{from_id}"/><nd ref="{bend_id}"/><nd ref="{to_id}"/><tag k="highway" v="{class}"/><tag k="oneway" v="no"/></way>"#,
            idx + 1
        )
        .unwrap();
    }
    for (idx, town) in towns.iter().enumerate() {
        node(&mut nodes, idx + 1, town.2, town.3);
    }
    let file = folder.join("towns.osm");
    let map = format!(r#"<?xml version="1.0"?><osm version="0.6">{nodes}{bends}{ways}</osm>"#);
    std::fs::write(&file, map).unwrap();
    file
}

fn node(nodes: &mut String, id: usize, lat: f64, lon: f64) {
    write!(nodes, r#"<node id="{id}" version="1" lat="{lat}" lon="{lon}"/>"#).unwrap();
}
