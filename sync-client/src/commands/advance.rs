//! `buscall advance`: how far every show is, and answers, decisions and sheets with no signal.

mod edits;
mod sheet;

use domain::advance::{AdvanceStatus, chase};
use domain::book::Entry;
use domain::ids::RecordId;
use domain::record::kinds::{Advance, Event};
use domain::time::local;
use domain::view::{BoardItem, HandoutShown, advance_board, handouts, short_date};

use super::Context;
use super::save::save;
use super::tour::{OpenTour, Today};
use crate::cli::advance::{AdvanceAction, AdvanceCommand};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone};

/// Names of what is owed that are listed for one show; the sheet has the rest.
const LABELS_MAX: usize = 8;

const COLUMNS: [Column; 6] = [
    Column::to("SHOW", 12),
    Column::whole("STANDS"),
    Column::whole("ANSWERED"),
    Column::whole("DECIDE"),
    Column::whole("SENT"),
    Column::to("FROM", 0),
];

const HANDOUT_COLUMNS: [Column; 6] = [
    Column::to("FILE", 10),
    Column::whole("VERSION"),
    Column::whole("IS"),
    Column::whole("GIVEN"),
    Column::to("TO", 8),
    Column::to("SHOW", 0),
];

pub(super) async fn run(context: &Context, asked: &AdvanceCommand) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let json = asked.saving.json;
    let Some(action) = &asked.action else { return board(&tour, &today, asked.all, json).await };
    match action {
        AdvanceAction::Show { show, open } => {
            let view = tour.view().await?;
            let id = chosen(&tour, &today, &view, show).await?;
            sheet::show(&view, id, *open, json)
        }
        AdvanceAction::Owed => owed(&tour, json).await,
        AdvanceAction::Handouts => handed_out(&tour, json).await,
        AdvanceAction::Begin(begin) => {
            let n_groups = edits::begun(&tour, &today, &tour.view().await?, begin).await?.len();
            let plan = async |view: &View| edits::plan(&tour, &today, view, action).await;
            let mut exit = save(&tour, &asked.saving, plan).await?;
            // What is saved is planned no more, so each turn saves the next sheets.
            for _ in 1..n_groups {
                exit = save(&tour, &asked.saving, plan).await?;
            }
            Ok(exit)
        }
        action => {
            let plan = async |view: &View| edits::plan(&tour, &today, view, action).await;
            save(&tour, &asked.saving, plan).await
        }
    }
}

async fn board(tour: &OpenTour, today: &Today, all: bool, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let mut board = advance_board(&view.book);
    board.items.retain(|item| all || item.date >= today.date);
    if json {
        render::print_json(&board)?;
    } else if board.items.is_empty() {
        render::say("there is no show to advance");
    } else {
        let mut table = Table::new(&COLUMNS);
        for item in &board.items {
            table.row(cells(item));
        }
        render::print_text(&table.text(render::width()))?;
    }
    let attention = |item: &BoardItem| item.progress.status == AdvanceStatus::NeedsAttention;
    Ok(if board.items.iter().any(attention) { Exit::Undecided } else { Exit::Done })
}

fn cells(item: &BoardItem) -> [(Tone, String); 6] {
    let counts = item.progress.counts;
    let tone = match item.progress.status {
        AdvanceStatus::NeedsAttention => Tone::Warn,
        AdvanceStatus::Completed | AdvanceStatus::NotBegun => Tone::Faint,
        _ => Tone::Plain,
    };
    let begun = item.advance.is_some();
    let answered = || format!("{}/{}", counts.answered, counts.required);
    let decide = counts.undecided + counts.disputed;
    let cells = [
        item.show.clone(),
        item.progress.status.words().to_owned(),
        begun.then(answered).unwrap_or_default(),
        if decide > 0 { decide.to_string() } else { String::new() },
        item.sent_on.map(short_date).unwrap_or_default(),
        item.recipient.clone().unwrap_or_default(),
    ];
    cells.map(|cell| (tone, cell))
}

async fn owed(tour: &OpenTour, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let date = |zone| match zone {
        Some(zone) => local(zone, tour.now).date(),
        None => tour.now.date_naive(),
    };
    let owed = chase(&view.book, date);
    if json {
        render::print_json(&serde_json::json!({ "items": owed }))?;
        return Ok(Exit::Done);
    }
    let mut lines = Vec::new();
    for show in owed.iter().filter(|show| !show.venue_owes.is_empty() || !show.tour_owes.is_empty())
    {
        let days = match show.days_left {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        let whom = show.recipient_name.as_deref().or(show.recipient_email.as_deref());
        let whom = whom.map(|whom| format!(" ({whom})")).unwrap_or_default();
        lines.push(format!("{} · {}, {days}", short_date(show.date), show.show));
        for (who, fields) in
            [(format!("venue{whom}"), &show.venue_owes), ("tour".to_owned(), &show.tour_owes)]
        {
            if fields.is_empty() {
                continue;
            }
            let late = fields.iter().filter(|field| field.late).count();
            let more = fields.len().saturating_sub(LABELS_MAX);
            let labels = fields.iter().take(LABELS_MAX).map(|field| field.label.as_str());
            let more = (more > 0).then(|| format!("and {more} more"));
            let labels: Vec<_> = labels.chain(more.as_deref()).collect();
            let late = if late > 0 { format!(", {late} late") } else { String::new() };
            lines.push(format!("  {who} owes {}{late}: {}", fields.len(), labels.join(", ")));
        }
    }
    if lines.is_empty() {
        render::say("nobody owes anything");
    } else {
        lines.push(String::new());
        render::print_text(&lines.join("\n"))?;
    }
    Ok(Exit::Done)
}

async fn handed_out(tour: &OpenTour, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let all = handouts(&view.book);
    if json {
        render::print_json(&all)?;
        return Ok(Exit::Done);
    }
    if all.files.is_empty() {
        render::say("nobody was given anything");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&HANDOUT_COLUMNS);
    for (file, holder) in
        all.files.iter().flat_map(|file| file.holders.iter().map(move |holder| (file, holder)))
    {
        let HandoutShown { version, recipient, given_on, outdated, .. } = &holder.handout;
        let tone = if *outdated { Tone::Warn } else { Tone::Plain };
        let old = if *outdated { "old" } else { "" };
        let cells = [
            file.name.clone(),
            version.clone().unwrap_or_default(),
            old.to_owned(),
            given_on.map(short_date).unwrap_or_default(),
            recipient.clone().unwrap_or_default(),
            holder.show.clone().unwrap_or_default(),
        ];
        table.row(cells.map(|cell| (tone, cell)));
    }
    render::print_text(&table.text(render::width()))?;
    Ok(Exit::Done)
}

/// The sheet that is meant: by its id or the beginning of it, or by the date of its show.
async fn chosen(tour: &OpenTour, today: &Today, view: &View, words: &str) -> Result<RecordId> {
    if let Some(id) = tour.by_id(words).await? {
        return Ok(id);
    }
    let date = today.named(words)?;
    let of_date = |sheet: &&Entry<Advance>| {
        let event = sheet.event.and_then(|event| view.book.get::<Event>(event));
        event.and_then(|event| view.book.date_of(event.day?)) == Some(date)
    };
    let found: Vec<_> = view.book.all::<Advance>().filter(of_date).collect();
    match found.as_slice() {
        [one] => Ok(one.id()),
        [] => Err(Error::Usage(format!(
            "no show on {date} has a sheet; `buscall advance begin --starter club {date}` begins one"
        ))),
        several => {
            let ids: Vec<_> = several.iter().map(|sheet| sheet.id().to_string()).collect();
            Err(Error::Usage(format!(
                "{date} has several sheets; write the id of one: {}",
                ids.join(", ")
            )))
        }
    }
}
