//! What `buscall advance` saves: sheets, answers, decisions and what is kept. All of it works with no
//! signal, by the same functions as on the server.

use domain::advance::{
    Begin as Asked, Decision, STARTERS, Said, accept_all, ask, begin, decide, keep, read_typed, say,
};
use domain::book::{Book, Entry};
use domain::change::{Create, Edit, in_groups};
use domain::ids::{RecordId, ScopeId};
use domain::problem::FieldProblem;
use domain::record::kinds::{Advance, AdvanceTemplate, File};
use domain::record::{
    AnswerVia, Answered, Asks, Input, Key, Kind, Line, Outcome, Question, Questions, Section,
};

use super::chosen;
use crate::cli::advance::{AdvanceAction, Answer, AnswerForm, Begin, Way};
use crate::clock;
use crate::commands::save::{Plan, Refusal};
use crate::commands::tour::{OpenTour, Today, ambiguous, named};
use crate::edit::{Found, find};
use crate::error::{Error, Result};
use crate::local::View;

/// What one of the commands that edit would save.
pub(super) async fn plan(
    tour: &OpenTour,
    today: &Today,
    view: &View,
    action: &AdvanceAction,
) -> Result<Plan, Refusal> {
    let sheet = async |words: &str| -> Result<&Entry<Advance>, Refusal> {
        let id = chosen(tour, today, view, words).await?;
        let found = view.book.get::<Advance>(id);
        Ok(found.ok_or_else(|| Error::Usage(format!("`{id}` is no advance sheet")))?)
    };
    match action {
        AdvanceAction::Begin(asked) => {
            let groups = begun(tour, today, view, asked).await?;
            Ok(groups.into_iter().next().unwrap_or_default().into())
        }
        AdvanceAction::Answer(asked) => answered(view, sheet(&asked.show).await?, asked, tour),
        AdvanceAction::Accept { show, keys } => {
            let sheet = sheet(show).await?;
            let all = || accept_all(&view.book, sheet);
            let one = |key: &String| decision(key, Outcome::Accepted, None, None);
            let some = keys.iter().map(one).collect::<Result<Vec<_>, _>>()?;
            decided(view, sheet, &if keys.is_empty() { all() } else { some })
        }
        AdvanceAction::Change { show, values, note } => {
            let one = |said: &crate::cli::advance::Said| {
                decision(&said.key, Outcome::Changed, Some(&said.text), note.as_deref())
            };
            let decisions = values.iter().map(one).collect::<Result<Vec<_>, _>>()?;
            decided(view, sheet(show).await?, &decisions)
        }
        AdvanceAction::Refuse { show, keys, note } => {
            let one = |key: &String| decision(key, Outcome::Refused, None, note.as_deref());
            let decisions = keys.iter().map(one).collect::<Result<Vec<_>, _>>()?;
            decided(view, sheet(show).await?, &decisions)
        }
        AdvanceAction::Ask { show, label, section, form, required } => {
            let question = question(label, section, *form, *required)?;
            let edit = ask(&view.book, sheet(show).await?, &question);
            Ok(vec![edit.map_err(|rule| typed("question", rule))?].into())
        }
        AdvanceAction::Keep { show } => kept(view, sheet(show).await?),
        AdvanceAction::Give { show, file, to } => {
            let sheet = sheet(show).await?;
            let file = file_named(tour, view, file).await?;
            Ok(vec![given(view, sheet, file, to.as_deref(), today)?].into())
        }
        AdvanceAction::Show { .. } | AdvanceAction::Owed | AdvanceAction::Handouts => {
            Ok(Vec::new().into())
        }
    }
}

fn typed(field: &str, rule: impl Into<String>) -> Refusal {
    Refusal::Typed(vec![FieldProblem::new(field, rule)])
}

/// The audience that advancing is for.
fn audience(view: &View) -> Result<ScopeId, Error> {
    let name = Kind::Advance.usual_audience();
    let found = view.state.scopes.iter().find(|(_, scope)| scope.audience == name);
    found
        .map(|(id, _)| *id)
        .ok_or_else(|| Error::Usage(format!("you are not in the audience `{name}`")))
}

/// Sheets that are begun, in groups: those of a whole tour are more than one group may have.
pub(super) async fn begun(
    tour: &OpenTour,
    today: &Today,
    view: &View,
    asked: &Begin,
) -> Result<Vec<Vec<Edit>>, Error> {
    let scope = audience(view)?;
    let dates = asked.dates.iter().map(|words| today.named(words)).collect::<Result<Vec<_>>>()?;
    let (template, questions, made) = template(tour, view, asked, scope).await?;
    let wanted = Asked { dates, add_missing: asked.add_missing };
    let plan = begin(&view.book, Some(template), &questions, &wanted, scope);
    let made = made.filter(|_| !plan.edits.is_empty());
    Ok(in_groups(made.into_iter().chain(plan.edits).collect()))
}

async fn template(
    tour: &OpenTour,
    view: &View,
    asked: &Begin,
    scope: ScopeId,
) -> Result<(RecordId, Questions, Option<Edit>), Error> {
    let there = |id| view.book.get::<AdvanceTemplate>(id);
    let questions = |entry: &Entry<AdvanceTemplate>| entry.questions.clone().unwrap_or_default();
    if let Some(name) = &asked.template {
        let id = template_named(tour, view, name).await?;
        let found = there(id).ok_or_else(|| Error::Usage(format!("`{name}` is no template")))?;
        return Ok((id, questions(found), None));
    }
    let word = asked.starter.as_deref().unwrap_or("club");
    let starter = STARTERS.iter().find(|starter| starter.word == word);
    let starter = starter.ok_or_else(|| {
        let words: Vec<_> = STARTERS.iter().map(|starter| starter.word).collect();
        Error::Usage(format!("`{word}` is none of {}", words.join(", ")))
    })?;
    let id = RecordId::of_starter(tour.tour, starter.word);
    if let Some(found) = there(id) {
        return Ok((id, questions(found), None));
    }
    let questions = starter.questions();
    let fields = serde_json::json!({ "name": starter.name, "questions": questions });
    let fields = fields.as_object().cloned().unwrap_or_default();
    let kind = Kind::AdvanceTemplate;
    Ok((id, questions, Some(Edit::Create(Create { scope, kind, id, fields }))))
}

async fn template_named(tour: &OpenTour, view: &View, words: &str) -> Result<RecordId, Error> {
    if let Some(id) = tour.by_id(words).await? {
        return Ok(id);
    }
    let all = view.book.all::<AdvanceTemplate>();
    let all: Vec<_> = all.filter_map(|one| named(&view.book, one.id(), String::new())).collect();
    match find(words, &all) {
        Found::One(one) => Ok(one.id),
        Found::None => Err(Error::Usage(format!("no advance template is called `{words}`"))),
        Found::Several(several) => Err(ambiguous(words, &several)),
    }
}

fn answered(
    view: &View,
    sheet: &Entry<Advance>,
    asked: &Answer,
    tour: &OpenTour,
) -> Result<Plan, Refusal> {
    let by = asked.by.as_deref().map(str::trim).map(Line::try_from).transpose();
    let by = by.map_err(|rule| typed("by", rule))?;
    let via = match asked.via {
        Way::Phone => AnswerVia::Phone,
        Way::Mail => AnswerVia::Mail,
        Way::Tour => AnswerVia::Tour,
    };
    let answered = Answered { by, via, at: tour.now };
    let edit = |said: &crate::cli::advance::Said| -> Result<Option<Edit>, String> {
        let key = Key::try_from(said.key.as_str())?;
        let answer = read_typed(&view.book, sheet, &key, &said.text)?;
        say(&view.book, sheet, &Said { key, from: None, answer, remark: None }, &answered)
    };
    let edits = asked.answers.iter().map(|said| edit(said).map_err(|rule| typed(&said.key, rule)));
    let edits = edits.collect::<Result<Vec<_>, _>>()?;
    Ok(edits.into_iter().flatten().collect::<Vec<_>>().into())
}

fn decision(
    key: &str,
    outcome: Outcome,
    instead: Option<&str>,
    note: Option<&str>,
) -> Result<Decision, Refusal> {
    Ok(Decision {
        key: Key::try_from(key).map_err(|rule| typed(key, rule))?,
        outcome,
        answer: None,
        instead: instead.map(ToOwned::to_owned),
        note: note.map(Line::try_from).transpose().map_err(|rule| typed("note", rule))?,
    })
}

fn decided(view: &View, sheet: &Entry<Advance>, all: &[Decision]) -> Result<Plan, Refusal> {
    let edits = decide(&view.book, sheet.id(), all, &mut new_id);
    Ok(edits.map_err(|problem| typed("", problem.to_string()))?.into())
}

fn new_id() -> RecordId {
    RecordId(clock::new_id())
}

fn question(
    label: &str,
    section: &str,
    form: AnswerForm,
    required: bool,
) -> Result<Question, Refusal> {
    let input = match form {
        AnswerForm::Text => Input::Text { lines: false },
        AnswerForm::Lines => Input::Text { lines: true },
        AnswerForm::Number => Input::Number { unit: None },
        AnswerForm::Clock => Input::Clock,
        AnswerForm::YesNo => Input::YesNo,
        AnswerForm::Money => Input::Money,
    };
    let found = Section::ALL.iter().copied().find(|one| one.word() == section);
    let section = found.ok_or_else(|| {
        let all: Vec<_> = Section::ALL.iter().map(|one| one.word()).collect();
        typed("section", format!("`{section}` is none of {}", all.join(", ")))
    })?;
    Ok(Question {
        key: Key::of_label(label),
        section,
        label: Line::try_from(label.trim()).map_err(|rule| typed("label", rule))?,
        help: None,
        input,
        required,
        asks: Asks::Venue,
        due_days: None,
        changes: false,
        lands: None,
    })
}

async fn file_named(tour: &OpenTour, view: &View, words: &str) -> Result<RecordId, Error> {
    if let Some(id) = tour.by_id(words).await? {
        return Ok(id);
    }
    let all = view.book.all::<File>();
    let all: Vec<_> = all.filter_map(|one| named(&view.book, one.id(), String::new())).collect();
    match find(words, &all) {
        Found::One(one) => Ok(one.id),
        Found::None => Err(Error::Usage(format!("no file is called `{words}`"))),
        Found::Several(several) => Err(ambiguous(words, &several)),
    }
}

/// That a venue was given a file in the version that it has now.
fn given(
    view: &View,
    sheet: &Entry<Advance>,
    file: RecordId,
    to: Option<&str>,
    today: &Today,
) -> Result<Edit, Refusal> {
    let file = view.book.get::<File>(file);
    let file = file.ok_or_else(|| Error::Usage("that is no file".to_owned()))?;
    let recipient = to.map(str::trim).or(sheet.recipient_name.as_ref().map(Line::as_str));
    let fields = serde_json::json!({
        "advance": sheet.id(), "file": file.id(), "name": file.name, "hash": file.hash,
        "version": file.version, "recipient": recipient, "given_on": today.date,
    });
    let mut fields = fields.as_object().cloned().unwrap_or_default();
    fields.retain(|_, value| !value.is_null());
    let kind = Kind::Handout;
    Ok(Edit::Create(Create { scope: sheet.scope(), kind, id: new_id(), fields }))
}

/// What is taken back to the directory, which is a book of its own beside the tour's.
fn kept(view: &View, sheet: &Entry<Advance>) -> Result<Plan, Refusal> {
    let directory = view.state.scopes.iter().find(|(_, scope)| scope.audience == "directory");
    let scope = directory
        .map(|(id, _)| *id)
        .ok_or_else(|| Error::Usage("you are not in the organisation's directory".to_owned()))?;
    let part = |of_directory: bool| -> Book {
        let records = view.book.records().filter(|one| (one.scope == scope) == of_directory);
        records.cloned().collect()
    };
    let kept = keep(&part(false), &part(true), sheet.id(), scope, &mut new_id);
    let kept = kept.map_err(|problem| typed("", problem.to_string()))?;
    let mut notes: Vec<_> = kept
        .corrections
        .iter()
        .map(|one| format!("the directory's `{}`: {} → {}", one.field, one.from, one.to))
        .collect();
    if !kept.edits.is_empty() {
        notes.push(format!("{} answers are kept with the visit", kept.answers));
    }
    Ok(Plan { notes, ..kept.edits.into() })
}
