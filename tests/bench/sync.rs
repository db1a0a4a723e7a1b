//! The companion against a server of its own: what a first sync costs, a week away, one edit on its
//! way from laptop to laptop, and the commands that only read what is here.
//!
//! Times are taken on a direct line; bytes and round trips on a second pass, through a relay that
//! counts, because a relay takes time too.

mod away;
mod commands;
mod edit;
mod first;
mod floor;
mod laptop;
mod relay;
mod tour;

use tempfile::TempDir;

use crate::Options;
use crate::process::Server;
use crate::world;

/// Records of the tour that is copied.
const RECORDS: usize = 10_000;

/// All that concerns the companion.
pub(crate) async fn all(options: &Options) -> anyhow::Result<()> {
    first::run(options).await?;
    away::run(options).await?;
    edit::run(options).await?;
    commands::run(options).await
}

/// A server with one tour in its database, in a folder that goes away with it.
struct Site {
    server: Server,
    tour: tour::Seeded,
    url: String,
    database: String,
    folder: TempDir,
}

impl Site {
    /// With this many records.
    async fn with(options: &Options, n_records: usize) -> anyhow::Result<Self> {
        let folder = TempDir::new()?;
        let database = world::sqlite_in(folder.path(), "sync.db");
        let tour = tour::seed(&database, n_records).await?;
        let server = Server::start(&options.server, &database).await?;
        let url = format!("http://{}", server.address);
        Ok(Self { server, tour, url, database, folder })
    }

    /// The same with a server that was just started.
    async fn restarted(self, options: &Options) -> anyhow::Result<Self> {
        let Self { server, tour, database, folder, .. } = self;
        drop(server);
        let server = Server::start(&options.server, &database).await?;
        let url = format!("http://{}", server.address);
        Ok(Self { server, tour, url, database, folder })
    }
}

/// Milliseconds of a duration.
fn ms(duration: std::time::Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
