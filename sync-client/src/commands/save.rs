//! Saving an edit: what it says is checked, said and written to the disk, and only then is anything
//! sent. "Saved on this device" is printed after it is true.

use domain::book::Expected;
use domain::change::{Edit, Group, Receipt, Status, check_group};
use domain::ids::{GroupId, ScopeId};
use domain::problem::{FieldProblem, Problem};
use domain::sync::Op;
use domain::view::{Change as Told, ChangeLine, changes};
use serde::Serialize;

use super::tour::OpenTour;
use crate::cli::write::Saving;
use crate::clock;
use crate::edit::changes_of;
use crate::engine::{After, after_edit, content_of};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

/// Stands for the audience of what is only about to be made.
const NO_SCOPE: ScopeId = ScopeId(uuid::Uuid::nil());
/// How often an edit is planned anew because another process has saved one in between. Each time
/// somebody else was done, so only a flood of commands reaches it.
const PLANS_MAX: usize = 50;

/// An edit that was saved.
#[derive(Serialize)]
struct SavedOut<'s> {
    /// Its id; null where there was nothing to change.
    group: Option<GroupId>,
    /// What it changes.
    changes: &'s [ChangeLine],
    /// What is to be expected of it: `applied`, `merged`, `disputed` or `held`.
    expected: Option<Status>,
    /// Whether the server has it.
    on_server: bool,
    /// The server's word on it, if it came.
    receipt: Option<&'s Receipt>,
    /// What became of it, for a person.
    say: &'s str,
    /// What went wrong beside, in sentences.
    trouble: &'s [String],
}

/// What is saved, and what is said beside it.
pub(super) struct Plan {
    pub(super) edits: Vec<Edit>,
    /// What a person should know before the edits are told.
    pub(super) notes: Vec<String>,
    /// Why, where the command itself knows and nobody else says.
    pub(super) reason: Option<String>,
}

impl From<Vec<Edit>> for Plan {
    fn from(edits: Vec<Edit>) -> Self {
        Self { edits, notes: Vec::new(), reason: None }
    }
}

/// Why there is nothing to save.
pub(super) enum Refusal {
    /// It was typed in a way that cannot be.
    Typed(Vec<FieldProblem>),
    /// Anything else.
    Other(Error),
}

impl From<Error> for Refusal {
    fn from(err: Error) -> Self {
        Self::Other(err)
    }
}

impl From<Vec<FieldProblem>> for Refusal {
    fn from(problems: Vec<FieldProblem>) -> Self {
        Self::Typed(problems)
    }
}

/// What the save has to do with before it: somebody else's save, or the plan's own refusal.
struct Raced;

/// Plans edits over what is seen here, saves them and sends them if that is quick.
pub(super) async fn save(
    tour: &OpenTour,
    saving: &Saving,
    plan: impl AsyncFn(&View) -> Result<Plan, Refusal>,
) -> Result<Exit> {
    for _ in 0..PLANS_MAX {
        let view = tour.view().await?;
        let planned = match plan(&view).await {
            Ok(planned) => planned,
            Err(Refusal::Typed(problems)) => return Ok(refused(&problems, Exit::Usage)),
            Err(Refusal::Other(err)) => return Err(err),
        };
        let tell = || planned.notes.iter().for_each(|note| render::say(note));
        if planned.edits.is_empty() {
            tell();
            return nothing(saving, &planned);
        }
        let group = drafted(&view, &planned, saving, tour);
        let expected = match judged(&view, &group) {
            Ok(expected) => expected,
            Err(exit) => return Ok(exit),
        };
        if written(tour, &view, &group).await?.is_ok() {
            tell();
            return finish(tour, &view, &group, &expected, saving).await;
        }
    }
    Err(Error::Local("other commands save edits all the time; try again".to_owned()))
}

fn drafted(view: &View, planned: &Plan, saving: &Saving, tour: &OpenTour) -> Group {
    let said_at = Some(tour.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
    let id = GroupId(clock::new_id());
    let reason = saving.reason.clone().or_else(|| planned.reason.clone());
    Group { reason, ..view.state.draft(id, planned.edits.clone(), said_at) }
}

/// What is to be expected of a group. One that breaks a rule is refused here and now.
fn judged(view: &View, group: &Group) -> Result<Expected, Exit> {
    check_group(group).map_err(|problems| refused(&problems, Exit::Usage))?;
    let groups = std::slice::from_ref(group);
    let pending = view.book.with_pending(groups, view.state.account, &view.state.levels());
    let expected = pending.expected.into_iter().next();
    let expected = expected.unwrap_or(Expected {
        group: group.id,
        status: Status::Applied,
        edits: Vec::new(),
        problem: None,
    });
    match (&expected.status, &expected.problem) {
        (Status::Rejected, Some(problem)) => Err(refused(&problems_of(problem), Exit::Failed)),
        _ => Ok(expected),
    }
}

fn problems_of(problem: &Problem) -> Vec<FieldProblem> {
    if problem.errors.is_empty() {
        vec![FieldProblem::new("", problem.detail.clone())]
    } else {
        problem.errors.clone()
    }
}

/// Says which fields break which rules; nothing was changed.
fn refused(problems: &[FieldProblem], exit: Exit) -> Exit {
    for problem in problems {
        render::say(&format!("buscall: {}", told(problem)));
    }
    render::say("  nothing was changed");
    exit
}

/// A problem as a person typed its field: without where it stands in a group.
fn told(problem: &FieldProblem) -> String {
    let field = match problem.field.rsplit_once("fields.") {
        Some((_, field)) => field,
        None => problem.field.as_str(),
    };
    if field.is_empty() { problem.rule.clone() } else { format!("`{field}`: {}", problem.rule) }
}

/// Writes the group, unless another process has saved one since it was planned.
async fn written(tour: &OpenTour, view: &View, group: &Group) -> Result<Result<(), Raced>> {
    let executed = tour.local.execute(clock::now(), |state| {
        if state.chain != view.state.chain {
            return Err(Raced);
        }
        let Group { id, edits, said_at, reason, .. } = group.clone();
        Ok(vec![Op::Save(Group { reason, ..state.draft(id, edits, said_at) })])
    });
    Ok(executed.await?.map(drop))
}

/// There is nothing to save: it is so already, or nothing of what was wanted can be.
fn nothing(saving: &Saving, planned: &Plan) -> Result<Exit> {
    let (say, exit) = if planned.notes.is_empty() {
        ("nothing to change: it is so already", Exit::Done)
    } else {
        ("nothing was changed", Exit::Failed)
    };
    if saving.json {
        render::print_json(&SavedOut {
            group: None,
            changes: &[],
            expected: None,
            on_server: false,
            receipt: None,
            say,
            trouble: &[],
        })?;
    } else {
        render::say(say);
    }
    Ok(exit)
}

/// Tells what was saved, sends it, and tells what came of that.
async fn finish(
    tour: &OpenTour,
    view: &View,
    group: &Group,
    expected: &Expected,
    saving: &Saving,
) -> Result<Exit> {
    // What waits for a manager is told as what was asked for.
    let outcome = if expected.status == Status::Held { Status::Applied } else { expected.status };
    let lines = told_of(view, group, outcome);
    if !saving.json {
        let sentences = lines.iter().map(|line| line.sentence.clone());
        let saved = paint(Tone::Strong, "● saved on this device");
        let text: Vec<_> = sentences.chain(std::iter::once(saved)).collect();
        render::print_text(&text.join("\n"))?;
        warn_of(expected);
    }
    let after = after_edit(&tour.home, &tour.local, tour.offline).await;
    let receipt = receipt_of(tour, group.id, &after).await;
    let receipt = receipt.as_ref();
    // What became of this group, and not whether everything else is there too.
    let say = if receipt.is_some() { "on the server" } else { &after.say };
    if saving.json {
        render::print_json(&SavedOut {
            group: Some(group.id),
            changes: &lines,
            expected: Some(expected.status),
            on_server: receipt.is_some(),
            receipt,
            say,
            trouble: &after.trouble,
        })?;
    } else {
        say_after(say, receipt);
        after.trouble.iter().for_each(|trouble| render::say(&super::plain(trouble)));
    }
    if content_of(group).any(|hash| after.contents_missing.contains(&hash)) {
        return Ok(Exit::Failed);
    }
    Ok(match receipt.map_or(expected.status, |receipt| receipt.status) {
        Status::Applied | Status::Merged => Exit::Done,
        Status::Disputed | Status::Held => Exit::Undecided,
        Status::Rejected => Exit::Failed,
    })
}

/// The server's word on a group, whoever has sent it, and also if something failed after that. It
/// is saved in any case, so a log that cannot be read now is no failure.
async fn receipt_of(tour: &OpenTour, group: GroupId, after: &After) -> Option<Receipt> {
    let sent = after.receipts.iter().find(|receipt| receipt.group == group);
    if sent.is_some() {
        return sent.cloned();
    }
    tour.local.logged(group).await.ok().flatten()?.receipt
}

fn warn_of(expected: &Expected) {
    let what = match expected.status {
        Status::Disputed => "⚠ it will need a decision: somebody else has said something else",
        Status::Held => "⚠ your level does not allow it: it will wait for a manager",
        Status::Applied | Status::Merged | Status::Rejected => return,
    };
    render::say(&paint(Tone::Warn, what));
}

fn say_after(say: &str, receipt: Option<&Receipt>) {
    let why = receipt.and_then(|receipt| receipt.problem.as_ref());
    let why = why.map(|problem| format!(": {}", problem.detail)).unwrap_or_default();
    let line = match receipt.map(|receipt| receipt.status) {
        Some(Status::Disputed) => {
            paint(Tone::Warn, "⚠ on the server, and needs a decision: `buscall decide`")
        }
        Some(Status::Held) => paint(Tone::Warn, &format!("⚠ it waits for a manager{why}")),
        Some(Status::Rejected) => {
            paint(Tone::Bad, &format!("✖ not accepted{why}; `buscall tray` keeps it"))
        }
        Some(Status::Applied | Status::Merged) => paint(Tone::Good, "✓ on the server"),
        None => say.to_owned(),
    };
    render::say(&line);
}

/// What a group changes, in the words that everybody reads later.
pub(super) fn told_of(view: &View, group: &Group, outcome: Status) -> Vec<ChangeLine> {
    let at = clock::now();
    let told = changes_of(&group.edits, |id| view.book.record(id)).into_iter();
    let entries = told.map(|change| Told {
        at,
        seq: 0,
        scope: view.book.record(change.record).map_or(NO_SCOPE, |record| record.scope),
        kind: change.kind,
        record: change.record,
        field: change.field,
        old: change.old,
        new: change.new,
        author_name: None,
        via: None,
        said_at: group.said_at.clone(),
        reason: group.reason.clone(),
        outcome,
    });
    let entries: Vec<_> = entries.collect();
    let days = changes(&entries, &view.book, None).days;
    let mut lines: Vec<_> = days.into_iter().flat_map(|day| day.lines).collect();
    lines.sort_by_key(|line| entries.iter().position(|entry| entry.record == line.record));
    lines
}
