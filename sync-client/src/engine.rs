//! Syncing: what the plans of `domain::sync` say, done against a server and the copy on this device.
//!
//! The engine sends, fetches, and hands every answer to the copy in one transaction. It can be
//! killed anywhere: the copy is always some state that a plan has left, and going on from there is
//! all that a next sync does. Only one sync of a tour runs at a time; edits are saved meanwhile.

mod after;
mod consent;
mod download;
mod first;
mod lock;
mod once;
mod progress;
mod store;
mod upload;
mod verify;
mod wake;
mod watch;

use std::collections::BTreeSet;
use std::time::Duration;

use domain::blob::BlobHash;
use domain::change::Receipt;
use domain::ids::TourId;
use domain::sync::{Tell, Vanishing};

pub use self::after::{After, after_edit};
pub use self::consent::{Accepted, waiting};
pub use self::download::{FILES_AHEAD_DAYS, Fetched, FileHere, all_files, files_on, sweep_files};
pub use self::progress::Progress;
pub use self::store::Store;
pub use self::upload::content_of;
pub use self::watch::{News, watch};
use crate::error::{Error, Result};
use crate::home::Home;
use crate::local::Local;
use crate::net::{Net, Patience};

/// What is remembered of a copy under these names; see [`Local::fact`].
pub mod fact {
    /// What the tour is called.
    pub const NAME: &str = "name";
    /// When everything had last been sent and fetched: RFC 3339, by this device's clock.
    pub const SYNCED_AT: &str = "synced_at";
    /// How many seconds the server's clock was ahead of this device's.
    pub const CLOCK_OFF: &str = "clock_off";
    /// The server's release of the zone rules.
    pub const TZDB: &str = "tzdb";
    /// When the server was last greeted: RFC 3339, by this device's clock.
    pub const HELLO_AT: &str = "hello_at";
    /// The content that the server did not take though something names it: hashes.
    pub const NOT_TAKEN: &str = "not_taken";
}

/// Two clocks that differ by no more are taken to show the same.
pub const CLOCK_OFF_MAX: Duration = Duration::from_mins(2);

/// One tour's copy and the server that it is a copy of.
#[derive(Clone, Debug)]
pub struct Engine {
    home: Home,
    tour: TourId,
    local: Local,
    net: Net,
    patience: Patience,
    /// How long content is sent between two exchanges.
    turn: Duration,
    offered: upload::Offered,
}

/// What a sync came to. It is filled as the sync goes on, so what happened before a failure is known.
#[derive(Clone, Debug, Default)]
pub struct Synced {
    /// The server's words on groups of this copy.
    pub receipts: Vec<Receipt>,
    /// What a person would want to know.
    pub tell: Vec<Tell>,
    /// What waits for somebody's consent.
    pub asks: Vec<Ask>,
    /// Records that have arrived.
    pub n_records: usize,
    /// Scopes of which the copy was wrong and was put right: somebody should look for a fault.
    pub repaired: Vec<String>,
    /// What else went wrong and did not end the sync, in sentences.
    pub trouble: Vec<String>,
    /// Content that was to be sent and is not at the server.
    pub contents_missing: BTreeSet<BlobHash>,
    /// How long the server asks to be left alone.
    pub retry_after_ms: u64,
    /// Groups that were not sent.
    pub n_unsent: usize,
}

/// Much of an audience would vanish from this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The audience.
    pub audience: String,
    /// How much of it.
    pub vanishing: Vanishing,
}

impl Engine {
    /// The engine of a copy, with the log-in of this device.
    ///
    /// # Errors
    /// Where nobody is logged in, or somebody else.
    pub async fn new(home: &Home, local: Local, patience: Patience) -> Result<Self> {
        let account = home.account()?;
        let state = local.state().await?;
        if state.account != account.account {
            return Err(Error::OtherAccount(account.email));
        }
        let net = Net::of(&account, home.token(&account)?, patience)?;
        let (turn, offered) = (upload::TURN, upload::Offered::default());
        Ok(Self { home: home.clone(), tour: state.tour, local, net, patience, turn, offered })
    }

    /// The same, sending content for so long between two exchanges.
    #[must_use]
    pub fn in_turns_of(self, turn: Duration) -> Self {
        Self { turn, ..self }
    }

    /// The server.
    pub fn net(&self) -> &Net {
        &self.net
    }

    /// The copy.
    pub fn local(&self) -> &Local {
        &self.local
    }
}
