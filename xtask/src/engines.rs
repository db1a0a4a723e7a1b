//! Are there road engines, a mail server and readers of calendars to test with? They are programs inside a
//! Python environment.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, ensure};

/// Names the environment for the tests.
pub(crate) const VARIABLE: &str = "BUSCALL_TEST_ROAD_ENGINES";

/// How they are installed, for whoever has none.
pub(crate) const INSTALL: &str = "`.ci/run` makes one with Python 3.12 and the wheels `pyvalhalla`, `osrm-bindings`, `aiosmtpd`, `icalendar`, `recurring-ical-events`, `vobject`, `khal`, `vdirsyncer` and `openpyxl`";

/// Where each stands inside the folder of packages.
const PROGRAMS: [&str; 9] = [
    "osrm/bin/osrm-routed",
    "valhalla/bin/valhalla_service",
    "aiosmtpd/main.py",
    "icalendar/__init__.py",
    "recurring_ical_events/__init__.py",
    "vobject/__init__.py",
    "khal/__init__.py",
    "vdirsyncer/__init__.py",
    "openpyxl/__init__.py",
];

/// Fails with the reason when the environment that is named does not hold all of them.
pub(crate) fn find() -> Result<PathBuf> {
    let environment = PathBuf::from(env::var_os(VARIABLE).context("none is named")?);
    let lib = environment.join("lib");
    let mut pythons = lib.read_dir().with_context(|| lib.display().to_string())?.flatten();
    let packages = pythons.find_map(|python| {
        Some(python.path().join("site-packages")).filter(|packages| packages.is_dir())
    });
    let packages = packages.context("it is no environment of Python")?;
    for program in PROGRAMS {
        ensure!(packages.join(program).is_file(), "it has no `{program}`");
    }
    Ok(environment)
}
