//! Calling cargo, always for the whole workspace: a part of it alone would choose other features of
//! the libraries and build them all a second time.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A call of the cargo that runs us, in the folder of the workspace.
pub(crate) fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    for (name, _) in env::vars_os().filter(|(name, _)| is_about_us(name)) {
        command.env_remove(name);
    }
    command
}

/// What cargo tells this program about itself. Some build scripts look at it, so a call that
/// inherits it would build them, and all that needs them, differently from a call by hand.
fn is_about_us(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let others = ["CARGO_CRATE_NAME", "CARGO_BIN_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"];
    name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || others.contains(&name.as_ref())
}

/// Runs to the end; anything but success is an error that names the call.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} could not be started"))?;
    ensure!(status.success(), "`{}` ended with {status}", line(command));
    Ok(())
}

/// The call as somebody would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Where cargo puts a program that it has built with this profile.
pub(crate) fn program(profile: &str, name: &str) -> Result<PathBuf> {
    let output = cargo(["metadata", "--format-version", "1", "--no-deps", "--offline"]).output()?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let target = metadata["target_directory"].as_str().context("cargo names no target folder")?;
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = Path::new(target).join(profile).join(file);
    ensure!(path.is_file(), "`{}` was not built", path.display());
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_of_cargo_is_told_nothing_about_this_program() {
        // Tests of this crate are run by cargo, which has told them.
        assert!(env::var_os("CARGO_PKG_NAME").is_some());
        let call = cargo(["build"]);
        let removed = |name: &str| call.get_envs().any(|(key, to)| key == name && to.is_none());
        assert!(removed("CARGO_PKG_NAME") && removed("CARGO_MANIFEST_DIR"));
        assert!(!removed("CARGO_HOME") && !removed("CARGO_TARGET_DIR"));
    }
}
