//! `buscall shift`: the rest of a day moves. What moves, what stays and what that breaks is shown
//! first.

use chrono::{NaiveDate, Timelike as _};
use domain::ids::RecordId;
use domain::problem::Problem;
use domain::routing::Roads;
use domain::shift::{ShiftFrom, ShiftPlan, ShiftRequest, WhyStays, plan};
use domain::time::{ClockProblem, ShowClock, When, parse_clock};
use domain::view::{duration, long_date};

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::{OpenTour, Today};
use crate::cli::write::Shift;
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Shift) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let date = today.named(&asked.date)?;
    let view = tour.view().await?;
    let preview = planned(&tour, &view, &today, date, asked).await?;
    if asked.saving.json && !asked.yes {
        render::print_json(&preview)?;
        return Ok(Exit::Done);
    }
    if !asked.saving.json {
        render::say(&text(&preview));
    }
    if preview.moves.is_empty() {
        render::say("nothing moves");
        return Ok(Exit::Done);
    }
    if !asked.yes && !render::ask(&format!("Move {}?", counted(preview.moves.len())))? {
        render::say("nothing was changed; `--yes` does it without asking");
        return Ok(if render::is_interactive() { Exit::Done } else { Exit::Undecided });
    }
    let again = async |view: &View| -> Result<Plan, Refusal> {
        let planned = planned(&tour, view, &today, date, asked).await?;
        Ok(planned.edits.into())
    };
    save(&tour, &asked.saving, again).await
}

async fn planned(
    tour: &OpenTour,
    view: &View,
    today: &Today,
    date: NaiveDate,
    asked: &Shift,
) -> Result<ShiftPlan> {
    let request = ShiftRequest {
        after: beginning(tour, view, today, date, asked).await?,
        with_anchor: false,
        minutes: asked.minutes,
        include: items(tour, view, date, &asked.include).await?,
        exclude: items(tour, view, date, &asked.exclude).await?,
        departments: asked.department.clone(),
        party: asked.party.clone(),
    };
    let request = first_minute(view, date, request);
    plan(&view.book, &Roads::default(), date, &request)
        .map_err(|problem| Error::Usage(words(&problem)))
}

/// Where the shift begins: after an item, at a clock, now, or with the day. What starts at that very
/// clock moves too, so it begins a minute before.
async fn beginning(
    tour: &OpenTour,
    view: &View,
    today: &Today,
    date: NaiveDate,
    asked: &Shift,
) -> Result<ShiftFrom> {
    if let Some(words) = &asked.after {
        return tour.named(words, view, date).await.map(ShiftFrom::Item);
    }
    let usage = |problem: ClockProblem| Error::Usage(problem.to_string());
    let first = ShowClock::from_minutes(0).map_err(usage)?;
    let from = match &asked.from {
        Some(text) => parse_clock(text).map_err(usage)?,
        None => now_on(today, date).unwrap_or(first),
    };
    Ok(ShiftFrom::Clock(from.plus_minutes(-1).unwrap_or(first)))
}

/// The clock of a show day now, if it is on.
fn now_on(today: &Today, date: NaiveDate) -> Option<ShowClock> {
    let days = (today.here.date() - date).num_days();
    if date != today.date {
        return None;
    }
    let wall = today.here.wall;
    let minutes = u16::try_from(days).ok()? * 24 * 60
        + u16::try_from(wall.hour() * 60 + wall.minute()).ok()?;
    ShowClock::from_minutes(minutes).ok()
}

/// A shift takes what starts after a clock; nothing is before the first minute of a day, so what
/// starts at it is named.
fn first_minute(view: &View, date: NaiveDate, request: ShiftRequest) -> ShiftRequest {
    let whole_day = matches!(request.after, ShiftFrom::Clock(clock) if clock.minutes() == 0);
    let of_all = request.departments.is_empty() && request.party.is_none();
    let Some(on) = view.book.on(date).filter(|_| whole_day && of_all) else { return request };
    let first = |when: When| when.start().is_some_and(|start| start.minutes() == 0);
    let items = on.items().into_iter().filter(|item| item.when.is_some_and(first));
    let include =
        request.include.iter().copied().chain(items.map(domain::book::Entry::id)).collect();
    ShiftRequest { include, ..request }
}

async fn items(
    tour: &OpenTour,
    view: &View,
    date: NaiveDate,
    words: &[String],
) -> Result<Vec<RecordId>> {
    let mut ids = Vec::new();
    for words in words {
        ids.push(tour.named(words, view, date).await?);
    }
    Ok(ids)
}

fn words(problem: &Problem) -> String {
    let rules = problem.errors.iter().map(|error| format!("`{}`: {}", error.field, error.rule));
    let rules: Vec<_> = rules.collect();
    if rules.is_empty() { problem.detail.clone() } else { rules.join("; ") }
}

fn counted(n: usize) -> String {
    if n == 1 { "1 row".to_owned() } else { format!("{n} rows") }
}

fn text(plan: &ShiftPlan) -> String {
    let way = if plan.minutes > 0 { "later" } else { "earlier" };
    let by = duration(plan.minutes.unsigned_abs());
    let head = format!("{}: {} move {by} {way}", long_date(plan.date), counted(plan.moves.len()));
    let mut table =
        Table::new(&[Column::whole("FROM"), Column::whole("TO"), Column::to("ROW", 12)]);
    for step in &plan.moves {
        let cells = [&step.from_text, &step.to_text, &step.title];
        table.row(cells.map(|text| (Tone::Plain, text.clone())));
    }
    let mut lines =
        vec![paint(Tone::Strong, &head), table.text(render::width()).trim_end().to_owned()];
    lines.extend(plan.stays.iter().map(|stay| {
        let why = why(stay.why);
        paint(Tone::Faint, &format!("stays: {} {} ({why})", stay.text, stay.title))
    }));
    let road = plan.road.iter().filter(|effect| !effect.is_worse);
    lines.extend(road.map(|effect| paint(Tone::Faint, &format!("then: {}", effect.sentence))));
    lines.extend(breaks(plan).into_iter().map(|line| paint(Tone::Warn, &format!("⚠ {line}"))));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn why(why: WhyStays) -> &'static str {
    match why {
        WhyStays::Hard => "a hard time",
        WhyStays::Curfew => "a curfew",
        WhyStays::NoTime => "has no time",
        WhyStays::Excluded => "left out",
        WhyStays::NotConcerned => "of others",
    }
}

/// What the shift breaks, in sentences.
fn breaks(plan: &ShiftPlan) -> Vec<String> {
    let overlaps = plan.overlaps.iter().map(|overlap| overlap.sentence.clone());
    let curfews = plan.curfew.iter().map(|conflict| conflict.sentence.clone());
    let clocks = plan.skipped.iter().chain(&plan.repeated);
    let clocks = clocks.map(|moved| format!("{}: {}", moved.title, moved.report.sentence));
    let worse = plan.road.iter().filter(|effect| effect.is_worse);
    let road = worse.map(|effect| effect.sentence.clone());
    overlaps.chain(curfews).chain(clocks).chain(road).collect()
}
