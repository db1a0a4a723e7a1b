//! The authority's side of the sync protocol: what a replica is answered. A replica is one
//! installation's copy of one tour.
//!
//! `docs/PROTOCOL.md` says what the messages mean. Nothing here orders or merges anything; that is
//! the ledger's. Nothing here keeps anything that another process could not make again.

mod exchange;
mod identity;
mod pages;
mod prune;
mod purse;
mod snapshots;
mod verify;
mod wait;

use std::collections::BTreeMap;

use domain::ids::{ScopeId, TourId};
use domain::sync::{HelloOut, PROTO, PeerKind, SCHEMA, SCHEMA_MIN};
use domain::time::tzdb;
use tokio::sync::OnceCell;

pub use self::exchange::{check_scopes, exchange, must_be_spoken};
use self::identity::Identity;
pub use self::prune::prune;
use self::snapshots::Snapshots;
pub use self::snapshots::{Form, Snapshot, kept as kept_snapshots, snapshot};
pub use self::verify::verify;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor};

/// What answering replicas keeps in memory.
#[derive(Default)]
pub struct Kept {
    identity: OnceCell<Identity>,
    snapshots: Snapshots,
}

impl Kept {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Starts what runs beside the requests. The server learns who it is before it is asked, so that
/// a backup from before the first replica knows it, too.
pub fn start(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(err) = identity::of(&app).await {
            tracing::warn!(error = %err, "the server's id could not be kept; it is tried again");
        }
        prune::prune_daily(&app).await;
    });
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

/// The counter of every scope that an exchange of this tour would page, the directory's too.
pub async fn heads(app: &App, actor: &Actor, tour: TourId) -> Result<BTreeMap<ScopeId, u64>> {
    let org = access::tour(app, actor, tour).await?.org;
    app.store
        .read_snapshot(async |txn| {
            let mine = pages::scopes_of(txn, org, tour, actor.account).await?;
            Ok::<_, Error>(mine.iter().map(|scope| (scope.id, scope.head)).collect())
        })
        .await
}
