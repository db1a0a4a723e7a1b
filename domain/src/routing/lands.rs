//! Which places a road joins. Roads end at the sea.

use super::road::Spot;

/// Land on which a driver gets from every place to every other, over bridges and through tunnels that
/// can be driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Land {
    /// Europe and Asia, with Jutland.
    Mainland,
    Africa,
    /// A land to itself, since its bridges are the only way from Jutland to Zealand.
    Funen,
    /// Sweden, Norway and Zealand.
    Scandinavia,
    Finland,
    GreatBritain,
    Ireland,
    Sicily,
    Sardinia,
    Corsica,
    Mallorca,
    Crete,
    /// North America down to Panama.
    NorthAmerica,
    Newfoundland,
    VancouverIsland,
    /// South of the Darién Gap.
    SouthAmerica,
    Australia,
    Tasmania,
    NorthIsland,
    SouthIsland,
    Honshu,
    Hokkaido,
    /// An island to itself, or several, by its country or its name.
    Islands(&'static str),
}

/// Kilometres of road between two places among islands, at most, that are taken to be on one of them.
const ONE_ISLAND_KM: f64 = 90.0;

const AFRICA: &[&str] = &[
    "AO", "BF", "BI", "BJ", "BW", "CD", "CF", "CG", "CI", "CM", "DJ", "DZ", "EG", "EH", "ER", "ET",
    "GA", "GH", "GM", "GN", "GQ", "GW", "KE", "LR", "LS", "LY", "MA", "ML", "MR", "MW", "MZ", "NA",
    "NE", "NG", "RW", "SD", "SL", "SN", "SO", "SS", "SZ", "TD", "TG", "TN", "TZ", "UG", "ZA", "ZM",
    "ZW",
];
const SCANDINAVIA: &[&str] = &["NO", "SE"];
const NORTH_AMERICA: &[&str] = &["BZ", "CA", "CR", "GT", "HN", "MX", "NI", "PA", "SV", "US"];
const SOUTH_AMERICA: &[&str] =
    &["AR", "BO", "BR", "CL", "CO", "EC", "GF", "GY", "PE", "PY", "SR", "UY", "VE"];
/// Every other country of ISO 3166-1 that no road joins to its neighbours. South Korea too: nobody
/// drives through the North.
const ISLANDS: &[&str] = &[
    "AG", "AI", "AQ", "AS", "AW", "AX", "BB", "BL", "BM", "BN", "BQ", "BS", "BV", "CC", "CK", "CU",
    "CV", "CW", "CX", "CY", "DM", "DO", "FJ", "FK", "FM", "FO", "GD", "GG", "GL", "GP", "GS", "GU",
    "HM", "HT", "ID", "IM", "IO", "IS", "JE", "JM", "KI", "KM", "KN", "KR", "KY", "LC", "LK", "MF",
    "MG", "MH", "MP", "MQ", "MS", "MT", "MU", "MV", "NC", "NF", "NR", "NU", "PF", "PG", "PH", "PM",
    "PN", "PR", "PW", "RE", "SB", "SC", "SH", "SJ", "ST", "SX", "TC", "TF", "TK", "TL", "TO", "TT",
    "TV", "TW", "UM", "VC", "VG", "VI", "VU", "WF", "WS", "YT",
];

/// Islands of countries that have a mainland: country, degrees north, degrees east, land.
type Within = (&'static str, [f64; 2], [f64; 2], Land);
const WITHIN: &[Within] = &[
    // Up to the south of Kintyre, which is Scotland.
    ("GB", [54.0, 55.25], [-8.3, -5.4], Land::Ireland),
    ("GB", [59.7, 61.0], [-2.2, -0.6], Land::Islands("Shetland")),
    ("GB", [58.65, 59.5], [-3.5, -2.3], Land::Islands("Orkney")),
    ("GB", [57.72, 58.6], [-7.2, -6.1], Land::Islands("Lewis and Harris")),
    ("GB", [50.57, 50.755], [-1.6, -1.05], Land::Islands("Wight")),
    ("DK", [55.08, 55.63], [9.72, 10.94], Land::Funen),
    ("DK", [54.5, 56.2], [10.95, 12.8], Land::Scandinavia),
    ("DK", [54.9, 55.4], [14.6, 15.3], Land::Islands("Bornholm")),
    ("SE", [56.8, 58.1], [18.0, 19.5], Land::Islands("Gotland")),
    // Messina, and not Villa San Giovanni on the other side.
    ("IT", [36.5, 38.35], [12.3, 15.6], Land::Sicily),
    ("IT", [38.8, 41.35], [8.0, 9.9], Land::Sardinia),
    ("FR", [41.3, 43.1], [8.5, 9.6], Land::Corsica),
    ("ES", [39.2, 40.0], [2.2, 3.6], Land::Mallorca),
    ("ES", [38.5, 40.2], [1.1, 4.5], Land::Islands("Ibiza and Menorca")),
    ("ES", [27.0, 30.0], [-19.0, -13.0], Land::Islands("Canaries")),
    ("PT", [32.0, 33.2], [-17.5, -16.2], Land::Islands("Madeira")),
    ("PT", [36.5, 40.0], [-31.5, -24.5], Land::Islands("Azores")),
    ("GR", [34.7, 35.75], [23.4, 26.4], Land::Crete),
    ("GR", [35.5, 39.5], [24.3, 28.4], Land::Islands("Aegean")),
    ("GR", [39.3, 39.85], [19.5, 20.15], Land::Islands("Corfu")),
    ("GR", [37.6, 38.55], [20.3, 21.0], Land::Islands("Ionian")),
    ("US", [18.0, 23.0], [-161.0, -154.0], Land::Islands("Hawaii")),
    ("CA", [48.2, 50.9], [-128.6, -123.2], Land::VancouverIsland),
    ("CA", [46.5, 51.7], [-59.6, -52.5], Land::Newfoundland),
    ("AU", [-44.0, -39.5], [143.5, 149.0], Land::Tasmania),
    ("NZ", [-40.4, -34.0], [172.5, 179.0], Land::NorthIsland),
    ("NZ", [-41.65, -40.4], [174.55, 177.0], Land::NorthIsland),
    ("JP", [41.56, 45.6], [139.3, 146.0], Land::Hokkaido),
    ("JP", [24.0, 29.0], [122.0, 132.0], Land::Islands("Okinawa")),
];

/// The land that a place is on; nothing where its country is not known.
pub(super) fn land_of(spot: &Spot<'_>) -> Option<Land> {
    let country = spot.country?;
    let holds = |&&(of, lat, lon, _): &&Within| {
        of == country
            && (lat[0]..=lat[1]).contains(&spot.lat)
            && (lon[0]..=lon[1]).contains(&spot.lon)
    };
    if let Some((.., land)) = WITHIN.iter().find(holds) {
        return Some(*land);
    }
    let island = ISLANDS.iter().find(|island| **island == country);
    Some(match country {
        "AU" => Land::Australia,
        "FI" => Land::Finland,
        "GB" => Land::GreatBritain,
        "IE" => Land::Ireland,
        "JP" => Land::Honshu,
        "NZ" => Land::SouthIsland,
        _ if AFRICA.contains(&country) => Land::Africa,
        _ if SCANDINAVIA.contains(&country) => Land::Scandinavia,
        _ if NORTH_AMERICA.contains(&country) => Land::NorthAmerica,
        _ if SOUTH_AMERICA.contains(&country) => Land::SouthAmerica,
        _ => island.map_or(Land::Mainland, |island| Land::Islands(island)),
    })
}

impl Land {
    /// Whether a road joins two places of this land that are so far apart.
    pub(super) fn is_whole(self, km: f64) -> bool {
        !matches!(self, Self::Islands(_)) || km <= ONE_ISLAND_KM
    }
}
