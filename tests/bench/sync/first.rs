//! The first sync of a long tour.

use std::time::Instant;

use anyhow::ensure;
use domain::ids::ReplicaId;
use domain::limits::{SYNC_BYTES_LEAST, SYNC_RECORDS_MAX};
use domain::sync::{Budget, ExchangeOut, ReplicaState};
use sync_client::clock;
use sync_client::local::Local;
use sync_client::net::Wanted;

use super::floor::{AsFile, bare_get};
use super::laptop::Laptop;
use super::relay::Relay;
use super::tour::NAME;
use super::{RECORDS, Site, ms};
use crate::Options;
use crate::report::{Figure, line, ratio, section};

/// First syncs of one run; the server's time is counted in ticks of 10 ms, so it is taken of several.
const CLONES: usize = 4;

/// What its parts take, in milliseconds, one entry a run.
#[derive(Default)]
struct Parts {
    create: Vec<f64>,
    exchange: Vec<f64>,
    snapshot: Vec<f64>,
    execute: Vec<f64>,
    close: Vec<f64>,
    records_per_s: Vec<f64>,
}

/// Prints all of it.
pub(super) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sync-first") {
        return Ok(());
    }
    section(&format!("first sync of {RECORDS} records, SQLite FULL on both sides, loopback"));
    let site = Site::with(options, RECORDS).await?;
    let laptop = Laptop::logged_in(options, &site.url).await?;
    let json = json_of(&site, &laptop).await?;
    #[expect(clippy::cast_precision_loss, reason = "megabytes")]
    let json_mb = json.len() as f64 / 1e6;
    line("the same as JSON", &format!("{json_mb:.2} MB"));
    bytes(&site, &laptop).await?;
    let mut file = AsFile::of(&site, &json).await?;
    let (mut bare, mut same, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let (mut server_cpu, mut parts) = (Vec::new(), Parts::default());
    laptop.beside()?.run(&["clone", NAME]).await?;
    for _ in 0..options.runs {
        bare.push(ms(bare_get(&json).await?));
        same.push(ms(file.get().await?));
        let before = site.server.cpu_ms()?;
        for _ in 0..CLONES {
            let fresh = laptop.beside()?;
            whole.push(ms(fresh.run(&["clone", NAME]).await?.took));
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        server_cpu.push((site.server.cpu_ms()? - before) / CLONES as f64);
        parts.take(&site, &laptop).await?;
    }
    let (bare, same, whole) = (Figure::new(bare), Figure::new(same), Figure::new(whole));
    line("floor: plain GET of that JSON, nobody's server", &format!("{} ms", bare.text(1)));
    line("floor: plain GET of that JSON, a file of this server", &format!("{} ms", same.text(1)));
    line("`buscall clone`, whole process", &format!("{} ms", whole.text(0)));
    parts.print();
    ratio("clone / GET from this server", &whole, &same, "≤ 7");
    ratio("clone / GET from nobody's server", &whole, &bare, "–");
    let server_cpu = Figure::new(server_cpu).text(1);
    line("processor time of the server (target ≤ 30 ms)", &format!("{server_cpu} ms"));
    memory(options, site, &laptop).await
}

/// The tour's main audience as JSON, as it arrives.
async fn json_of(site: &Site, laptop: &Laptop) -> anyhow::Result<Vec<u8>> {
    let part = laptop.home.snapshot_file(site.tour.id, site.tour.scope);
    let wanted =
        Wanted { tour: site.tour.id, scope: site.tour.scope, part: &part, arrived: &|_, _| {} };
    let snapshot = laptop.net()?.snapshot(&wanted).await?;
    let snapshot = snapshot.ok_or_else(|| anyhow::anyhow!("the server keeps no snapshot"))?;
    ensure!(snapshot.page.records.len() == site.tour.n_records, "the snapshot is not whole");
    Ok(serde_json::to_vec(&snapshot.page)?)
}

/// What goes over the wire.
async fn bytes(site: &Site, laptop: &Laptop) -> anyhow::Result<()> {
    let relay = Relay::to(&site.server.address).await?;
    let fresh = laptop.beside()?;
    fresh.move_to(&relay.url)?;
    let ran = fresh.run(&["clone", NAME]).await?;
    ensure!(ran.stdout.contains(&site.tour.n_records.to_string()), "{}", ran.stdout);
    let carried = relay.carried();
    let text = format!(
        "{:.3} MB, {:.1} KB up and {:.1} KB down in {} requests",
        carried.bytes() / 1e6,
        f64::from(u32::try_from(carried.up)?) / 1e3,
        f64::from(u32::try_from(carried.down)?) / 1e3,
        carried.n_requests
    );
    line("on the wire, headers and all (target ≤ 0.65 MB)", &text);
    Ok(())
}

/// The memory of a server that was just started and whose first request this is.
async fn memory(options: &Options, site: Site, laptop: &Laptop) -> anyhow::Result<()> {
    let site = site.restarted(options).await?;
    let (idle_mb, _) = site.server.memory_mb()?;
    let fresh = laptop.beside()?;
    fresh.move_to(&site.url)?;
    fresh.run(&["clone", NAME]).await?;
    let (_, peak_mb) = site.server.memory_mb()?;
    let text = format!("{peak_mb:.1} MB, {idle_mb:.1} MB before");
    line("peak memory of a server that makes the snapshot (≤ 60 MB)", &text);
    Ok(())
}

impl Parts {
    /// Does what `clone` does, step by step in this process.
    async fn take(&mut self, site: &Site, laptop: &Laptop) -> anyhow::Result<()> {
        let (fresh, net) = (laptop.beside()?, laptop.net()?);
        let (tour, scope) = (site.tour.id, site.tour.scope);
        let account = fresh.home.account()?.account;
        let began = Instant::now();
        let replica = ReplicaId(clock::new_id());
        let local = Local::create(&fresh.home.database(tour), replica, account, tour).await?;
        self.create.push(ms(began.elapsed()));

        let little = Budget { records: SYNC_RECORDS_MAX, bytes: SYNC_BYTES_LEAST };
        let request = local.state().await?.request(little, 0);
        let began = Instant::now();
        let answer = net.exchange(&request).await?;
        self.exchange.push(ms(began.elapsed()));
        let plan = |state: &ReplicaState| {
            let answer: ExchangeOut = answer;
            state.take(&request, answer, ReplicaId(clock::new_id())).map(|taken| taken.ops)
        };
        local.execute(clock::now(), plan).await??;

        let part = fresh.home.snapshot_file(tour, scope);
        let wanted = Wanted { tour, scope, part: &part, arrived: &|_, _| {} };
        let began = Instant::now();
        let snapshot = net.snapshot(&wanted).await?;
        self.snapshot.push(ms(began.elapsed()));
        let snapshot = snapshot.ok_or_else(|| anyhow::anyhow!("the server keeps no snapshot"))?;

        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let n_records = snapshot.page.records.len() as f64;
        let began = Instant::now();
        let plan =
            |state: &ReplicaState| state.take_snapshot(scope, snapshot.page, snapshot.cursor);
        local.execute(clock::now(), plan).await??;
        let took = began.elapsed();
        self.execute.push(ms(took));
        self.records_per_s.push(n_records / took.as_secs_f64());
        ensure!(local.state().await?.suspect().is_none(), "the copy is not what was sent");

        let began = Instant::now();
        local.close().await?;
        self.close.push(ms(began.elapsed()));
        Ok(())
    }

    fn print(self) {
        for (what, runs) in [
            ("  its parts in this process: making the file", self.create),
            ("  the first exchange", self.exchange),
            ("  the snapshot: fetched, unpacked, read", self.snapshot),
            ("  `Local::execute` of all records", self.execute),
            ("  closing the file", self.close),
        ] {
            line(what, &format!("{} ms", Figure::new(runs).text(1)));
        }
        let rate = Figure::new(self.records_per_s).text(0);
        line("  records a second in `execute` (target ≥ 50,000)", &format!("{rate} /s"));
    }
}
