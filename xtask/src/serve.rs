//! Building programs of the workspace and becoming one of them: the demo, the
//! simulation and the benchmark.

use std::{ffi::OsString, process::Command};

use anyhow::Result;

use crate::cargo::{cargo, program, root, run};
use crate::web;

/// Tells the benchmark which server to start.
const API_BIN: &str = "BUSCALL_API_BIN";

/// Builds everything, then is `buscall-api demo`.
pub(crate) fn demo(args: &[OsString]) -> Result<()> {
    web::build_if_possible()?;
    run(&mut cargo(["build", "--workspace"]))?;
    // What the demo keeps lies in the folder of the workspace, wherever it is called from.
    let mut demo = Command::new(program("debug", "buscall-api")?);
    become_program(demo.arg("demo").args(args).current_dir(root()))
}

/// Builds everything, then opens the web app in a browser.
pub(crate) fn browse(args: &[OsString]) -> Result<()> {
    web::build()?;
    run(&mut cargo(["build", "--workspace"]))?;
    web::browse(args)
}

/// Builds everything, then is the simulation.
pub(crate) fn sim(args: &[OsString]) -> Result<()> {
    run(&mut cargo(["build", "--workspace"]))?;
    become_program(Command::new(program("debug", "sim")?).args(args))
}

/// Builds everything for release, then is the benchmark.
pub(crate) fn bench(args: &[OsString]) -> Result<()> {
    run(&mut cargo(["build", "--release", "--workspace"]))?;
    let server = program("release", "buscall-api")?;
    let client = program("release", "buscall")?;
    let mut bench = Command::new(program("release", "bench")?);
    become_program(bench.env(API_BIN, server).arg("--client").arg(client).args(args))
}

/// Takes this process over, so that signals and the exit code are the program's own and nothing
/// can be left running behind.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;

    Err(command.exec().into())
}

/// Waits for the program and ends as it ended. Ctrl-C reaches both, as they share a console.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    std::process::exit(command.status()?.code().unwrap_or(1))
}
