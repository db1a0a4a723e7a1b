//! The server: a process on a database that outlives it, behind a line that stays where it is.

use std::path::PathBuf;

use api::store::Store;
use harness::Database;
use tempfile::TempDir;

use super::proxy::Proxy;
use crate::commands::process::{Ended, Server, run};

/// Connections of a test that looks into the database.
const POOL: u32 = 2;

/// The server, whether it runs or not.
pub(super) struct Service {
    dir: TempDir,
    database: Database,
    server: Option<Server>,
    /// What laptops take for the server.
    pub(super) proxy: Proxy,
}

impl Service {
    /// A server on this database, which answers.
    pub(super) async fn on(database: Database) -> Self {
        let (dir, proxy) = (tempfile::tempdir().unwrap(), Proxy::open().await);
        let mut service = Self { dir, database, server: None, proxy };
        service.start().await;
        service
    }

    /// Starts it, on a port of its own, if it does not run.
    pub(super) async fn start(&mut self) {
        if self.server.is_none() {
            let url = self.database.url();
            let args = ["--ops-listen", "off", "--database-url", &url];
            let server = Server::serve(self.dir.path(), &args).await;
            self.proxy.lead_to(&server.site);
            self.server = Some(server);
        }
    }

    /// The server that runs.
    pub(super) fn server(&self) -> &Server {
        self.server.as_ref().expect("the server runs")
    }

    /// Stops it as a service manager does.
    pub(super) async fn stop(&mut self) {
        let server = self.server.take().expect("the server runs");
        assert_eq!(server.stop().await.0, 0);
    }

    /// Kills it, as a power cut does.
    pub(super) async fn kill(&mut self) {
        self.server.take().expect("the server runs").cut_off().await;
    }

    /// Runs a command of the operator's.
    pub(super) async fn operate(&self, args: &[&str]) -> Ended {
        let url = self.database.url();
        run(self.dir.path(), &[args, &["--database-url", &url]].concat()).await
    }

    /// The database, to be looked into.
    pub(super) async fn store(&self) -> Store {
        Store::open(&self.database.url(), POOL).await.unwrap()
    }

    /// The files of an SQLite database.
    pub(super) fn files(&self) -> [PathBuf; 3] {
        let url = self.database.url();
        let path = url.strip_prefix("sqlite://").expect("it is in a file");
        let path = path.split('?').next().unwrap();
        ["", "-wal", "-shm"].map(|ending| PathBuf::from(format!("{path}{ending}")))
    }
}
