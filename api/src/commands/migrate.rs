//! `buscall-api migrate`: the schema of this version, before or without a server.

use super::{Exit, open_or_make, prepare, print};
use crate::settings::Flags;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(args: Args) -> anyhow::Result<Exit> {
    let settings = prepare(args.flags)?.settings;
    let store = open_or_make(&settings).await?;
    let steps = store.migrate().await?;
    store.close().await?;
    print::text(&match steps {
        0 => "the database has the schema of this version already".to_owned(),
        steps => format!("took {steps} steps to the schema of this version"),
    })?;
    Ok(Exit::Done)
}
