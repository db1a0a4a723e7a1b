//! One edit from laptop to laptop: saved on the first, sent by its watcher, taken by the server,
//! hinted at, fetched and swapped in by the watcher of the second.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use domain::change::{Edit, FromTo};
use domain::ids::{GroupId, RecordId};
use domain::record::Kind;
use domain::sync::{Op, ReplicaState};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use serde_json::{Value, json};
use sync_client::clock;
use sync_client::engine::after_edit;
use sync_client::local::Local;

use super::Site;
use super::laptop::Laptop;
use super::relay::{Carried, Relay};
use super::tour::NAME;
use crate::Options;
use crate::load::Measured;
use crate::report::{Figure, line, section};

/// Records of the tour.
const RECORDS: usize = 2_000;
/// Edits of one run.
const EDITS: usize = 40;
/// Between two edits: more than watchers and the server's hints gather.
const PAUSE: Duration = Duration::from_millis(450);
/// Between two looks at the second laptop's copy.
const LOOK: Duration = Duration::from_micros(250);
/// No edit takes as long as this.
const PATIENCE: Duration = Duration::from_secs(20);

/// Prints all of it.
pub(super) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sync-edit") {
        return Ok(());
    }
    section(&format!("an edit, laptop → server → laptop, both watching, {EDITS} edits a run"));
    let site = Site::with(options, RECORDS).await?;
    let first = Laptop::logged_in(options, &site.url).await?;
    let second = first.beside()?;
    for laptop in [&first, &second] {
        laptop.run(&["clone", NAME]).await?;
    }
    let mut pair = Pair::of(&site, first, second).await?;
    let mut times = Times::default();
    {
        let _watchers =
            (pair.first.watch(site.tour.id).await?, pair.second.watch(site.tour.id).await?);
        pair.settle().await;
        for _ in 0..options.runs {
            let (mut saved, mut whole) = (Measured::default(), Measured::default());
            for _ in 0..EDITS {
                let edited = pair.edit().await?;
                saved.latencies.push(edited.saved);
                whole.latencies.push(edited.arrived);
                tokio::time::sleep(PAUSE).await;
            }
            times.take(&saved, &whole);
        }
    }
    times.print();
    exchanged(&site, &mut pair).await
}

#[derive(Default)]
struct Times {
    save_p50: Vec<f64>,
    p50: Vec<f64>,
    p95: Vec<f64>,
    after_p50: Vec<f64>,
}

impl Times {
    fn take(&mut self, saved: &Measured, whole: &Measured) {
        self.save_p50.push(saved.percentile_ms(0.5));
        self.p50.push(whole.percentile_ms(0.5));
        self.p95.push(whole.percentile_ms(0.95));
        let pairs = whole.latencies.iter().zip(&saved.latencies);
        let latencies = pairs.map(|(whole, saved)| whole.saturating_sub(*saved)).collect();
        let after = Measured { latencies, ..Measured::default() };
        self.after_p50.push(after.percentile_ms(0.5));
    }

    fn print(self) {
        let text = |runs| format!("{} ms", Figure::new(runs).text(1));
        line("saved on the first laptop, durable: p50", &text(self.save_p50));
        line("from the call that saves to the swap: p50 (target ≤ 5)", &text(self.p50));
        line("from the call that saves to the swap: p95 (target ≤ 15)", &text(self.p95));
        line("from saved to the swap: p50", &text(self.after_p50));
    }
}

/// What an edit's exchange weighs, on the line of the first laptop.
async fn exchanged(site: &Site, pair: &mut Pair) -> anyhow::Result<()> {
    let relay = Relay::to(&site.server.address).await?;
    pair.first.move_to(&relay.url)?;
    let _watchers = (pair.first.watch(site.tour.id).await?, pair.second.watch(site.tour.id).await?);
    pair.settle().await;
    let mut each: Vec<Carried> = Vec::new();
    for _ in 0..EDITS {
        let before = relay.carried();
        pair.edit().await?;
        tokio::time::sleep(PAUSE).await;
        each.push(relay.carried().since(before));
    }
    let of = |value: fn(&Carried) -> u64| {
        let each = each.iter().map(|carried| u32::try_from(value(carried)).map(f64::from));
        anyhow::Ok(Figure::new(each.collect::<Result<_, _>>()?).text(0))
    };
    let (up, down) = (of(|carried| carried.up)?, of(|carried| carried.down)?);
    let both = of(|carried| carried.up + carried.down)?;
    line("bytes of its exchange both ways, headers and all (≤ 1 KB)", &both);
    line("  up, down", &format!("{up}, {down}"));
    line("  requests", &of(|carried| carried.n_requests)?);
    Ok(())
}

/// Two laptops with a copy of the same tour.
struct Pair {
    first: Laptop,
    second: Laptop,
    copy: Local,
    watched: DatabaseConnection,
    item: RecordId,
    count: usize,
}

struct Edited {
    saved: Duration,
    arrived: Duration,
}

impl Pair {
    async fn of(site: &Site, first: Laptop, second: Laptop) -> anyhow::Result<Self> {
        let tour = site.tour.id;
        let copy = first.open(tour).await?;
        let path = second.home.database(tour);
        // The version counts what others have written since this very connection looked.
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", path.display()));
        options.max_connections(1).sqlx_logging(false);
        let watched = Database::connect(options).await?;
        let item = site.tour.items[0];
        Ok(Self { first, second, copy, watched, item, count: 0 })
    }

    /// Lets both watchers open their streams and end what they begin with.
    async fn settle(&self) {
        tokio::time::sleep(3 * PAUSE).await;
    }

    /// Saves an edit on the first laptop and waits for it on the second.
    async fn edit(&mut self) -> anyhow::Result<Edited> {
        let place = |count: usize| match count {
            0 => Value::Null,
            count => json!(format!("Stage {count}")),
        };
        let (from, to) = (place(self.count), place(self.count + 1));
        self.count += 1;
        let fields = [("place".to_owned(), FromTo(from, to.clone()))].into();
        let edit = Edit::Set { kind: Kind::ScheduleItem, id: self.item, fields };
        let seen = self.version().await?;
        let began = Instant::now();
        let draft = |state: &ReplicaState| {
            let group = state.draft(GroupId(clock::new_id()), vec![edit], None);
            Ok::<_, anyhow::Error>(vec![Op::Save(group)])
        };
        self.copy.execute(clock::now(), draft).await??;
        let saved = began.elapsed();
        let (home, copy) = (self.first.home.clone(), self.copy.clone());
        let sending = tokio::spawn(async move { after_edit(&home, &copy, false).await });
        let arrived = self.arrival(&to, seen, began).await?;
        let sent = sending.await?;
        ensure!(sent.on_server, "the edit was not sent: {}", sent.say);
        Ok(Edited { saved, arrived })
    }

    /// When the second laptop's copy holds this place.
    async fn arrival(&self, to: &Value, seen: i64, began: Instant) -> anyhow::Result<Duration> {
        let mut seen = seen;
        loop {
            let version = self.version().await?;
            if version != seen && self.place().await? == *to {
                return Ok(began.elapsed());
            }
            seen = version;
            ensure!(began.elapsed() < PATIENCE, "the edit does not arrive");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Changes whenever another process has written to the second copy.
    async fn version(&self) -> anyhow::Result<i64> {
        let sql = "SELECT data_version FROM pragma_data_version()";
        let row =
            self.watched.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
        Ok(row.context("no version")?.try_get_by_index(0)?)
    }

    async fn place(&self) -> anyhow::Result<Value> {
        let sql = "SELECT fields ->> '$.place' FROM record WHERE id = ?";
        let ids = [self.item.0.into()];
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, ids);
        let row = self.watched.query_one_raw(statement).await?.context("no record")?;
        Ok(row.try_get_by_index::<Option<String>>(0)?.into())
    }
}
