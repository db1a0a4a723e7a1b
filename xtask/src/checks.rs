//! What must hold: the tests, the generated documents, and the whole list for continuous integration.

use std::{
    env,
    ffi::OsString,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::cargo::{cargo, line, run};
use crate::{engines, postgres, web};

/// The tests that keep one generated document each, and where they stand.
const DOCUMENT_TESTS: [(&str, &str); 5] = [
    ("the_documentation_is_what_the_error_codes_say", "domain/tests/errors_doc.rs"),
    ("the_table_of_kinds_says_what_the_registry_says", "domain/tests/kinds_doc.rs"),
    ("the_documentation_is_what_the_table_says", "api/src/settings/tests.rs"),
    ("the_committed_description_is_the_one_that_is_served", "tests/e2e/openapi.rs"),
    ("the_published_protocol_is_about_these_shapes", "tests/e2e/sync/protocol.rs"),
];

/// With it, such a test writes its document instead of comparing.
const UPDATE_DOCS: &str = "UPDATE_DOCS";

/// Runs every test, documentation examples included, and says on which databases and road engines.
pub(crate) fn test(args: &[OsString]) -> Result<()> {
    match engines::find() {
        Ok(environment) => eprintln!("testing with road engines of {}", environment.display()),
        Err(error) if in_ci() => return Err(error.context("no road engines to test with")),
        Err(error) => eprintln!(
            "testing without road engines ({error}); set {} to an environment that has them: {}",
            engines::VARIABLE,
            engines::INSTALL
        ),
    }
    let address = postgres::address();
    match postgres::ask(&address) {
        Ok(()) => eprintln!("testing on SQLite and on {}", without_password(&address)),
        Err(error) if in_ci() => {
            return Err(error.context(format!("no PostgreSQL at {}", without_password(&address))));
        }
        Err(error) => eprintln!(
            "testing on SQLite only; no PostgreSQL at {} ({error}), set {} to name one",
            without_password(&address),
            postgres::VARIABLE
        ),
    }
    run(cargo(["test", "--workspace"]).args(args).env(postgres::VARIABLE, &address))
}

/// Writes the generated documents, or only compares them.
pub(crate) fn generate(check: bool) -> Result<()> {
    let mut tests = cargo(["test", "--workspace", "--lib", "--tests", "--"]);
    tests.args(DOCUMENT_TESTS.map(|(name, _)| name));
    if check {
        tests.env_remove(UPDATE_DOCS);
    } else {
        tests.env(UPDATE_DOCS, "1");
    }
    run(&mut tests)?;
    // They follow from the description of the API, which was written just now.
    if web::node().is_ok() { web::types(check) } else { Ok(()) }
}

/// Formatting, lints, tests, browsers, the simulation and documentation; the cheapest first.
pub(crate) fn ci() -> Result<()> {
    let started = Instant::now();
    for mut step in steps() {
        let name = line(&step);
        eprintln!("\n==> {name}");
        let began = Instant::now();
        run(&mut step).with_context(|| format!("stopped at `{name}`"))?;
        eprintln!("==> {name}: {}", spoken(began.elapsed()));
    }
    eprintln!("\n==> all of it: {}", spoken(started.elapsed()));
    Ok(())
}

fn steps() -> Vec<Command> {
    let mut doc = cargo(["doc", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    let mut browse = cargo(["xtask", "browse"]);
    // A machine that others use too is slow now and then; no test measures time.
    browse.env("BUSCALL_PATIENCE", "3");
    vec![
        cargo(["fmt", "--all", "--check"]),
        // First of all builds, so that the server's takes the app in.
        cargo(["xtask", "web"]),
        cargo(["xtask", "web", "--check"]),
        cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        cargo(["xtask", "test"]),
        browse,
        cargo(["xtask", "sim", "--seeds", "500"]),
        cargo(["xtask", "sim", "--mutations"]),
        doc,
    ]
}

fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

/// The address, fit to be printed.
fn without_password(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((before, place)) => {
            let user = before.rsplit_once("://").map_or(before, |(_, user)| user);
            let name = user.split(':').next().unwrap_or_default();
            format!("postgres://{name}@{place}")
        }
        None => address.to_owned(),
    }
}

fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        assert_eq!(without_password("postgres://me:secret@db:6000/x"), "postgres://me@db:6000/x");
        assert_eq!(without_password("postgres://me:s@cret@db"), "postgres://me@db");
        assert_eq!(without_password("postgres://db:6000"), "postgres://db:6000");
    }

    #[test]
    fn every_generated_document_has_the_test_that_writes_it() {
        for (name, file) in DOCUMENT_TESTS {
            let text = std::fs::read_to_string(crate::cargo::root().join(file)).unwrap();
            assert!(text.contains(&format!("fn {name}()")), "{file} has no test `{name}`");
            assert!(text.contains(UPDATE_DOCS), "{file} writes no document");
        }
    }

    #[test]
    fn a_duration_reads_as_minutes_and_seconds() {
        assert_eq!(spoken(Duration::from_millis(59_900)), "59 s");
        assert_eq!(spoken(Duration::from_secs(192)), "3 min 12 s");
    }
}
