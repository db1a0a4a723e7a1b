//! `buscall decide`: what has two values, and which of them it shall be.

use domain::change::Edit;
use domain::time::When;
use domain::view::{
    ClockStyle, DisputeBlock, DisputedValue, disputes, record_date, short_date, value_text,
};

use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use super::{Context, standing};
use crate::cli::write::Decide;
use crate::edit::{Choice, Found, Named, decide, find};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Decide) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let Some(what) = &asked.what else { return list(&tour, asked).await };
    if asked.choice.is_empty() {
        let view = tour.view().await?;
        let dispute = chosen(&tour, &view, what).await?;
        print(&tour, &view, &[dispute], asked.saving.json).await?;
        return Ok(Exit::Undecided);
    }
    let choice = choice(&asked.choice).map_err(Error::Usage)?;
    let today = tour.today().await?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let dispute = chosen(&tour, view, what).await?;
        let world = today.world(&view.book);
        let decision = decide(&dispute, &choice, &world).map_err(|rule| {
            vec![domain::problem::FieldProblem::new(dispute.field.clone(), rule)]
        })?;
        Ok(Plan {
            notes: vec![told(view, &dispute, &decision.to)],
            ..Plan::from(vec![decision.edit] as Vec<Edit>)
        })
    };
    save(&tour, &asked.saving, plan).await
}

async fn list(tour: &OpenTour, asked: &Decide) -> Result<Exit> {
    let view = tour.view().await?;
    let open = disputes(&view.book);
    if open.is_empty() && !asked.saving.json {
        render::say("nothing needs a decision");
        return Ok(Exit::Done);
    }
    print(tour, &view, &open, asked.saving.json).await?;
    Ok(if open.is_empty() { Exit::Done } else { Exit::Undecided })
}

/// The dispute that is meant: by its id or the beginning of it, or by what it is about.
async fn chosen(tour: &OpenTour, view: &View, words: &str) -> Result<DisputeBlock> {
    let open = disputes(&view.book);
    if let Some(id) = tour.by_id(words).await? {
        let mut about = open.into_iter().filter(|dispute| dispute.id == id || dispute.record == id);
        return match (about.next(), about.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Error::Usage(format!("nothing about `{id}` needs a decision"))),
            (Some(_), Some(_)) => Err(Error::Usage(format!(
                "several values of `{id}` need a decision; name one by its own id"
            ))),
        };
    }
    let named: Vec<_> = open.iter().map(|dispute| of_dispute(view, dispute)).collect();
    match find(words, &named) {
        Found::One(one) => {
            let found = open.iter().find(|dispute| dispute.id == one.id);
            found.cloned().ok_or_else(|| Error::Usage(format!("`{words}` needs no decision")))
        }
        Found::None => Err(Error::Usage(format!("nothing called `{words}` needs a decision"))),
        Found::Several(several) => Err(super::tour::ambiguous(words, &several)),
    }
}

fn of_dispute(view: &View, dispute: &DisputeBlock) -> Named {
    Named {
        id: dispute.id,
        kind: dispute.kind.clone().unwrap_or(domain::record::Kind::Dispute),
        title: dispute.title.clone(),
        also: vec![format!("{} {}", dispute.title, dispute.label)],
        detail: format!("{} {}", dispute.label.to_lowercase(), date_of(view, dispute)),
    }
}

fn date_of(view: &View, dispute: &DisputeBlock) -> String {
    let record = view.book.record(dispute.record);
    record.and_then(|record| record_date(&view.book, record)).map(short_date).unwrap_or_default()
}

/// `keep`, `use N`, `other VALUE`.
fn choice(words: &[String]) -> Result<Choice, String> {
    let wrong = || format!("`{}` is not `keep`, `use N` or `other VALUE`", words.join(" "));
    match words {
        [keep] if keep == "keep" => Ok(Choice::Keep),
        [verb, number] if verb == "use" => number.parse().map(Choice::Use).map_err(|_| wrong()),
        [verb, value @ ..] if verb == "other" && !value.is_empty() => {
            Ok(Choice::Other(value.join(" ")))
        }
        _ => Err(wrong()),
    }
}

fn told(view: &View, dispute: &DisputeBlock, to: &serde_json::Value) -> String {
    let text = match value_text(&view.book, to) {
        text if text.is_empty() => "nothing".to_owned(),
        text => text,
    };
    format!("{}, {}: {text} is decided", dispute.title, dispute.label.to_lowercase())
}

async fn print(tour: &OpenTour, view: &View, open: &[DisputeBlock], json: bool) -> Result<()> {
    if json {
        render::print_json(&serde_json::json!({ "items": open }))?;
        return Ok(());
    }
    let here = tour.today().await?.here;
    let said = |at: &str| standing::said(at, here, tour.now, ClockStyle::H24);
    let texts: Vec<_> = open.iter().map(|dispute| text(view, dispute, said)).collect();
    render::print_text(&texts.join("\n"))?;
    render::say("decide with `buscall decide ID keep`, `use N` or `other VALUE`");
    Ok(())
}

fn text(view: &View, dispute: &DisputeBlock, said: impl Fn(&str) -> String + Copy) -> String {
    let date = date_of(view, dispute);
    let date = if date.is_empty() { date } else { format!(" ({date})") };
    let head = format!("⚠ {}, {}{date}", dispute.title, dispute.label.to_lowercase());
    let mut lines = vec![format!(
        "{}  {}",
        paint(Tone::Warn, &head),
        paint(Tone::Faint, &dispute.id.to_string())
    )];
    lines.push(value("keep", &dispute.in_force, said));
    let others = dispute.candidates.iter().enumerate();
    lines.extend(others.map(|(idx, other)| value(&format!("use {}", idx + 1), other, said)));
    lines.join("\n")
}

fn value(choice: &str, value: &DisputedValue, said: impl Fn(&str) -> String) -> String {
    let when = serde_json::from_value::<When>(value.value.clone()).ok();
    let text = when.filter(When::has_time).map(|when| ClockStyle::H24.when(when));
    let said = value.said_at.as_deref().map(said);
    let by = value.by_name.clone().into_iter().chain(said).collect::<Vec<_>>().join(", ");
    let by = if by.is_empty() { by } else { paint(Tone::Faint, &format!("  {by}")) };
    format!("  {choice:<6}  {}{by}", text.unwrap_or_else(|| value.text.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Choice, String> {
        choice(&words.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_choice_is_read() {
        assert_eq!(read("keep"), Ok(Choice::Keep));
        assert_eq!(read("use 2"), Ok(Choice::Use(2)));
        assert_eq!(read("other Dock 4"), Ok(Choice::Other("Dock 4".to_owned())));
        for words in ["", "use", "use two", "other", "keep it", "2"] {
            assert!(read(words).is_err(), "{words}");
        }
    }
}
