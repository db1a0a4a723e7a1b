//! Holds that are let go, move up, are challenged or confirmed; and the dates that are left.

use std::collections::BTreeSet;

use domain::change::{Edit, Receipt};
use domain::holds::{self, Avail, AvailsAsked, HoldMove, HoldProblem};
use domain::ids::{RecordId, TourId};
use domain::permission::Action;

use super::access::{self, Actor};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};

/// What something done with a hold changes and, once it is done, the ledger's word on it.
#[derive(Debug)]
pub struct Done {
    /// The edits, one group.
    pub edits: Vec<Edit>,
    /// None where it was only shown.
    pub receipt: Option<Receipt>,
}

/// Does something with a hold: all of it or none.
pub async fn act(
    app: &App,
    actor: &Actor,
    tour: TourId,
    hold: RecordId,
    what: HoldMove,
    preview: bool,
) -> Result<Done> {
    let access = access::tour(app, actor, tour).await?;
    let planned = books::read(app, &access, |book| {
        let edits = holds::hold_edits(book, hold, what).map_err(refusal)?;
        let scope_of = |edit: &Edit| match edit {
            Edit::Create(create) => Some((create.kind.clone(), create.scope, Action::Create)),
            Edit::Set { kind, id, .. } => {
                Some((kind.clone(), book.record(*id)?.scope, Action::Change))
            }
            Edit::Add(_)
            | Edit::Remove(_)
            | Edit::Delete { .. }
            | Edit::Undelete { .. }
            | Edit::Settle(_) => None,
        };
        let touched: Vec<_> = edits.iter().filter_map(scope_of).collect();
        Ok::<_, Error>((edits, touched))
    });
    let (edits, touched) = planned.await??;
    let mut asked = BTreeSet::new();
    for (kind, scope, action) in touched {
        if asked.insert((kind.clone(), scope)) {
            resources::must_be_allowed(&access, &kind, scope, action)?;
        }
    }
    let mut receipt = None;
    if !preview && !edits.is_empty() {
        let via = Some("hold");
        receipt = Some(resources::submit(app, actor, &access, edits.clone(), None, via).await?);
    }
    Ok(Done { edits, receipt })
}

fn refusal(problem: HoldProblem) -> Error {
    match problem {
        HoldProblem::NoHold | HoldProblem::NoDay => Error::not_found(),
        other => Error::invalid("do", other.to_string()),
    }
}

/// The dates on which the tour could still play.
pub async fn avails(
    app: &App,
    actor: &Actor,
    tour: TourId,
    asked: AvailsAsked,
) -> Result<Vec<Avail>> {
    let access = access::tour(app, actor, tour).await?;
    books::read(app, &access, |book| holds::avails(book, asked)).await
}
