//! `buscall-api backup` and `restore`: everything in one file, out of one database and into another.

use std::path::PathBuf;

use uuid::Uuid;

use super::{Exit, open_existing, open_or_make, prepare, print};
use crate::random;
use crate::settings::Flags;
use crate::store::backup;

/// Where a backup goes.
#[derive(clap::Args)]
pub(super) struct BackupArgs {
    /// The file to write. One that is there already is left alone.
    file: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

/// Where a backup comes from.
#[derive(clap::Args)]
pub(super) struct RestoreArgs {
    /// The file that `buscall-api backup` wrote.
    file: PathBuf,
    /// Replaces accounts and tours that the database has.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn backup(args: BackupArgs) -> anyhow::Result<Exit> {
    let settings = prepare(args.flags)?.settings;
    let store = open_existing(&settings).await?;
    let bytes = backup::backup(&store, &args.file).await?;
    store.close().await?;
    print::text(&format!("wrote {bytes} bytes to {}", args.file.display()))?;
    Ok(Exit::Done)
}

pub(super) async fn restore(args: RestoreArgs) -> anyhow::Result<Exit> {
    let settings = prepare(args.flags)?.settings;
    anyhow::ensure!(args.file.is_file(), "`{}`: no such file", args.file.display());
    let store = open_or_make(&settings).await?;
    let epoch = || Uuid::from_u128(u128::from_le_bytes(random::bytes()));
    let rows = backup::restore(&args.file, &store, args.replace, epoch).await?;
    store.close().await?;
    print::text(&format!("restored {rows} rows; start every server on this database anew"))?;
    Ok(Exit::Done)
}
