//! What the commands do, one file each. A command reads, plans and saves through the library and
//! prints through `render`; it knows no SQL and no HTTP.

mod add;
mod advance;
mod attach;
mod changes;
mod check;
mod clone;
mod completions;
mod day;
mod days;
mod decide;
mod delete;
mod done;
mod export;
mod files;
mod hold;
mod login;
mod logout;
mod man;
mod next;
mod publish;
mod route;
mod save;
mod set;
mod shift;
mod show;
mod standing;
mod status;
mod sync;
mod time;
mod today;
mod tour;
mod tours;
mod tray;
mod undo;
mod watch;
mod who;

use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Parser as _;
use domain::ids::TourId;
use domain::time::tzdb;

use crate::cli::{Cli, Command, Global};
use crate::clock;
use crate::engine::{Engine, fact};
use crate::error::{Exit, Result};
use crate::home::Home;
use crate::local::Local;
use crate::net::{Net, Patience};
use crate::render;

/// What every command has at hand.
#[derive(Clone, Debug)]
pub struct Context {
    /// Where the copies are.
    pub home: Home,
    /// What was said of all commands.
    pub global: Global,
}

impl Context {
    /// The copy of the tour that is meant.
    ///
    /// # Errors
    /// Where none or several are meant, or the copy cannot be used.
    pub async fn open(&self) -> Result<Local> {
        self.open_tour(self.home.tour(self.global.tour.as_deref())?).await
    }

    /// The copy of this tour.
    async fn open_tour(&self, tour: TourId) -> Result<Local> {
        let spare = clock::new_id().into();
        let opened = Local::open(&self.home.database(tour), spare).await?;
        if opened.copied {
            render::say("this folder was copied or restored; its edits go on under a new name");
        }
        Ok(opened.local)
    }
}

/// Reads the command line, does what it says, and says how that ended.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    match execute(cli).await {
        Ok(exit) => exit.into(),
        Err(err) => {
            render::say(&format!("buscall: {}", plain(&err.to_string())));
            if let Some(next) = err.next() {
                render::say(&format!("  {}", plain(&next)));
            }
            err.exit().into()
        }
    }
}

async fn execute(cli: Cli) -> Result<Exit> {
    let Cli { global, command } = cli;
    match command {
        Command::Completions(asked) => return completions::run(&asked),
        Command::Man(asked) => return man::run(&asked),
        _ => {}
    }
    let home = Home::at(global.home.clone(), !global.no_keyring)?;
    let context = Context { home, global };
    match command {
        Command::Login(asked) => login::run(&context, &asked).await,
        Command::Logout(asked) => logout::run(&context, &asked).await,
        Command::Tours(asked) => tours::run(&context, &asked).await,
        Command::Clone(asked) => clone::run(&context, &asked).await,
        Command::Sync(asked) => sync::run(&context, &asked).await,
        Command::Status(asked) => status::run(&context, &asked).await,
        Command::Today(asked) => today::run(&context, &asked).await,
        Command::Day(asked) => day::run(&context, &asked).await,
        Command::Next(asked) => next::run(&context, &asked).await,
        Command::Days(asked) => days::run(&context, &asked).await,
        Command::Route(asked) => route::run(&context, &asked).await,
        Command::Check(asked) => check::run(&context, &asked).await,
        Command::Changes(asked) => changes::run(&context, &asked).await,
        Command::Who(asked) => who::run(&context, &asked).await,
        Command::Show(asked) => show::run(&context, &asked).await,
        Command::Time(asked) => time::run(&context, &asked).await,
        Command::Set(asked) => set::run(&context, &asked).await,
        Command::Add(asked) => add::run(&context, &asked).await,
        Command::Delete(asked) => delete::run(&context, &asked).await,
        Command::Done(asked) => done::run(&context, &asked).await,
        Command::Shift(asked) => shift::run(&context, &asked).await,
        Command::Publish(asked) => publish::run(&context, &asked).await,
        Command::Hold(asked) => hold::run(&context, &asked).await,
        Command::Avails(asked) => hold::left(&context, &asked).await,
        Command::Advance(asked) => advance::run(&context, &asked).await,
        Command::Decide(asked) => decide::run(&context, &asked).await,
        Command::Tray(asked) => tray::run(&context, &asked).await,
        Command::Undo(asked) => undo::run(&context, &asked).await,
        Command::Export(asked) => export::run(&context, &asked).await,
        Command::Attach(asked) => attach::run(&context, &asked).await,
        Command::Files(asked) => files::run(&context, &asked).await,
        Command::Completions(_) | Command::Man(_) => Ok(Exit::Done),
    }
}

/// The server, with the log-in of this device.
fn online(context: &Context, patience: Patience) -> Result<Net> {
    let account = context.home.account()?;
    Net::of(&account, context.home.token(&account)?, patience)
}

/// A text from elsewhere that shall not steer the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// How long ago something was, roughly.
fn ago(at: DateTime<Utc>) -> String {
    let seconds = (clock::now() - at).num_seconds();
    match seconds {
        ..0 => "in the future".to_owned(),
        0..90 => "just now".to_owned(),
        90..5_400 => format!("{} minutes ago", (seconds + 30) / 60),
        5_400..129_600 => format!("{} hours ago", (seconds + 1_800) / 3_600),
        _ => format!("{} days ago", (seconds + 43_200) / 86_400),
    }
}

impl Engine {
    /// Says what a sync has found out about clocks and zone rules.
    async fn warn(&self) -> Result<()> {
        let off = self.local().fact(fact::CLOCK_OFF).await?.and_then(|off| off.parse().ok());
        let server = self.local().fact(fact::TZDB).await?;
        let warnings = [
            status::clock_warning(off.unwrap_or(0)),
            status::tzdb_warning(&tzdb().version, server.as_deref()),
        ];
        for warning in warnings.into_iter().flatten() {
            render::say(&format!("note: {warning}"));
        }
        Ok(())
    }
}
