//! `buscall-api import`: what files of dates hold, and bringing it into a tour.

mod report;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use domain::limits::IMPORT_BYTES_MAX;
use interchange::import::Report;

use super::{Exit, app_of, close, open_existing, prepare, print};
use crate::app::App;
use crate::http::imports::ImportOut;
use crate::service::{import, operator};
use crate::settings::Flags;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The files: CSV, XLSX, YAML, JSON, JSON-LD or ICS. Those that belong together are read together.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The tour to bring them into, by name or id; without it they are only reported on.
    #[arg(long, value_name = "NAME|ID")]
    tour: Option<String>,
    /// The organisation of that tour, by name or id, where several have a tour of this name.
    #[arg(long, value_name = "NAME|ID", requires = "tour")]
    org: Option<String>,
    /// Whose change it is, by e-mail address; without it that of the first who manages the tour.
    #[arg(long = "as", value_name = "EMAIL", requires = "tour")]
    author: Option<String>,
    /// Reports only, also on what would change in the tour.
    #[arg(long)]
    dry_run: bool,
    /// Brings in what is sound although some rows are refused.
    #[arg(long, requires = "tour")]
    partial: bool,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(args: Args) -> anyhow::Result<Exit> {
    let settings = prepare(args.flags.clone())?.settings;
    let mut files = Vec::new();
    for path in &args.files {
        files.push((name_of(path), contents_of(path)?));
    }
    let report = import::read(files).await?;
    let nothing = report.rows == 0;
    let out = match &args.tour {
        Some(tour) if !nothing => {
            let app = app_of(settings.clone(), open_existing(&settings).await?).await?;
            let out = into_tour(&app, &args, tour, report).await;
            close(app).await?;
            out?
        }
        _ => ImportOut {
            report,
            changes: Vec::new(),
            unchanged: 0,
            applied: false,
            receipts: Vec::new(),
        },
    };
    if args.json {
        print::json(&out)?;
    } else {
        print::text(&report::text(&out, args.tour.is_some()))?;
    }
    Ok(if nothing { Exit::Failed } else { report::exit(&out) })
}

async fn into_tour(
    app: &App,
    args: &Args,
    tour: &str,
    report: Report,
) -> anyhow::Result<ImportOut> {
    let found = operator::find_tour(app, tour, args.org.as_deref()).await?;
    let actor = operator::author(app, &found, args.author.as_deref()).await?;
    let nothing_sound = report.events.is_empty() || (report.refused() > 0 && !args.partial);
    let report_only = args.dry_run || nothing_sound;
    let done = import::into_tour(app, &actor, found.tour, report, report_only).await?;
    Ok(ImportOut {
        report: done.report,
        changes: done.plan.changes,
        unchanged: done.plan.unchanged,
        applied: !report_only,
        receipts: done.receipts,
    })
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn contents_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let about = || format!("cannot read `{}`", path.display());
    let bytes = std::fs::metadata(path).with_context(about)?.len();
    anyhow::ensure!(
        bytes <= IMPORT_BYTES_MAX as u64,
        "`{}` has {bytes} bytes; the limit is {IMPORT_BYTES_MAX}",
        path.display()
    );
    std::fs::read(path).with_context(about)
}
