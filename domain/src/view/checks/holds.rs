//! Holds that clash, and shows that a radius clause forbids.

use super::{Fix, FixKind, ProblemKind, TourProblem, Weight};
use crate::book::{Book, DayOn};
use crate::holds::{
    HoldClash, HoldMove, ShowNear, hold_clashes, hold_edits, shows_too_near, venue_name,
};
use crate::ids::RecordId;
use crate::record::kinds::Hold;
use crate::view::words::short_date;

pub(super) fn problems(book: &Book) -> Vec<TourProblem> {
    if book.all::<Hold>().next().is_none() {
        return Vec::new();
    }
    let dates = book.dates().filter_map(|date| book.on(date));
    let clashes = dates.flat_map(|on| {
        let clashes = hold_clashes(book, on.date());
        clashes.into_iter().map(move |clash| self::clash(&on, &clash)).collect::<Vec<_>>()
    });
    let near = shows_too_near(book);
    clashes.chain(near.iter().filter_map(|near| radius(book, near))).collect()
}

fn clash(on: &DayOn<'_>, clash: &HoldClash) -> TourProblem {
    let name = |id: RecordId| {
        let hold = on.book().get::<Hold>(id);
        hold.and_then(|hold| venue_name(on.book(), hold)).unwrap_or_else(|| "a venue".to_owned())
    };
    let (text, weight, holds) = match *clash {
        HoldClash::BesideShow { hold } => {
            let text = format!("{} is still held, and the date has a show", name(hold));
            (text, Weight::Decision, vec![hold])
        }
        HoldClash::TwoFirst { one, other } => {
            let text = format!("{} and {} both hold the date first", name(one), name(other));
            (text, Weight::Warning, vec![one, other])
        }
    };
    let mut problem = TourProblem::on(on, ProblemKind::HoldClash, weight, text);
    problem.fixes = holds
        .into_iter()
        .filter_map(|hold| {
            let edits = hold_edits(on.book(), hold, HoldMove::Clear).ok()?;
            let text = format!("Let go of {}", name(hold));
            Some(Fix { kind: FixKind::ClearHold, text, edits })
        })
        .collect();
    problem
}

#[expect(clippy::cast_possible_truncation, reason = "nothing on earth is that far apart")]
fn radius(book: &Book, near: &ShowNear) -> Option<TourProblem> {
    let on = book.on(near.other_date)?;
    let hold = book.get::<Hold>(near.hold)?;
    let name = venue_name(book, hold).unwrap_or_else(|| "a show".to_owned());
    let text = format!(
        "{:.0} km from {name} on {}, whose clause wants {} km",
        near.km,
        short_date(near.date),
        near.radius_km
    );
    let mut problem = TourProblem::on(&on, ProblemKind::Radius, Weight::Decision, text);
    (problem.limit, problem.planned) = (Some(near.radius_km), Some(near.km as i64));
    Some(problem)
}
