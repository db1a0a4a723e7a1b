//! The commands about dates that venues keep, and what each takes.

use clap::{Args, Subcommand};

use super::write::Saving;
use crate::edit::Assignment;

/// `buscall hold`.
#[derive(Args, Debug)]
pub struct Hold {
    /// What to do
    #[command(subcommand)]
    pub action: HoldAction,
}

/// What is done about holds.
#[derive(Subcommand, Debug)]
pub enum HoldAction {
    /// Lists what venues keep for the tour
    List {
        /// Only what is on this date
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Also what was released or has become a show
        #[arg(long)]
        all: bool,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Adds a hold on a date
    Add {
        /// The date
        date: String,
        /// `venue=paradiso` or `name="Harmonie"`, `level=2`, `expires=20.11.`, `agent="Foxglove"` …
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<Assignment>,
        /// Who sees it; those of `management` unless given
        #[arg(long, value_name = "AUDIENCE")]
        audience: Option<String>,
        /// What every edit takes.
        #[command(flatten)]
        saving: Saving,
    },
    /// Lets a hold go; yours behind it move up
    Clear(OneHold),
    /// Moves a hold up, because somebody else has let go of a better one
    Promote(OneHold),
    /// Says that somebody else wants the date, and until when to answer
    Challenge {
        /// Which hold.
        #[command(flatten)]
        which: OneHold,
        /// The last date on which it can be answered
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Makes a show of a hold, and lets go of the others on its date
    Confirm(OneHold),
}

/// A hold, and what every edit takes.
#[derive(Args, Debug)]
pub struct OneHold {
    /// An id, its beginning, or words of the venue's name
    pub what: String,
    /// The date that it is on, where words mean several
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall avails`.
#[derive(Args, Debug)]
pub struct Avails {
    /// Leaves out what is before this date
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Leaves out what is after this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Names no venues, for people outside
    #[arg(long)]
    pub no_venues: bool,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}
