//! One question of the form: its field, what is known of its answer, and what was wrong with what was
//! typed.

use chrono::{DateTime, Utc};
use domain::advance::{FieldState, Posted, Typed};
use domain::limits::ANSWER_ROWS_MAX;
use domain::record::{Column, Input, Outcome};
use domain::time::{Zone, local};
use domain::view::{BeforeShown, SheetField};
use maud::{Markup, html};
use serde_json::Value;

use super::{Notice, long_year};

/// Empty rows below those that are filled in.
const EMPTY_ROWS: usize = 1;

/// A question with its field.
pub(super) fn question(
    one: &SheetField,
    notice: &Notice,
    zone: Option<Zone>,
    closed: bool,
) -> Markup {
    let key = one.question.key.as_str();
    let (typed, problem) = (notice.typed(key), notice.problem(key));
    let before = one.before.as_ref().filter(|_| one.state == FieldState::Open);
    let help = one.question.help.as_ref();
    html! {
        div.field id=(format!("f-{key}")) data-key=(key) .is-open[is_open(one)] .is-wrong[problem.is_some()] {
            @if matches!(one.question.input, Input::Rows { .. }) {
                p.label #(format!("l-{key}")) { (one.question.label) (required(one)) }
            } @else {
                label #(format!("l-{key}")) for=(format!("a-{key}")) { (one.question.label) (required(one)) }
            }
            @if let Some(help) = help { p.hint #(format!("h-{key}")) { (help) } }
            @if closed {
                p.answer { (one.text.as_deref().unwrap_or("–")) }
            } @else {
                (input(one, typed, before))
                input type="hidden" name=(format!("w.{key}")) value=(shown(typed, one).to_string());
            }
            @if let Some(problem) = problem { p.problem #(format!("p-{key}")) role="alert" { (problem) } }
            @if let Some(before) = before { (confirm(key, before, typed, closed)) }
            (state(one, zone))
            @if !closed { (remark(one, typed)) }
        }
    }
}

/// The answer that the page showed when what was typed was typed.
fn shown<'a>(typed: Option<&'a Posted>, one: &'a SheetField) -> &'a Value {
    typed.map_or(&one.answer, |posted| &posted.was)
}

fn is_open(one: &SheetField) -> bool {
    one.question.required && one.state == FieldState::Open
}

fn required(one: &SheetField) -> Markup {
    html! { @if one.question.required { " " span.required { "needed" } } }
}

/// The text of a field: what was typed and could not be read, else the answer, else the last visit's.
fn text(one: &SheetField, typed: Option<&Posted>, before: Option<&BeforeShown>) -> String {
    match typed.and_then(|posted| posted.typed.as_ref()) {
        Some(Typed::Text(text)) => return text.clone(),
        Some(Typed::Rows(_)) | None => {}
    }
    let value = match &one.answer {
        Value::Null => before.map(|before| &before.answer),
        answer => Some(answer),
    };
    value.map(|value| bare(&one.question.input, value)).unwrap_or_default()
}

/// A value as it stands in its field: a number without the unit that stands behind it.
fn bare(input: &Input, value: &Value) -> String {
    match (input, value) {
        (Input::Number { .. }, Value::Number(number)) => number.to_string(),
        (input, value) => input.show(value),
    }
}

fn input(one: &SheetField, typed: Option<&Posted>, before: Option<&BeforeShown>) -> Markup {
    let key = one.question.key.as_str();
    let (id, name) = (format!("a-{key}"), format!("a.{key}"));
    let value = text(one, typed, before);
    let described = one.question.help.as_ref().map(|_| format!("h-{key}"));
    match &one.question.input {
        Input::Text { lines: true } => html! {
            textarea id=(id) name=(name) rows="3" maxlength="20000" aria-describedby=[described] { "\n" (value) }
        },
        Input::Choice { options } => html! {
            select id=(id) name=(name) aria-describedby=[described] {
                option value="" { "–" }
                @for option in options {
                    option value=(option) selected[option.as_str() == value] { (option) }
                }
            }
        },
        Input::YesNo => html! {
            select id=(id) name=(name) aria-describedby=[described] {
                option value="" { "–" }
                option value="yes" selected[value == "yes"] { "yes" }
                option value="no" selected[value == "no"] { "no" }
            }
        },
        Input::Rows { columns } => rows(one, columns, typed, before),
        Input::Number { unit } => html! {
            span.with-unit {
                input id=(id) type="text" inputmode="decimal" name=(name) value=(value) maxlength="40" aria-describedby=[described];
                @if let Some(unit) = unit { span.unit { (unit) } }
            }
        },
        Input::Clock => html! {
            input.clock id=(id) type="text" name=(name) value=(value) maxlength="80" placeholder="hh:mm" aria-describedby=[described];
        },
        Input::Money => html! {
            input.clock id=(id) type="text" name=(name) value=(value) maxlength="40" placeholder="0.00 EUR" aria-describedby=[described];
        },
        Input::Text { lines: false } | Input::File => html! {
            input id=(id) type="text" name=(name) value=(value) maxlength="200" aria-describedby=[described];
        },
    }
}

fn rows(
    one: &SheetField,
    columns: &[Column],
    typed: Option<&Posted>,
    before: Option<&BeforeShown>,
) -> Markup {
    let key = one.question.key.as_str();
    let cells = cells(one, columns, typed, before);
    let n_rows = (cells.len() + EMPTY_ROWS).min(ANSWER_ROWS_MAX);
    let cell = |row: usize, column: usize| {
        cells.get(row).and_then(|row| row.get(column)).map(String::as_str).unwrap_or_default()
    };
    html! {
        table aria-labelledby=(format!("l-{key}")) {
            thead { tr { @for column in columns { th scope="col" { (column.label) } } } }
            tbody {
                @for row in 0..n_rows {
                    tr {
                        @for (idx, column) in columns.iter().enumerate() {
                            td data-label=(column.label) {
                                input type="text" name=(format!("a.{key}.{row}.{idx}")) value=(cell(row, idx))
                                    maxlength="200" aria-label=(format!("{}, row {}", column.label, row + 1));
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cells(
    one: &SheetField,
    columns: &[Column],
    typed: Option<&Posted>,
    before: Option<&BeforeShown>,
) -> Vec<Vec<String>> {
    if let Some(Typed::Rows(rows)) = typed.and_then(|posted| posted.typed.as_ref()) {
        return rows.clone();
    }
    let value = match &one.answer {
        Value::Null => before.map(|before| &before.answer),
        answer => Some(answer),
    };
    let rows = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let cell = |row: &Value, column: &Column| {
        row.get(column.key.as_str()).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect()
}

/// What the last visit said, with its age, and the tick that it still holds.
fn confirm(key: &str, before: &BeforeShown, typed: Option<&Posted>, closed: bool) -> Markup {
    let ticked = typed.is_some_and(|posted| posted.confirmed);
    html! {
        p.before {
            "From " (long_year(before.date)) ", " (age(before.age_days))
            @if let Some(by) = &before.by { ", by " (by) }
            @if !closed {
                label.tick {
                    input type="checkbox" name=(format!("c.{key}")) value="1" checked[ticked];
                    " still right"
                }
            }
        }
    }
}

/// How long ago, in the largest unit that says something.
fn age(days: i64) -> String {
    let in_words = |n: i64, unit: &str| format!("{n} {unit}{} ago", if n == 1 { "" } else { "s" });
    match days {
        ..14 => in_words(days.max(1), "day"),
        14..60 => in_words(days / 7, "week"),
        60..730 => in_words(days / 30, "month"),
        _ => in_words(days / 365, "year"),
    }
}

/// What is known of the answer: who gave it, what the tour has said to it.
fn state(one: &SheetField, zone: Option<Zone>) -> Markup {
    let by = one.by.as_deref().unwrap_or("somebody");
    html! {
        p.state data-state {
            @if one.state == FieldState::Disputed {
                span.warn {
                    "Two answers: " (one.text.as_deref().unwrap_or("none"))
                    @for other in &one.others { " and " (other.text) }
                    ". The tour will ask which one holds."
                }
            } @else if one.state != FieldState::Open {
                "Answered by " (by)
                @if let Some(at) = one.at { ", " (moment(zone, at)) }
            }
            @if let Some(decided) = one.decided.as_ref().filter(|decided| !decided.outdated) {
                @match decided.outcome {
                    Outcome::Accepted => { " · " span.ok { "the tour has taken this over" } }
                    Outcome::Changed => {
                        " · " span.warn { "the tour plans " (decided.instead.as_deref().unwrap_or("something else")) }
                    }
                    Outcome::Refused => { " · " span.warn { "the tour stays with its own plan" } }
                }
                @if let Some(note) = &decided.note { ": " (note) }
            }
        }
    }
}

/// `4 December 2026, 15:05`, by the clocks of the show.
fn moment(zone: Option<Zone>, at: DateTime<Utc>) -> String {
    match zone {
        Some(zone) => local(zone, at).format("%-d %B %Y, %H:%M").to_string(),
        None => at.format("%-d %B %Y, %H:%M UTC").to_string(),
    }
}

fn remark(one: &SheetField, typed: Option<&Posted>) -> Markup {
    let key = one.question.key.as_str();
    let typed = typed.and_then(|posted| posted.remark.as_deref());
    let value = typed.or(one.remark.as_deref()).unwrap_or_default();
    html! {
        details open[!value.is_empty()] {
            summary { "+ Remark" }
            textarea name=(format!("r.{key}")) rows="2" maxlength="20000"
                aria-label=(format!("Remark on {}", one.question.label)) { "\n" (value) }
        }
    }
}

/// A question that is answered by files, with a form of its own.
pub(super) fn file_question(
    one: &SheetField,
    token: &str,
    zone: Option<Zone>,
    closed: bool,
) -> Markup {
    let key = one.question.key.as_str();
    html! {
        div.field id=(format!("f-{key}")) .is-open[is_open(one)] {
            label for=(format!("u-{key}")) { (one.question.label) (required(one)) }
            @if let Some(help) = &one.question.help { p.hint { (help) } }
            @if let Some(text) = &one.text {
                ul.files { @for name in text.lines() { li { (name) } } }
            }
            (state(one, zone))
            @if !closed {
                form method="post" enctype="multipart/form-data" action=(format!("/a/{token}/files/{key}")) {
                    input id=(format!("u-{key}")) type="file" name="file" required;
                    " " button type="submit" { "Send file" }
                }
            }
        }
    }
}
