//! Waking a running `sync --watch` after an edit: one datagram on this machine, and one back. A file
//! beside the copy says where, with a number that only its owner can read.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::net::UdpSocket;

use crate::clock;
use crate::error::{Error, Result};
use crate::home::write_private;

/// How long a watcher may take to answer. It does nothing else at that moment.
const ANSWER: Duration = Duration::from_millis(250);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    port: u16,
    number: [u8; 16],
}

/// Where a watcher listens. Nobody finds it any more once it is dropped.
pub(super) struct Bell {
    socket: UdpSocket,
    path: PathBuf,
    place: Place,
}

impl Bell {
    /// Listens, and says where.
    pub(super) async fn hang(path: &Path) -> Result<Self> {
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let socket = UdpSocket::bind(here).await.map_err(|err| Error::file(path, err))?;
        let port = socket.local_addr().map_err(|err| Error::file(path, err))?.port();
        let place = Place { port, number: clock::random() };
        let json = serde_json::to_vec(&place).map_err(|err| Error::file(path, err))?;
        write_private(path, &json)?;
        Ok(Self { socket, path: path.to_owned(), place })
    }

    /// Ends when somebody rings.
    pub(super) async fn rung(&self) {
        let mut bytes = [0; 32];
        loop {
            // An error is somebody who rang and went away.
            let Ok((n_bytes, from)) = self.socket.recv_from(&mut bytes).await else { continue };
            if bytes[..n_bytes] == self.place.number {
                drop(self.socket.send_to(&self.place.number, from).await);
                return;
            }
        }
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        if read(&self.path).as_ref() == Some(&self.place) {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

fn read(path: &Path) -> Option<Place> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// Wakes the watcher; whether there is one.
pub(super) async fn ring(path: &Path) -> bool {
    let Some(place) = read(path) else { return false };
    let rang = async {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.ok()?;
        socket.connect((Ipv4Addr::LOCALHOST, place.port)).await.ok()?;
        socket.send(&place.number).await.ok()?;
        let mut bytes = [0; 32];
        let n_bytes = socket.recv(&mut bytes).await.ok()?;
        (bytes[..n_bytes] == place.number).then_some(())
    };
    matches!(tokio::time::timeout(ANSWER, rang).await, Ok(Some(())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_listens_is_woken_and_whoever_has_gone_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.wake");
        assert!(!ring(&path).await);
        let bell = Bell::hang(&path).await.unwrap();
        let (rang, ()) = tokio::join!(ring(&path), bell.rung());
        assert!(rang);
        let left_behind = std::fs::read(&path).unwrap();
        drop(bell);
        assert!(!path.exists());
        std::fs::write(&path, left_behind).unwrap();
        assert!(!ring(&path).await);
    }
}
