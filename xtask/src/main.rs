//! The project's own commands, run as `cargo xtask <command>`.

mod cargo;
mod checks;
mod engines;
mod places;
mod postgres;
mod serve;
mod setup;
mod web;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say which of the tools that the project needs are here, and build the web app if it can be.
    Setup,
    /// Build the web app, which the next build of the server takes in.
    Web {
        /// Check it instead: types, lints, formatting, tests without a browser, sizes.
        #[arg(long)]
        check: bool,
    },
    /// Try the web app in a browser: Debian's Chromium, or the one that `CHROMIUM` names.
    Browse {
        /// Passed on to Playwright, for instance a file or `--project=phone`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Build everything and run the service with a tour to look at.
    Demo {
        /// Passed on to `buscall-api demo`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Run every test: on SQLite always, on PostgreSQL when one answers.
    Test {
        /// Passed on to `cargo test`, for instance part of a test's name.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Run replicas and ledger against each other with everything that can go wrong, by seed.
    Sim {
        /// Passed on to the simulation: `--seeds N`, `--from S`, `--mutations`, `--trace`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Build for release and measure.
    Bench {
        /// Passed on to the benchmark: a section such as `sync`, and its options.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Write the generated documents anew.
    Gen {
        /// Fail where a document differs from what the code says, and write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Everything that must hold before a change is taken, in order, stopping at the first failure.
    Ci,
    /// Rebuild the embedded tables of cities and airports from their Python packages.
    Places,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Setup => setup::check().and_then(|()| web::build_if_possible()),
        Command::Web { check: false } => web::build(),
        Command::Web { check: true } => web::check(),
        Command::Browse { args } => serve::browse(&args),
        Command::Demo { args } => serve::demo(&args),
        Command::Test { args } => checks::test(&args),
        Command::Sim { args } => serve::sim(&args),
        Command::Bench { args } => serve::bench(&args),
        Command::Gen { check } => checks::generate(check),
        Command::Ci => checks::ci(),
        Command::Places => places::build(),
    }
}
