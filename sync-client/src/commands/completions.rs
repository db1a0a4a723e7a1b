//! `buscall completions`: what a shell needs to complete commands.

use clap::CommandFactory as _;

use crate::cli::{Cli, Completions};
use crate::error::{Exit, Result};
use crate::render;

pub(super) fn run(asked: &Completions) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Cli::command(), "buscall", &mut script);
    render::print_bytes(&script)?;
    Ok(Exit::Done)
}
