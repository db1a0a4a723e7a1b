//! Other people's programs that read calendars, and what they print. Whatever a test starts ends with it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// Names the Python environment that they are installed in, beside the road engines; `.ci/run` makes it.
const VARIABLE: &str = "BUSCALL_TEST_ROAD_ENGINES";
/// No reader takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(4);

/// An entry as a program has read it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Row {
    pub(super) uid: String,
    /// An instant, or a date.
    pub(super) start: String,
    pub(super) end: Option<String>,
    pub(super) all_day: bool,
    pub(super) status: String,
}

/// When the wall of a zone shows a time, by the rules of a calendar's own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Wall {
    pub(super) zone: String,
    /// `2026-10-24T19:00:00`.
    pub(super) wall: String,
    /// Seconds since 1970.
    pub(super) seconds: i64,
}

/// The programs that are installed.
pub(super) struct Readers {
    python: PathBuf,
    ical_js: PathBuf,
}

impl Readers {
    /// The readers, where they are installed. In CI they must be.
    pub(super) fn installed() -> Option<Self> {
        let found = installed();
        if let Err(missing) = &found {
            assert!(std::env::var_os("CI").is_none(), "in CI there must be {missing}");
            eprintln!("not tried with other programs: there is no {missing}");
        }
        found.ok()
    }

    /// What icalendar and recurring-ical-events read.
    pub(super) async fn icalendar(&self, text: &[u8]) -> Vec<Row> {
        rows(&self.python(text, "read_icalendar.py", &[]).await)
    }

    /// What vobject reads.
    pub(super) async fn vobject(&self, text: &[u8]) -> Vec<Row> {
        rows(&self.python(text, "read_vobject.py", &[]).await)
    }

    /// What vdirsyncer fetches from an address and khal reads of it, from one date to another.
    pub(super) async fn khal(&self, url: &str, first: &str, last: &str) -> Vec<Row> {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().to_str().unwrap();
        rows(&self.python(b"", "read_khal.py", &[url, folder, first, last]).await)
    }

    /// What ical.js reads, and when the walls of these zones show these times.
    pub(super) async fn ical_js(&self, text: &[u8], of: &[(&str, &str)]) -> (Vec<Row>, Vec<Wall>) {
        let of = serde_json::to_string(of).unwrap();
        let args = [self.ical_js.to_str().unwrap(), &of];
        let printed = run(Path::new("node"), text, "read_icaljs.mjs", &args).await;
        let (walls, entries): (Vec<_>, Vec<_>) =
            printed.lines().partition(|line| line.contains("\"wall\":"));
        let walls = walls.into_iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        (rows(&entries.join("\n")), walls)
    }

    async fn python(&self, text: &[u8], script: &str, args: &[&str]) -> String {
        run(&self.python, text, script, args).await
    }
}

fn installed() -> Result<Readers, &'static str> {
    let environment = std::env::var_os(VARIABLE).map(PathBuf::from);
    let environment = environment.ok_or("environment of Python that is named")?;
    let has = |package: &str| {
        let mut pythons = std::fs::read_dir(environment.join("lib")).into_iter().flatten();
        pythons.any(|python| python.unwrap().path().join("site-packages").join(package).is_dir())
    };
    if !["icalendar", "recurring_ical_events", "vobject", "khal"].into_iter().all(has) {
        return Err("package of Python that reads calendars");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let ical_js = root.join("web/app/node_modules/ical.js/dist/ical.js");
    if !ical_js.is_file() {
        return Err("ical.js, which `cargo xtask web` installs");
    }
    Ok(Readers { python: environment.join("bin/python"), ical_js })
}

async fn run(program: &Path, input: &[u8], script: &str, args: &[&str]) -> String {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/feeds/readers");
    let mut command = Command::new(program);
    command.arg(scripts.join(script)).args(args).kill_on_drop(true);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A reader that asks for nothing may be gone before it was given all.
    let write = async move { drop(stdin.write_all(&input).await) };
    let both = async { tokio::join!(write, child.wait_with_output()).1 };
    let output = tokio::time::timeout(PATIENCE, both).await.unwrap().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

fn rows(printed: &str) -> Vec<Row> {
    let rows = printed.lines().map(|line| serde_json::from_str(line));
    rows.collect::<Result<_, _>>().unwrap_or_else(|err| panic!("{err} in {printed}"))
}
