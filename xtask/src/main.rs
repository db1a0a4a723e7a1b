//! The project's own commands, run as `cargo xtask <command>`.

mod places;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Rebuild the embedded tables of cities and airports from their Python packages.
    Places,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Places => places::build(),
    }
}
