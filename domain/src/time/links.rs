//! Old spellings of zone names and the names in use.
//!
//! The table is a choice from the `backward` links of the tz database, which serve two purposes of
//! which only one is ours. A link that renames (`Europe/Kiev`, `Asia/Calcutta`, `US/Eastern`, `PRC`)
//! is followed, so that a zone has one spelling here. A link that merges the zone of one country into
//! another's because their clocks agreed since 1970 (`Europe/Oslo` into `Europe/Berlin`,
//! `Atlantic/Reykjavik` into `Africa/Abidjan`) is not: tzdata's own `zone.tab` still lists those for
//! their countries, people in Oslo expect to read Oslo, and the countries may part again.
//! Where an old spelling is linked through such a merger, it leads to its own country's zone:
//! `Iceland` to `Atlantic/Reykjavik`, `Africa/Asmera` to `Africa/Asmara`.
//! Names of rules instead of places (`CET`, `EST`, `MST7MDT`) stay as they are, because no place was
//! meant: `EST` read back as `America/Panama` would surprise whoever wrote it.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono_tz::{TZ_VARIANTS, Tz};

const LINKS: &str = include_str!("links.tsv");

/// The zone of a name in any letter case, with old spellings led to the name in use.
pub(super) fn find(name: &str) -> Option<Tz> {
    static BY_NAME: OnceLock<HashMap<String, Tz>> = OnceLock::new();
    BY_NAME.get_or_init(by_name).get(&name.to_ascii_lowercase()).copied()
}

/// Old spelling and name in use, as the table lists them.
pub(super) fn links() -> impl Iterator<Item = (&'static str, &'static str)> {
    LINKS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn by_name() -> HashMap<String, Tz> {
    let mut zones: HashMap<String, Tz> =
        TZ_VARIANTS.iter().map(|tz| (tz.name().to_ascii_lowercase(), *tz)).collect();
    for (old, name) in links() {
        if let Some(tz) = zones.get(&name.to_ascii_lowercase()).copied() {
            zones.insert(old.to_ascii_lowercase(), tz);
        }
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_leads_from_a_known_name_to_a_name_in_use() {
        let old: Vec<&str> = links().map(|(old, _)| old).collect();
        assert!(old.len() > 100);
        assert!(old.is_sorted_by(|a, b| a < b), "one line per old spelling, in order");
        for (from, to) in links() {
            assert!(from.parse::<Tz>().is_ok(), "{from}");
            assert!(to.parse::<Tz>().is_ok(), "{to}");
            assert!(!old.contains(&to), "{to} is itself an old spelling");
            assert_eq!(find(from).map(Tz::name), Some(to));
        }
    }
}
