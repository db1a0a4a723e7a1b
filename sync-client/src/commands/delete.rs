//! `buscall delete`: one record goes. `undo` brings it back.

use domain::change::Edit;

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use crate::cli::write::Delete;
use crate::error::{Error, Exit, Result};
use crate::local::View;

pub(super) async fn run(context: &Context, asked: &Delete) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let date = tour.date(asked.day.as_deref()).await?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let id = tour.named(&asked.what, view, date).await?;
        let record = view.book.record(id);
        let record = record.ok_or_else(|| Error::Usage(format!("`{id}` is not there")))?;
        if record.deleted {
            return Ok(Vec::new().into());
        }
        let ver = tour.seen(record).await?;
        Ok(vec![Edit::Delete { kind: record.kind.clone(), id, ver }].into())
    };
    save(&tour, &asked.saving, plan).await
}
