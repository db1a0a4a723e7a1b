//! Advancing: sheets that are begun, answers that are given and decided about, and what is kept of
//! them. Links and what comes in by them are in `links` and `form`; mails that carry links are in
//! `mails`, and those that are written on a schedule in `reminders`.

pub mod form;
pub mod links;
pub mod mails;
pub mod reminders;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::advance::{
    self, Begin, BeginPlan, Decision, DecisionProblem, Kept, Owed, Remark, STARTERS, Said, Starter,
};
use domain::blob::BlobHash;
use domain::book::Book;
use domain::change::{Create, Edit, Receipt, in_groups};
use domain::ids::{RecordId, ScopeId, TourId};
use domain::permission::Action;
use domain::problem::ErrorCode;
use domain::record::kinds::{Advance, AdvanceTemplate, File};
use domain::record::{Answered, Key, Kind, Prose, Question, Questions};
use domain::time::local;
use domain::view;
use serde_json::Value;

use super::access::{self, Actor, ScopeAccess, TourAccess};
use super::books::{self, Rendered};
use super::{blobs, resources};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::scopes;

/// What a plan would change and, once it is carried out, the ledger's word on it.
#[derive(Debug)]
pub struct Done<P> {
    /// The plan.
    pub plan: P,
    /// One receipt for each group; none where it was only shown.
    pub receipts: Vec<Receipt>,
}

/// From what sheets are begun.
#[derive(Clone, Debug)]
pub enum From {
    /// A template of the tour.
    Template(RecordId),
    /// A template that Buscall comes with; the tour gets a copy of it.
    Starter(&'static Starter),
}

/// The board: every show with how far its sheet is.
pub async fn board(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    books::rendered(app, &access, "advance", |book| Rendered::json(&view::advance_board(book)))
        .await
}

/// One sheet, with what the venue said the last time as far as the actor may see that.
pub async fn sheet(app: &App, actor: &Actor, tour: TourId, id: RecordId) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    let directory = directory(app, &access).await?;
    books::read_beside(app, &access, directory.as_ref(), |book, directory| {
        let sheet = view::advance_sheet(book, directory, id).ok_or_else(Error::not_found)?;
        Rendered::json(&sheet)
    })
    .await?
}

/// Who outside was given which version of a file, and who holds an old one.
pub async fn handouts(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    books::rendered(app, &access, "handouts", |book| Rendered::json(&view::handouts(book))).await
}

/// Who owes what, for every show to come.
pub async fn owed(app: &App, actor: &Actor, tour: TourId) -> Result<Vec<Owed>> {
    let access = access::tour(app, actor, tour).await?;
    let now = app.clock.now();
    books::read(app, &access, |book| {
        advance::chase(book, |zone| zone.map_or(now.date_naive(), |zone| local(zone, now).date()))
    })
    .await
}

/// The access of somebody to the organisation's directory alone; none for whoever is not in it.
pub(in crate::service) async fn directory(
    app: &App,
    access: &TourAccess,
) -> Result<Option<TourAccess>> {
    let conn = app.store.reader();
    let states = scopes::states(conn, access.org, access.tour, access.account).await?;
    let directory = states.into_iter().find(|state| state.tour.is_none());
    Ok(directory.and_then(|state| {
        let (id, audience, level) = (state.id, state.audience.clone(), state.level?);
        let head = scopes::Head { epoch: state.epoch, seq: state.head };
        let scopes = Arc::from([ScopeAccess { id, audience, level }]);
        Some(TourAccess { scopes, heads: vec![head], ..access.clone() })
    }))
}

/// Begins sheets for shows, all in one step.
pub async fn begin(
    app: &App,
    actor: &Actor,
    tour: TourId,
    from: From,
    asked: &Begin,
    preview: bool,
) -> Result<Done<BeginPlan>> {
    let access = access::tour(app, actor, tour).await?;
    let scope = audience(&access)?;
    resources::must_be_allowed(&access, &Kind::Advance, scope, Action::Create)?;
    let plan = books::read(app, &access, |book| {
        let (template, questions, made) = template(book, &access, &from, scope)?;
        let mut plan = advance::begin(book, Some(template), &questions, asked, scope);
        if !plan.edits.is_empty() {
            plan.edits.splice(0..0, made);
        }
        Ok::<_, Error>(plan)
    });
    let plan = plan.await??;
    let receipts = carry_out(app, actor, &access, plan.edits.clone(), preview).await?;
    Ok(Done { plan, receipts })
}

/// The audience that advancing is for.
fn audience(access: &TourAccess) -> Result<ScopeId> {
    let name = Kind::Advance.usual_audience();
    access.audience(name).map(|scope| scope.id).ok_or_else(|| {
        Error::problem(ErrorCode::NotAllowed, format!("advancing takes the audience `{name}`"))
    })
}

/// The template to copy, and the edit that makes it where the tour does not have it yet.
fn template(
    book: &Book,
    access: &TourAccess,
    from: &From,
    scope: ScopeId,
) -> Result<(RecordId, Questions, Option<Edit>)> {
    let id = match from {
        From::Template(id) => *id,
        From::Starter(starter) => RecordId::of_starter(access.tour, starter.word),
    };
    if let Some(there) = book.get::<AdvanceTemplate>(id) {
        return Ok((id, there.questions.clone().unwrap_or_default(), None));
    }
    let From::Starter(starter) = from else { return Err(Error::not_found()) };
    let questions = starter.questions();
    let fields = serde_json::json!({ "name": starter.name, "questions": questions });
    let Value::Object(fields) = fields else { return Err(Error::internal("no object")) };
    let kind = Kind::AdvanceTemplate;
    Ok((id, questions, Some(Edit::Create(Create { scope, kind, id, fields }))))
}

/// The starter of a word.
pub fn starter(word: &str) -> Result<&'static Starter> {
    STARTERS.iter().find(|starter| starter.word == word).ok_or_else(|| {
        let words: Vec<_> = STARTERS.iter().map(|starter| starter.word).collect();
        Error::invalid("starter", format!("`{word}` is none of {}", words.join(", ")))
    })
}

/// An answer that somebody of the tour gives or was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which question.
    pub key: Key,
    /// The answer.
    pub answer: ToldAnswer,
    /// The answer that they were shown; the one in force unless given.
    pub from: Option<Value>,
    /// What they remark, where they remark something.
    pub remark: Option<Option<Prose>>,
}

/// An answer as it is typed or as it is stored.
#[derive(Clone, Debug)]
pub enum ToldAnswer {
    /// As it is typed; nothing takes it back.
    Typed(String),
    /// As it is stored; null takes it back.
    Stored(Value),
}

/// Answers that somebody of the tour gives or was told.
pub async fn answer(
    app: &App,
    actor: &Actor,
    tour: TourId,
    id: RecordId,
    told: &[Told],
    answered: &Answered,
) -> Result<Vec<Receipt>> {
    let access = access::tour(app, actor, tour).await?;
    let edits = books::read(app, &access, |book| {
        let sheet = book.get::<Advance>(id).ok_or_else(Error::not_found)?;
        let scope = sheet.scope();
        resources::must_be_allowed(&access, &Kind::AdvanceField, scope, Action::Change)?;
        let remarks: BTreeMap<_, _> = advance::asked(book, sheet)
            .iter()
            .filter_map(|asked| Some((asked.question.key.clone(), asked.field?.remark.clone()?)))
            .collect();
        let mut keys = BTreeSet::new();
        if let Some(twice) = told.iter().find(|one| !keys.insert(&one.key)) {
            return Err(Error::invalid(format!("answers.{}", twice.key), "stands twice"));
        }
        let edit = |one: &Told| {
            let answer = match &one.answer {
                ToldAnswer::Typed(text) => advance::read_typed(book, sheet, &one.key, text)?,
                ToldAnswer::Stored(value) => value.clone(),
            };
            let there = remarks.get(&one.key).cloned();
            let remark = one.remark.clone().map(|to| Remark { from: there, to });
            let (key, from) = (one.key.clone(), one.from.clone());
            advance::say(book, sheet, &Said { key, from, answer, remark }, answered)
        };
        let refused = |key: &Key, rule| Error::invalid(format!("answers.{key}"), rule);
        let edits = told.iter().map(|one| edit(one).map_err(|rule| refused(&one.key, rule)));
        let edits: Vec<_> = edits.collect::<Result<_>>()?;
        Ok::<_, Error>(edits.into_iter().flatten().collect::<Vec<_>>())
    });
    let edits = edits.await??;
    carry_out(app, actor, &access, edits, false).await
}

/// Adds a question to one sheet alone.
pub async fn ask(
    app: &App,
    actor: &Actor,
    tour: TourId,
    id: RecordId,
    question: &Question,
) -> Result<Vec<Receipt>> {
    let access = access::tour(app, actor, tour).await?;
    let edit = books::read(app, &access, |book| {
        let sheet = book.get::<Advance>(id).ok_or_else(Error::not_found)?;
        let scope = sheet.scope();
        resources::must_be_allowed(&access, &Kind::AdvanceField, scope, Action::Create)?;
        advance::ask(book, sheet, question).map_err(|rule| Error::invalid("question", rule))
    });
    let edit = edit.await??;
    carry_out(app, actor, &access, vec![edit], false).await
}

/// Which answers are decided about.
#[derive(Clone, Debug)]
pub enum Which {
    /// These.
    These(Vec<Decision>),
    /// Every answer that is open is accepted.
    AcceptAll {
        /// The scope's counter of what was looked at; later answers stay open.
        seen: Option<u64>,
    },
}

/// What deciding comes to.
#[derive(Debug)]
pub struct Decided {
    /// The edits.
    pub edits: Vec<Edit>,
    /// Why some answers stay open.
    pub left: Vec<String>,
}

/// Decides about answers: all of it or none. What is accepted stands in the tour book afterwards.
pub async fn decide(
    app: &App,
    actor: &Actor,
    tour: TourId,
    id: RecordId,
    which: Which,
    preview: bool,
) -> Result<Done<Decided>> {
    let access = access::tour(app, actor, tour).await?;
    let planned = books::read(app, &access, |book| {
        let decided = match which {
            Which::These(decisions) => {
                advance::decide(book, id, &decisions).map(|edits| (edits, vec![]))
            }
            Which::AcceptAll { seen } => advance::accept_all(book, id, seen),
        };
        let (edits, left) = decided.map_err(refusal)?;
        must_be_allowed(book, &access, &edits)?;
        let files = passed_on(book, &edits);
        Ok::<_, Error>((edits, left, files))
    });
    let (edits, left, files) = planned.await??;
    for (hash, named_by) in files.iter().filter(|_| !preview) {
        blobs::pass_on(app, &access, *hash, named_by).await?;
    }
    let receipts = carry_out(app, actor, &access, edits.clone(), preview).await?;
    let left = left.iter().map(ToString::to_string).collect();
    Ok(Done { plan: Decided { edits, left }, receipts })
}

/// The files that an answer passes on to everyone: their content, and the records that name it now.
fn passed_on(book: &Book, edits: &[Edit]) -> Vec<(BlobHash, Vec<RecordId>)> {
    let hash = |edit: &Edit| match edit {
        Edit::Create(create) if create.kind == Kind::File => {
            create.fields.get("hash")?.as_str()?.parse::<BlobHash>().ok()
        }
        _ => None,
    };
    let named = |hash: BlobHash| {
        let files = book.all::<File>().filter(|file| file.hash == Some(hash));
        (hash, files.map(domain::book::Entry::id).collect())
    };
    edits.iter().filter_map(hash).map(named).collect()
}

/// Takes what was learnt back to the directory.
pub async fn keep(
    app: &App,
    actor: &Actor,
    tour: TourId,
    id: RecordId,
    preview: bool,
) -> Result<Done<Kept>> {
    let access = access::tour(app, actor, tour).await?;
    let Some(directory) = directory(app, &access).await? else {
        let detail = "you are not in the organisation's directory";
        return Err(Error::problem(ErrorCode::NotAllowed, detail));
    };
    let scope = directory.scopes[0].id;
    resources::must_be_allowed(&directory, &Kind::Venue, scope, Action::Change)?;
    let mut new_id = || RecordId(random::id(&app.clock));
    let kept = books::read_beside(app, &access, Some(&directory), |book, directory| {
        let kept = advance::keep(book, directory, id, scope, &mut new_id).map_err(refusal)?;
        must_be_allowed(book, &access, &kept.edits)?;
        Ok::<_, Error>(kept)
    });
    let kept = kept.await??;
    let receipts = carry_out(app, actor, &access, kept.edits.clone(), preview).await?;
    Ok(Done { plan: kept, receipts })
}

/// Whether the actor may make edits of records of the tour; others are asked about elsewhere.
fn must_be_allowed(book: &Book, access: &TourAccess, edits: &[Edit]) -> Result<()> {
    let mut asked = BTreeSet::new();
    for edit in edits {
        let (kind, scope) = match edit {
            Edit::Create(create) => (create.kind.clone(), Some(create.scope)),
            Edit::Set { kind, id, .. } => {
                (kind.clone(), book.record(*id).map(|record| record.scope))
            }
            _ => continue,
        };
        let Some(scope) = scope.filter(|scope| access.scope(*scope).is_some()) else { continue };
        if asked.insert((kind.clone(), scope)) {
            resources::must_be_allowed(access, &kind, scope, Action::of(edit))?;
        }
    }
    Ok(())
}

async fn carry_out(
    app: &App,
    actor: &Actor,
    access: &TourAccess,
    edits: Vec<Edit>,
    preview: bool,
) -> Result<Vec<Receipt>> {
    if preview || edits.is_empty() {
        return Ok(Vec::new());
    }
    resources::submit_all(app, actor, access, in_groups(edits), "advance").await
}

fn refusal(problem: DecisionProblem) -> Error {
    match problem {
        DecisionProblem::NoShow => Error::not_found(),
        other => Error::invalid("decisions", other.to_string()),
    }
}
