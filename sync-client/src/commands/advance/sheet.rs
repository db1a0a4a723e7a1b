//! One sheet on the terminal: each question with its answer, who gave it, and what the tour book says.

use domain::advance::FieldState;
use domain::ids::RecordId;
use domain::record::Outcome;
use domain::view::{AdvanceSheet, SheetField, advance_sheet, label, short_date};

use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

/// Prints a sheet.
pub(super) fn show(view: &View, id: RecordId, open: bool, json: bool) -> Result<Exit> {
    let sheet = advance_sheet(&view.book, &view.book, id);
    let sheet = sheet.ok_or_else(|| Error::Usage(format!("`{id}` is no advance sheet")))?;
    if json {
        render::print_json(&sheet)?;
    } else {
        render::print_text(&text(&sheet, open))?;
    }
    let counts = sheet.progress.counts;
    Ok(if counts.disputed + counts.differs > 0 { Exit::Undecided } else { Exit::Done })
}

fn text(sheet: &AdvanceSheet, open: bool) -> String {
    let counts = sheet.progress.counts;
    let mut lines = vec![format!(
        "{} · {} · {} of {} needed answers · {} to decide",
        sheet.show,
        sheet.progress.status.words(),
        counts.answered,
        counts.required,
        counts.undecided + counts.disputed
    )];
    if let Some(date) = sheet.last_visit {
        lines.push(format!(
            "the venue has answered before, on {} {}",
            short_date(date),
            date.format("%Y")
        ));
    }
    for part in &sheet.parts {
        let decided = [FieldState::Accepted, FieldState::Changed, FieldState::Refused];
        let shown = part.fields.iter().filter(|field| !open || !decided.contains(&field.state));
        let shown: Vec<_> = shown.collect();
        if shown.is_empty() {
            continue;
        }
        lines.push(String::new());
        lines.push(label(part.section.word()));
        for field in shown {
            lines.extend(field_lines(field));
        }
    }
    for handout in &sheet.handouts {
        let version = handout.version.as_deref().unwrap_or("no version");
        let old = if handout.outdated { " – they hold an old version" } else { "" };
        lines.push(format!("given: {} ({version}){old}", handout.name));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn field_lines(field: &SheetField) -> Vec<String> {
    let required = field.question.required && field.state == FieldState::Open;
    let (tone, mark) = match field.state {
        FieldState::Open if required => (Tone::Plain, "○"),
        FieldState::Open => (Tone::Faint, "·"),
        FieldState::Answered => (Tone::Plain, "●"),
        FieldState::Accepted => (Tone::Faint, "✓"),
        FieldState::Changed | FieldState::Refused => (Tone::Faint, "≠"),
        FieldState::Disputed => (Tone::Warn, "⚠"),
    };
    let answer = field.text.as_deref().unwrap_or(if required { "needed" } else { "–" });
    let mut lines = answer.lines();
    let first = lines.next().unwrap_or_default();
    let head = format!("  {mark} {}  {}: {first}", field.question.key, field.question.label);
    let mut told = vec![paint(tone, &head)];
    told.extend(lines.map(|line| format!("      {line}")));
    let mut beside = |text: String| told.push(format!("      {text}"));
    if let Some(by) = &field.by {
        beside(format!("said by {by}"));
    }
    for other in &field.others {
        let by = other.by.as_deref().unwrap_or("somebody");
        beside(format!("another answer: {} (by {by})", other.text));
    }
    if let Some(planned) = field.planned.as_ref().filter(|planned| planned.differs) {
        beside(format!("the tour book says {}", planned.text.replace('\n', "; ")));
    }
    if let Some(decided) = field.decided.as_ref().filter(|decided| !decided.outdated) {
        let what = match decided.outcome {
            Outcome::Accepted => "accepted".to_owned(),
            Outcome::Changed => format!("changed to {}", decided.instead.as_deref().unwrap_or("–")),
            Outcome::Refused => "refused".to_owned(),
        };
        let note = decided.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        beside(format!("{what}{note}"));
    }
    if let Some(before) = field.before.as_ref().filter(|_| field.state == FieldState::Open) {
        let when = format!("{} {}", short_date(before.date), before.date.format("%Y"));
        beside(format!("on {when}: {}", before.text.replace('\n', "; ")));
    }
    if let Some(remark) = &field.remark {
        beside(format!("remark: {}", remark.replace('\n', " ")));
    }
    told
}
