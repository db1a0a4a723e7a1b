//! The commands about dates that are held and dates that are left.

use clap::{Args, Subcommand};

use super::write::Saving;

/// `buscall hold`.
#[derive(Args, Debug)]
pub struct HoldCommand {
    /// What is done
    #[command(subcommand)]
    pub action: HoldAction,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// What is done with holds. `buscall add hold` makes one.
#[derive(Subcommand, Debug)]
pub enum HoldAction {
    /// Lists what is held
    List {
        /// With those that were confirmed or let go
        #[arg(long)]
        all: bool,
    },
    /// Lets a hold go; our own behind it move up
    Clear {
        /// Its venue, its venue and date, or its id
        what: String,
    },
    /// Moves a hold up, because somebody else's better one was let go
    Promote {
        /// Its venue, its venue and date, or its id
        what: String,
    },
    /// Somebody behind it wants the date
    Challenge {
        /// Its venue, its venue and date, or its id
        what: String,
        /// The last date on which it can be confirmed
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Makes a hold a show; the date's other holds are let go
    Confirm {
        /// Its venue, its venue and date, or its id
        what: String,
    },
}

/// `buscall avails`.
#[derive(Args, Debug)]
pub struct Avails {
    /// The first date; the tour's first unless given
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// The last date; the tour's last unless given
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Names no venues, for those who are not to know who else holds
    #[arg(long)]
    pub no_venues: bool,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}
