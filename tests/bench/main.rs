//! What the server and the companion cost, beside a floor taken in the same run: the same statements
//! on the same database without our code, the same server's smallest answer, a plain GET of the same
//! bytes, a process that does nothing, the nearest town each time.
//!
//! `cargo xtask bench` builds it for release and runs it; `cargo xtask bench sync` runs one part. It prints figures and asserts nothing,
//! because absolute times belong to the machine; the ratios are what is worth comparing.

mod advance;
mod floor;
mod load;
mod order;
mod paper;
mod process;
mod report;
mod routing;
mod sections;
mod sync;
mod world;

use std::time::Duration;

use clap::Parser;

/// Measures the server and the companion.
#[derive(Parser)]
pub(crate) struct Options {
    /// Only the sections whose name contains this, such as `sync` or `sync-edit`.
    #[arg(value_name = "SECTION")]
    section: Option<String>,
    /// The same.
    #[arg(long, conflicts_with = "section")]
    only: Option<String>,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// How often each measurement is taken; the median and the range are printed.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Tours in the largest database.
    #[arg(long, default_value_t = 10_000)]
    tours_max: usize,
    /// The release build of the server.
    #[arg(long, env = "BUSCALL_API_BIN")]
    server: std::path::PathBuf,
    /// The release build of the companion.
    #[arg(long)]
    client: std::path::PathBuf,
}

impl Options {
    fn wants(&self, section: &str) -> bool {
        let named = self.section.as_deref().or(self.only.as_deref());
        named.is_none_or(|named| section.contains(named))
    }

    fn duration(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    report::heading(&options);
    routing::run(&options);
    sections::sqlite_edits(&options).await?;
    sections::day_sheets(&options).await?;
    sections::live_hints(&options).await?;
    sections::growth(&options).await?;
    sections::postgres_edits(&options).await?;
    sync::all(&options).await?;
    advance::run(&options).await?;
    paper::run(&options).await?;
    order::run(&options)
}
