//! `buscall check`: what cannot work on this tour, by which rule, and what would help.

use domain::routing::Roads;
use domain::view::{Checks, ClockStyle, Fix, TourProblem, Weight, checks, short_date};

use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use super::{Context, standing};
use crate::cli::write::{Check, FixNumber};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Check) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let view = tour.view().await?;
    let mut found = checks(&view.book, &Roads::default());
    if !asked.all {
        found.problems.retain(|problem| problem.date >= today.date);
        let decision = |problem: &&TourProblem| problem.weight == Weight::Decision;
        found.n_decisions = found.problems.iter().filter(decision).count();
    }
    if let Some(number) = asked.fix {
        return mend(&tour, asked, chosen(&found, number)?).await;
    }
    if asked.saving.json {
        render::print_json(&found)?;
    } else if found.problems.is_empty() {
        render::say("nothing is wrong with this tour, as far as can be seen");
    } else {
        let text: Vec<_> = (1..).zip(&found.problems).map(|(n, one)| problem(n, one)).collect();
        render::print_text(&text.concat())?;
        render::say(&summary(&found));
    }
    if !asked.saving.json {
        found.packs.iter().for_each(|pack| {
            render::say(&format!("{}: {}, as of {}", pack.title, pack.source, pack.as_of));
        });
        render::say(found.notice);
        render::say(&standing::lines(&view, today.here, tour.now, ClockStyle::default()));
    }
    Ok(if found.n_decisions > 0 { Exit::Undecided } else { Exit::Done })
}

fn chosen(found: &Checks, number: FixNumber) -> Result<(TourProblem, Fix)> {
    let none = |what: &str| Error::Usage(format!("there is no {what}; `buscall check` lists them"));
    let problem = found.problems.get(number.problem - 1);
    let problem = problem.ok_or_else(|| none(&format!("problem {}", number.problem)))?;
    let fix = problem.fixes.get(number.fix - 1);
    let fix = fix.ok_or_else(|| none(&format!("fix {}.{}", number.problem, number.fix)))?;
    Ok((problem.clone(), fix.clone()))
}

/// Saves a fix. What has changed meanwhile is looked at again, so that it is still the same that helps.
async fn mend(tour: &OpenTour, asked: &Check, (problem, fix): (TourProblem, Fix)) -> Result<Exit> {
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let now = checks(&view.book, &Roads::default()).problems;
        let same = now.into_iter().filter(|one| {
            (one.kind, one.date, &one.vehicles) == (problem.kind, problem.date, &problem.vehicles)
        });
        let fix = same.flat_map(|one| one.fixes).find(|one| one.text == fix.text);
        let gone = || Error::Usage("the tour has changed; `buscall check` again".to_owned());
        Ok(Plan::from(fix.ok_or_else(gone)?.edits))
    };
    if !asked.saving.json {
        render::say(&fix.text);
    }
    save(tour, &asked.saving, plan).await
}

/// A problem with its number, its article, and what would help.
fn problem(n: usize, problem: &TourProblem) -> String {
    let (tone, mark) = match problem.weight {
        Weight::Decision => (Tone::Warn, "⚠"),
        Weight::Warning => (Tone::Plain, "·"),
        Weight::Note => (Tone::Faint, "·"),
    };
    let head = format!("{n:>3} {mark} {}  {}", short_date(problem.date), problem.text);
    let mut lines = vec![paint(tone, &head)];
    let below = |text: String| paint(Tone::Faint, &format!("      {text}"));
    lines.extend(problem.article.map(|article| below(article.to_owned())));
    let fixes = (1..).zip(&problem.fixes);
    lines.extend(fixes.map(|(m, fix)| below(format!("{n}.{m} {}", fix.text))));
    lines.push(String::new());
    lines.join("\n")
}

fn summary(found: &Checks) -> String {
    let of = |weight| found.problems.iter().filter(|one| one.weight == weight).count();
    let counts = [
        (of(Weight::Decision), "to decide"),
        (of(Weight::Warning), "to look at"),
        (of(Weight::Note), "to know"),
    ];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    counts.collect::<Vec<_>>().join(", ")
}
