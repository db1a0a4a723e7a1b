//! The floors: the same bytes fetched by a plain GET, from the same server as a file of the tour and
//! from nobody's server at all; and a process that does nothing.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::ensure;
use domain::blob::BlobHash;
use domain::record::Kind;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::Site;
use super::laptop::{Ran, ran};
use crate::load::{Connection, request};
use crate::world::{create, id, log_in};

/// Bytes that the server has as the content of a file, and how to ask for them.
pub(super) struct AsFile {
    connection: Connection,
    request: Vec<u8>,
    n_bytes: usize,
}

impl AsFile {
    /// Gives the server these bytes, as the content of a file of the tour.
    pub(super) async fn of(site: &Site, bytes: &[u8]) -> anyhow::Result<Self> {
        let bearer = format!("Bearer {}", log_in(&site.server.address).await?);
        let mut connection = Connection::open(&site.server.address).await?;
        let hash = BlobHash::of(bytes);
        let (tour, n_bytes) = (site.tour.id, bytes.len());
        let head = format!(
            "PATCH /sync/v1/blobs/{hash}?tour={tour} HTTP/1.1\r\nhost: bench\r\n\
             authorization: {bearer}\r\ncontent-type: application/partial-upload\r\n\
             upload-offset: 0\r\nupload-length: {n_bytes}\r\ncontent-length: {n_bytes}\r\n\r\n"
        );
        let (status, _) = connection.ask(&[head.as_bytes(), bytes].concat()).await?;
        ensure!(status == 204, "the upload answers {status}");
        let file = id();
        let fields = json!({"name": "tour.json", "hash": hash, "bytes": n_bytes});
        let edit = create(site.tour.scope, Kind::File, file.into(), &fields);
        let body = json!({"groups": [{"id": id(), "edits": [edit]}]}).to_string();
        let path = format!("/v1/tours/{tour}/groups");
        let authorized = [("authorization", bearer.as_str())];
        let (status, answer) = connection.ask(&request("POST", &path, &authorized, &body)).await?;
        let answer: Value = serde_json::from_slice(&answer)?;
        ensure!(status == 200 && answer["receipts"][0]["problem"].is_null(), "{answer}");
        let path = format!("/v1/tours/{tour}/files/{file}/content");
        Ok(Self { connection, request: request("GET", &path, &authorized, ""), n_bytes })
    }

    /// Fetches them.
    pub(super) async fn get(&mut self) -> anyhow::Result<Duration> {
        let began = Instant::now();
        let (status, body) = self.connection.ask(&self.request).await?;
        let took = began.elapsed();
        ensure!(status == 200 && body.len() == self.n_bytes, "{status}, {} bytes", body.len());
        Ok(took)
    }
}

/// Fetches these bytes from a listener that does nothing else.
pub(super) async fn bare_get(bytes: &[u8]) -> anyhow::Result<Duration> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", bytes.len());
    let answer = [head.as_bytes(), bytes].concat();
    let serving = tokio::spawn(async move {
        let (mut client, _) = listener.accept().await?;
        let mut asked = [0; 1024];
        let _n_asked = client.read(&mut asked).await?;
        client.write_all(&answer).await?;
        client.flush().await
    });
    let began = Instant::now();
    let mut connection = Connection::open(&address).await?;
    let (_, body) = connection.ask(&request("GET", "/", &[], "")).await?;
    let took = began.elapsed();
    ensure!(body.len() == bytes.len(), "{} bytes of {}", body.len(), bytes.len());
    serving.await??;
    Ok(took)
}

/// A process that does nothing.
pub(super) async fn empty_process() -> anyhow::Result<Ran> {
    ran(Command::new("true")).await
}
