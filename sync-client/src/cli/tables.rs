//! The tables that `buscall export csv` and `buscall export xlsx` write, and what each takes.

use clap::Subcommand;

/// A table.
#[derive(Subcommand, Debug)]
pub enum TableWhat {
    /// One row per date: where, how far, on which clocks
    Routing,
    /// Every item of every date
    Schedule,
    /// Who is on tour
    People,
    /// Whom to call elsewhere
    Contacts,
    /// The guest list of an event, for its box office
    GuestList {
        /// The date of the event
        date: String,
        /// Which event, where the date has several: a name, or an id
        #[arg(long, value_name = "NAME")]
        event: Option<String>,
    },
    /// The rooming list of a stay, for its hotel
    Rooming {
        /// The date of the check-in, or one of the stay
        date: String,
        /// Which stay, where the date has several: a hotel's name, or an id
        #[arg(long, value_name = "NAME")]
        stay: Option<String>,
    },
}
