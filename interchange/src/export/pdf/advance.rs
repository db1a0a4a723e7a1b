//! The advance sheet on paper: every question with its answer, who gave it, and what is still open.

use domain::advance::FieldState;
use domain::record::Outcome;
use domain::time::local;
use domain::view::{AdvanceSheet, SheetField, long_date, short_date};

use super::block::Block;
use super::draw;
use super::flow::Group;
use super::layout::{DENSITIES, Fact, Layout};
use super::list::title;
use super::paper::{Paper, PdfError};
use super::sheet::{About, Sheet, sheet};
use super::table::{Head, Row, table};
use super::text::{Color, Span, Weight};

/// An advance sheet as a PDF.
///
/// # Errors
/// Where the link does not fit a code, or the document cannot be written.
pub fn advance_sheet(advance: &AdvanceSheet, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    draw::draw(&laid_out(advance, paper)?)
}

/// The same before it is drawn.
pub(super) fn laid_out(advance: &AdvanceSheet, paper: &Paper) -> Result<Sheet, PdfError> {
    let date = format!("{} {}", long_date(advance.date), advance.date.format("%Y"));
    let about = About {
        title: format!("Advance {}, {date}", advance.show),
        running: format!("Advance · {} · {date}", advance.show),
        zone: advance.zone,
        has_variants: false,
    };
    sheet(paper, &about, &DENSITIES, |layout| {
        let place = [advance.venue.clone(), advance.city.clone()].into_iter().flatten();
        let below = place.collect::<Vec<_>>().join(", ");
        let mut blocks = vec![title(layout, &format!("Advance · {date}"), &advance.show, &below)];
        blocks.extend(layout.facts(&facts(layout, advance), 3));
        for part in &advance.parts {
            blocks.extend(section(layout, advance, part.section.word(), &part.fields));
        }
        blocks.extend(handouts(layout, advance));
        vec![Group { blocks, ..Group::default() }]
    })
}

fn facts(layout: &Layout<'_>, advance: &AdvanceSheet) -> Vec<Fact> {
    let counts = &advance.progress.counts;
    let who = [advance.recipient_name.clone(), advance.recipient_email.clone()];
    let who: Vec<_> = who.into_iter().flatten().collect();
    let answered = format!("{} of {} required", counts.answered, counts.required);
    let open = [(counts.undecided, "not decided"), (counts.disputed, "with two answers")];
    let open = open.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let status = if advance.closed { "closed" } else { advance.progress.status.words() };
    let said = [
        ("Status", status.to_owned()),
        ("Answered", answered),
        ("Open", open.collect::<Vec<_>>().join(", ")),
        ("Answers for the venue", who.join(", ")),
        ("Advances it", advance.owner.clone().unwrap_or_default()),
        ("Sent", advance.sent_on.map(short_date).unwrap_or_default()),
        ("Last visit", advance.last_visit.map(long_year).unwrap_or_default()),
        ("Notes", advance.notes.clone().unwrap_or_default()),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(name, text)| Fact::line(name, vec![layout.body().of(text)])).collect()
}

fn long_year(date: chrono::NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn section(
    layout: &Layout<'_>,
    advance: &AdvanceSheet,
    word: &str,
    fields: &[SheetField],
) -> Vec<Block> {
    if fields.is_empty() {
        return Vec::new();
    }
    let n_open = fields.iter().filter(|field| field.state == FieldState::Open).count();
    let aside = match n_open {
        0 => Vec::new(),
        n => vec![layout.quiet().of(format!("{n} open"))],
    };
    let name = domain::view::label(word);
    let mut blocks = vec![layout.heading(2, &name, &aside).bookmark(1, name.clone())];
    let heads = [Head::new("Question", 2.0), Head::new("Answer", 3.4), Head::new("By", 1.5)];
    let rows: Vec<_> = fields.iter().map(|field| row(layout, advance, field)).collect();
    blocks.extend(table(layout, &heads, &rows));
    blocks
}

fn row(layout: &Layout<'_>, advance: &AdvanceSheet, field: &SheetField) -> Row {
    let (body, quiet) = (layout.body(), layout.quiet());
    let mut question = vec![body.weight(Weight::Semi).of(field.question.label.to_string())];
    if field.question.required {
        question.push(quiet.of(" *"));
    }
    let at = field.at.zip(advance.zone).map(|(at, zone)| local(zone, at).date());
    let by = [field.by.clone(), at.map(short_date)].into_iter().flatten();
    let by = by.collect::<Vec<_>>().join(", ");
    Row {
        cells: vec![vec![question], answer(layout, field), vec![vec![quiet.of(by)]]],
        total: false,
    }
}

/// The answer, and below it what is said about it.
fn answer(layout: &Layout<'_>, field: &SheetField) -> Vec<Vec<Span>> {
    let (body, quiet) = (layout.body(), layout.quiet());
    let loud = body.weight(Weight::Semi);
    let mut lines = match &field.text {
        Some(text) if field.state == FieldState::Refused => vec![vec![body.struck().of(text)]],
        Some(text) => vec![vec![body.of(text)]],
        None => vec![vec![loud.color(Color::STOP).of("open")]],
    };
    if let Some(remark) = &field.remark {
        lines.push(vec![quiet.of(remark)]);
    }
    for other in &field.others {
        let by = other.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
        let text = format!("Not settled, also said: {}{by}", other.text);
        lines.push(vec![loud.color(Color::STOP).of(text)]);
    }
    if let Some(planned) = field.planned.as_ref().filter(|planned| planned.differs) {
        lines.push(vec![loud.color(Color::CHANGED).of(format!("Tour book: {}", planned.text))]);
    }
    if let Some(decided) = &field.decided {
        let word = match decided.outcome {
            Outcome::Accepted => "accepted",
            Outcome::Changed => "changed",
            Outcome::Refused => "refused",
        };
        let instead = decided.instead.as_ref().map(|instead| format!(" to {instead}"));
        let by = decided.by.as_ref().map(|by| format!(" by {by}"));
        let note = decided.note.as_ref().map(|note| format!(": {note}"));
        let parts = [instead, by, note].into_iter().flatten().collect::<String>();
        lines.push(vec![quiet.of(format!("{word}{parts}"))]);
    } else if field.text.is_none() {
        let before = field.before.as_ref();
        lines.extend(before.map(|before| {
            vec![quiet.of(format!("Last time, {}: {}", long_year(before.date), before.text))]
        }));
    }
    lines
}

fn handouts(layout: &Layout<'_>, advance: &AdvanceSheet) -> Vec<Block> {
    if advance.handouts.is_empty() {
        return Vec::new();
    }
    let (body, heads) = (layout.body(), ["File", "Version", "Given to", "On"]);
    let heads: Vec<_> = heads.into_iter().map(|heading| Head::new(heading, 1.0)).collect();
    let rows = advance.handouts.iter().map(|handout| {
        let mut version = vec![body.of(handout.version.clone().unwrap_or_default())];
        if handout.outdated {
            let newest = handout.newest.as_ref().map(|newest| format!(", {newest} is newest"));
            let text = format!(" old{}", newest.unwrap_or_default());
            version.push(body.weight(Weight::Semi).color(Color::CHANGED).of(text));
        }
        Row::plain(vec![
            vec![body.of(&handout.name)],
            version,
            vec![body.of(handout.recipient.clone().unwrap_or_default())],
            vec![body.of(handout.given_on.map(short_date).unwrap_or_default())],
        ])
    });
    let rows: Vec<_> = rows.collect();
    let mut blocks = vec![layout.heading(2, "Handed out", &[]).bookmark(1, "Handed out")];
    blocks.extend(table(layout, &heads, &rows));
    blocks
}
