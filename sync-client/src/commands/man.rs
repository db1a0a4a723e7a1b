//! `buscall man`: the manual pages, one a command.

use clap::CommandFactory as _;

use crate::cli::{Cli, Man};
use crate::error::{Error, Exit, Result};
use crate::render;

pub(super) fn run(asked: &Man) -> Result<Exit> {
    match &asked.folder {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|err| Error::file(folder, err))?;
            clap_mangen::generate_to(Cli::command(), folder)
                .map_err(|err| Error::file(folder, err))?;
            render::say(&format!("the pages are in `{}`", folder.display()));
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            render::print_bytes(&page)?;
        }
    }
    Ok(Exit::Done)
}
