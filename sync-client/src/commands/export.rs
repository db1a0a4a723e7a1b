//! `buscall export`: a day sheet, a table, the whole tour, or what a reset replaced, to take elsewhere.

mod ics;
mod tables;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use domain::change::Group;
use domain::ids::TourId;
use domain::record::Record;
use domain::view::{ClockStyle, day_sheet};
use interchange::export::table::TableFormat;
use serde::Serialize;
use serde_json::Value;

use super::Context;
use super::tour::OpenTour;
use crate::cli::read::{Export, ExportWhat, Look};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render;

/// A whole tour as its owner sees it.
#[derive(Serialize)]
struct TourOut<'v> {
    /// The tour.
    tour: TourId,
    /// When the copy was synced last.
    as_of: Option<chrono::DateTime<chrono::Utc>>,
    /// The audiences that the owner is in.
    scopes: Vec<Value>,
    /// Every record, in the order of the ids; deleted ones are left out.
    records: Vec<&'v Record>,
    /// The groups that are on this device only.
    unsent: &'v [Group],
    /// The groups that were not accepted.
    tray: Vec<&'v Group>,
}

pub(super) async fn run(context: &Context, asked: &Export) -> Result<Exit> {
    if let Some(path) = asked.out.as_deref().filter(|path| path.exists() && !asked.force) {
        return Err(exists(path));
    }
    let tour = OpenTour::open(context).await?;
    let text = match &asked.what {
        ExportWhat::Csv { what } => {
            let bytes = tables::made(&tour, what, TableFormat::Csv).await?;
            return give(asked, &bytes);
        }
        ExportWhat::Xlsx { what } => {
            if asked.out.is_none() && render::width().is_some() {
                let why = "a workbook is nothing for a terminal; --out FILE writes a file";
                return Err(Error::Usage(why.to_owned()));
            }
            let bytes = tables::made(&tour, what, TableFormat::Xlsx).await?;
            return give(asked, &bytes);
        }
        ExportWhat::Day { date, look } => match sheet(&tour, date, *look).await? {
            Some(text) => text,
            None => {
                render::say(&format!("the tour has no day on `{date}`"));
                return Ok(Exit::Failed);
            }
        },
        ExportWhat::Ics(asked) => ics::text(&tour, asked).await?,
        ExportWhat::Json => {
            let view = tour.view().await?;
            json(&whole(&view))?
        }
        ExportWhat::Kept => json(&tour.local.kept().await?)?,
    };
    if asked.out.is_some() {
        return give(asked, text.as_bytes());
    }
    render::print_text(&text)?;
    Ok(Exit::Done)
}

/// Writes bytes as they are to where they shall go.
fn give(asked: &Export, bytes: &[u8]) -> Result<Exit> {
    match &asked.out {
        None => render::print_bytes(bytes)?,
        Some(path) => {
            write(path, bytes, asked.force)?;
            render::say(&format!("written to `{}`", path.display()));
        }
    }
    Ok(Exit::Done)
}

/// A day sheet, the very text or JSON that the server gives.
async fn sheet(tour: &OpenTour, date: &str, look: Look) -> Result<Option<String>> {
    let date = tour.today().await?.named(date)?;
    let view = tour.local.view_on(date).await?;
    let Some(sheet) = day_sheet(&view.book, date) else { return Ok(None) };
    if look.json {
        return json(&sheet).map(Some);
    }
    Ok(Some(sheet.text(ClockStyle::from(look.clock))))
}

fn whole(view: &View) -> TourOut<'_> {
    let scope = |(id, scope): (&domain::ids::ScopeId, &domain::sync::ScopeCopy)| serde_json::json!({ "id": id, "audience": scope.audience, "level": scope.level });
    TourOut {
        tour: view.state.tour,
        as_of: view.as_of,
        scopes: view.state.scopes.iter().map(scope).collect(),
        records: view.book.records().filter(|record| !record.deleted).collect(),
        unsent: &view.state.outbox,
        tray: view.tray.iter().map(|logged| &logged.group).collect(),
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(std::io::Error::from)?;
    Ok(format!("{text}\n"))
}

fn exists(path: &Path) -> Error {
    Error::file(path, "it is there already; --force replaces it")
}

/// Writes a file. One that is there stays whole until the new one is.
fn write(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    let fail = |err: std::io::Error| match err.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => Error::file(path, err),
    };
    let target = if force {
        path.with_added_extension(format!("{}.part", std::process::id()))
    } else {
        path.to_owned()
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(&target).map_err(fail)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| if force { std::fs::rename(&target, path) } else { Ok(()) });
    placed.map_err(|err| {
        // What is not whole is of no use to anybody.
        drop(std::fs::remove_file(&target));
        fail(err)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_that_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.txt");
        write(&path, b"one", false).unwrap();
        let refused = write(&path, b"two", false).unwrap_err();
        assert!(refused.to_string().contains("--force"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, b"three", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
