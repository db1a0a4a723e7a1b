//! The authority's side of the sync protocol: what a replica is answered. A replica is one
//! installation's copy of one tour.
//!
//! `docs/PROTOCOL.md` says what the messages mean. Nothing here orders or merges anything; that is
//! the ledger's. Nothing here keeps anything that another process could not make again.

mod exchange;
mod identity;
mod pages;
mod purse;
mod wait;

use domain::sync::{HelloOut, PROTO, PeerKind, SCHEMA, SCHEMA_MIN};
use domain::time::tzdb;
use tokio::sync::OnceCell;

pub use self::exchange::{exchange, must_be_spoken};
use self::identity::Identity;
use crate::app::App;
use crate::error::Result;

/// What answering replicas keeps in memory.
#[derive(Default)]
pub struct Kept {
    identity: OnceCell<Identity>,
}

impl Kept {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Who answers here, and in which version of what.
pub async fn hello(app: &App) -> Result<HelloOut> {
    let identity = identity::of(app).await?;
    Ok(HelloOut {
        server: identity.server,
        kind: PeerKind::Authority,
        proto: PROTO,
        schema: SCHEMA,
        schema_min: SCHEMA_MIN,
        now: app.clock.now(),
        tzdb: tzdb().version.clone(),
    })
}
