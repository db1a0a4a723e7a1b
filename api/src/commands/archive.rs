//! `buscall-api archive import`: a tour from its archive, for whoever runs the server.

use std::fs::File;
use std::path::PathBuf;

use anyhow::Context as _;

use super::{Exit, app_of, close, open_existing, prepare, print};
use crate::app::App;
use crate::service::archives::{self, Report, Spooled};
use crate::service::operator;
use crate::settings::Flags;

/// What can be done with archives.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Takes a tour in, with the ids that it had.
    Import(ImportArgs),
}

/// Which archive goes where.
#[derive(clap::Args)]
pub(super) struct ImportArgs {
    /// The archive.
    file: PathBuf,
    /// The organisation that the tour is to belong to, by name or id.
    #[arg(long, value_name = "NAME|ID")]
    organisation: String,
    /// Who brings it and manages it then, by e-mail address: somebody who manages that organisation.
    #[arg(long, value_name = "EMAIL")]
    manager: String,
    /// Reports only.
    #[arg(long)]
    dry_run: bool,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(command: Command) -> anyhow::Result<Exit> {
    let Command::Import(args) = command;
    let settings = prepare(args.flags.clone())?.settings;
    let file = File::open(&args.file);
    let file = file.with_context(|| format!("cannot read `{}`", args.file.display()))?;
    let app = app_of(settings.clone(), open_existing(&settings).await?).await?;
    let report = import(&app, &args, file).await;
    close(app).await?;
    let report = report?;
    if args.json {
        print::json(&report)?;
    } else {
        print::text(&told(&report))?;
    }
    Ok(if report.refused.is_some() { Exit::Failed } else { Exit::Done })
}

async fn import(app: &App, args: &ImportArgs, file: File) -> anyhow::Result<Report> {
    let manager = operator::by_email(app, &args.manager).await?;
    let org = operator::find_organisation(app, &manager, &args.organisation).await?;
    let archive = Spooled::of(file)?;
    Ok(archives::take_in(app, &manager, org, archive, args.dry_run).await?)
}

fn told(report: &Report) -> String {
    let dates = report.first_date.zip(report.last_date);
    let dates = dates.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
    let mut lines = vec![format!("tour       {} ({}){dates}", report.name, report.tour)];
    lines.push(format!("written    {} by {}", report.written.at, report.written.by));
    let audiences = report.audiences.iter();
    let audiences =
        audiences.map(|one| format!("audience   {}: {} records", one.audience, one.records));
    lines.extend(audiences);
    lines.extend(report.made.iter().map(|name| format!("audience   {name}: begins empty")));
    let kinds = report.records.iter();
    lines.extend(kinds.map(|(kind, n)| format!("{kind}: {}, deleted {}", n.live, n.deleted)));
    lines.push(format!("files      {} of {} bytes", report.files, report.file_bytes));
    if report.partial {
        lines.push("not all audiences of the tour are in this archive".to_owned());
    }
    lines.extend(report.missing.iter().map(|hash| format!("missing    {hash}")));
    let unreadable = report.unreadable.iter();
    lines.extend(unreadable.map(|one| format!("kept as it is: {} {}", one.field, one.rule)));
    let refused = report.refused.iter().map(|problem| format!("refused: {}", problem.detail));
    lines.extend(refused);
    lines.push(if report.imported { "taken in" } else { "nothing was written" }.to_owned());
    lines.join("\n")
}
