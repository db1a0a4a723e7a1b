//! Talking to the server: one client, every answer checked before it is believed. What can go wrong
//! between a laptop in a venue and a server is told apart here; nothing here retries or decides.
//!
//! An answer is taken only if it is JSON of the expected shape within its limits. Wireless networks
//! that want a log-in of their own answer anything with a page and status 200; so a body of another
//! type is nobody's answer.

mod address;
mod answer;
mod body;
mod files;
mod held;
mod live;
mod people;
mod pulse;
mod snapshot;

use std::sync::{Arc, Once};
use std::time::Duration;

use domain::limits::DECOMPRESSED_BYTES_MAX;
use domain::sync::{ExchangeIn, ExchangeOut, HelloOut, VerifyIn, VerifyOut};
use reqwest::{Method, RequestBuilder, Response, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::address::Address;
pub use self::files::{UploadPart, Uploaded};
pub use self::held::HeldGroup;
pub use self::live::{Hint, Live};
pub use self::people::{LoggedIn, TourOnServer};
pub use self::pulse::Pulse;
pub use self::snapshot::{Snapshot, Wanted};
use crate::error::{Error, Result};
use crate::home::Account;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// The same after an edit, when somebody waits for their prompt.
const CONNECT_QUICK: Duration = Duration::from_secs(3);
/// How long the first byte of an answer may take, beside what the request itself asks for.
const FIRST_BYTE: Duration = Duration::from_secs(30);
/// How long an answer may pause.
const IDLE: Duration = Duration::from_secs(20);
/// The slowest line that a request is given time for, in bytes a second: a crowded cell.
const SLOWEST_LINE: usize = 2 * 1024;
/// Bytes of a body above which it is compressed: below, there is nothing to gain. An ordinary edit is
/// sent in two thirds of its bytes.
const COMPRESSED_FROM: usize = 384;
/// Fast, and within a few per cent of the slower levels on JSON.
const COMPRESSION_LEVEL: i32 = 3;

/// One server, and who speaks to it.
#[derive(Clone, Debug)]
pub struct Net {
    http: reqwest::Client,
    address: Address,
    /// E-mail and secret of the log-in.
    who: Option<(String, String)>,
    pulse: Arc<Pulse>,
}

/// How patient somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It is what they asked for.
    Usual,
    /// They asked for something else and wait for their prompt.
    Quick,
}

impl Net {
    /// A server, and nobody who is logged in.
    ///
    /// # Errors
    /// Where the system's certificates cannot be read.
    pub fn to(address: Address, patience: Patience) -> Result<Self> {
        let http = client(&address, patience)?;
        Ok(Self { http, address, who: None, pulse: Arc::default() })
    }

    /// The server of an account, with its log-in.
    ///
    /// # Errors
    /// Where the address is none.
    pub fn of(account: &Account, token: String, patience: Patience) -> Result<Self> {
        let mut net = Self::to(account.url.parse()?, patience)?;
        net.who = Some((account.email.clone(), token));
        Ok(net)
    }

    /// The same server, with the log-in of this account.
    #[must_use]
    pub fn logged_in(mut self, email: String, token: String) -> Self {
        self.who = Some((email, token));
        self
    }

    /// The same, with a pulse of its own: for what goes on beside and must not hide that this got
    /// stuck.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { pulse: Arc::default(), ..self.clone() }
    }

    /// Where the server is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Whether it still moves.
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// Who answers, and in which version of what.
    ///
    /// # Errors
    /// Where no server of this protocol answers.
    pub async fn hello(&self) -> Result<HelloOut> {
        self.ask(Method::GET, "/sync/v1/hello", None::<&()>, Duration::ZERO).await
    }

    /// Sends groups and fetches what is new. Sending the same again has the effect of sending it once.
    ///
    /// # Errors
    /// Where no answer came that can be taken.
    pub async fn exchange(&self, asked: &ExchangeIn) -> Result<ExchangeOut> {
        let wait = Duration::from_secs(asked.wait);
        self.ask(Method::POST, "/sync/v1/exchange", Some(asked), wait).await
    }

    /// What a scope holds.
    ///
    /// # Errors
    /// Where no answer came that can be taken.
    pub async fn verify(&self, asked: &VerifyIn) -> Result<VerifyOut> {
        self.ask(Method::POST, "/sync/v1/verify", Some(asked), Duration::ZERO).await
    }

    /// Asks for JSON.
    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
        wait: Duration,
    ) -> Result<T> {
        let response = self.send(self.request(method, path), body, wait).await?;
        let response = answer::must_succeed(self, path, response).await?;
        let bytes = body::json(self, response, DECOMPRESSED_BYTES_MAX).await?;
        serde_json::from_slice(&bytes).map_err(|err| self.rubbish(err))
    }

    /// A request with the log-in. It goes to the one server and nowhere else: redirects are off.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.address));
        let request = request.header(header::ACCEPT_ENCODING, "zstd");
        match &self.who {
            Some((_, token)) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request; the head of the answer.
    async fn send(
        &self,
        request: RequestBuilder,
        body: Option<&impl Serialize>,
        wait: Duration,
    ) -> Result<Response> {
        let (request, n_bytes) = match body {
            Some(body) => self.with_json(request, body)?,
            None => (request, 0),
        };
        self.send_bytes(request, n_bytes, wait).await
    }

    /// Sends a request whose body has so many bytes; the head of the answer.
    async fn send_bytes(
        &self,
        request: RequestBuilder,
        n_bytes: usize,
        wait: Duration,
    ) -> Result<Response> {
        let line = Duration::from_secs((n_bytes / SLOWEST_LINE) as u64);
        let patience = FIRST_BYTE + wait + line;
        self.pulse.allow(patience);
        match tokio::time::timeout(patience, request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(err)) if err.is_connect() => Err(self.unreachable(&err)),
            Ok(Err(err)) => Err(self.cut_off(&err)),
            Err(_) => Err(Error::Unreachable {
                url: self.address.to_string(),
                why: "no answer came in time".to_owned(),
            }),
        }
    }

    fn with_json(
        &self,
        request: RequestBuilder,
        body: &impl Serialize,
    ) -> Result<(RequestBuilder, usize)> {
        let json = serde_json::to_vec(body).map_err(|err| self.rubbish(err))?;
        let request = request.header(header::CONTENT_TYPE, "application/json");
        if json.len() <= COMPRESSED_FROM {
            let n_bytes = json.len();
            return Ok((request.body(json), n_bytes));
        }
        let packed = zstd::encode_all(json.as_slice(), COMPRESSION_LEVEL)?;
        let n_bytes = packed.len();
        Ok((request.header(header::CONTENT_ENCODING, "zstd").body(packed), n_bytes))
    }

    fn rubbish(&self, why: impl std::fmt::Display) -> Error {
        Error::Rubbish { url: self.address.to_string(), why: why.to_string() }
    }

    fn unreachable(&self, err: &reqwest::Error) -> Error {
        Error::Unreachable { url: self.address.to_string(), why: innermost(err) }
    }

    fn cut_off(&self, err: &reqwest::Error) -> Error {
        Error::CutOff { url: self.address.to_string(), why: innermost(err) }
    }
}

/// What the system said: the outer errors only say which library noticed.
fn innermost(err: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = err;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

fn client(address: &Address, patience: Patience) -> Result<reqwest::Client> {
    static PROVIDER: Once = Once::new();
    // A program that has installed one before has chosen it.
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let connect = match patience {
        Patience::Usual => CONNECT,
        Patience::Quick => CONNECT_QUICK,
    };
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("buscall/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(connect)
        // What an answer is decompressed to is counted here; the client's own way has no limit.
        .no_gzip()
        .no_zstd();
    if address.is_near() {
        builder = builder.no_proxy();
    }
    if !address.is_encrypted() {
        // Nothing is checked by them, and reading the system's takes longer than a sync.
        builder = builder.tls_certs_only(std::iter::empty());
    }
    builder
        .build()
        .map_err(|err| Error::Unreachable { url: address.to_string(), why: innermost(&err) })
}
