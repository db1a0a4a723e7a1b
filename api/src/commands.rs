//! The program's commands. Results go to stdout, everything else to stderr.
//!
//! Exit codes: 0 done, 1 failed, 2 used wrongly, 3 something needs a decision, 4 the database
//! cannot be reached.

mod account;
mod archive;
mod backup;
mod config;
mod demo;
mod import;
mod migrate;
mod print;
mod serve;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::clock::Clock;
use crate::error::Error;
use crate::settings::{Flags, Loaded, Settings, SettingsError, Sources};
use crate::store::{Store, StoreError};

/// The server of Buscall, the tour book that still works when the venue has no signal.
#[derive(Parser)]
#[command(name = "buscall-api", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers requests until it is told to stop.
    Serve(serve::Args),
    /// Shows a tour of made-up people with a show today.
    Demo(demo::Args),
    /// Reads files of tour dates and brings them into a tour.
    Import(import::Args),
    /// Brings the database to this version's schema.
    Migrate(migrate::Args),
    /// Writes everything into one file while the server goes on working.
    Backup(backup::BackupArgs),
    /// Puts a backup in the place of what the database holds.
    Restore(backup::RestoreArgs),
    /// Brings a tour in from its archive.
    #[command(subcommand)]
    Archive(archive::Command),
    /// Prints every setting, its value and where it came from.
    Config(config::Args),
    /// Looks after accounts.
    #[command(subcommand)]
    Account(account::Command),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Decide = 3,
    Unreachable = 4,
}

/// Runs the command that this process was started with.
pub async fn run() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Serve(args) => serve::run(args).await,
        Command::Demo(args) => demo::run(args).await,
        Command::Import(args) => import::run(args).await,
        Command::Migrate(args) => migrate::run(args).await,
        Command::Backup(args) => backup::backup(args).await,
        Command::Restore(args) => backup::restore(args).await,
        Command::Archive(command) => archive::run(command).await,
        Command::Config(args) => config::run(args),
        Command::Account(command) => account::run(command).await,
    };
    let exit = ended.unwrap_or_else(|err| {
        eprintln!("buscall-api: {}", told(&err));
        exit_of(&err)
    });
    ExitCode::from(exit as u8)
}

/// What went wrong, for whoever sits at the terminal.
fn told(err: &anyhow::Error) -> String {
    match err.downcast_ref::<Error>() {
        Some(Error::Problem(problem)) if !problem.errors.is_empty() => {
            let lines = problem.errors.iter().map(|one| format!("`{}` {}", one.field, one.rule));
            lines.collect::<Vec<_>>().join("\n")
        }
        Some(Error::Problem(problem)) => problem.detail.clone(),
        _ => format!("{err:#}"),
    }
}

fn exit_of(err: &anyhow::Error) -> Exit {
    if err.is::<SettingsError>() {
        return Exit::Usage;
    }
    match (err.downcast_ref::<StoreError>(), err.downcast_ref::<Error>()) {
        (Some(StoreError::Open { url, .. }), _) if url.starts_with("postgres") => Exit::Unreachable,
        (_, Some(Error::Unavailable { .. })) => Exit::Unreachable,
        _ => Exit::Failed,
    }
}

/// Reads the settings and starts the log.
fn prepare(flags: Flags) -> anyhow::Result<Loaded> {
    let loaded = Sources::of_process(flags).load()?;
    crate::telemetry::start(&loaded.settings)?;
    Ok(loaded)
}

/// Opens the database, and makes it where it is a file that is not there yet.
async fn open_or_make(settings: &Settings) -> anyhow::Result<Store> {
    if settings.database_url.starts_with("sqlite") {
        tokio::fs::create_dir_all(&settings.data_dir).await?;
    }
    Ok(Store::open(&settings.database_url, settings.pool_size).await?)
}

/// Opens a database that is there. A mistyped path must not become an empty database.
async fn open_existing(settings: &Settings) -> anyhow::Result<Store> {
    let url = settings.database_url.replace("?mode=rwc", "?mode=rw");
    Ok(Store::open(&url, settings.pool_size).await?)
}

/// The parts of a server, for a command that uses its services without answering requests.
async fn app_of(settings: Settings, store: Store) -> anyhow::Result<App> {
    let pending = store.pending_migrations().await?;
    anyhow::ensure!(
        pending.is_empty(),
        "the database lacks {} steps to this version; run `buscall-api migrate`",
        pending.len()
    );
    Ok(App::new(store, Clock::system(), settings))
}

/// Ends what runs beside the requests and closes the database.
async fn close(app: App) -> anyhow::Result<()> {
    app.stopping.send_replace(true);
    Ok(app.store.clone().close().await?)
}
