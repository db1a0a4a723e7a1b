//! Zones by the names that files use: IANA's, the ones of Windows and Outlook, and registry paths around them.

use std::str::FromStr;

use calcard::common::timezone::Tz;
use domain::time::Zone;

/// The longest name of a zone, with room for the path of a registry before it.
const NAME_CHARS_MAX: usize = 120;

/// Names of Windows that CLDR 48 gives another zone than the table of the calendar parser, which is older:
/// Kazakhstan has changed its time since, and so has the Mexican state of Chihuahua.
const NEWER: [(&str, &str); 3] = [
    ("Central Asia Standard Time", "Asia/Bishkek"),
    ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
    ("South Sudan Standard Time", "Africa/Juba"),
];

/// The zone of this name, or why the name says too little.
pub(super) fn named(name: &str) -> Result<Zone, String> {
    let name = name.trim();
    if name.chars().count() > NAME_CHARS_MAX {
        return Err("the text is too long for the name of a zone".to_owned());
    }
    if let Ok(zone) = Zone::from_str(name) {
        let fixed = zone.name().starts_with("Etc/") && zone != Zone::UTC;
        // "EST" and "Etc/GMT+5" are offsets under the name of a zone: they know no summer.
        return if fixed || !zone.name().contains('/') {
            Err(only_an_offset(name))
        } else {
            Ok(zone)
        };
    }
    if let Some((_, newer)) = NEWER.iter().find(|(windows, _)| *windows == name) {
        return Zone::from_str(newer).map_err(|problem| problem.to_string());
    }
    if let Ok(Tz::Tz(tz)) = Tz::from_str(name) {
        return Ok(Zone::from(tz));
    }
    // "/citadel.org/20211207_1/Europe/Berlin": the last parts are the zone.
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
    for from in 1..parts.len() {
        if let Ok(zone) = Zone::from_str(&parts[from..].join("/"))
            && zone.name().contains('/')
        {
            return Ok(zone);
        }
    }
    Err(format!("`{name}` is not a time zone; write a name like `Europe/Warsaw`"))
}

fn only_an_offset(name: &str) -> String {
    format!(
        "`{name}` says an offset and not a place, so it knows no summer time; write a name like `Europe/Warsaw`"
    )
}

#[cfg(test)]
mod tests {
    use super::{Zone, named};

    #[test]
    fn zones_are_found_under_the_names_files_use() {
        for (name, zone) in [
            ("Europe/Warsaw", "Europe/Warsaw"),
            ("europe/kiev", "Europe/Kyiv"),
            ("US/Eastern", "America/New_York"),
            ("Central European Standard Time", "Europe/Warsaw"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Pacific Standard Time", "America/Los_Angeles"),
            ("(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Bangkok"),
            ("/citadel.org/20211207_1/Europe/Berlin", "Europe/Berlin"),
            ("/softwarestudio.org/Olson_20011030_5/America/Chicago", "America/Chicago"),
            ("Central Asia Standard Time", "Asia/Bishkek"),
            ("UTC", "Etc/UTC"),
        ] {
            assert_eq!(named(name).map(Zone::name), Ok(zone), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_only_an_offset_is_refused() {
        for name in
            ["EST", "CET", "Etc/GMT+5", "UTC+2", "Mars/Olympus", "", "Customized Time Zone 1"]
        {
            assert!(named(name).is_err(), "{name}: {:?}", named(name));
        }
    }
}
