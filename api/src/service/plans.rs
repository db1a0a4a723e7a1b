//! Changes that are shown before they are made: shifting a day, and applying a template to dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::change::{Receipt, in_groups};
use domain::ids::{RecordId, TourId};
use domain::permission::Action;
use domain::record::Kind;
use domain::shift::{self, ShiftPlan, ShiftRequest};
use domain::template::{self, TemplateMode, TemplatePlan};

use super::access::{self, Actor, TourAccess};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;

/// A plan and, once it is carried out, the ledger's word on it.
#[derive(Debug)]
pub struct Done<P> {
    /// What moves, what stays, what is in the way.
    pub plan: P,
    /// Empty where it was only shown.
    pub receipts: Vec<Receipt>,
}

/// Shifts a part of a day. Carried out, it is one group: all of it moves or none.
pub async fn shift(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    request: &ShiftRequest,
    preview: bool,
) -> Result<Done<ShiftPlan>> {
    let access = access::tour(app, actor, tour).await?;
    let planned = books::read_with_roads(app, &access, |book, roads| {
        book.day_on(date).ok_or_else(Error::not_found)?;
        let plan = shift::plan(book, roads, date, request)?;
        let scopes = plan.moves.iter().filter_map(|row| Some(book.record(row.id)?.scope));
        let scopes: BTreeSet<_> = scopes.collect();
        Ok::<_, Error>((plan, scopes))
    });
    let (plan, scopes) = planned.await??;
    for scope in scopes {
        resources::must_be_allowed(&access, &Kind::ScheduleItem, scope, Action::Change)?;
    }
    let mut receipts = Vec::new();
    if !preview && !plan.edits.is_empty() {
        let edits = plan.edits.clone();
        let via = Some("shift");
        receipts.push(resources::submit(app, actor, &access, edits, None, via).await?);
    }
    Ok(Done { plan, receipts })
}

/// Copies the rows of a template to dates, into the template's own audience.
pub async fn apply_template(
    app: &App,
    actor: &Actor,
    tour: TourId,
    asked: (RecordId, &[NaiveDate], TemplateMode),
    preview: bool,
) -> Result<Done<TemplatePlan>> {
    let access = access::tour(app, actor, tour).await?;
    let plan = plan_template(app, &access, asked).await?;
    let mut receipts = Vec::new();
    if !preview {
        let groups = in_groups(plan.edits.clone());
        receipts = resources::submit_all(app, actor, &access, groups, "template").await?;
    }
    Ok(Done { plan, receipts })
}

async fn plan_template(
    app: &App,
    access: &TourAccess,
    (template, dates, mode): (RecordId, &[NaiveDate], TemplateMode),
) -> Result<TemplatePlan> {
    let mut new_id = || RecordId(random::id(&app.clock));
    books::read(app, access, |book| {
        let scope = book.record(template).ok_or_else(Error::not_found)?.scope;
        resources::must_be_allowed(access, &Kind::ScheduleItem, scope, Action::Create)?;
        Ok(template::plan(book, template, dates, access.tour, scope, &mut new_id, mode)?)
    })
    .await?
}
