//! States and provinces, for the countries where a tour names them beside the city, and the parts of the
//! United Kingdom that are written as if they were countries.

use super::{country::Country, fold::spellings};

/// A first-order division of a country, with GeoNames' code for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The country it is a part of.
    pub country: Country,
    /// GeoNames' admin1 code.
    pub admin1: &'static str,
}

/// Country, admin1 code, then folded names and abbreviations, parted by `|`.
const REGIONS: &str = include_str!("regions.tsv");

/// England, Scotland, Wales and Northern Ireland under their usual names.
const HOME_NATIONS: [(&str, &str); 33] = [
    ("england", "ENG"),
    ("angleterre", "ENG"),
    ("inglaterra", "ENG"),
    ("inghilterra", "ENG"),
    ("engeland", "ENG"),
    ("anglia", "ENG"),
    ("englanti", "ENG"),
    ("scotland", "SCT"),
    ("schottland", "SCT"),
    ("ecosse", "SCT"),
    ("escocia", "SCT"),
    ("scozia", "SCT"),
    ("schotland", "SCT"),
    ("szkocja", "SCT"),
    ("skottland", "SCT"),
    ("skotlanti", "SCT"),
    ("skotland", "SCT"),
    ("wales", "WLS"),
    ("pays de galles", "WLS"),
    ("gales", "WLS"),
    ("galles", "WLS"),
    ("walia", "WLS"),
    ("cymru", "WLS"),
    ("pais de gales", "WLS"),
    ("northern ireland", "NIR"),
    ("nordirland", "NIR"),
    ("irlande du nord", "NIR"),
    ("irlanda del norte", "NIR"),
    ("irlanda del nord", "NIR"),
    ("noord ierland", "NIR"),
    ("irlandia polnocna", "NIR"),
    ("irlanda do norte", "NIR"),
    ("n ireland", "NIR"),
];

/// The part of the United Kingdom of this name.
pub(super) fn home_nation(name: &str) -> Option<Region> {
    let country = Country::from_code("GB")?;
    spellings(name).find_map(|folded| {
        let (_, admin1) = HOME_NATIONS.iter().find(|(name, _)| *name == folded)?;
        Some(Region { country, admin1 })
    })
}

/// Every state or province with this name or abbreviation.
pub(super) fn find(name: &str) -> Vec<Region> {
    let wanted: Vec<String> = spellings(name).collect();
    let mut found: Vec<Region> = REGIONS
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (country, admin1, names) = (cells.next()?, cells.next()?, cells.next()?);
            names.split('|').any(|name| wanted.iter().any(|wanted| wanted == name)).then_some(())?;
            Some(Region { country: Country::from_code(country)?, admin1 })
        })
        .collect();
    found.extend(home_nation(name));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_every_region_that_has_it() {
        let codes = |name: &str| {
            find(name)
                .iter()
                .map(|region| format!("{}.{}", region.country, region.admin1))
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("Kentucky"), ["US.KY"]);
        assert_eq!(codes("D.C."), ["US.DC"]);
        assert_eq!(codes("WA"), ["US.WA", "AU.08"]);
        assert_eq!(codes("Québec"), ["CA.10"]);
        assert_eq!(codes("Baden-Württemberg"), ["DE.01"]);
        assert_eq!(codes("Scotland"), ["GB.SCT"]);
        assert!(codes("Nowhere").is_empty());
    }

    #[test]
    fn every_line_of_the_table_is_a_region() {
        for line in REGIONS.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            for name in cells[2].split('|') {
                assert_eq!(spellings(name).next().as_deref(), Some(name), "{line}");
            }
        }
    }
}
