//! Coordinates as files write them, and whether they can be true.

use domain::time::Zone;

use super::{headers::Role, report::Problem, row::Row};
use crate::places::Places;

/// A point on land, as the file gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) zone: Zone,
}

/// The coordinates of a row, when it has any that can be true; the problem says what is wrong with others.
pub(super) fn of_row(row: &Row, places: &Places) -> (Option<Point>, Option<Problem>) {
    let Some((column, text, pair)) = written(row) else { return (None, None) };
    let wrong = |reason: &str| (None, Some(Problem::warning(reason).about(&column, &text)));
    let Some((lat, lon)) = pair else { return wrong("these are no coordinates in degrees") };
    if lat == 0.0 && lon == 0.0 {
        return wrong("0, 0 stands for coordinates that are not known");
    }
    if lat.abs() > 90.0 || lon.abs() > 180.0 {
        let exchanged = lat.abs() <= 180.0 && lon.abs() <= 90.0;
        return wrong(if exchanged {
            "latitude and longitude seem exchanged: a latitude is at most 90"
        } else {
            "the coordinates are outside the globe"
        });
    }
    match places.zone_at(lat, lon) {
        Some(zone) => (Some(Point { lat, lon, zone }), None),
        None if lon.abs() <= 90.0 && places.zone_at(lon, lat).is_some() => {
            wrong("the coordinates are at sea; latitude and longitude seem exchanged")
        }
        None => wrong("the coordinates are at sea"),
    }
}

type Written = (String, String, Option<(f64, f64)>);

fn written(row: &Row) -> Option<Written> {
    if let (Some((lat_field, lat)), Some((_, lon))) = (row.text(Role::Lat), row.text(Role::Lon)) {
        let pair = degrees(&lat).zip(degrees(&lon));
        return Some((lat_field.column.clone(), format!("{lat}, {lon}"), pair));
    }
    let (field, text) = row.text(Role::LatLon)?;
    let parts: Vec<&str> = match text.split_once([';', '|']) {
        Some((lat, lon)) => vec![lat, lon],
        None if text.matches(',').count() == 1 => text.split(',').collect(),
        None => text.split_whitespace().collect(),
    };
    let pair = match parts.as_slice() {
        [lat, lon] => degrees(lat).zip(degrees(lon)),
        _ => None,
    };
    Some((field.column.clone(), text, pair))
}

/// Degrees as a decimal number (`-33.86`, `41,38`), with a direction (`33.86 S`), or with minutes and seconds
/// (`41°22'51"N`).
fn degrees(text: &str) -> Option<f64> {
    let text = text.trim();
    let south_or_west = text.ends_with(['S', 's', 'W', 'w']) || text.starts_with(['S', 'W']);
    let digits = text.trim_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let value = if digits.contains(['°', 'º', '\'', '′']) {
        let mut parts = digits
            .split(['°', 'º', '\'', '′', '"', '″', ' '])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(number);
        let whole = parts.next()??;
        let minutes = parts.next().unwrap_or(Some(0.0))?;
        let seconds = parts.next().unwrap_or(Some(0.0))?;
        let fraction = minutes / 60.0 + seconds / 3600.0;
        if whole < 0.0 { whole - fraction } else { whole + fraction }
    } else {
        number(digits)?
    };
    Some(if south_or_west { -value.abs() } else { value })
}

fn number(text: &str) -> Option<f64> {
    let text = text.replace('−', "-");
    let text = if text.contains('.') { text } else { text.replace(',', ".") };
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::degrees;

    #[test]
    fn degrees_are_read_in_every_usual_form() {
        for (text, value) in [
            ("41.3828939", 41.382_893_9),
            ("-0.12765", -0.127_65),
            ("41,38", 41.38),
            ("−33.5", -33.5),
            ("33.86 S", -33.86),
            ("0.5W", -0.5),
            ("41°22'48\"N", 41.38),
            ("70°30′ W", -70.5),
        ] {
            let read = degrees(text).unwrap();
            assert!((read - value).abs() < 1e-9, "{text}: {read}");
        }
        for text in ["", "north", "1.2.3", "inf", "NaN", "°"] {
            assert_eq!(degrees(text), None, "{text}");
        }
    }
}
