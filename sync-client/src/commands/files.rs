//! `buscall files`: the files of the tour or of a date, and which of them are on this device.

use std::path::{Path, PathBuf};

use domain::blob::BlobHash;
use domain::ids::RecordId;
use indicatif::HumanBytes;
use serde::Serialize;

use super::tour::OpenTour;
use super::{Context, plain};
use crate::cli::files::Files;
use crate::engine::{FileHere, Store, all_files, files_on};
use crate::error::{Error, Exit, Result};
use crate::render::{self, Column, Table, Tone};

#[derive(Serialize)]
struct FileOut {
    id: RecordId,
    name: String,
    category: Option<&'static str>,
    bytes: u64,
    hash: BlobHash,
    /// Where its content is on this device; null where it is not.
    path: Option<PathBuf>,
}

pub(super) async fn run(context: &Context, asked: &Files) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let store = Store::of(&tour.home);
    let view = tour.view().await?;
    let files = match &asked.date {
        Some(words) => {
            let date = tour.date(Some(words)).await?;
            files_on(&view.book, &store, std::iter::once(date))
        }
        None => all_files(&view.book, &store),
    };
    let mut exit = Exit::Done;
    if let Some(folder) = &asked.to {
        exit = copy_to(folder, &files, &store)?;
    }
    if asked.json {
        let out = |file: FileHere| FileOut {
            path: file.here.then(|| store.path(file.hash)),
            id: file.id,
            name: file.name,
            category: file.category,
            bytes: file.bytes,
            hash: file.hash,
        };
        render::print_json(&files.into_iter().map(out).collect::<Vec<_>>())?;
    } else {
        render::print_text(&table(&files).text(render::width()))?;
    }
    Ok(exit)
}

fn table(files: &[FileHere]) -> Table {
    let columns = [
        Column::to("file", 16),
        Column::whole("what"),
        Column::whole("size"),
        Column::whole("here"),
        Column::to("id", 8),
    ];
    let mut table = Table::new(&columns);
    for file in files {
        table.row([
            (Tone::Strong, file.name.clone()),
            (Tone::Plain, file.category.unwrap_or_default().to_owned()),
            (Tone::Plain, HumanBytes(file.bytes).to_string()),
            (Tone::Good, if file.here { "yes" } else { "" }.to_owned()),
            (Tone::Faint, file.id.to_string()),
        ]);
    }
    table
}

/// Copies what is here. Nothing that is in the folder already is written over.
fn copy_to(folder: &Path, files: &[FileHere], store: &Store) -> Result<Exit> {
    std::fs::create_dir_all(folder).map_err(|err| Error::file(folder, err))?;
    let mut exit = Exit::Done;
    for file in files {
        let to = folder.join(safe_name(file));
        if !file.here {
            render::say(&format!("`{}` is not on this device yet", plain(&file.name)));
            exit = Exit::Failed;
        } else if to.exists() {
            render::say(&format!("`{}` is there already", to.display()));
        } else {
            std::fs::copy(store.path(file.hash), &to).map_err(|err| Error::file(&to, err))?;
        }
    }
    Ok(exit)
}

/// The file's name, as a name in one folder: what somebody else called a file must not lead anywhere.
fn safe_name(file: &FileHere) -> String {
    let kept = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = file.name.chars().map(kept).collect();
    let name = name.trim().trim_start_matches('.').trim();
    if name.is_empty() { file.id.to_string() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_leads_nowhere() {
        let named = |name: &str| {
            safe_name(&FileHere {
                id: RecordId(uuid::Uuid::nil()),
                name: name.to_owned(),
                hash: BlobHash::of(b""),
                bytes: 0,
                category: None,
                here: true,
            })
        };
        assert_eq!(named("rider v2.pdf"), "rider v2.pdf");
        assert_eq!(named("../../.ssh/keys"), "_.._.ssh_keys");
        assert_eq!(named(".."), uuid::Uuid::nil().to_string());
        assert_eq!(named("C:\\x"), "C__x");
    }
}
