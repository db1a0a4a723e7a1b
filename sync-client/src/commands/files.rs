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

/// Characters of an id that tell two files of one name apart, unless they were added in the same minute.
const ID_CHARS: usize = 8;

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

/// Copies what is here. Nothing that is in the folder already is written over, so a file whose name is
/// taken by another content gets the beginning of its id as well.
fn copy_to(folder: &Path, files: &[FileHere], store: &Store) -> Result<Exit> {
    std::fs::create_dir_all(folder).map_err(|err| Error::file(folder, err))?;
    let mut exit = Exit::Done;
    for file in files {
        if !file.here {
            render::say(&format!("`{}` is not on this device yet", plain(&file.name)));
            exit = Exit::Failed;
            continue;
        }
        match place_for(folder, file) {
            Place::Free(to) => copy_whole(&store.path(file.hash), &to)?,
            Place::Same(to) => render::say(&format!("`{}` is there already", to.display())),
            Place::None => {
                render::say(&format!("`{}` was left out: its name is taken", plain(&file.name)));
                exit = Exit::Failed;
            }
        }
    }
    Ok(exit)
}

/// Where a file goes in a folder.
enum Place {
    Free(PathBuf),
    /// The same content is there already.
    Same(PathBuf),
    /// Something else has every name that it could have.
    None,
}

fn place_for(folder: &Path, file: &FileHere) -> Place {
    let id = file.id.to_string();
    let marks = [None, id.get(..ID_CHARS), Some(id.as_str())];
    for mark in marks {
        let to = folder.join(safe_name(file, mark));
        if !to.exists() {
            return Place::Free(to);
        }
        if Store::is_content_of(file.hash, &to) {
            return Place::Same(to);
        }
    }
    Place::None
}

/// Copies a file so that nobody who looks sees half of it under its name.
fn copy_whole(from: &Path, to: &Path) -> Result<()> {
    let part = to.with_added_extension(format!("{}.part", std::process::id()));
    let copied = std::fs::copy(from, &part).and_then(|_| std::fs::rename(&part, to));
    copied.map_err(|err| {
        drop(std::fs::remove_file(&part));
        Error::file(to, err)
    })
}

/// The file's name, as a name in one folder: what somebody else called a file must not lead anywhere.
/// A mark stands before the ending.
fn safe_name(file: &FileHere, mark: Option<&str>) -> String {
    let kept = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = file.name.chars().map(kept).collect();
    let name = name.trim().trim_start_matches('.').trim();
    let name = if name.is_empty() { file.id.to_string() } else { name.to_owned() };
    match (mark, name.rsplit_once('.')) {
        (None, _) => name,
        (Some(mark), Some((stem, ending))) => format!("{stem} {mark}.{ending}"),
        (Some(mark), None) => format!("{name} {mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_file(n: u128, name: &str, content: &[u8]) -> FileHere {
        FileHere {
            id: RecordId(uuid::Uuid::from_u128(n)),
            name: name.to_owned(),
            hash: BlobHash::of(content),
            bytes: content.len() as u64,
            category: None,
            here: true,
        }
    }

    #[test]
    fn a_name_from_elsewhere_leads_nowhere() {
        let named = |name: &str| safe_name(&a_file(0, name, b""), None);
        assert_eq!(named("rider v2.pdf"), "rider v2.pdf");
        assert_eq!(named("../../.ssh/keys"), "_.._.ssh_keys");
        assert_eq!(named(".."), uuid::Uuid::nil().to_string());
        assert_eq!(named("C:\\x"), "C__x");
    }

    #[test]
    fn two_files_of_one_name_are_both_copied_and_a_second_time_nothing_is() {
        let dir = tempfile::tempdir().unwrap();
        let home = crate::home::Home::at(Some(dir.path().join("home")), false).unwrap();
        let store = Store::of(&home);
        let contents: [&[u8]; 4] = [b"one", b"two", b"three", b"one"];
        let mut files = Vec::new();
        for (n, content) in contents.into_iter().enumerate() {
            std::fs::write(dir.path().join("new"), content).unwrap();
            store.take(&dir.path().join("new")).unwrap();
            files.push(a_file(n as u128 + (7 << 96), "plan.pdf", content));
        }
        let to = dir.path().join("to");
        for _ in 0..2 {
            assert_eq!(copy_to(&to, &files, &store).unwrap(), Exit::Done);
            let names = std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name());
            let names: std::collections::BTreeSet<_> =
                names.map(|name| name.into_string().unwrap()).collect();
            let third = format!("plan {}.pdf", files[2].id);
            assert_eq!(names, ["plan 00000007.pdf", &third, "plan.pdf"].map(str::to_owned).into());
        }
        assert_eq!(std::fs::read(to.join("plan 00000007.pdf")).unwrap(), b"two");

        std::fs::remove_dir_all(&to).unwrap();
        for name in ["plan.pdf", "plan 00000007.pdf", &format!("plan {}.pdf", files[0].id)] {
            std::fs::create_dir_all(&to).unwrap();
            std::fs::write(to.join(name), "somebody's own").unwrap();
        }
        assert_eq!(copy_to(&to, &files[..1], &store).unwrap(), Exit::Failed);
        assert_eq!(std::fs::read(to.join("plan.pdf")).unwrap(), b"somebody's own");
    }
}
