//! A server that answers: waiting for it, stopping it.

use std::net::SocketAddr;

use actix_web::dev::{Server, ServerHandle};
use anyhow::Context as _;
use tokio::task::JoinSet;

use crate::app::App;

/// A server that answers until it is stopped. Dropping it ends it at once.
pub struct Running {
    /// Where the service is reached.
    pub address: SocketAddr,
    /// Where `/metrics` is reached, if anywhere.
    pub ops_address: Option<SocketAddr>,
    app: App,
    /// The service's first, so that `/readyz` on the second tells of the stop until it is over.
    handles: Vec<ServerHandle>,
    tasks: JoinSet<std::io::Result<()>>,
}

impl Running {
    pub(super) fn new(
        app: App,
        address: SocketAddr,
        ops_address: Option<SocketAddr>,
        servers: Vec<Server>,
    ) -> Self {
        let handles = servers.iter().map(Server::handle).collect();
        let mut tasks = JoinSet::new();
        for server in servers {
            tasks.spawn(server);
        }
        Self { address, ops_address, app, handles, tasks }
    }

    /// Waits until a listener ends, which it does only when it is stopped or broken.
    pub async fn join(&mut self) -> anyhow::Result<()> {
        match self.tasks.join_next().await {
            Some(ended) => ended?.context("a listener has ended"),
            None => Ok(()),
        }
    }

    /// Stops: `/readyz` says so, streams end, no new request is taken, and those at hand are answered
    /// within `shutdown_timeout_s`.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.end(true).await
    }

    /// Stops without waiting for requests at hand.
    pub async fn abort(self) -> anyhow::Result<()> {
        self.end(false).await
    }

    async fn end(mut self, graceful: bool) -> anyhow::Result<()> {
        self.app.stopping.send_replace(true);
        for handle in &self.handles {
            handle.stop(graceful).await;
        }
        while !self.tasks.is_empty() {
            self.join().await?;
        }
        Ok(())
    }
}
