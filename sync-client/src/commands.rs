//! What the commands do, one file each. A command reads, plans and saves through the library and
//! prints through `render`; it knows no SQL and no HTTP.

mod completions;
mod man;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command, Global};
use crate::error::{Exit, Result};
use crate::home::Home;
use crate::render;

/// What every command has at hand.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where the copies are.
    pub home: Home,
    /// What was said of all commands.
    pub global: Global,
}

/// Reads the command line, does what it says, and says how that ended.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    match execute(cli).await {
        Ok(exit) => exit.into(),
        Err(err) => {
            render::say(&format!("buscall: {err}"));
            if let Some(next) = err.next() {
                render::say(&format!("  {next}"));
            }
            err.exit().into()
        }
    }
}

async fn execute(cli: Cli) -> Result<Exit> {
    let Cli { global, command } = cli;
    let home = Home::at(global.home.clone(), !global.no_keyring)?;
    let context = Context { home, global };
    match command {
        Command::Completions(asked) => completions::run(&asked),
        Command::Man(asked) => man::run(&asked),
        _ => context.home.current().map(|_| Exit::Failed),
    }
}
