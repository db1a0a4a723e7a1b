//! Who is logged in, and where. The secret of the log-in is kept elsewhere.

use std::io::ErrorKind;

use domain::ids::AccountId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Home, files, secret};
use crate::error::{Error, Result};

/// Who is logged in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The server's address, without a slash at its end.
    pub url: String,
    /// The server's own id; it stays when the server moves.
    pub server: Uuid,
    /// What the account logs in with.
    pub email: String,
    /// Its id.
    pub account: AccountId,
    /// What its owner is called.
    #[serde(default)]
    pub name: String,
}

impl Home {
    /// Who has logged in here last; they may have logged out since.
    ///
    /// # Errors
    /// Where nobody has, or the file cannot be read.
    pub fn account(&self) -> Result<Account> {
        let path = self.root.join("account.json");
        let text = std::fs::read_to_string(&path).map_err(|err| match err.kind() {
            ErrorKind::NotFound => Error::NoAccount,
            _ => Error::file(&path, err),
        })?;
        serde_json::from_str(&text).map_err(|err| Error::file(&path, err))
    }

    /// Keeps a log-in.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub fn log_in(&self, account: &Account, token: &str) -> Result<()> {
        secret::keep(self, account, token)?;
        files::write_json(&self.root.join("account.json"), account)
    }

    /// The secret of the log-in.
    ///
    /// # Errors
    /// Where there is none.
    pub fn token(&self, account: &Account) -> Result<String> {
        let ended = || Error::LoggedOut { url: account.url.clone(), email: account.email.clone() };
        secret::find(self, account)?.ok_or_else(ended)
    }

    /// Forgets the secret. Whose copies these are stays known.
    ///
    /// # Errors
    /// Where it cannot be deleted.
    pub fn log_out(&self, account: &Account) -> Result<()> {
        secret::forget(self, account)
    }

    /// Forgets whose copies these were, with the content of their files; no copy may be left.
    ///
    /// # Errors
    /// Where it cannot be deleted.
    pub fn forget_account(&self) -> Result<()> {
        for name in ["account.json", "current"] {
            files::remove(&self.root.join(name))?;
        }
        let folder = self.files_folder();
        match std::fs::remove_dir_all(&folder) {
            Err(err) if err.kind() != ErrorKind::NotFound => Err(Error::file(&folder, err)),
            _ => Ok(()),
        }
    }

    pub(super) fn token_file(&self) -> std::path::PathBuf {
        self.root.join("token")
    }

    pub(super) fn uses_keyring(&self) -> bool {
        self.keyring
    }
}
