//! `buscall done`: a task is done, or is to be done again.

use std::collections::BTreeMap;

use domain::change::{Edit, FromTo};
use domain::ids::RecordId;
use domain::record::Kind;
use domain::record::kinds::Task;
use domain::view::{record_date, short_date};

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::{OpenTour, ambiguous, named};
use crate::cli::write::Done;
use crate::edit::{Found, Named, find};
use crate::error::{Error, Exit, Result};
use crate::local::View;

pub(super) async fn run(context: &Context, asked: &Done) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let id = task(&tour, view, asked).await?;
        let before = view.book.get::<Task>(id).map(|task| task.record().value("done").clone());
        let before = before.ok_or_else(|| Error::Usage(format!("`{id}` is not a task")))?;
        let is_done = before == serde_json::Value::Bool(true);
        if is_done != asked.not {
            return Ok(Vec::new().into());
        }
        let fields = BTreeMap::from([("done".to_owned(), FromTo(before, (!asked.not).into()))]);
        Ok(vec![Edit::Set { kind: Kind::Task, id, fields }].into())
    };
    save(&tour, &asked.saving, plan).await
}

/// The task that is meant. Of those of the same name, the ones that are still to do come first; or,
/// to take it back, the ones that are done.
async fn task(tour: &OpenTour, view: &View, asked: &Done) -> Result<RecordId> {
    if let Some(id) = tour.by_id(&asked.what).await? {
        return Ok(id);
    }
    let of_state = |done: bool| -> Vec<Named> {
        let tasks = view.book.all::<Task>().filter(|task| (task.done == Some(true)) == done);
        let date = |task: &domain::book::Entry<Task>| {
            record_date(&view.book, task.record()).map(short_date).unwrap_or_default()
        };
        tasks.filter_map(|task| named(&view.book, task.id(), date(task))).collect()
    };
    let (wanted, others) = (of_state(asked.not), of_state(!asked.not));
    for among in [&wanted, &others] {
        match find(&asked.what, among) {
            Found::One(one) => return Ok(one.id),
            Found::Several(several) => return Err(ambiguous(&asked.what, &several)),
            Found::None => {}
        }
    }
    Err(Error::Usage(format!("no task is called `{}`", asked.what)))
}
