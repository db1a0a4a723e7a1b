//! A whole server on a port of its own, and a client that speaks to it as a phone would.

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use api::server::{Running, start};
use api::store::{Engine, Store};
use api::{App, Clock, Settings};
use chrono::DateTime;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;
use uuid::Uuid;

use crate::{Answer, Database, Person};

/// A server that runs, with its database.
pub struct TestApp {
    database: Option<Database>,
    app: App,
    running: Option<Running>,
    http: reqwest::Client,
    site: String,
    n_made: AtomicU64,
}

/// Runs a test on SQLite and, where one answers, on PostgreSQL: each on an empty database.
pub async fn each_database(test: impl AsyncFn(&TestApp)) {
    for database in Database::each().await {
        eprintln!("on {:?}:", database.engine());
        let app = TestApp::on(database).await;
        test(&app).await;
        app.end().await;
    }
}

impl TestApp {
    /// A server on this database, at noon of a day in October that passes only by
    /// `clock().advance(..)`.
    pub async fn on(database: Database) -> Self {
        Self::with(database, |_| {}).await
    }

    /// The same with settings of the test's own.
    pub async fn with(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings();
        change(&mut settings);
        Self::over(database.open().await, noon(), Some(database), settings).await
    }

    /// A second server on the database of this one, as when a service runs as two processes. The
    /// first must be the last to end.
    pub async fn beside(&self) -> Self {
        let store = self.database.as_ref().unwrap().open().await;
        Self::over(store, self.clock().clone(), None, self.app.settings.clone()).await
    }

    /// Stops the server and starts another on the same database, as at an upgrade.
    pub async fn restarted(mut self) -> Self {
        let (clock, n_made) = (self.clock().clone(), self.n_made.load(Ordering::Relaxed));
        let settings = self.app.settings.clone();
        let database = self.database.take();
        self.end().await;
        let store = database.as_ref().unwrap().open().await;
        let app = Self::over(store, clock, database, settings).await;
        app.n_made.store(n_made, Ordering::Relaxed);
        app
    }

    async fn over(
        store: Store,
        clock: Clock,
        database: Option<Database>,
        settings: Settings,
    ) -> Self {
        let app = App::new(store, clock, settings);
        let running = start(app.clone()).await.unwrap();
        let site = format!("http://{}", running.address);
        let n_made = AtomicU64::new(0);
        Self { database, app, running: Some(running), http: client(), site, n_made }
    }

    /// Stops the server and waits until it is still.
    pub async fn end(mut self) {
        self.stop().await;
        self.app.store.clone().close().await.unwrap();
    }

    /// Stops answering. What it was made of can still be looked into.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await.unwrap();
        }
    }

    /// The server's insides, for what no request shows.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.app.store
    }

    /// The address of the database, for a second way in.
    pub fn database_url(&self) -> String {
        self.database.as_ref().unwrap().url()
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.app.store.engine()
    }

    /// The clock, which stands still until it is advanced.
    pub fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// Where the server listens: `http://127.0.0.1:…`.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The client, for what the ways below cannot do.
    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// An id that nothing has yet. Ids sort in the order in which they were made here, although the
    /// clock stands still.
    pub fn new_id(&self) -> Uuid {
        let (unix_ms, number) = (self.clock().now().timestamp_millis(), self.number());
        let mut random: [u8; 10] = api::random::bytes();
        // Beside version and variant these three bytes have 18 bits, the highest first.
        let byte = |shift: u32| u8::try_from((number >> shift) & 0xff).unwrap();
        (random[0], random[1], random[2]) = (byte(14), byte(6), byte(0) & 0x3f);
        domain::ids::v7(unix_ms.unsigned_abs(), random)
    }

    /// A number that was not given out before.
    pub(crate) fn number(&self) -> u64 {
        self.n_made.fetch_add(1, Ordering::Relaxed)
    }

    /// Sends any request.
    pub async fn send(
        &self,
        method: Method,
        who: Option<&Person>,
        path: &str,
        headers: HeaderMap,
        body: Option<&Value>,
    ) -> Answer {
        let what = format!("{method} {path}");
        let mut request =
            self.http.request(method, format!("{}{path}", self.site)).headers(headers);
        if let Some(who) = who {
            request = request.bearer_auth(&who.token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.unwrap_or_else(|err| panic!("{what}: {err:?}"));
        Answer::read(what, response).await
    }

    /// Reads.
    pub async fn get(&self, who: &Person, path: &str) -> Answer {
        self.send(Method::GET, Some(who), path, HeaderMap::new(), None).await
    }

    /// Makes.
    pub async fn post(&self, who: &Person, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, Some(who), path, HeaderMap::new(), Some(body)).await
    }

    /// Puts in place.
    pub async fn put(&self, who: &Person, path: &str, body: &Value) -> Answer {
        self.send(Method::PUT, Some(who), path, HeaderMap::new(), Some(body)).await
    }

    /// Changes the version that was seen.
    pub async fn patch(&self, who: &Person, path: &str, seen: u64, body: &Value) -> Answer {
        self.send(Method::PATCH, Some(who), path, if_match(seen), Some(body)).await
    }

    /// Deletes the version that was seen.
    pub async fn delete(&self, who: &Person, path: &str, seen: u64) -> Answer {
        self.send(Method::DELETE, Some(who), path, if_match(seen), None).await
    }
}

impl Drop for TestApp {
    /// A test that failed does not wait for its server; the streams and tasks of it end alone.
    fn drop(&mut self) {
        self.app.stopping.send_replace(true);
    }
}

fn if_match(seen: u64) -> HeaderMap {
    let etag = format!("\"{seen}\"").parse().unwrap();
    [(reqwest::header::IF_MATCH, etag)].into_iter().collect()
}

/// Settings of a server for a test: on a port of its own, quick to stop.
pub fn settings() -> Settings {
    Settings {
        listen: "127.0.0.1:0".parse().unwrap(),
        ops_listen: None,
        workers: 2,
        shutdown_timeout_s: 5,
        ..Settings::default()
    }
}

/// The clock of a test: noon of a day in October until it is advanced.
pub fn noon() -> Clock {
    Clock::manual(DateTime::from_timestamp(1_791_547_200, 0).unwrap())
}

/// A client that speaks plain HTTP to servers on this machine.
pub fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    // A server of this process may have installed one before.
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        // The servers speak plain HTTP; reading the machine's certificates would take longer than
        // most tests.
        .tls_certs_only(std::iter::empty());
    client.build().unwrap()
}
