//! `cargo xtask web` and what else needs Node: building the web app, checking it, trying it in a browser.
//!
//! Cargo never runs npm on its own, so everything but the app's pages is built and tested without Node.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::cargo::{program, root, run};

/// The oldest Node that the app's tools run on.
const NODE_MIN: (u32, u32) = (20, 19);
/// Remembers for which lockfile the packages were installed.
const INSTALLED_FOR: &str = "node_modules/.installed-for";
/// The program whose pages the browser tests open.
const API_BIN: &str = "BUSCALL_API_BIN";

/// Builds the app into `web/dist`, where the next build of the server takes it from.
pub(crate) fn build() -> Result<()> {
    install()?;
    run(&mut npm(["run", "build"]))
}

/// The same where Node is there; otherwise says what goes without it.
pub(crate) fn build_if_possible() -> Result<()> {
    match node() {
        Ok(_) => build(),
        Err(error) => {
            eprintln!("the web app is not built: {error}");
            Ok(())
        }
    }
}

/// Types, lints, formatting, and the tests that need no browser.
pub(crate) fn check() -> Result<()> {
    install()?;
    types(true)?;
    run(&mut npm(["run", "check"]))?;
    run(&mut npm(["test"]))?;
    run(&mut npm(["run", "sizes"]))
}

/// Opens the app in a browser, against the server that was built with it.
pub(crate) fn browse(args: &[std::ffi::OsString]) -> Result<()> {
    install()?;
    let mut tests = npm(["run", "e2e", "--"]);
    run(tests.args(args).env(API_BIN, program("debug", "buscall-api")?))
}

/// Writes the types of the API anew, or only compares them with the committed ones.
pub(crate) fn types(compare: bool) -> Result<()> {
    install()?;
    let committed = app().join("src/api/schema.gen.ts");
    if !compare {
        return run(&mut npm(["run", "types"]));
    }
    let fresh = app().join("node_modules/.schema.gen.ts");
    run(npm(["exec", "--", "openapi-typescript", "../../openapi.json", "-o"]).arg(&fresh))?;
    let same = fs::read(&fresh)? == fs::read(&committed)?;
    ensure!(same, "`{}` is out of date; `cargo xtask gen` writes it", committed.display());
    Ok(())
}

/// The version of Node, if it is one that will do.
pub(crate) fn node() -> Result<String> {
    let output = Command::new("node").arg("--version").output().context("Node is not installed")?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = text.trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE_MIN => Ok(text),
        _ => bail!("Node is `{text}`, and {}.{} or later is needed", NODE_MIN.0, NODE_MIN.1),
    }
}

fn app() -> PathBuf {
    root().join("web/app")
}

fn npm<'a>(args: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(args).current_dir(app());
    command
}

/// Installs exactly what the lockfile says, unless that is what is there.
fn install() -> Result<()> {
    node()?;
    let lock = fs::read(app().join("package-lock.json"))?;
    if is_installed(&app(), &lock) {
        return Ok(());
    }
    run(&mut npm(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(app().join(INSTALLED_FOR), &lock)?;
    Ok(())
}

fn is_installed(app: &Path, lock: &[u8]) -> bool {
    fs::read(app.join(INSTALLED_FOR)).is_ok_and(|installed| installed == lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_installed_anew_when_the_lockfile_changes() {
        let app = std::env::temp_dir().join(format!("buscall-web-{}", std::process::id()));
        fs::create_dir_all(app.join("node_modules")).unwrap();
        assert!(!is_installed(&app, b"one"));
        fs::write(app.join(INSTALLED_FOR), b"one").unwrap();
        assert!(is_installed(&app, b"one") && !is_installed(&app, b"two"));
        fs::remove_dir_all(&app).unwrap();
    }
}
