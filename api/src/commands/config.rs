//! `buscall-api config`: what the server would be started with.

use super::table::table;
use super::{Exit, print};
use crate::settings::{Flags, Sources, masked};

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Prints JSON: a list of `name`, `value` and `source`.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let settings = masked(&Sources::of_process(args.flags).load()?);
    if args.json {
        print::json(&settings)?;
    } else {
        let rows: Vec<_> = settings
            .into_iter()
            .map(|setting| [setting.name.to_owned(), setting.value, setting.source])
            .collect();
        print::text(&table(["setting", "value", "source"], &rows))?;
    }
    Ok(Exit::Done)
}
