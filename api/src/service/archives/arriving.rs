//! An archive while it arrives: kept in a file of this machine that has no name, so that whatever becomes
//! of this process nothing of it is left. The system's folder for temporary files (`TMPDIR`) has room for it.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::sync::Arc;

use domain::limits::ARCHIVE_BYTES_MAX;
use domain::problem::{ErrorCode, Problem};
use interchange::archive::{Take, read};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::App;
use crate::error::{Error, Result};

/// An archive of which more may come.
pub struct Arriving {
    file: tokio::io::BufWriter<tokio::fs::File>,
    n_bytes: u64,
    turn: OwnedSemaphorePermit,
}

/// An archive that is all here.
pub struct Spooled {
    file: File,
    /// Held until it is taken in, if it has come over a line.
    _turn: Option<OwnedSemaphorePermit>,
}

impl Arriving {
    /// One of which nothing has come yet. So many arrive at a time, and whoever comes then is told to come
    /// back: the others may take an hour.
    pub async fn begin(app: &App) -> Result<Self> {
        let turn = Arc::clone(&app.archives).try_acquire_owned();
        let turn =
            turn.map_err(|_| Error::Unavailable { why: "archives are arriving".to_owned() })?;
        let file =
            tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(Error::internal)?;
        let file =
            tokio::io::BufWriter::new(tokio::fs::File::from_std(file.map_err(|err| full(&err))?));
        Ok(Self { file, n_bytes: 0, turn })
    }

    /// Takes bytes in.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.n_bytes += bytes.len() as u64;
        must_fit(self.n_bytes)?;
        self.file.write_all(bytes).await.map_err(|err| full(&err))
    }

    /// Nothing more comes.
    pub async fn end(mut self) -> Result<Spooled> {
        self.file.flush().await.map_err(|err| full(&err))?;
        let file = self.file.into_inner().into_std().await;
        Ok(Spooled { file, _turn: Some(self.turn) })
    }
}

impl Spooled {
    /// An archive in a file that is there.
    pub fn of(file: File) -> Result<Self> {
        must_fit(file.metadata().map_err(|err| full(&err))?.len())?;
        Ok(Self { file, _turn: None })
    }

    /// Reads it from its beginning, away from the threads that answer requests; it can be read again.
    pub(super) async fn read<T: Take + Send + 'static>(&self, mut take: T) -> Result<T> {
        let mut file = self.file.try_clone().map_err(|err| full(&err))?;
        let reading = tokio::task::spawn_blocking(move || {
            file.seek(SeekFrom::Start(0))
                .map_err(|err| Problem::new(ErrorCode::Internal, err.to_string()))?;
            read(file, &mut take)?;
            Ok::<T, Problem>(take)
        });
        let read = reading.await.map_err(Error::internal)?;
        read.map_err(|problem| match problem.code {
            ErrorCode::Internal => Error::internal(problem.detail),
            _ => problem.into(),
        })
    }
}

/// Refuses an archive of more bytes than one may have.
fn must_fit(n_bytes: u64) -> Result<()> {
    if n_bytes > ARCHIVE_BYTES_MAX {
        let detail = format!("an archive has at most {ARCHIVE_BYTES_MAX} bytes");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    Ok(())
}

/// A disk without room is the world's fault, not the caller's.
fn full(err: &std::io::Error) -> Error {
    Error::Unavailable { why: format!("an archive could not be kept while it arrives: {err}") }
}
