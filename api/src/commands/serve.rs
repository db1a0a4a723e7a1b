//! `buscall-api serve`: the server in the foreground, as service managers want it.

use tokio::signal;

use super::{Exit, open_or_make, prepare};
use crate::app::App;
use crate::clock::Clock;
use crate::server::{self, Running};
use crate::settings::Flags;
use crate::store::Store;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Starts on the schema that is there, and is not ready until it is this version's.
    #[arg(long)]
    no_migrate: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(args: Args) -> anyhow::Result<Exit> {
    let mut loaded = prepare(args.flags)?;
    let listeners = server::bind(&loaded.settings)?;
    loaded.found(listeners.address()?);
    let settings = loaded.settings;
    let store = open_or_make(&settings).await?;
    if !args.no_migrate {
        migrate(&store).await?;
    }
    let app = App::new(store.clone(), Clock::system(), settings);
    let running = server::start_on(app, listeners)?;
    tracing::info!(
        address = %format_args!("http://{}", running.address),
        ops_address = running.ops_address.map(|address| format!("http://{address}")),
        version = env!("CARGO_PKG_VERSION"),
        "the server answers"
    );
    until_stopped(running).await?;
    store.close().await?;
    tracing::info!("the server has stopped");
    Ok(Exit::Done)
}

async fn migrate(store: &Store) -> anyhow::Result<()> {
    let steps = store.migrate().await?;
    if steps > 0 {
        tracing::info!(steps, "the database was brought to the schema of this version");
    }
    Ok(())
}

/// Waits for a signal and stops; a second signal stops at once.
pub(super) async fn until_stopped(mut running: Running) -> anyhow::Result<()> {
    tokio::select! {
        ended = running.join() => return ended,
        () = told_to_stop() => {}
    }
    tracing::info!("the server stops; requests at hand are answered first");
    tokio::select! {
        stopped = running.stop() => stopped,
        () = told_to_stop() => {
            tracing::warn!("told to stop a second time: requests at hand are dropped");
            Ok(())
        }
    }
}

/// Waits for Ctrl-C or, where there is such a thing, SIGTERM.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        let terminate = signal::unix::signal(signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => tokio::select! {
                _ = signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(err) => {
                tracing::warn!(error = %err, "SIGTERM cannot be heard; Ctrl-C can");
                wait_for_ctrl_c().await;
            }
        }
    }
    #[cfg(not(unix))]
    wait_for_ctrl_c().await;
}

async fn wait_for_ctrl_c() {
    if let Err(err) = signal::ctrl_c().await {
        tracing::warn!(error = %err, "Ctrl-C cannot be heard either");
        std::future::pending::<()>().await;
    }
}
