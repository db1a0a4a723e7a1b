//! What can go wrong for whoever uses the companion: one type, whose variants name what happened to
//! the person and not which library said so. Each says what to do next and which exit code it has.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::problem::Problem;
use uuid::Uuid;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// It was called wrongly.
    Usage,
    /// It is done as far as it goes; something needs a decision.
    Undecided,
    /// The server could not be reached.
    Unreachable,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Undecided => 3,
            Self::Unreachable => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

/// What an operation of the companion answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What happened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command was called wrongly, in a way that the table of flags cannot tell.
    #[error("{0}")]
    Usage(String),
    /// Somebody has to decide first.
    #[error("{what}")]
    Undecided {
        /// What is to be decided.
        what: String,
        /// How.
        next: String,
    },
    /// A file or folder of this machine is in the way.
    #[error("`{}` could not be used: {why}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The result could not be printed.
    #[error("the result could not be printed: {0}")]
    Print(#[from] std::io::Error),

    /// Nobody has logged in on this machine.
    #[error("nobody has logged in here")]
    NoAccount,
    /// The server does not know the log-in any more.
    #[error("the log-in at `{url}` has ended; nothing is lost that was saved on this device")]
    LoggedOut {
        /// Where.
        url: String,
        /// Whose.
        email: String,
    },
    /// The copy was made by another account.
    #[error("the copy of this tour belongs to another account than `{0}`")]
    OtherAccount(String),
    /// No tour is named and none is current.
    #[error("no tour is chosen")]
    NoTour,
    /// No copy of such a tour is on this device.
    #[error("no tour on this device is called `{0}`")]
    UnknownTour(String),
    /// Several tours are meant.
    #[error("`{name}` may be any of {}", .which.join(", "))]
    AmbiguousTour {
        /// As it was written.
        name: String,
        /// The tours.
        which: Vec<String>,
    },

    /// The tour's copy is not there.
    #[error("there is no copy at `{}`", .0.display())]
    Missing(PathBuf),
    /// The tour's copy was written by a newer version of this program.
    #[error("the copy at `{}` was made by a newer version of buscall", .0.display())]
    Newer(PathBuf),
    /// The tour's copy cannot be read. It is left as it is.
    #[error("the copy at `{}` is damaged: {why}", .path.display())]
    Corrupt {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The tour's copy could not be read or written this time.
    #[error("the copy on this device could not be used: {0}")]
    Local(String),
    /// An audience has not arrived whole, or is not as the server has it.
    #[error("`{audience}` is not here as the server has it")]
    Incomplete {
        /// Which.
        audience: String,
    },
    /// Another process is syncing this tour.
    #[error("another buscall is syncing this tour")]
    Syncing,

    /// Nobody answers.
    #[error("`{url}` could not be reached: {why}")]
    Unreachable {
        /// Where.
        url: String,
        /// What stood in the way.
        why: String,
    },
    /// The connection broke before all of an answer was there.
    #[error("the answer of `{url}` was cut off: {why}")]
    CutOff {
        /// Where.
        url: String,
        /// What stood in the way.
        why: String,
    },
    /// The server is there and asks to be left alone for a while.
    #[error("`{url}` is busy")]
    Busy {
        /// Where.
        url: String,
        /// How long it wants to be left alone.
        retry_after_ms: u64,
    },
    /// What was asked for is not there, or not for this account.
    #[error("the server has no {0} that this account may see")]
    NotFound(String),
    /// The server refused.
    #[error("the server refused: {}", detail(.0))]
    Problem(Problem),
    /// Something answered that is no buscall server, or an answer arrived damaged.
    #[error("what `{url}` answered is no answer of a buscall server: {why}")]
    Rubbish {
        /// Where.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// Another server answers at the address.
    #[error("this copy belongs to the server `{ours}`, and `{theirs}` answers at `{url}`")]
    OtherServer {
        /// Where.
        url: String,
        /// The copy's server.
        ours: Uuid,
        /// Who answered.
        theirs: Uuid,
    },
    /// The server no longer understands this version.
    #[error("the server no longer understands this version of buscall: {0}")]
    TooOld(String),
}

fn detail(problem: &Problem) -> String {
    let title = problem.code.title();
    let detail = if problem.detail.is_empty() { title } else { &problem.detail };
    let fields = problem.errors.iter().map(|error| format!("; {}: {}", error.field, error.rule));
    std::iter::once(detail.to_owned()).chain(fields).collect()
}

impl Error {
    /// Something of this machine is in the way.
    pub fn file(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::File { path: path.to_owned(), why: why.to_string() }
    }

    /// How a command that met this ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::NoTour | Self::UnknownTour(_) | Self::AmbiguousTour { .. } => {
                Exit::Usage
            }
            Self::Undecided { .. } => Exit::Undecided,
            Self::Unreachable { .. }
            | Self::CutOff { .. }
            | Self::Busy { .. }
            | Self::Rubbish { .. } => Exit::Unreachable,
            _ => Exit::Failed,
        }
    }

    /// What to do next, as a sentence.
    pub fn next(&self) -> Option<String> {
        let next = match self {
            Self::Undecided { next, .. } => next,
            Self::NoAccount => "log in with `buscall login URL --email YOU@EXAMPLE.ORG`",
            Self::LoggedOut { url, email } => {
                return Some(format!("log in again with `buscall login {url} --email {email}`"));
            }
            Self::OtherAccount(_) => {
                "log in as its owner, or keep two accounts apart with `--home FOLDER`"
            }
            Self::NoTour => "name one with `--tour NAME`, or clone one with `buscall clone TOUR`",
            Self::UnknownTour(_) => "`buscall tours` lists them; `buscall clone TOUR` copies one",
            Self::AmbiguousTour { .. } => "name it whole, or by its id",
            Self::Missing(_) => "make it with `buscall clone TOUR`",
            Self::Newer(_) => "update buscall on this device; nothing was changed",
            Self::Corrupt { path, .. } => {
                // The newest edits may be in the file beside it that ends in `-wal`.
                return Some(format!(
                    "nothing was changed; move `{}*`, all of them together, to another folder and \
                     clone the tour again, then send them to whoever looks after buscall if they \
                     held edits that were never sent",
                    path.display()
                ));
            }
            Self::Incomplete { .. } => "`buscall sync` fetches the rest",
            Self::Syncing => "it will send and fetch everything; nothing is to be done",
            Self::Unreachable { .. } | Self::CutOff { .. } => {
                "what is saved on this device stays; try again later"
            }
            Self::Busy { .. } => "try again in a moment",
            Self::NotFound(_) => "`buscall tours` lists what this account may see",
            Self::Rubbish { .. } => {
                "a venue's network may want a log-in of its own first: open any page in a browser, \
                 then try again; what is saved on this device stays"
            }
            Self::OtherServer { .. } => {
                "nothing of its answer was taken, and what is not on your server yet stays here; \
                 check the address, or log in to the right server"
            }
            Self::TooOld(_) => "update buscall on this device; what is saved here stays",
            Self::Usage(_)
            | Self::File { .. }
            | Self::Print(_)
            | Self::Local(_)
            | Self::Problem(_) => return None,
        };
        Some(next.to_owned())
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(err: sea_orm::DbErr) -> Self {
        Self::Local(err.to_string())
    }
}

#[cfg(test)]
mod tests {
    use domain::problem::{ErrorCode, FieldProblem};

    use super::*;

    #[test]
    fn a_refusal_names_the_field_and_the_rule() {
        let mut problem = Problem::new(ErrorCode::Invalid, "2 values break a rule");
        problem.errors = vec![FieldProblem::new("email", "is no address")];
        let said = Error::Problem(problem).to_string();
        assert_eq!(said, "the server refused: 2 values break a rule; email: is no address");
    }

    #[test]
    fn whoever_has_no_signal_gets_another_exit_code_than_whoever_was_refused() {
        let url = "https://example.org".to_owned();
        let no_signal = Error::Unreachable { url: url.clone(), why: "no route".to_owned() };
        assert_eq!(no_signal.exit().code(), 4);
        assert_eq!(Error::Problem(Problem::new(ErrorCode::NotAllowed, "")).exit().code(), 1);
        let logged_out = Error::LoggedOut { url, email: "maya@example.org".to_owned() };
        assert!(logged_out.next().is_some_and(|next| next.contains("maya@example.org")));
    }
}
