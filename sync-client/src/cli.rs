//! Every command and flag. What a command does is in `commands`, in a file of its name.

pub mod advance;
pub mod files;
pub mod hold;
pub mod paper;
pub mod publish;
pub mod read;
pub mod tables;
pub mod write;

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand};

/// A local copy of your tours: read and edit them without a signal.
#[derive(Parser, Debug)]
#[command(name = "buscall", version, propagate_version = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 wrong use, 3 something needs a decision, \
                        4 the server could not be reached.")]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The tour: its name, its id or the beginning of either
    #[arg(long, global = true, env = "BUSCALL_TOUR", value_name = "TOUR")]
    pub tour: Option<String>,
    /// Reaches for no server
    #[arg(long, global = true, env = "BUSCALL_OFFLINE", value_parser = FalseyValueParser::new())]
    pub offline: bool,
    /// Where copies and the log-in are kept
    #[arg(long, global = true, env = "BUSCALL_HOME", value_name = "FOLDER")]
    pub home: Option<PathBuf>,
    /// Keeps the log-in in a file instead of the system's keyring
    #[arg(long, global = true, env = "BUSCALL_NO_KEYRING", hide = true,
        value_parser = FalseyValueParser::new())]
    pub no_keyring: bool,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Logs in to a server
    Login(Login),
    /// Ends the log-in; copies stay unless told otherwise
    Logout(Logout),
    /// Lists the tours, on this device and on the server
    Tours(Tours),
    /// Copies a tour to this device; goes on with a copy that is not complete
    Clone(CloneTour),
    /// Sends what was edited here and fetches what changed
    Sync(Sync),
    /// Shows what is on this device only, what needs a decision, and how old the copy is
    Status(Status),
    /// Shows the sheet of the show day that is on
    Today(read::Today),
    /// Shows the sheet of a date
    Day(read::Day),
    /// Says what is next, in how many minutes, and where
    Next(read::Next),
    /// Shows the tour as a table, one row a date
    Days(read::Days),
    /// Shows how far it is from date to date, how long it takes, and when to leave
    Route(read::Route),
    /// Lists what cannot work: load-ins that are missed, drivers' hours, borders; and what would help
    Check(write::Check),
    /// Says what has arrived: what it was, what it is, who said so
    Changes(read::Changes),
    /// Says who is on tour, whom to call elsewhere, and how
    Who(read::Who),
    /// Shows one record with everything that is known of it
    Show(read::Show),
    /// Says which instant a clock of a show day is, and what other walls show then
    Time(read::Time),
    /// Changes fields of a record
    Set(write::Set),
    /// Adds something: an item, a task, a note, a day …
    Add(write::Add),
    /// Deletes a record; `undo` brings it back
    Delete(write::Delete),
    /// Ticks off a task
    Done(write::Done),
    /// Moves the rest of a day, after showing what that breaks
    Shift(write::Shift),
    /// Lists what venues hold for the tour, and lets go, moves up or confirms
    Hold(hold::HoldCommand),
    /// Lists the dates on which the tour could still play, for an e-mail
    Avails(hold::Avails),
    /// Lists how far advancing is; begins sheets, takes answers, decides about them
    Advance(advance::AdvanceCommand),
    /// Hands out a day sheet, a guest list or a rooming list as a new version
    Publish(publish::Publish),
    /// Lists what has two values, and decides
    Decide(write::Decide),
    /// Lists what was not accepted, and why
    Tray(read::Tray),
    /// Takes back an edit of one's own
    Undo(write::Undo),
    /// Writes a day sheet or the whole tour, to take elsewhere
    Export(read::Export),
    /// Adds a file to a day, an event or a venue
    Attach(files::Attach),
    /// Lists files, and which of them are on this device
    Files(files::Files),
    /// Prints what a shell needs to complete commands
    Completions(Completions),
    /// Writes the manual pages
    Man(Man),
}

/// `buscall login`.
#[derive(Args, Debug)]
pub struct Login {
    /// The server, `https://tour.example.org`
    pub url: String,
    /// The account's e-mail address
    #[arg(long)]
    pub email: String,
    /// Reads the password from standard input instead of asking for it
    #[arg(long)]
    pub password_stdin: bool,
    /// What this device is called in the list of log-ins; its host name unless given
    #[arg(long)]
    pub label: Option<String>,
}

/// `buscall logout`.
#[derive(Args, Debug)]
pub struct Logout {
    /// Deletes the copies on this device too
    #[arg(long)]
    pub forget: bool,
    /// Goes on although edits on this device were never sent
    #[arg(long)]
    pub force: bool,
}

/// `buscall tours`.
#[derive(Args, Debug)]
pub struct Tours {
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall clone`.
#[derive(Args, Debug)]
pub struct CloneTour {
    /// The tour: its name, its id or the beginning of either
    #[arg(value_name = "TOUR")]
    pub which: String,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall sync`.
#[derive(Args, Debug)]
pub struct Sync {
    /// Goes on until it is stopped, and tells what arrives
    #[arg(long)]
    pub watch: bool,
    /// Agrees that much of an audience vanishes from this device: its name, or `all`
    #[arg(long, value_name = "AUDIENCE")]
    pub accept_removal: Vec<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall status`.
#[derive(Args, Debug)]
pub struct Status {
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `buscall man`.
#[derive(Args, Debug)]
pub struct Man {
    /// Where the pages go; without it the first page is printed
    pub folder: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_table_of_commands_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }
}
