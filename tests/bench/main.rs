//! What the server costs, beside a floor taken in the same run: the same statements on the same
//! database without our code, and the same server's smallest answer.
//!
//! `cargo xtask bench` builds it for release and runs it. It prints figures and asserts nothing,
//! because absolute times belong to the machine; the ratios are what is worth comparing.

mod floor;
mod load;
mod process;
mod report;
mod sections;
mod world;

use std::time::Duration;

use clap::Parser;

/// Measures the server.
#[derive(Parser)]
pub(crate) struct Options {
    /// Only the sections whose name contains this.
    #[arg(long)]
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
}

impl Options {
    fn wants(&self, section: &str) -> bool {
        self.only.as_deref().is_none_or(|only| section.contains(only))
    }

    fn duration(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    report::heading(&options);
    sections::sqlite_edits(&options).await?;
    sections::day_sheets(&options).await?;
    sections::live_hints(&options).await?;
    sections::growth(&options).await?;
    sections::postgres_edits(&options).await
}
