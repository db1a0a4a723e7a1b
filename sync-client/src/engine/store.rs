//! The content of files on this device: one file a content, named by its hash, shared by all tours.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use domain::blob::BlobHash;
use domain::limits::FILE_BYTES_MAX;

use crate::error::{Error, Result};
use crate::home::{Home, private_folder};

/// Bytes that are read at once.
const READ_BYTES: usize = 256 * 1024;
/// The ending of what has not arrived whole.
const PART: &str = "part";

/// Content on this device.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The content that a home keeps.
    pub fn of(home: &Home) -> Self {
        Self { folder: home.files_folder() }
    }

    /// Where some content is, once it is here.
    pub fn path(&self, hash: BlobHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    /// Whether some content is here.
    pub fn has(&self, hash: BlobHash) -> bool {
        self.path(hash).exists()
    }

    /// Where some content is gathered while it arrives.
    ///
    /// # Errors
    /// Where its folder cannot be made.
    pub(super) fn part(&self, hash: BlobHash) -> Result<PathBuf> {
        let path = self.path(hash).with_added_extension(PART);
        if let Some(folder) = path.parent() {
            private_folder(folder)?;
        }
        Ok(path)
    }

    /// Keeps what has arrived, if it is what its name says; otherwise it is deleted. Whether it was.
    ///
    /// # Errors
    /// Where it cannot be read or kept.
    pub(super) fn keep(&self, hash: BlobHash) -> Result<bool> {
        let part = self.part(hash)?;
        let (found, _) = copy(&part, None)?;
        let done = if found == hash {
            std::fs::rename(&part, self.path(hash))
        } else {
            std::fs::remove_file(&part)
        };
        done.map_err(|err| Error::file(&part, err))?;
        Ok(found == hash)
    }

    /// Takes a file of the owner's in: the name and the length of its content.
    ///
    /// # Errors
    /// Where it cannot be read, is no file, or is too large.
    pub fn take(&self, from: &Path) -> Result<(BlobHash, u64)> {
        let metadata = std::fs::metadata(from).map_err(|err| Error::file(from, err))?;
        if !metadata.is_file() {
            return Err(Error::file(from, "it is no file"));
        }
        if metadata.len() > FILE_BYTES_MAX {
            let most = FILE_BYTES_MAX / (1024 * 1024);
            return Err(Error::file(from, format!("it is larger than {most} MiB")));
        }
        private_folder(&self.folder)?;
        let new = self.folder.join(format!("new.{}", std::process::id()));
        let taken = copy(from, Some(&new)).and_then(|(hash, length)| {
            drop(self.part(hash)?);
            std::fs::rename(&new, self.path(hash)).map_err(|err| Error::file(&new, err))?;
            Ok((hash, length))
        });
        if taken.is_err() {
            drop(std::fs::remove_file(&new));
        }
        taken
    }

    /// Whether a file anywhere on this device has this content.
    pub fn is_content_of(hash: BlobHash, path: &Path) -> bool {
        copy(path, None).is_ok_and(|(found, _)| found == hash)
    }

    /// Deletes whatever is not among these.
    ///
    /// # Errors
    /// Where the folder cannot be read or a file stays.
    pub(super) fn keep_only(&self, named: &BTreeSet<BlobHash>) -> Result<()> {
        let Ok(folders) = std::fs::read_dir(&self.folder) else { return Ok(()) };
        for folder in folders.flatten().filter(|folder| folder.path().is_dir()) {
            let files = std::fs::read_dir(folder.path());
            for file in files.map_err(|err| Error::file(&folder.path(), err))?.flatten() {
                let path = file.path();
                let hash = path.file_stem().and_then(|name| name.to_str()?.parse().ok());
                if hash.is_some_and(|hash: BlobHash| !named.contains(&hash)) {
                    std::fs::remove_file(&path).map_err(|err| Error::file(&path, err))?;
                }
            }
        }
        Ok(())
    }
}

/// Reads a file to its end, and copies it; what its content is called and how long it is.
fn copy(from: &Path, to: Option<&Path>) -> Result<(BlobHash, u64)> {
    let failed = |err| Error::file(from, err);
    let mut file = File::open(from).map_err(failed)?;
    let mut copied = to.map(create).transpose()?;
    let (mut hasher, mut length) = (blake3::Hasher::new(), 0);
    let mut bytes = vec![0; READ_BYTES];
    loop {
        let n_bytes = file.read(&mut bytes).map_err(failed)?;
        if n_bytes == 0 {
            break;
        }
        hasher.update(&bytes[..n_bytes]);
        length += n_bytes as u64;
        if let Some(copied) = &mut copied {
            copied.write_all(&bytes[..n_bytes]).map_err(failed)?;
        }
    }
    if let Some(copied) = copied {
        copied.sync_all().map_err(failed)?;
    }
    let hash = hasher.finalize().to_hex().parse().map_err(|err| Error::file(from, err))?;
    Ok((hash, length))
}

fn create(path: &Path) -> Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|err| Error::file(path, err))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_kept_under_its_name_and_what_is_not_it_is_not_kept() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(Some(dir.path().join("home")), false).unwrap();
        let store = Store::of(&home);
        let file = dir.path().join("rider.pdf");
        std::fs::write(&file, b"rider").unwrap();
        let hash = BlobHash::of(b"rider");
        assert_eq!(store.take(&file).unwrap(), (hash, 5));
        assert_eq!(std::fs::read(store.path(hash)).unwrap(), b"rider");

        let other = BlobHash::of(b"plan");
        std::fs::write(store.part(other).unwrap(), b"something else").unwrap();
        assert!(!store.keep(other).unwrap());
        assert!(!store.has(other));
        std::fs::write(store.part(other).unwrap(), b"plan").unwrap();
        assert!(store.keep(other).unwrap());

        store.keep_only(&[hash].into()).unwrap();
        assert!(store.has(hash) && !store.has(other));
        assert!(store.take(dir.path()).is_err());
    }
}
