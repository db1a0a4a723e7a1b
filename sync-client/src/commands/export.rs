//! `buscall export`: sheets, papers, calendars, tables, the whole tour, or what a reset replaced, to take
//! elsewhere.

mod archive;
mod ics;
mod pdf;
mod tables;

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use chrono::NaiveDate;
use domain::change::Group;
use domain::ids::TourId;
use domain::record::Record;
use domain::view::{ClockStyle, Variant, day_sheet, paper_book};
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

/// What was made, and where it goes.
enum Made {
    /// Text for people.
    Text(String),
    /// Bytes that stay as they are.
    Bytes(Vec<u8>),
}

pub(super) async fn run(context: &Context, asked: &Export) -> Result<Exit> {
    let out = asked.out.as_deref();
    if let Some(path) = out.filter(|path| path.exists() && !asked.force) {
        return Err(exists(path));
    }
    let tour = OpenTour::open(context).await?;
    let made = match &asked.what {
        ExportWhat::Day { date, look, paper } => {
            let date = tour.today().await?.named(date)?;
            if let Some(path) = &paper.pdf {
                let bytes = pdf::day(&tour, date, paper.look, look.clock).await?;
                return placed(path, asked.force, &bytes);
            }
            match sheet(&tour, date, *look, paper.look.variant.map(Variant::from)).await? {
                Some(text) => Made::Text(text),
                None => {
                    render::say(&format!("the tour has no day on `{date}`"));
                    return Ok(Exit::Failed);
                }
            }
        }
        ExportWhat::Pdf { what, date, name, look, clock } => {
            not_to_a_terminal(out, "a paper")?;
            let which = (date.as_deref(), name.as_deref());
            Made::Bytes(pdf::made(&tour, *what, which, (*look, *clock)).await?)
        }
        ExportWhat::Csv { what } => Made::Bytes(tables::made(&tour, what, TableFormat::Csv).await?),
        ExportWhat::Xlsx { what } => {
            not_to_a_terminal(out, "a workbook")?;
            Made::Bytes(tables::made(&tour, what, TableFormat::Xlsx).await?)
        }
        // The lines of a calendar end with CR LF, which is no text to a terminal.
        ExportWhat::Ics(asked) => Made::Bytes(ics::text(&tour, asked).await?.into_bytes()),
        ExportWhat::Json => {
            let view = tour.view().await?;
            Made::Text(json(&whole(&view))?)
        }
        ExportWhat::Archive => return archived(&tour, asked).await,
        ExportWhat::Kept => Made::Text(json(&tour.local.kept().await?)?),
    };
    match (out, &made) {
        (Some(path), Made::Text(text)) => return placed(path, asked.force, text.as_bytes()),
        (Some(path), Made::Bytes(bytes)) => return placed(path, asked.force, bytes),
        (None, Made::Text(text)) => render::print_text(text)?,
        (None, Made::Bytes(bytes)) => render::print_bytes(bytes)?,
    }
    Ok(Exit::Done)
}

fn not_to_a_terminal(out: Option<&Path>, what: &str) -> Result<()> {
    if out.is_none() && render::width().is_some() {
        let why = format!("{what} is nothing for a terminal; --out FILE writes a file");
        return Err(Error::Usage(why));
    }
    Ok(())
}

/// Writes a file and says so.
fn placed(path: &Path, force: bool, bytes: &[u8]) -> Result<Exit> {
    write(path, force, |file| file.write_all(bytes))?;
    render::say(&format!("written to `{}`", path.display()));
    Ok(Exit::Done)
}

/// An archive goes into a file: it may be gigabytes, and holds everything of the tour.
async fn archived(tour: &OpenTour, asked: &Export) -> Result<Exit> {
    let Some(path) = &asked.out else {
        return Err(Error::Usage("an archive goes into a file: `--out FILE`".to_owned()));
    };
    let ready = archive::Ready::of(tour).await?;
    write(path, asked.force, |file| ready.write(file))?;
    render::say(&format!("written to `{}`", path.display()));
    Ok(ready.tell())
}

/// A day sheet, the very text or JSON that the server gives; in a variant, what others may read of it.
async fn sheet(
    tour: &OpenTour,
    date: NaiveDate,
    look: Look,
    variant: Option<Variant>,
) -> Result<Option<String>> {
    // What a variant must leave out may stand anywhere in the tour.
    let view = match variant {
        None => tour.local.view_on(date).await?,
        Some(_) => tour.view().await?,
    };
    let variant = variant.unwrap_or(Variant::Own);
    let book = paper_book(&view.book, variant, &view.audiences());
    let Some(sheet) = day_sheet(&book, date) else { return Ok(None) };
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
fn write(
    path: &Path,
    force: bool,
    content: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<()> {
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
    let written = content(&mut file).and_then(|()| file.sync_all());
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
        write(&path, false, |file| file.write_all(b"one")).unwrap();
        let refused = write(&path, false, |file| file.write_all(b"two")).unwrap_err();
        assert!(refused.to_string().contains("--force"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, true, |file| file.write_all(b"three")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
