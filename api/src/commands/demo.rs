//! `buscall-api demo`: a tour of made-up people with a show today, to look at and to try things on.
//!
//! It reads no settings and listens to nobody but this machine unless told to. What somebody does in
//! it stays until its tour has no show today; then a new one is made.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{DateTime, Datelike as _, Utc};
use domain::ids::{AccountId, TourId};
use serde::{Deserialize, Serialize};

use super::serve::until_stopped;
use super::{Exit, print};
use crate::app::App;
use crate::clock::Clock;
use crate::server;
use crate::service::{access, books, demo, operator};
use crate::settings::Settings;
use crate::store::Store;

/// The database's file in the directory of the demo.
const DATABASE: &str = "demo.db";
/// What SQLite puts beside it.
const DATABASE_ENDINGS: &[&str] = &["", "-wal", "-shm"];
/// What is remembered of the tour in it.
const REMEMBERED: &str = "demo.json";

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// Where the demo keeps its files.
    #[arg(long, default_value = ".buscall/demo", value_name = "DIRECTORY")]
    data: PathBuf,
    /// Sets the demo's clock to an instant, such as 2026-12-04T00:30:00+01:00; it goes on from there.
    /// A demo that is kept and has no show on that date is made anew.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    at: Option<DateTime<Utc>>,
    /// Prints one line of JSON once the demo answers.
    #[arg(long)]
    json: bool,
}

/// An instant that a tour can be around.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let at: DateTime<Utc> = text.parse().map_err(|err| format!("{err}"))?;
    let sane = (1970..=9000).contains(&at.year());
    sane.then_some(at).ok_or_else(|| "is in no year between 1970 and 9000".to_owned())
}

/// What is printed once the demo answers.
#[derive(Serialize)]
struct Ready<'a> {
    url: String,
    tour: TourId,
    logins: &'a [KnownLogin],
}

/// The demo in the directory.
#[derive(Serialize, Deserialize)]
struct Remembered {
    tour: TourId,
    /// An account that sees all of the tour.
    manager: AccountId,
    logins: Vec<KnownLogin>,
}

/// A log-in that everybody knows.
#[derive(Serialize, Deserialize)]
struct KnownLogin {
    level: String,
    email: String,
    password: String,
}

pub(super) async fn run(args: Args) -> anyhow::Result<Exit> {
    let mut settings = Settings {
        listen: args.listen,
        ops_listen: None,
        data_dir: args.data.clone(),
        database_url: format!("sqlite://{}?mode=rwc", args.data.join(DATABASE).display()),
        log: "warn".to_owned(),
        ..Settings::default()
    };
    crate::telemetry::start(&settings)?;
    let listeners = server::bind(&settings)?;
    settings.listen = listeners.address()?;
    settings.public_url = format!("http://{}", settings.listen);
    tokio::fs::create_dir_all(&args.data)
        .await
        .with_context(|| format!("cannot make `{}`", args.data.display()))?;
    let clock = args.at.map_or_else(Clock::system, Clock::set_to);
    let (app, remembered) = with_a_show_today(&settings, clock).await?;
    let running = server::start_on(app.clone(), listeners)?;
    let url = app.settings.public_url.clone();
    if args.json {
        print::json(&Ready { url, tour: remembered.tour, logins: &remembered.logins })?;
    } else {
        print::text(&told(&url, &remembered))?;
    }
    until_stopped(running).await?;
    app.store.clone().close().await?;
    Ok(Exit::Done)
}

/// The demo that is there, if it has a show today, else a new one.
async fn with_a_show_today(settings: &Settings, clock: Clock) -> anyhow::Result<(App, Remembered)> {
    let file = settings.data_dir.join(REMEMBERED);
    if let Some(remembered) = read(&file).await {
        let app = open(settings, clock.clone()).await?;
        if has_show_today(&app, &remembered).await {
            return Ok((app, remembered));
        }
        app.stopping.send_replace(true);
        app.store.clone().close().await?;
    }
    forget(settings).await?;
    let app = open(settings, clock).await?;
    let made = demo::seed(&app).await?;
    let found = operator::find_tour(&app, &made.tour.to_string(), None).await?;
    let remembered = Remembered {
        tour: made.tour,
        manager: operator::author(&app, &found, None).await?.account,
        logins: made
            .logins
            .into_iter()
            .map(|login| KnownLogin {
                level: login.level.word().to_owned(),
                email: login.email,
                password: login.password,
            })
            .collect(),
    };
    tokio::fs::write(&file, serde_json::to_vec_pretty(&remembered)?).await?;
    Ok((app, remembered))
}

async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<App> {
    let store = Store::open(&settings.database_url, settings.pool_size).await?;
    store.migrate().await?;
    Ok(App::new(store, clock, settings.clone()))
}

/// What is remembered, if it can be read; a demo that cannot is made anew.
async fn read(file: &Path) -> Option<Remembered> {
    serde_json::from_slice(&tokio::fs::read(file).await.ok()?).ok()
}

async fn has_show_today(app: &App, remembered: &Remembered) -> bool {
    let actor = operator::acting_as(app, remembered.manager);
    let now = app.clock.now();
    let Ok(access) = access::tour(app, &actor, remembered.tour).await else { return false };
    let shows = books::read(app, &access, |book| {
        book.dates().filter_map(|date| book.on(date)).any(|day| {
            let zone = day.zone();
            let today =
                zone.is_some_and(|zone| domain::time::local(zone, now).date() == day.date());
            today && day.is_show()
        })
    });
    shows.await.unwrap_or(false)
}

/// Removes the database and what is remembered of it, and nothing else that may lie there.
async fn forget(settings: &Settings) -> anyhow::Result<()> {
    let names = DATABASE_ENDINGS.iter().map(|ending| format!("{DATABASE}{ending}"));
    for name in names.chain([REMEMBERED.to_owned()]) {
        let path = settings.data_dir.join(name);
        match tokio::fs::remove_file(&path).await {
            Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
                return Err(err).with_context(|| format!("cannot remove `{}`", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn told(url: &str, remembered: &Remembered) -> String {
    let mut lines =
        vec![format!("The demo answers at {url}"), String::new(), "Log in as".to_owned()];
    for KnownLogin { level, email, password } in &remembered.logins {
        lines.push(format!("  {level:<12}  {email}  {password}"));
    }
    if let Some(KnownLogin { email, password, .. }) = remembered.logins.first() {
        let body = format!(r#"{{"email":"{email}","password":"{password}"}}"#);
        let tour = remembered.tour;
        lines.extend([
            String::new(),
            "Try".to_owned(),
            format!("  token=$(curl -s {url}/v1/sessions -H 'content-type: application/json' \\"),
            format!(r#"    -d '{body}' | sed 's/.*"token":"\([^"]*\)".*/\1/')"#),
            format!(r#"  curl -s -H "authorization: Bearer $token" {url}/v1/tours/{tour}/days"#),
        ]);
    }
    lines.extend([String::new(), "Ctrl-C ends it.".to_owned()]);
    lines.join("\n")
}
