//! What goes wrong below [`Local`](super::Local), before it is said in words that mean something to
//! a person.

use std::fmt::Display;
use std::path::Path;

use sea_orm::{DbErr, RuntimeErr, SqlxError};

use crate::error::Error;

/// `SQLITE_BUSY` and `SQLITE_LOCKED`: another process writes, for longer than we wait.
const BUSY: [u32; 2] = [5, 6];
/// `SQLITE_READONLY`.
const READ_ONLY: u32 = 8;
/// `SQLITE_CORRUPT` and `SQLITE_NOTADB`.
const DAMAGE: [u32; 2] = [11, 26];
/// `SQLITE_FULL`.
const FULL: u32 = 13;
/// `SQLITE_IOERR` and `SQLITE_CANTOPEN`.
const AWAY: [u32; 2] = [10, 14];

/// What went wrong.
#[derive(Debug)]
pub(super) enum Fault {
    /// The database refused.
    Db(DbErr),
    /// A row that cannot be read back as what it claims to be.
    Row {
        /// The table it stands in.
        table: &'static str,
        /// Its key.
        id: String,
        /// What does not fit.
        why: String,
    },
    /// Said already.
    Told(Error),
}

impl Fault {
    /// A row that cannot be read back.
    pub(super) fn row(table: &'static str, id: impl Display, why: impl Display) -> Self {
        Self::Row { table, id: id.to_string(), why: why.to_string() }
    }

    /// As a person is told of it.
    pub(super) fn told(self, path: &Path) -> Error {
        match self {
            Self::Told(error) => error,
            Self::Row { table, id, why } => Error::Corrupt {
                path: path.to_owned(),
                why: format!("row `{id}` of table `{table}` cannot be read: {why}"),
            },
            Self::Db(err) => match code(&err) {
                Some(code) if DAMAGE.contains(&code) => {
                    Error::Corrupt { path: path.to_owned(), why: err.to_string() }
                }
                Some(code) if BUSY.contains(&code) => {
                    Error::Local("another program has been writing to it for long".to_owned())
                }
                Some(READ_ONLY) => Error::file(path, "it cannot be written"),
                Some(FULL) => Error::file(path, "the disk is full"),
                Some(code) if AWAY.contains(&code) => Error::file(path, err),
                _ => Error::Local(err.to_string()),
            },
        }
    }
}

impl From<DbErr> for Fault {
    fn from(err: DbErr) -> Self {
        Self::Db(err)
    }
}

/// Whether the file itself may be damaged.
pub(super) fn is_damage(err: &DbErr) -> bool {
    code(err).is_some_and(|code| DAMAGE.contains(&code))
}

/// SQLite's own code: an extended one keeps the plain one in its lowest byte.
fn code(err: &DbErr) -> Option<u32> {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = err
    else {
        return None;
    };
    let SqlxError::Database(refusal) = cause.as_ref() else { return None };
    refusal.code()?.parse::<u32>().ok().map(|code| code & 0xff)
}
