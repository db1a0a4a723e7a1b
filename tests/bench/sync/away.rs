//! A laptop that was a week away, while a fifth of the tour was changed.

use std::time::Instant;

use anyhow::ensure;
use serde_json::{Value, json};
use sync_client::engine::{Progress, Synced};

use super::laptop::Laptop;
use super::relay::Relay;
use super::tour::NAME;
use super::{RECORDS, Site, ms};
use crate::Options;
use crate::load::{Connection, request};
use crate::report::{Figure, line, section};
use crate::world::{id, log_in};

/// Records that were changed meanwhile.
const CHANGED: usize = 2_000;
/// Edits of one group on their way to the server.
const GROUP: usize = 100;

/// Prints all of it.
pub(super) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sync-away") {
        return Ok(());
    }
    section(&format!("a week away: {CHANGED} of {RECORDS} records were changed, loopback"));
    let site = Site::with(options, RECORDS).await?;
    let laptop = Laptop::logged_in(options, &site.url).await?;
    let mut editor = Editor::at(&site).await?;
    let (mut in_process, mut whole) = (Vec::new(), Vec::new());
    let (mut bytes, mut n_requests) = (Vec::new(), Vec::new());
    for _ in 0..options.runs {
        let away = [laptop.beside()?, laptop.beside()?, laptop.beside()?];
        for laptop in &away {
            laptop.run(&["clone", NAME]).await?;
        }
        editor.changes(&site).await?;
        let [first, second, third] = away;

        let engine = first.engine(site.tour.id).await?;
        let mut synced = Synced::default();
        let began = Instant::now();
        engine.sync_once(&Progress::default(), &mut synced).await?;
        in_process.push(ms(began.elapsed()));
        ensure!(synced.n_records == CHANGED, "{} records have arrived", synced.n_records);

        whole.push(ms(second.run(&["sync"]).await?.took));

        let relay = Relay::to(&site.server.address).await?;
        third.move_to(&relay.url)?;
        third.run(&["sync"]).await?;
        let carried = relay.carried();
        bytes.push(carried.bytes() / 1e3);
        n_requests.push(f64::from(u32::try_from(carried.n_requests)?));
    }
    let text = format!("{} ms", Figure::new(in_process).text(1));
    line("the exchange loop in this process (target ≤ 100 ms)", &text);
    line("`buscall sync`, whole process", &format!("{} ms", Figure::new(whole).text(1)));
    line("round trips (target 1–2)", &Figure::new(n_requests).text(0));
    line("on the wire, both ways", &format!("{} KB", Figure::new(bytes).text(1)));
    Ok(())
}

/// Somebody who changes much while others are away.
struct Editor {
    connection: Connection,
    bearer: String,
    count: usize,
}

impl Editor {
    async fn at(site: &Site) -> anyhow::Result<Self> {
        let bearer = format!("Bearer {}", log_in(&site.server.address).await?);
        let connection = Connection::open(&site.server.address).await?;
        Ok(Self { connection, bearer, count: 0 })
    }

    async fn changes(&mut self, site: &Site) -> anyhow::Result<()> {
        let place = |count: usize| match count {
            0 => Value::Null,
            count => json!(format!("Stage {count}")),
        };
        let (from, to) = (place(self.count), place(self.count + 1));
        self.count += 1;
        // Every other row, so that no day stays as it was.
        let items: Vec<_> = site.tour.items.iter().step_by(2).take(CHANGED).collect();
        ensure!(items.len() == CHANGED, "only {} rows can be changed", items.len());
        for items in items.chunks(GROUP) {
            let edit = |item| {
                json!({"do": "set", "kind": "schedule_item", "id": item,
                    "fields": {"place": [from, to]}})
            };
            let edits: Vec<_> = items.iter().map(edit).collect();
            let body = json!({"groups": [{"id": id(), "edits": edits}]}).to_string();
            let path = format!("/v1/tours/{}/groups", site.tour.id);
            let headers = [("authorization", self.bearer.as_str())];
            let asked = request("POST", &path, &headers, &body);
            let (status, answer) = self.connection.ask(&asked).await?;
            ensure!(status == 200, "{status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(())
    }
}
