//! Who outside the tour was given which version of a file, and who holds an old one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::board::show_title;
use super::sheet::{HandoutShown, shown_handout};
use crate::book::{Book, Entry};
use crate::ids::RecordId;
use crate::record::kinds::{Advance, Day, Event, File, Handout};
use crate::view::words::{place_name, text};

/// Every file that somebody outside was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handouts {
    /// The files by name.
    pub files: Vec<HandedOut>,
    /// How many hold an old version.
    pub n_outdated: usize,
}

/// A file with whoever was given it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedOut {
    /// The file's record.
    pub file: RecordId,
    /// What it is called now.
    pub name: String,
    /// The version that it says it is now.
    pub version: Option<String>,
    /// Who was given it, by the date of the show.
    pub holders: Vec<Holder>,
}

/// Somebody who was given a file. Of several versions the last one counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holder {
    /// The sheet that it was given with.
    pub advance: Option<RecordId>,
    /// The date of the show.
    pub date: Option<NaiveDate>,
    /// What the show is called.
    pub show: Option<String>,
    /// What was given.
    #[serde(flatten)]
    pub handout: HandoutShown,
}

/// Who was given what.
pub fn handouts(book: &Book) -> Handouts {
    // The last that one venue was given of one file.
    let mut last: BTreeMap<(RecordId, Option<RecordId>), &Entry<Handout>> = BTreeMap::new();
    for handout in book.all::<Handout>() {
        let Some(file) = handout.file else { continue };
        let newest = last.entry((file, handout.advance)).or_insert(handout);
        if (handout.given_on, handout.id()) > (newest.given_on, newest.id()) {
            *newest = handout;
        }
    }
    let mut files: Vec<HandedOut> = Vec::new();
    for ((file, _), handout) in last {
        let holder = holder(book, handout);
        match files.last_mut().filter(|last| last.file == file) {
            Some(last) => last.holders.push(holder),
            None => files.push(handed_out(book, file, holder)),
        }
    }
    for file in &mut files {
        file.holders.sort_by_key(|holder| (holder.date, holder.handout.id));
    }
    files.sort_by(|a, b| (&a.name, a.file).cmp(&(&b.name, b.file)));
    let all = files.iter().flat_map(|file| &file.holders);
    let n_outdated = all.filter(|holder| holder.handout.outdated).count();
    Handouts { files, n_outdated }
}

fn handed_out(book: &Book, file: RecordId, holder: Holder) -> HandedOut {
    let now = book.get::<File>(file);
    let name = now.and_then(|now| text(now.name.as_ref()));
    HandedOut {
        file,
        name: name.unwrap_or_else(|| holder.handout.name.clone()),
        version: now.and_then(|now| text(now.version.as_ref())),
        holders: vec![holder],
    }
}

fn holder(book: &Book, handout: &Entry<Handout>) -> Holder {
    let sheet = handout.advance.and_then(|advance| book.get::<Advance>(advance));
    let event = sheet.and_then(|sheet| book.get::<Event>(sheet.event?));
    let day = event.and_then(|event| book.get::<Day>(event.day?));
    let date = day.and_then(|day| day.date);
    let city = day.and_then(|day| day.place.as_ref()).and_then(place_name);
    let show = event.zip(date).map(|(event, date)| show_title(book, date, event, city.as_deref()));
    let advance = handout.advance;
    Holder { advance, date, show, handout: shown_handout(book, handout) }
}
