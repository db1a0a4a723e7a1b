//! The sections: each makes its world, takes its floor and its figure in the same run, and prints
//! both.

use std::sync::Arc;
use std::time::{Duration, Instant};

use api::store::Store;
use harness::Database;
use tempfile::TempDir;

use crate::load::{Connection, Measured, request, run};
use crate::process::Server;
use crate::report::{Figure, line, ratio, section};
use crate::world::{self, World};
use crate::{Options, floor};

/// Live clients, as many as a festival's crew.
const LIVE_CLIENTS: usize = 1_000;
/// Changes that the live clients are told of.
const LIVE_CHANGES: usize = 20;

/// The rate and two latencies of each run.
struct Runs {
    rate: Vec<f64>,
    p50_ms: Vec<f64>,
    p99_ms: Vec<f64>,
}

impl Runs {
    fn new() -> Self {
        Self { rate: Vec::new(), p50_ms: Vec::new(), p99_ms: Vec::new() }
    }

    fn take(&mut self, measured: &Measured) {
        self.rate.push(measured.rate());
        self.p50_ms.push(measured.percentile_ms(0.5));
        self.p99_ms.push(measured.percentile_ms(0.99));
    }

    fn print(self, what: &str) -> (Figure, Figure) {
        let (rate, p50) = (Figure::new(self.rate), Figure::new(self.p50_ms));
        let p99 = Figure::new(self.p99_ms);
        let text = format!("{} /s, p50 {} ms, p99 {} ms", rate.text(0), p50.text(2), p99.text(2));
        line(what, &text);
        (rate, p50)
    }
}

/// Edits of many clients over HTTP; each has an item of its own, so nothing is disputed.
async fn edits(
    server: &Server,
    token: &str,
    world: &Arc<World>,
    n_clients: usize,
    duration: Duration,
    first: usize,
) -> anyhow::Result<Measured> {
    let bearer = format!("Bearer {token}");
    let world = Arc::clone(world);
    run(&server.address, n_clients, duration, 200, move |client, count| {
        let n_tours = world.tours.len();
        let tour = &world.tours[client % n_tours];
        let path = format!("/v1/tours/{}/groups", tour.id);
        let body = world::edit(tour, first + client / n_tours, count);
        request("POST", &path, &[("authorization", &bearer)], &body)
    })
    .await
}

/// Commit rate and latency on SQLite, synchronous FULL, one tour.
pub(crate) async fn sqlite_edits(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sqlite") {
        return Ok(());
    }
    section("edits, SQLite FULL");
    let folder = TempDir::new()?;
    let bare_url = world::sqlite_in(folder.path(), "bare.db");
    let bare_world = Arc::new(world::seed(&bare_url, 2).await?);
    let bare_store = Store::open(&bare_url, 1).await?;
    let url = world::sqlite_in(folder.path(), "served.db");
    let (mut bare, mut bare_64) = (Runs::new(), Runs::new());
    let (mut one, mut many) = (Runs::new(), Runs::new());
    let world = Arc::new(world::seed(&url, 2 * 32 * options.runs).await?);
    let server = Server::start(&options.server, &url).await?;
    let token = world::log_in(&server.address).await?;
    for idx in 0..options.runs {
        bare.take(&floor::run(&bare_store, &bare_world, 1, 1, options.duration()).await?);
        bare_64.take(&floor::run(&bare_store, &bare_world, 1, 64, options.duration()).await?);
        let fresh = slice(&world, idx * 64, 64);
        one.take(&edits(&server, &token, &slice(&fresh, 0, 1), 1, options.duration(), 0).await?);
        let others = slice(&fresh, 1, 32);
        many.take(&edits(&server, &token, &others, 32, options.duration(), 0).await?);
    }
    let (_, bare_p50) = bare.print("bare transaction, one after the other");
    let (bare_64_rate, _) = bare_64.print("bare, 64 edits a commit");
    let (one_rate, one_p50) = one.print("1 client over HTTP");
    let (many_rate, _) = many.print("32 clients over HTTP");
    ratio("p50 of 1 client / bare p50", &one_p50, &bare_p50, "≤ 2");
    ratio("32 clients / 1 client, edits per second", &many_rate, &one_rate, "≥ 3");
    ratio("32 clients / bare 64, edits per second", &many_rate, &bare_64_rate, "≥ 0.5");
    Ok(())
}

/// A part of a world, so that every run edits items that nobody has edited.
fn slice(world: &Arc<World>, from: usize, n: usize) -> Arc<World> {
    let tours = world.tours[from..from + n].to_vec();
    Arc::new(World { org: world.org, account: world.account, tours })
}

/// Requests per second of a warm day sheet, beside the server's smallest JSON answer.
pub(crate) async fn day_sheets(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sheets") {
        return Ok(());
    }
    section("day sheets over HTTP, warm, 32 clients");
    let folder = TempDir::new()?;
    let url = world::sqlite_in(folder.path(), "sheets.db");
    let world = world::seed(&url, 1).await?;
    let server = Server::start(&options.server, &url).await?;
    let token = world::log_in(&server.address).await?;
    let path = format!("/v1/tours/{}/days/{}", world.tours[0].id, world::date());
    let bearer = format!("Bearer {token}");
    let sheet = request("GET", &path, &[("authorization", &bearer)], "");
    let smallest = request("GET", "/healthz", &[], "");
    let etag = etag_of(&server, &sheet).await?;
    let matching =
        request("GET", &path, &[("authorization", &bearer), ("if-none-match", &etag)], "");
    let (mut small, mut whole, mut fresh) = (Runs::new(), Runs::new(), Runs::new());
    for _ in 0..options.runs {
        for (runs, expected, bytes) in
            [(&mut small, 200, &smallest), (&mut whole, 200, &sheet), (&mut fresh, 304, &matching)]
        {
            let bytes = bytes.clone();
            let make = move |_, _| bytes.clone();
            runs.take(&run(&server.address, 32, options.duration(), expected, make).await?);
        }
    }
    let (small, _) = small.print("smallest JSON answer (/healthz)");
    let (whole, _) = whole.print("day sheet");
    let (fresh, _) = fresh.print("day sheet, matching ETag");
    ratio("day sheet / smallest", &whole, &small, "≥ 0.25");
    ratio("matching ETag / smallest", &fresh, &small, "≥ 0.80");
    Ok(())
}

async fn etag_of(server: &Server, sheet: &[u8]) -> anyhow::Result<String> {
    let mut connection = Connection::open(&server.address).await?;
    let (status, _) = connection.ask(sheet).await?;
    anyhow::ensure!(status == 200, "the day sheet answers {status}");
    connection.header("etag").ok_or_else(|| anyhow::anyhow!("a day sheet without an ETag"))
}

/// How soon every open screen hears of a change, and what an open screen costs.
pub(crate) async fn live_hints(options: &Options) -> anyhow::Result<()> {
    if !options.wants("live") {
        return Ok(());
    }
    section(&format!("live hints, {LIVE_CLIENTS} clients on one tour"));
    let folder = TempDir::new()?;
    let url = world::sqlite_in(folder.path(), "live.db");
    let world = world::seed(&url, 1).await?;
    let server = Server::start(&options.server, &url).await?;
    let token = world::log_in(&server.address).await?;
    let bearer = format!("Bearer {token}");
    let (before_mb, _) = server.memory_mb()?;
    let stream = format!("/v1/tours/{}/live", world.tours[0].id);
    let stream = request("GET", &stream, &[("authorization", &bearer)], "");
    let mut clients = Vec::new();
    for _ in 0..LIVE_CLIENTS {
        let mut connection = Connection::open(&server.address).await?;
        connection.listen(&stream).await?;
        connection.until("event: heads").await?;
        clients.push(connection);
    }
    let (after_mb, _) = server.memory_mb()?;
    #[expect(clippy::cast_precision_loss, reason = "a thousand clients")]
    let each_kb = (after_mb - before_mb) * 1e3 / LIVE_CLIENTS as f64;
    line("memory of a client (target ≤ 64 KB)", &format!("{each_kb:.1} KB"));
    let mut editor = Connection::open(&server.address).await?;
    let path = format!("/v1/tours/{}/groups", world.tours[0].id);
    let mut measured = Measured::default();
    for count in 0..LIVE_CHANGES {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let body = world::edit(&world.tours[0], 0, count);
        let edit = request("POST", &path, &[("authorization", &bearer)], &body);
        let sent = Instant::now();
        let heard: Vec<_> = clients
            .into_iter()
            .map(|mut client| {
                tokio::spawn(async move {
                    client.until("event: heads").await?;
                    anyhow::Ok((client, sent.elapsed()))
                })
            })
            .collect();
        editor.ask(&edit).await?;
        clients = Vec::new();
        for heard in heard {
            let (client, latency) = heard.await??;
            clients.push(client);
            measured.latencies.push(latency);
        }
    }
    let (p50, p95) = (measured.percentile_ms(0.5), measured.percentile_ms(0.95));
    line("from edit to hint (target p95 ≤ 150 ms)", &format!("p50 {p50:.1} ms, p95 {p95:.1} ms"));
    Ok(())
}

/// The cost of an edit and of a day sheet as the database grows; and memory and start with it.
pub(crate) async fn growth(options: &Options) -> anyhow::Result<()> {
    if !options.wants("growth") {
        return Ok(());
    }
    section("growth, SQLite FULL, 1 client (target: flat, ± 20 %)");
    for n_tours in [10, 1_000, 10_000] {
        if n_tours > options.tours_max {
            continue;
        }
        let folder = TempDir::new()?;
        let url = world::sqlite_in(folder.path(), "growth.db");
        let world = Arc::new(world::seed(&url, n_tours).await?);
        let server = Server::start(&options.server, &url).await?;
        let (idle_mb, _) = server.memory_mb()?;
        let start_ms = server.first_answer.as_secs_f64() * 1e3;
        let token = world::log_in(&server.address).await?;
        let (mut edited, mut sheets) = (Runs::new(), Runs::new());
        for idx in 0..options.runs.min(10) {
            let fresh = slice(&world, idx, 1);
            edited.take(&edits(&server, &token, &fresh, 1, options.duration(), 0).await?);
            sheets.take(&cold_sheets(&server, &token, &world, options.duration()).await?);
        }
        edited.print(&format!("{n_tours} tours: an edit"));
        sheets.print(&format!("{n_tours} tours: a day sheet of the next tour"));
        line(
            &format!("{n_tours} tours: idle (targets at 1,000: ≤ 30 MB, ≤ 50 ms)"),
            &format!("{idle_mb:.1} MB resident, first answer after {start_ms:.0} ms"),
        );
    }
    Ok(())
}

/// Day sheets of one tour after the other, so that the ten or thousands there are all take part.
async fn cold_sheets(
    server: &Server,
    token: &str,
    world: &Arc<World>,
    duration: Duration,
) -> anyhow::Result<Measured> {
    let bearer = format!("Bearer {token}");
    let world = Arc::clone(world);
    run(&server.address, 1, duration, 200, move |_, count| {
        let tour = world.tours[count % world.tours.len()].id;
        let path = format!("/v1/tours/{tour}/days/{}", world::date());
        request("GET", &path, &[("authorization", &bearer)], "")
    })
    .await
}

/// Two hundred tours on PostgreSQL.
pub(crate) async fn postgres_edits(options: &Options) -> anyhow::Result<()> {
    if !options.wants("postgres") {
        return Ok(());
    }
    section("edits, PostgreSQL, 200 tours, 32 clients");
    let Some(database) = Database::postgres().await else {
        line("not measured", "no PostgreSQL answers");
        return Ok(());
    };
    let url = database.url();
    let world = Arc::new(world::seed(&url, 200).await?);
    let store = Store::open(&url, 32).await?;
    let server = Server::start(&options.server, &url).await?;
    let token = world::log_in(&server.address).await?;
    let (mut bare, mut many) = (Runs::new(), Runs::new());
    for idx in 0..options.runs {
        bare.take(&floor::run(&store, &world, 32, 1, options.duration()).await?);
        let fresh = slice(&world, 40 + idx * 32, 32);
        many.take(&edits(&server, &token, &fresh, 32, options.duration(), 1).await?);
    }
    let (bare, _) = bare.print("bare transactions");
    let (many, _) = many.print("over HTTP");
    ratio("over HTTP / bare", &many, &bare, "≥ 0.60");
    drop(server);
    Ok(store.close().await?)
}
