//! Applying a schedule template to dates: what would be added, what is there already, and what is
//! there and different.
//!
//! A template is copied and never pushed. What stands on a date stays as it is; a difference is
//! shown and left alone, and whoever does not want a date leaves it out of the list.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::book::{Book, Entry};
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId, TourId};
use crate::limits::TEMPLATE_DATES_MAX;
use crate::problem::{ErrorCode, FieldProblem, Problem};
use crate::record::kinds::{ScheduleItem, ScheduleTemplate};
use crate::record::{Fields, Kind, TemplateItem, TemplateItems};
use crate::time::When;

/// What a date gets that has a schedule already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TemplateMode {
    /// The rows that it does not have.
    #[default]
    AddMissing,
    /// Nothing; only dates without a schedule are filled.
    EmptyDatesOnly,
}

/// What applying a template would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplatePlan {
    /// What it would do to each date, in the order of the dates.
    pub dates: Vec<TemplateDate>,
    /// The items to create, date by date. The caller splits them into groups.
    pub edits: Vec<Edit>,
}

/// What applying a template would do to one date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateDate {
    /// The date.
    pub date: NaiveDate,
    /// The day's record; for a date without one the id that it would have.
    pub day: RecordId,
    /// Whether the tour has no day on this date. Nothing is added then.
    pub missing_day: bool,
    /// The rows that would be added.
    pub adds: Vec<TemplateRow>,
    /// How many rows stand there already at the same time.
    pub same: usize,
    /// The rows that stand there already at another time, and stay as they are.
    pub differs: Vec<TemplateDifference>,
    /// The rows that are missing there and would not be added, because only empty dates are filled.
    pub left_out: Vec<TemplateRow>,
}

/// A row of a template.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateRow {
    /// What happens.
    pub title: String,
    /// When, as it is printed.
    pub text: String,
}

/// A row that stands on a date at another time than in the template.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateDifference {
    /// The item that stands there.
    pub id: RecordId,
    /// What happens.
    pub title: String,
    /// When it stands there; null for an item without a time.
    pub here: Option<When>,
    /// When the template has it.
    pub template: When,
}

/// What applying a template to dates would do. New items go to `scope` and take their ids from
/// `new_id`. It is a problem where there is no such template or too many dates are named.
pub fn plan(
    book: &Book,
    template: RecordId,
    dates: &[NaiveDate],
    tour: TourId,
    scope: ScopeId,
    new_id: &mut impl FnMut() -> RecordId,
    mode: TemplateMode,
) -> Result<TemplatePlan, Problem> {
    let entry = book.get::<ScheduleTemplate>(template).ok_or_else(|| {
        Problem::new(ErrorCode::NotFound, format!("there is no template `{template}`"))
    })?;
    let dates: BTreeSet<_> = dates.iter().copied().collect();
    if dates.is_empty() || dates.len() > TEMPLATE_DATES_MAX {
        let rule = format!("names {} dates, it takes 1 to {TEMPLATE_DATES_MAX}", dates.len());
        return Err(FieldProblem::new("dates", rule).into());
    }
    let rows = entry.items.as_ref().map(TemplateItems::as_slice).unwrap_or_default();
    let mut plan = TemplatePlan { dates: Vec::new(), edits: Vec::new() };
    for date in dates {
        let Some(on) = book.on(date) else {
            plan.dates.push(TemplateDate { missing_day: true, ..nothing(date, tour) });
            continue;
        };
        let there = on.items();
        let matched = compare(rows, &there);
        let fills = mode == TemplateMode::AddMissing || there.is_empty();
        let mut told = TemplateDate { day: on.day().id(), ..nothing(date, tour) };
        for (idx, row) in rows.iter().enumerate() {
            match matched.get(&idx) {
                Some(item) if item.when == Some(row.when) => told.same += 1,
                Some(item) => told.differs.push(difference(row, item)),
                None if fills => {
                    told.adds.push(shown(row));
                    let fields = fields(row, on.day().id(), template, idx);
                    let kind = Kind::ScheduleItem;
                    plan.edits.push(Edit::Create(Create { scope, kind, id: new_id(), fields }));
                }
                None => told.left_out.push(shown(row)),
            }
        }
        plan.dates.push(told);
    }
    Ok(plan)
}

fn nothing(date: NaiveDate, tour: TourId) -> TemplateDate {
    TemplateDate {
        date,
        day: RecordId::of_day(tour, date),
        missing_day: false,
        adds: Vec::new(),
        same: 0,
        differs: Vec::new(),
        left_out: Vec::new(),
    }
}

/// Which item of a date each row of a template is, by title and type. Each item answers for one
/// row, first for one at its own time, so two changeovers are not taken for one.
fn compare<'b>(
    rows: &[TemplateItem],
    there: &[&'b Entry<ScheduleItem>],
) -> BTreeMap<usize, &'b Entry<ScheduleItem>> {
    let mut matched = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for same_time in [true, false] {
        for (idx, row) in rows.iter().enumerate() {
            let answers = |item: &&&Entry<ScheduleItem>| {
                !taken.contains(&item.id())
                    && is_alike(row, item)
                    && (!same_time || item.when == Some(row.when))
            };
            if matched.contains_key(&idx) {
                continue;
            }
            if let Some(item) = there.iter().find(answers).copied() {
                taken.insert(item.id());
                matched.insert(idx, item);
            }
        }
    }
    matched
}

fn is_alike(row: &TemplateItem, item: &ScheduleItem) -> bool {
    let title = item.title.as_ref().map(|title| title.as_str().to_lowercase());
    title == Some(row.title.as_str().to_lowercase()) && row.item_type == item.item_type
}

fn shown(row: &TemplateItem) -> TemplateRow {
    TemplateRow { title: row.title.to_string(), text: row.when.to_string() }
}

fn difference(row: &TemplateItem, item: &Entry<ScheduleItem>) -> TemplateDifference {
    TemplateDifference {
        id: item.id(),
        title: row.title.to_string(),
        here: item.when,
        template: row.when,
    }
}

/// The fields of a copy. It is not confirmed, because nobody has agreed it for this date.
fn fields(row: &TemplateItem, day: RecordId, template: RecordId, idx: usize) -> Fields {
    let value = serde_json::to_value(row).expect("a row of a template is a JSON object of values");
    let Value::Object(mut fields) = value else { return Fields::new() };
    fields.insert("day".to_owned(), day.to_string().into());
    fields.insert("template".to_owned(), template.to_string().into());
    fields.insert("position".to_owned(), ((idx + 1) * 10).into());
    fields
}
