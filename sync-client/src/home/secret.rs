//! The secret of a log-in: in the system's keyring, or in a file that only its owner may read where
//! there is no keyring or none is wanted.

use super::{Account, Home, files};
use crate::error::{Error, Result};

/// What the entries of the keyring are called.
const SERVICE: &str = "buscall";

/// Keeps the secret where it is safest, and nowhere else.
pub(super) fn keep(home: &Home, account: &Account, token: &str) -> Result<()> {
    if home.uses_keyring() && in_keyring(account, |entry| entry.set_password(token)).is_ok() {
        return files::remove(&home.token_file());
    }
    files::write_private(&home.token_file(), token.as_bytes())
}

/// The secret, if there is one.
pub(super) fn find(home: &Home, account: &Account) -> Result<Option<String>> {
    let path = home.token_file();
    match std::fs::read_to_string(&path) {
        Ok(token) => return Ok(Some(token.trim().to_owned())),
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::file(&path, err));
        }
        Err(_) => {}
    }
    if !home.uses_keyring() {
        return Ok(None);
    }
    match in_keyring(account, keyring::Entry::get_password) {
        Ok(token) => Ok(Some(token)),
        Err(keyring::Error::NoEntry | keyring::Error::NoDefaultStore) => Ok(None),
        Err(err) => Err(Error::Usage(format!(
            "the system's keyring does not give the log-in ({err}); unlock it and try again"
        ))),
    }
}

/// Deletes the secret.
pub(super) fn forget(home: &Home, account: &Account) -> Result<()> {
    if home.uses_keyring()
        && let Err(err) = in_keyring(account, keyring::Entry::delete_credential)
        && !matches!(err, keyring::Error::NoEntry | keyring::Error::NoDefaultStore)
    {
        return Err(Error::Usage(format!(
            "the system's keyring does not delete the log-in ({err}); unlock it and try again"
        )));
    }
    files::remove(&home.token_file())
}

/// An entry by server and e-mail. The keyring blocks and may run a loop of its own, so it gets a
/// thread of its own.
fn in_keyring<T: Send>(
    account: &Account,
    act: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send,
) -> keyring::Result<T> {
    let user = format!("{} {}", account.url, account.email);
    std::thread::scope(|scope| {
        let work = scope.spawn(|| act(&keyring::Entry::new(SERVICE, &user)?));
        work.join().unwrap_or(Err(keyring::Error::NoDefaultStore))
    })
}

#[cfg(test)]
mod tests {
    use domain::ids::AccountId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn without_a_keyring_the_secret_is_in_a_file_until_it_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(Some(dir.path().to_owned()), false).unwrap();
        let account = Account {
            url: "https://tour.example.org".to_owned(),
            server: Uuid::nil(),
            email: "maya@example.org".to_owned(),
            account: AccountId(Uuid::nil()),
            name: "Maya".to_owned(),
        };
        assert!(matches!(home.account(), Err(Error::NoAccount)));
        home.log_in(&account, "secret").unwrap();
        assert_eq!(home.account().unwrap(), account);
        assert_eq!(home.token(&account).unwrap(), "secret");
        home.log_out(&account).unwrap();
        assert!(matches!(home.token(&account), Err(Error::LoggedOut { .. })));
        assert_eq!(home.account().unwrap(), account);
    }
}
