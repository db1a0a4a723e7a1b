//! Fetching the files that the next days need, so that they are here when the signal is not.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::blob::BlobHash;
use domain::book::{Book, Entry};
use domain::ids::RecordId;
use domain::record::kinds::{File, FileCategory};

use super::lock::Lock;
use super::{Engine, Store, upload};
use crate::clock;
use crate::error::{Error, Result};
use crate::home::Home;
use crate::local::{Local, View};

/// Days ahead for which files are fetched unasked, beside today.
pub const FILES_AHEAD_DAYS: u64 = 7;
/// Bytes that are fetched unasked at once; the rest comes with the next sync.
const UNASKED_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// A file and whether its content is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHere {
    /// Its record.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// What names its content.
    pub hash: BlobHash,
    /// How long that is.
    pub bytes: u64,
    /// What it is: `rider`, `plan` …
    pub category: Option<&'static str>,
    /// Whether its content is on this device.
    pub here: bool,
}

/// The files of some dates.
pub fn files_on(
    book: &Book,
    store: &Store,
    dates: impl Iterator<Item = NaiveDate>,
) -> Vec<FileHere> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for day in dates.filter_map(|date| book.on(date)) {
        for file in day.files() {
            if seen.insert(file.id()) {
                files.extend(read(file, store));
            }
        }
    }
    files
}

/// All files of a tour.
pub fn all_files(book: &Book, store: &Store) -> Vec<FileHere> {
    book.all::<File>().filter_map(|file| read(file, store)).collect()
}

fn read(file: &Entry<File>, store: &Store) -> Option<FileHere> {
    let hash = file.hash?;
    let bytes = file.bytes.as_ref().and_then(|bytes| u64::try_from(bytes.get()).ok())?;
    Some(FileHere {
        id: file.id(),
        name: file.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        hash,
        bytes,
        category: file.category.map(FileCategory::word),
        here: store.has(hash),
    })
}

/// What fetching came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Files that have arrived.
    pub n_files: usize,
    /// What went wrong, a sentence a file.
    pub trouble: Vec<String>,
}

impl Engine {
    /// Fetches the files of today and the next days. That a file does not come is no failure; that
    /// the line breaks ends it, and the next time goes on.
    ///
    /// # Errors
    /// Where the copy or this device's disk cannot be used.
    pub async fn fetch_files(&self) -> Result<Fetched> {
        let lock = self.home.root().join("files.lock");
        let mut fetched = Fetched::default();
        // Whoever is fetching already fetches the same.
        let Some(_held) = Lock::try_take(&lock)? else { return Ok(fetched) };
        let view = self.local.view().await?;
        let store = Store::of(&self.home);
        let today = clock::now().date_naive();
        // The day before is still on after midnight, and west of Greenwich.
        let first = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let dates = first.iter_days().take(usize::try_from(FILES_AHEAD_DAYS).unwrap_or(7) + 2);
        let mut left = UNASKED_BYTES_MAX;
        for file in files_on(&view.book, &store, dates).into_iter().filter(|file| !file.here) {
            let Some(rest) = left.checked_sub(file.bytes) else { break };
            left = rest;
            match self.fetch(&store, &file).await {
                Ok(()) => fetched.n_files += 1,
                Err(err @ (Error::Problem(_) | Error::NotFound(_) | Error::Rubbish { .. })) => {
                    fetched.trouble.push(format!("`{}` did not come: {err}", file.name));
                }
                Err(err @ Error::File { .. }) => return Err(err),
                Err(err) => {
                    fetched.trouble.push(format!("files are missing: {err}"));
                    break;
                }
            }
        }
        Ok(fetched)
    }

    async fn fetch(&self, store: &Store, file: &FileHere) -> Result<()> {
        let part = store.part(file.hash)?;
        self.net.download(self.tour, file.id, (file.hash, file.bytes), &part).await?;
        if store.keep(file.hash)? {
            return Ok(());
        }
        Err(Error::Rubbish {
            url: self.net.address().to_string(),
            why: "the content is not what its record says".to_owned(),
        })
    }
}

/// Deletes content that no copy of this home names any more, as after somebody left an audience.
/// While a copy cannot be read, nobody knows what it names, and nothing is deleted.
///
/// # Errors
/// Where a copy cannot be read, or a file cannot be deleted.
pub async fn sweep_files(home: &Home) -> Result<()> {
    let store = Store::of(home);
    let mut named = BTreeSet::new();
    for card in home.tours()? {
        let spare = clock::new_id().into();
        let copy = Local::open(&home.database(card.tour), spare).await?.local;
        named.extend(named_by(&copy.view().await?, &store));
    }
    store.keep_only(&named)
}

/// The content that a copy names, with what waits in its outbox and its tray.
pub(super) fn named_by(view: &View, store: &Store) -> BTreeSet<BlobHash> {
    let files = all_files(&view.book, store).into_iter().map(|file| file.hash);
    let groups = view.state.outbox.iter().chain(view.tray.iter().map(|logged| &logged.group));
    files.chain(groups.flat_map(upload::content_of)).collect()
}
