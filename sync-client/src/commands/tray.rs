//! `buscall tray`: what was not accepted, and what to do with it.

use chrono::{DateTime, Utc};
use domain::change::{Group, Status};
use domain::ids::{AccountId, GroupId};
use domain::problem::Problem;
use domain::view::account_name;
use serde::Serialize;

use super::save::{Plan, Refusal, save, told_of};
use super::tour::OpenTour;
use super::undo::one_of;
use super::{Context, standing};
use crate::cli::read::{Tray, TrayAction};
use crate::cli::write::Saving;
use crate::engine::Engine;
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::net::{HeldGroup, Patience};
use crate::render::{self, Tone, paint};

/// What was not accepted.
#[derive(Serialize)]
struct TrayOut {
    /// The groups, oldest first.
    items: Vec<Kept>,
}

/// A group that was not accepted.
#[derive(Serialize)]
struct Kept {
    /// The group, with its content.
    group: Group,
    /// `held` or `rejected`.
    status: Status,
    /// Why.
    problem: Option<Problem>,
    /// When it was saved here, or arrived at the server.
    at: DateTime<Utc>,
    /// Who made it.
    author: Option<AccountId>,
    /// What they are called.
    author_name: Option<String>,
    /// What it says, in sentences.
    says: Vec<String>,
}

pub(super) async fn run(context: &Context, asked: &Tray) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    match &asked.action {
        None if asked.all => list_all(&tour, asked.json).await,
        None => list(&tour, asked.json).await,
        Some(TrayAction::Drop { group }) => drop_group(&tour, group).await,
        Some(TrayAction::Again { group }) => again(&tour, group, asked.json).await,
        Some(TrayAction::Accept { group }) => answer(&tour, group, true).await,
        Some(TrayAction::Discard { group }) => answer(&tour, group, false).await,
    }
}

async fn list(tour: &OpenTour, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let kept = view.tray.iter().filter_map(|logged| {
        let receipt = logged.receipt.as_ref()?;
        Some(Kept {
            group: logged.group.clone(),
            status: receipt.status,
            problem: receipt.problem.clone(),
            at: logged.saved_at,
            author: logged.group.author,
            author_name: logged.group.author.and_then(|author| account_name(&view.book, author)),
            says: says(&view, &logged.group),
        })
    });
    let items = kept.collect();
    print(tour, &view, TrayOut { items }, json).await
}

/// Everything on this tour that waits for a manager, as far as this account may see it.
async fn list_all(tour: &OpenTour, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let held = engine(tour).await?.net().held(tour.tour).await?;
    let kept = held.into_iter().map(|held| {
        let HeldGroup { group, problem, author, author_name, at } = held;
        let says = says(&view, &group);
        let (status, problem, author) = (Status::Held, Some(problem), Some(author));
        Kept { group, status, problem, at, author, author_name, says }
    });
    let items = kept.collect();
    print(tour, &view, TrayOut { items }, json).await
}

async fn print(tour: &OpenTour, view: &View, out: TrayOut, json: bool) -> Result<Exit> {
    let exit = if out.items.is_empty() { Exit::Done } else { Exit::Undecided };
    if json {
        render::print_json(&out)?;
        return Ok(exit);
    }
    if out.items.is_empty() {
        render::say("the tray is empty");
        return Ok(exit);
    }
    let here = tour.today().await?.here;
    let text = |kept: &Kept| {
        let at = standing::moment(kept.at, here, tour.now, domain::view::ClockStyle::H24);
        text(view, kept, &at)
    };
    let texts: Vec<_> = out.items.iter().map(text).collect();
    render::print_text(&texts.join("\n"))?;
    render::say("`buscall tray drop ID` takes one out, `buscall tray again ID` sends it anew");
    Ok(exit)
}

fn says(view: &View, group: &Group) -> Vec<String> {
    told_of(view, group, Status::Applied).into_iter().map(|line| line.sentence).collect()
}

fn text(view: &View, kept: &Kept, at: &str) -> String {
    let (sign, tone, word) = match kept.status {
        Status::Held => ("⚠", Tone::Warn, "waits for a manager"),
        _ => ("✖", Tone::Bad, "not accepted"),
    };
    let theirs = kept.author.is_some_and(|author| author != view.state.account);
    let by = kept.author_name.as_ref().filter(|_| theirs);
    let by = by.map(|name| format!(", {name}")).unwrap_or_default();
    let head = paint(tone, &format!("{sign} {word} ({at}{by})"));
    let mut lines = vec![format!("{head}  {}", paint(Tone::Faint, &kept.group.id.to_string()))];
    lines.extend(kept.says.iter().map(|sentence| format!("  {sentence}")));
    if let Some(problem) = &kept.problem {
        let rules = problem.errors.iter().map(|error| format!("{}: {}", error.field, error.rule));
        let rules: Vec<_> = rules.collect();
        let why = if rules.is_empty() { problem.detail.clone() } else { rules.join("; ") };
        lines.push(paint(tone, &format!("  why: {why}")));
    }
    lines.join("\n")
}

async fn drop_group(tour: &OpenTour, words: &str) -> Result<Exit> {
    let tray = tour.local.tray().await?;
    let logged = one_of(&tray, words)?;
    tour.local.dismiss(logged.group.id).await?;
    render::say(&format!("`{}` is out of the tray", logged.group.id));
    Ok(Exit::Done)
}

/// The same edits as a new group; the old one leaves the tray.
async fn again(tour: &OpenTour, words: &str, json: bool) -> Result<Exit> {
    let tray = tour.local.tray().await?;
    let logged = one_of(&tray, words)?.clone();
    let plan = async |_: &View| -> Result<Plan, Refusal> {
        Ok(Plan { reason: logged.group.reason.clone(), ..logged.group.edits.clone().into() })
    };
    let saving = Saving { reason: None, json };
    let exit = save(tour, &saving, plan).await?;
    if !matches!(exit, Exit::Usage | Exit::Failed) {
        tour.local.dismiss(logged.group.id).await?;
    }
    Ok(exit)
}

/// A manager's word on what waits at the server, or its author's.
async fn answer(tour: &OpenTour, words: &str, accept: bool) -> Result<Exit> {
    let engine = engine(tour).await?;
    let held = engine.net().held(tour.tour).await?;
    let wanted = words.trim().to_lowercase();
    let found: Vec<GroupId> = held
        .iter()
        .map(|held| held.group.id)
        .filter(|id| id.to_string().starts_with(&wanted))
        .collect();
    let group = match found.as_slice() {
        [one] => *one,
        [] => {
            return Err(Error::Usage(format!("nothing with the id `{words}` waits at the server")));
        }
        several => {
            let ids: Vec<_> = several.iter().map(ToString::to_string).collect();
            return Err(Error::Usage(format!("`{words}` may be any of {}", ids.join(", "))));
        }
    };
    engine.net().answer_held(tour.tour, group, accept).await?;
    tour.local.dismiss(group).await?;
    render::say(if accept {
        "accepted: it takes effect"
    } else {
        "discarded: nothing of it takes effect"
    });
    Ok(Exit::Done)
}

async fn engine(tour: &OpenTour) -> Result<Engine> {
    if tour.offline {
        return Err(Error::Usage(
            "that is at the server, and `--offline` reaches for none".to_owned(),
        ));
    }
    Engine::new(&tour.home, tour.local.clone(), Patience::Usual).await
}
