//! The simulation: the real core of the replicas and the real ledger over SQLite, with everything
//! that can go wrong between them decided by a seed.
//!
//! Each seed runs twice and must do the same both times. With `--mutations` each protective rule is
//! switched off in turn, and a rule whose absence no seed notices is a failure of the simulation.
#![expect(clippy::print_stdout, reason = "it reports to whoever started it")]

mod check;
mod device;
mod edits;
mod fault;
mod rng;
mod rule;
mod server;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Parser;

use crate::fault::{Fault, Held};
use crate::rule::Rule;
use crate::server::Template;
use crate::world::World;

/// Runs replicas and ledger against each other.
#[derive(Parser)]
struct Options {
    /// How many seeds.
    #[arg(long, default_value_t = 500)]
    seeds: u64,
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Switch each protective rule off in turn; every absence must be noticed.
    #[arg(long)]
    mutations: bool,
    /// Print what happens in each run.
    #[arg(long)]
    trace: bool,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let template =
        runtime()?.block_on(Template::make()).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    if options.mutations {
        return mutations(&options, &template);
    }
    let began = Instant::now();
    if let Some((seed, fault)) = first_fault(&options, &template, None)? {
        bail!("seed {seed}: {fault}\nagain with: cargo xtask sim --seeds 1 --from {seed} --trace");
    }
    let Options { seeds, from, .. } = options;
    let last = from + seeds - 1;
    println!("seeds {from} to {last} hold, each twice, in {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

/// Each rule off in turn, until a seed notices.
fn mutations(options: &Options, template: &Template) -> anyhow::Result<()> {
    let mut unnoticed = Vec::new();
    for rule in Rule::ALL {
        match first_fault(options, template, Some(*rule))? {
            Some((seed, fault)) => println!("without {rule:?}: seed {seed} finds {fault}"),
            None => unnoticed.push(rule),
        }
    }
    if !unnoticed.is_empty() {
        bail!("nobody noticed that these rules were off: {unnoticed:?}");
    }
    println!("every rule is missed when it is off");
    Ok(())
}

/// The lowest seed that finds something, if any does.
fn first_fault(
    options: &Options,
    template: &Template,
    off: Option<Rule>,
) -> anyhow::Result<Option<(u64, Fault)>> {
    let next = AtomicU64::new(options.from);
    let last = options.from + options.seeds;
    let found: Mutex<Option<(u64, Fault)>> = Mutex::new(None);
    let threads = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let works: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| -> anyhow::Result<()> {
                    let runtime = runtime()?;
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        let lower = |(found, _): &(u64, Fault)| *found < seed;
                        let done = found.lock().unwrap_or_else(PoisonError::into_inner);
                        if seed >= last || done.as_ref().is_some_and(lower) {
                            return Ok(());
                        }
                        drop(done);
                        let Err(fault) =
                            runtime.block_on(twice(template, seed, off, options.trace))
                        else {
                            continue;
                        };
                        let mut done = found.lock().unwrap_or_else(PoisonError::into_inner);
                        if done.as_ref().is_none_or(|(lowest, _)| seed < *lowest) {
                            *done = Some((seed, fault));
                        }
                    }
                })
            })
            .collect();
        for work in works {
            work.join().map_err(|_| anyhow::anyhow!("a run panicked"))??;
        }
        anyhow::Ok(())
    })?;
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// One seed, two runs, one trace.
async fn twice(template: &Template, seed: u64, off: Option<Rule>, print: bool) -> Held {
    let first = once(template, seed, off, print).await?;
    // With a rule switched off the first finding is all that counts.
    if off.is_some() {
        return Ok(());
    }
    let second = once(template, seed, off, false).await?;
    match first.iter().zip(&second).position(|(first, second)| first != second) {
        Some(step) => {
            let what = format!("step {step}: {} and then {}", first[step], second[step]);
            Err(Fault::new("the same twice", what))
        }
        None if first.len() == second.len() => Ok(()),
        None => Err(Fault::new("the same twice", "one run was longer")),
    }
}

async fn once(template: &Template, seed: u64, off: Option<Rule>, print: bool) -> Held<Vec<String>> {
    let mut world = World::new(template, seed, off).await?;
    let held = match world.run().await {
        Ok(()) => check::all(&mut world).await,
        Err(fault) => Err(fault),
    };
    if print {
        for (step, line) in world.trace.iter().enumerate() {
            println!("{step:4} {line}");
        }
    }
    world.server.stop().await?;
    held.map(|()| world.trace)
}

/// One thread does everything in a run, so nothing depends on which of two was faster.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().context("no runtime")
}
