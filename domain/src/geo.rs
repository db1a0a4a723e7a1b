//! Distances on the globe. Roads, ferries and time are `routing`'s business.

/// The mean radius of the WGS84 ellipsoid, in kilometres.
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The great-circle distance between two points, given in degrees north and east, in kilometres.
///
/// The earth is taken for a sphere (haversine formula), which is within 0.6 % of the geodesic. A coordinate
/// that is not a number gives a distance that is not a number.
pub fn great_circle_km(lat1: f64, lon1: f64, lat2: f64, lon2: f64) -> f64 {
    let half_lat = ((lat2 - lat1) / 2.0).to_radians().sin();
    let half_lon = ((lon2 - lon1) / 2.0).to_radians().sin();
    let chord =
        half_lat.powi(2) + lat1.to_radians().cos() * lat2.to_radians().cos() * half_lon.powi(2);
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}

/// Kilometres in a mile.
pub const KM_IN_A_MILE: f64 = 1.609_344;

/// Whole miles.
#[expect(clippy::cast_possible_truncation, reason = "nothing on earth is that far")]
pub fn whole_miles(km: f64) -> i64 {
    (km / KM_IN_A_MILE).round() as i64
}

/// Kilometres as they are shown: to one decimal.
pub fn tenths(km: f64) -> f64 {
    (km * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::great_circle_km;

    fn assert_km(from: (f64, f64), to: (f64, f64), km: f64) {
        let got = great_circle_km(from.0, from.1, to.0, to.1);
        assert!((got - km).abs() < 0.5, "{got} instead of {km}");
    }

    #[test]
    fn known_distances_come_out() {
        assert_km((50.06143, 19.93658), (48.20849, 16.37208), 331.15);
        assert_km((0.0, 0.0), (0.0, 0.0), 0.0);
        assert_km((0.0, 179.5), (0.0, -179.5), 111.2);
        assert_km((90.0, 0.0), (-90.0, 0.0), 20_015.1);
        assert_km((0.0, 0.0), (0.0, 180.0), 20_015.1);
    }
}
