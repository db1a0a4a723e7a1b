//! `buscall-api account add`: the first account of a server, and any that needs no invitation.

use std::io::BufRead as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use super::{Exit, app_of, close, open_or_make, prepare, print};
use crate::app::App;
use crate::random;
use crate::service::{accounts, operator, organisations};
use crate::settings::Flags;

/// What can be done with accounts.
#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Adds an account, and with `--organisation` an organisation that it manages.
    Add(AddArgs),
}

/// Whose account.
#[derive(clap::Args)]
pub(super) struct AddArgs {
    /// The e-mail address to log in with.
    #[arg(long)]
    email: String,
    /// What the person is called.
    #[arg(long)]
    name: String,
    /// Reads the password from the first line of stdin; without it one is made up and printed.
    #[arg(long)]
    password_stdin: bool,
    /// Makes an organisation of this name, with an empty directory.
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    flags: Flags,
}

/// What was made.
#[derive(Serialize)]
struct Added {
    account: String,
    email: String,
    /// Only a password that was made up here; it is kept nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
}

pub(super) async fn run(command: Command) -> anyhow::Result<Exit> {
    let Command::Add(args) = command;
    let settings = prepare(args.flags.clone())?.settings;
    let password = if args.password_stdin { Some(from_stdin()?) } else { None };
    let store = open_or_make(&settings).await?;
    store.migrate().await?;
    let app = app_of(settings, store).await?;
    let added = add(&app, &args, password).await;
    close(app).await?;
    let added = added?;
    if args.json {
        print::json(&added)?;
    } else {
        print::text(&told(&added))?;
    }
    Ok(Exit::Done)
}

async fn add(app: &App, args: &AddArgs, given: Option<String>) -> anyhow::Result<Added> {
    let made_up = given.is_none().then(|| URL_SAFE_NO_PAD.encode(random::bytes::<15>()));
    let password = given.as_deref().or(made_up.as_deref()).unwrap_or_default();
    if let Some(name) = &args.organisation {
        // Before the account is made: its password is shown once, at the end.
        organisations::checked_name(name)?;
    }
    let account = accounts::add(app, &args.email, &args.name, password).await?;
    let organisation = match &args.organisation {
        Some(name) => {
            let actor = operator::acting_as(app, account.id);
            Some(organisations::create(app, &actor, name).await?)
        }
        None => None,
    };
    Ok(Added {
        account: account.id.to_string(),
        email: account.email,
        password: made_up,
        organisation: organisation.map(|made| made.id.to_string()),
    })
}

fn from_stdin() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn told(added: &Added) -> String {
    let mut lines = vec![format!("{} can log in", added.email)];
    lines.extend(added.password.iter().map(|password| format!("password      {password}")));
    lines.extend(added.organisation.iter().map(|id| format!("organisation  {id}")));
    lines.join("\n")
}
