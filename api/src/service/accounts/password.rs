//! Passwords: hashed with Argon2id, away from the threads that answer requests, and few at once.

use std::fmt;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// The first of the settings that OWASP's Password Storage Cheat Sheet recommends for Argon2id:
/// 19 MiB, two passes, one lane. Dearer ones would let a few log-ins fill a small server's memory.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes, see [`MEMORY_KIB`].
const PASSES: u32 = 2;
/// Lanes, see [`MEMORY_KIB`].
const LANES: u32 = 1;
/// Hashes at once, so that a flood of log-ins takes 80 MB and not all there is.
const AT_ONCE: usize = 4;
/// How long a log-in waits for its turn. A person would have given up by then.
const WAIT: Duration = Duration::from_secs(5);

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A password that somebody chooses: long enough to be safe, short enough to be hashed.
#[derive(Clone)]
pub struct NewPassword(String);

impl NewPassword {
    /// Checks the length, the only rule there is.
    pub fn parse(text: &str) -> Result<Self, String> {
        let n_chars = text.chars().count();
        if (PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&n_chars) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("takes {PASSWORD_CHARS_MIN} to {PASSWORD_CHARS_MAX} characters"))
        }
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// The hash of a new password, as a PHC string with a salt of its own.
pub async fn hash(password: NewPassword) -> Result<String> {
    apart(move || hash_now(&password.0)).await?
}

/// Whether a password is the one that was hashed. Without a hash it takes as long to say no, so
/// that nobody learns which e-mail addresses have an account.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    if password.chars().count() > PASSWORD_CHARS_MAX {
        return Ok(false);
    }
    apart(move || match stored {
        Some(stored) => verify_now(&password, &stored),
        None => hash_now(&password).map(|_| false),
    })
    .await?
}

/// Runs heavy work on a thread of its own when it is its turn. The turn ends with the work, also
/// when the request that asked for it is gone.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let busy = |_| Error::Unavailable { why: "too many log-ins at once".to_owned() };
    let turn = tokio::time::timeout(WAIT, TURNS.acquire()).await.map_err(busy)?;
    let turn = turn.map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    done.await.map_err(Error::internal)
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String> {
    let salt = crate::random::bytes::<16>();
    let hash: PasswordHash =
        argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

fn verify_now(password: &str, stored: &str) -> Result<bool> {
    let stored = PasswordHash::new(stored).map_err(Error::internal)?;
    match argon2()?.verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(HashError::PasswordInvalid) => Ok(false),
        Err(err) => Err(Error::internal(err)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_says_how_it_was_made_and_fits_its_password_alone() {
        let hash = hash_now("load-in at eight").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_now("load-in at eight", &hash).unwrap());
        assert!(!verify_now("load-in at nine", &hash).unwrap());
        assert_ne!(hash, hash_now("load-in at eight").unwrap());
    }

    #[test]
    fn a_stored_hash_that_cannot_be_read_is_our_mistake_and_no_wrong_password() {
        assert!(matches!(verify_now("load-in at eight", "nonsense"), Err(Error::Internal(_))));
    }

    #[test]
    fn a_password_is_counted_in_characters() {
        assert!(NewPassword::parse(&"é".repeat(PASSWORD_CHARS_MIN)).is_ok());
        assert!(NewPassword::parse(&"é".repeat(PASSWORD_CHARS_MIN - 1)).is_err());
        assert!(NewPassword::parse(&"é".repeat(PASSWORD_CHARS_MAX)).is_ok());
        assert!(NewPassword::parse(&"é".repeat(PASSWORD_CHARS_MAX + 1)).is_err());
    }

    #[tokio::test]
    async fn nobody_without_an_account_has_the_right_password() {
        assert!(!verify("load-in at eight".to_owned(), None).await.unwrap());
    }

    #[test]
    fn a_password_is_not_printed() {
        let password = NewPassword::parse("load-in at eight").unwrap();
        assert!(!format!("{password:?}").contains("eight"));
    }
}
