//! Countries by code and by name, in the languages that tours are written in.

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};

use super::{
    fold::spellings,
    region::{self, Region},
};

/// A country by its ISO 3166 code of two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// Takes two letters in any case; whether such a country exists is not checked.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters, in capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII letters are UTF-8")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::from_code(&code).ok_or_else(|| format!("`{code}` is not a code of two letters"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// What people write that CLDR does not list.
const USUAL_NAMES: [(&str, &str); 62] = [
    ("uk", "GB"),
    ("u k", "GB"),
    ("great britain", "GB"),
    ("britain", "GB"),
    ("grande bretagne", "GB"),
    ("grossbritannien", "GB"),
    ("gran bretagna", "GB"),
    ("gran bretana", "GB"),
    ("groot brittannie", "GB"),
    ("united kingdom of great britain and northern ireland", "GB"),
    ("usa", "US"),
    ("u s a", "US"),
    ("u s", "US"),
    ("america", "US"),
    ("united states of america", "US"),
    ("vereinigte staaten von amerika", "US"),
    ("etats unis damerique", "US"),
    ("estados unidos de america", "US"),
    ("eeuu", "US"),
    ("ee uu", "US"),
    ("eua", "US"),
    ("korea", "KR"),
    ("korea south", "KR"),
    ("south korea", "KR"),
    ("republic of korea", "KR"),
    ("korea republic of", "KR"),
    ("korea north", "KP"),
    ("czech republic", "CZ"),
    ("the czech republic", "CZ"),
    ("tschechische republik", "CZ"),
    ("republique tcheque", "CZ"),
    ("republica checa", "CZ"),
    ("repubblica ceca", "CZ"),
    ("holland", "NL"),
    ("hollande", "NL"),
    ("holanda", "NL"),
    ("olanda", "NL"),
    ("the netherlands", "NL"),
    ("republic of ireland", "IE"),
    ("eire", "IE"),
    ("russian federation", "RU"),
    ("macedonia", "MK"),
    ("fyrom", "MK"),
    ("uae", "AE"),
    ("u a e", "AE"),
    ("emirates", "AE"),
    ("ivory coast", "CI"),
    ("turkey", "TR"),
    ("hong kong", "HK"),
    ("hongkong", "HK"),
    ("macau", "MO"),
    ("macao", "MO"),
    ("taiwan republic of china", "TW"),
    ("peoples republic of china", "CN"),
    ("p r china", "CN"),
    ("pr china", "CN"),
    ("viet nam", "VN"),
    ("bosnia", "BA"),
    ("slovak republic", "SK"),
    ("cape verde", "CV"),
    ("swaziland", "SZ"),
    ("burma", "MM"),
];

pub(super) struct Countries(HashMap<String, Country>);

impl Countries {
    pub(super) fn read(table: &str) -> Self {
        let mut names = HashMap::new();
        for line in table.lines() {
            let mut cells = line.split('\t');
            let Some(country) = cells.next().and_then(Country::from_code) else { continue };
            names.insert(country.code().to_ascii_lowercase(), country);
            for name in cells.flat_map(|cell| cell.split('|')).flat_map(spellings) {
                names.entry(name).or_insert(country);
            }
        }
        let usual = USUAL_NAMES.iter().filter_map(|(name, code)| {
            Country::from_code(code).map(|country| ((*name).to_owned(), country))
        });
        names.extend(usual);
        Self(names)
    }

    pub(super) fn find(&self, name: &str) -> Option<(Country, Option<Region>)> {
        if let Some(region) = region::home_nation(name) {
            return Some((region.country, Some(region)));
        }
        spellings(name).find_map(|name| self.0.get(&name)).map(|country| (*country, None))
    }
}
