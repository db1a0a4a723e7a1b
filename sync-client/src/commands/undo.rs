//! `buscall undo`: an own group is taken back by a new one.

use domain::change::{Edit, Status};
use domain::ids::RecordId;
use domain::view::{label, record_title};

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use crate::cli::write::Undo;
use crate::edit::{Stays, undo};
use crate::error::{Error, Exit, Result};
use crate::local::{LoggedGroup, View};

/// Groups that are looked through for the newest that can be taken back.
const GROUPS_MAX: u64 = 500;
/// What stands before the id of the group that was taken back, in the reason of the one that did.
const UNDO_OF: &str = "undo of ";

pub(super) async fn run(context: &Context, asked: &Undo) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let log = tour.local.log(GROUPS_MAX).await?;
        let logged = chosen(&log, asked.group.as_deref())?;
        let mut seen = std::collections::BTreeMap::new();
        for scope in view.state.scopes.keys() {
            seen.extend(tour.local.versions(*scope).await?);
        }
        let version = |id: RecordId| seen.get(&id).map_or(0, |(ver, _)| *ver);
        let back = undo(&logged.group, view.state.account, &view.book, version);
        let notes: Vec<_> = back.stays.iter().map(|stays| told(view, stays)).collect();
        let reason = Some(format!("{UNDO_OF}{}", logged.group.id));
        Ok(Plan { edits: back.edits, notes, reason })
    };
    save(&tour, &asked.saving, plan).await
}

/// The group that is meant; without words the newest that is in effect, is neither an undo nor a
/// decision, and was not taken back.
fn chosen<'l>(log: &'l [LoggedGroup], words: Option<&str>) -> Result<&'l LoggedGroup> {
    let Some(words) = words else {
        let newest = log.iter().find(|logged| {
            is_in_effect(logged)
                && !is_undo(logged)
                && !is_decision(logged)
                && !is_undone(log, logged)
        });
        return newest.ok_or_else(|| {
            Error::Usage("nothing that was saved here can be taken back".to_owned())
        });
    };
    let logged = one_of(log, words)?;
    match logged.receipt.as_ref().map(|receipt| receipt.status) {
        Some(Status::Held) => Err(Error::Usage(
            "it waits for a manager and is not in effect; `buscall tray discard` lets it go"
                .to_owned(),
        )),
        Some(Status::Rejected) => {
            Err(Error::Usage("it was not accepted, so nothing is to be undone".to_owned()))
        }
        Some(Status::Applied | Status::Merged | Status::Disputed) | None => Ok(logged),
    }
}

/// The group whose id this is, or begins like this.
pub(super) fn one_of<'l>(log: &'l [LoggedGroup], words: &str) -> Result<&'l LoggedGroup> {
    let wanted = words.trim().to_lowercase();
    let begins = |logged: &&LoggedGroup| logged.group.id.to_string().starts_with(&wanted);
    let found: Vec<_> = log.iter().filter(begins).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Error::Usage(format!("no group that was saved here has the id `{words}`"))),
        several => {
            let ids: Vec<_> = several.iter().map(|logged| logged.group.id.to_string()).collect();
            Err(Error::Usage(format!(
                "`{words}` may be any of {}; write more of it",
                ids.join(", ")
            )))
        }
    }
}

fn is_in_effect(logged: &LoggedGroup) -> bool {
    let status = logged.receipt.as_ref().map(|receipt| receipt.status);
    !matches!(status, Some(Status::Held | Status::Rejected))
}

fn is_undo(logged: &LoggedGroup) -> bool {
    logged.group.reason.as_ref().is_some_and(|reason| reason.starts_with(UNDO_OF))
}

fn is_decision(logged: &LoggedGroup) -> bool {
    logged.group.edits.iter().all(|edit| matches!(edit, Edit::Settle(_)))
}

fn is_undone(log: &[LoggedGroup], logged: &LoggedGroup) -> bool {
    let reason = format!("{UNDO_OF}{}", logged.group.id);
    log.iter().any(|other| is_in_effect(other) && other.group.reason.as_ref() == Some(&reason))
}

fn told(view: &View, stays: &Stays) -> String {
    let record = view.book.record(stays.record);
    let title =
        record.map_or_else(|| stays.record.to_string(), |record| record_title(&view.book, record));
    let field = stays.field.as_ref().map(|field| format!(", {}", label(field).to_lowercase()));
    format!("⚠ {title}{} stays: {}", field.unwrap_or_default(), stays.why)
}
