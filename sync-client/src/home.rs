//! Where the companion keeps what it keeps: `BUSCALL_HOME`, or the place that the system has for
//! such things. One account, and one copy a tour. Nothing in it is read by anybody but its owner.

mod account;
mod files;
mod secret;

use std::path::{Path, PathBuf};

use domain::ids::{ScopeId, TourId};
use etcetera::AppStrategy as _;
use serde::{Deserialize, Serialize};

pub use self::account::Account;
pub use self::files::{private_folder, write_private};
use crate::error::{Error, Result};

/// Characters of an id or a name below which its beginning is not enough to say what is meant.
const PREFIX_CHARS_MIN: usize = 2;

/// The folder.
#[derive(Clone, Debug)]
pub struct Home {
    root: PathBuf,
    keyring: bool,
}

/// What stands beside a copy so that it is found without being opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The tour.
    pub tour: TourId,
    /// What it was called when it was last synced.
    pub name: String,
}

impl Home {
    /// This folder, or the system's place for it.
    ///
    /// # Errors
    /// Where the system has no such place, or it cannot be made.
    pub fn at(root: Option<PathBuf>, keyring: bool) -> Result<Self> {
        let root = root.filter(|root| !root.as_os_str().is_empty());
        let root = root.map_or_else(usual_root, Ok)?;
        private_folder(&root)?;
        private_folder(&root.join("tours"))?;
        Ok(Self { root, keyring })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The copy of a tour.
    pub fn database(&self, tour: TourId) -> PathBuf {
        self.beside(tour, "db")
    }

    /// Held by whoever syncs a tour.
    pub fn lock_file(&self, tour: TourId) -> PathBuf {
        self.beside(tour, "lock")
    }

    /// Says where a running `sync --watch` is woken.
    pub fn wake_file(&self, tour: TourId) -> PathBuf {
        self.beside(tour, "wake")
    }

    /// What has arrived of a scope's snapshot.
    pub fn snapshot_file(&self, tour: TourId, scope: ScopeId) -> PathBuf {
        self.root.join("tours").join(format!("{tour}.{scope}.part"))
    }

    /// Deletes what has arrived of the snapshots of these scopes.
    ///
    /// # Errors
    /// Where a file cannot be deleted.
    pub fn forget_snapshots(&self, tour: TourId, gone: impl Fn(ScopeId) -> bool) -> Result<()> {
        let begins = format!("{tour}.");
        self.forget_tour_files(|name| {
            let scope = name.strip_prefix(&begins).and_then(|rest| rest.split_once(".part"));
            scope.and_then(|(scope, _)| scope.parse().ok()).is_some_and(&gone)
        })
    }

    /// The content of files, by their hash.
    pub fn files_folder(&self) -> PathBuf {
        self.root.join("files")
    }

    fn beside(&self, tour: TourId, ending: &str) -> PathBuf {
        self.root.join("tours").join(format!("{tour}.{ending}"))
    }

    /// The tours that have a copy here, by name.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn tours(&self) -> Result<Vec<Card>> {
        let folder = self.root.join("tours");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(|err| Error::file(&folder, err))? {
            let path = entry.map_err(|err| Error::file(&folder, err))?.path();
            let is_copy = path.extension().is_some_and(|ending| ending == "db");
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let Some(tour) = stem.filter(|_| is_copy).and_then(|stem| stem.parse().ok()) else {
                continue;
            };
            found.push(self.card(tour));
        }
        found.sort_by(|a, b| (&a.name, a.tour).cmp(&(&b.name, b.tour)));
        Ok(found)
    }

    /// What is known of a copy without opening it.
    pub fn card(&self, tour: TourId) -> Card {
        let text = std::fs::read_to_string(self.beside(tour, "json")).ok();
        let card = text.and_then(|text| serde_json::from_str(&text).ok());
        card.unwrap_or_else(|| Card { tour, name: tour.to_string() })
    }

    /// Keeps a tour's name beside its copy.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn set_card(&self, card: &Card) -> Result<()> {
        files::write_json(&self.beside(card.tour, "json"), card)
    }

    /// The tour that is meant when none is named: the last one cloned, or the only one.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn current(&self) -> Result<Option<TourId>> {
        let said = std::fs::read_to_string(self.root.join("current")).ok();
        let said = said.and_then(|text| text.trim().parse().ok());
        if let Some(tour) = said.filter(|tour| self.database(*tour).exists()) {
            return Ok(Some(tour));
        }
        Ok(match self.tours()?.as_slice() {
            [only] => Some(only.tour),
            _ => None,
        })
    }

    /// Makes a tour the one that is meant when none is named.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn set_current(&self, tour: TourId) -> Result<()> {
        write_private(&self.root.join("current"), tour.to_string().as_bytes())
    }

    /// The tour that is meant: by name, id or the beginning of either, or the current one.
    ///
    /// # Errors
    /// Where none or several are meant.
    pub fn tour(&self, named: Option<&str>) -> Result<TourId> {
        match named {
            None => self.current()?.ok_or(Error::NoTour),
            Some(named) => {
                let tours = self.tours()?;
                let names: Vec<_> = tours.iter().map(|card| (card.tour, &*card.name)).collect();
                meant(named, &names)?.ok_or_else(|| Error::UnknownTour(named.to_owned()))
            }
        }
    }

    /// Deletes everything that is kept of a tour.
    ///
    /// # Errors
    /// Where a file cannot be deleted.
    pub fn forget(&self, tour: TourId) -> Result<()> {
        let begins = format!("{tour}.");
        self.forget_tour_files(|name| name.starts_with(&begins))
    }

    fn forget_tour_files(&self, forgets: impl Fn(&str) -> bool) -> Result<()> {
        let folder = self.root.join("tours");
        for entry in std::fs::read_dir(&folder).map_err(|err| Error::file(&folder, err))? {
            let path = entry.map_err(|err| Error::file(&folder, err))?.path();
            if path.file_name().and_then(|name| name.to_str()).is_some_and(&forgets) {
                files::remove(&path)?;
            }
        }
        Ok(())
    }
}

/// Which of these tours is meant: exactly one by id or whole name, else by the beginning of either.
///
/// # Errors
/// Where several are meant.
pub fn meant(named: &str, tours: &[(TourId, &str)]) -> Result<Option<TourId>> {
    let wanted = named.trim().to_lowercase();
    let whole = |(id, name): &&(TourId, &str)| {
        id.to_string() == wanted || name.trim().to_lowercase() == wanted
    };
    let begins = |(id, name): &&(TourId, &str)| {
        id.to_string().starts_with(&wanted) || name.trim().to_lowercase().starts_with(&wanted)
    };
    let mut found: Vec<_> = tours.iter().filter(whole).collect();
    if found.is_empty() && wanted.chars().count() >= PREFIX_CHARS_MIN {
        found = tours.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [] => Ok(None),
        [(id, _)] => Ok(Some(*id)),
        several => {
            let which = several.iter().map(|(id, name)| format!("`{name}` ({id})")).collect();
            Err(Error::AmbiguousTour { name: named.to_owned(), which })
        }
    }
}

fn usual_root() -> Result<PathBuf> {
    let names = etcetera::AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "buscall".to_owned(),
        app_name: "buscall".to_owned(),
    };
    let strategy = etcetera::choose_app_strategy(names).map_err(|err| {
        Error::Usage(format!("no place for the copies was found ({err}); set BUSCALL_HOME"))
    })?;
    Ok(strategy.data_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tour(number: u8) -> TourId {
        TourId(domain::ids::v7(1_791_547_200_000 + (u64::from(number) << 20), [number; 10]))
    }

    #[test]
    fn a_tour_is_meant_by_its_name_its_id_or_the_beginning_of_either() {
        let tours = [(tour(1), "Night Drive"), (tour(2), "Night"), (tour(3), "Summer")];
        assert_eq!(meant("night", &tours).unwrap(), Some(tour(2)));
        assert_eq!(meant("night d", &tours).unwrap(), Some(tour(1)));
        assert_eq!(meant("SUM", &tours).unwrap(), Some(tour(3)));
        assert_eq!(meant(&tour(3).to_string(), &tours).unwrap(), Some(tour(3)));
        assert_eq!(meant("winter", &tours).unwrap(), None);
        assert!(matches!(meant("ni", &tours), Err(Error::AmbiguousTour { .. })));
    }

    #[test]
    fn a_home_finds_its_copies_and_the_one_that_is_meant() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(Some(dir.path().join("home")), false).unwrap();
        assert!(matches!(home.tour(None), Err(Error::NoTour)));
        for (number, name) in [(1, "Night Drive"), (2, "Summer")] {
            std::fs::write(home.database(tour(number)), "").unwrap();
            home.set_card(&Card { tour: tour(number), name: name.to_owned() }).unwrap();
        }
        assert!(matches!(home.tour(None), Err(Error::NoTour)));
        home.set_current(tour(2)).unwrap();
        assert_eq!(home.tour(None).unwrap(), tour(2));
        assert_eq!(home.tour(Some("night")).unwrap(), tour(1));
        home.forget(tour(2)).unwrap();
        assert_eq!(home.tour(None).unwrap(), tour(1));
    }
}
