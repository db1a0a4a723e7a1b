//! Publications: a sheet or a list is handed out as a new version, after it was shown what that changes.

use std::collections::BTreeMap;

use domain::change::in_groups;
use domain::ids::{RecordId, ScopeId, TourId};
use domain::permission::{Action, level_for};
use domain::problem::ErrorCode;
use domain::publish::{self, NotPublished, Order, PublishPlan, Subject};
use domain::record::Kind;

use super::access::{self, Actor, TourAccess};
use super::plans::Done;
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;

/// Publishes a sheet or a list, or only shows what that would change.
pub async fn publish(
    app: &App,
    actor: &Actor,
    tour: TourId,
    subject: Subject,
    order: &Order,
    preview: bool,
) -> Result<Done<PublishPlan>> {
    let access = access::tour(app, actor, tour).await?;
    let audiences = may_publish_in(&access);
    if audiences.is_empty() {
        let detail = "publishing takes the level `edit` in an audience of the sheet";
        return Err(Error::problem(ErrorCode::NotAllowed, detail));
    }
    let edition = RecordId(random::id(&app.clock));
    let plan = books::read(app, &access, |book| {
        publish::publish(book, subject, order, edition, &audiences)
    });
    let plan = plan.await??;
    let mut receipts = Vec::new();
    if !preview {
        let groups = in_groups(plan.edits.clone());
        receipts = resources::submit_all(app, actor, &access, groups, "publish").await?;
    }
    Ok(Done { plan, receipts })
}

/// The audiences in which the actor may publish, by name.
fn may_publish_in(access: &TourAccess) -> BTreeMap<ScopeId, String> {
    let level = level_for(&Kind::Publication, Action::Create);
    let scopes = access.scopes.iter().filter(|scope| scope.level >= level);
    scopes.map(|scope| (scope.id, scope.audience.clone())).collect()
}

impl From<NotPublished> for Error {
    fn from(problem: NotPublished) -> Self {
        match problem {
            NotPublished::NoSuchSheet => Self::not_found(),
            NotPublished::NothingChanged(_) => {
                Self::problem(ErrorCode::Conflict, problem.to_string())
            }
            NotPublished::TooLong(_) => Self::invalid("lines", problem.to_string()),
        }
    }
}
