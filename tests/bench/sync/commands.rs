//! Commands as whole processes, on a copy of a very long tour.

use anyhow::ensure;

use super::floor::empty_process;
use super::laptop::Laptop;
use super::tour::NAME;
use super::{Site, ms};
use crate::Options;
use crate::report::{Figure, line, section};

/// Records of the tour.
const RECORDS: usize = 15_000;
/// How often each command is run.
const TIMES: usize = 15;

/// Prints all of it.
pub(super) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("sync-commands") {
        return Ok(());
    }
    section(&format!("commands as whole processes, on a copy of {RECORDS} records"));
    let site = Site::with(options, RECORDS).await?;
    let laptop = Laptop::logged_in(options, &site.url).await?;
    laptop.run(&["clone", NAME]).await?;
    let mut runs = Vec::new();
    for _ in 0..TIMES {
        runs.push(ms(empty_process().await?.took));
    }
    print("floor: an empty process", runs);
    let date = site.tour.date.to_string();
    let item = site.tour.items[site.tour.items.len() / 2].to_string();
    let reads: [(&str, &[&str]); 4] = [
        ("floor: `buscall --version`", &["--version"]),
        ("`buscall day DATE` (target ≤ 50 ms)", &["day", &date]),
        ("`buscall today`", &["today"]),
        ("`buscall status`", &["status", "--offline"]),
    ];
    for (what, args) in reads {
        let mut runs = Vec::new();
        for _ in 0..TIMES {
            let ran = laptop.run(args).await?;
            ensure!(!ran.stdout.is_empty(), "{what} prints nothing");
            runs.push(ms(ran.took));
        }
        print(what, runs);
    }
    for (what, more) in
        [("`buscall set`, sent", None), ("`buscall set --offline`", Some("--offline"))]
    {
        let mut runs = Vec::new();
        for count in 0..TIMES {
            let value = format!("place=Stage {} {count}", more.unwrap_or("A"));
            let mut args = vec!["set", &item, &value];
            args.extend(more);
            runs.push(ms(laptop.run(&args).await?.took));
        }
        print(what, runs);
    }
    Ok(())
}

fn print(what: &str, runs: Vec<f64>) {
    line(what, &format!("{} ms", Figure::new(runs).text(1)));
}
