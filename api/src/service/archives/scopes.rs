//! The scopes that an archive becomes: those that it names, with their ids and counters, and empty ones for
//! what every tour has and it does not hold. Each begins a past of its own here.

use std::collections::BTreeSet;

use domain::ids::{GroupId, TourId};
use domain::limits::AUDIENCES_MAX;
use domain::permission::AUDIENCES;
use domain::problem::ErrorCode;
use domain::sync::next_tag;
use interchange::archive::{Audience, Head};

use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::service::organisations::new_scope;
use crate::service::tours::audience_name;
use crate::store::scopes::ScopeState;

/// The scopes of a tour that is taken in, the archive's own first.
pub(super) fn planned(app: &App, head: &Head) -> Result<Vec<ScopeState>> {
    let n_custom = head.audiences.iter().filter(|audience| audience.custom).count();
    if n_custom > AUDIENCES_MAX {
        let detail =
            format!("it has {n_custom} audiences of its own, the limit is {AUDIENCES_MAX}");
        return Err(Error::problem(ErrorCode::UnreadableFile, detail));
    }
    let mut planned = Vec::new();
    for audience in &head.audiences {
        planned.push(adopted(app, head.tour, audience)?);
    }
    let names: BTreeSet<_> = planned.iter().map(|scope| scope.audience.clone()).collect();
    let absent = AUDIENCES.iter().filter(|name| !names.contains(**name));
    planned.extend(absent.map(|name| new_scope(app, Some(head.tour), name)));
    Ok(planned)
}

/// A scope goes on counting where it was. Its tag and epoch are new, so that no cursor of the server that it
/// comes from fits, and cursors for what was before are too old.
fn adopted(app: &App, tour: TourId, audience: &Audience) -> Result<ScopeState> {
    let wrong = |rule: String| {
        let detail = format!("the audience `{}` {rule}", audience.name);
        Error::problem(ErrorCode::UnreadableFile, detail)
    };
    let name = audience_name(&audience.name).map_err(wrong)?;
    let digest = audience.digest.parse().map_err(|_| wrong("has no sum".to_owned()))?;
    let group = GroupId(random::id(&app.clock));
    Ok(ScopeState {
        id: audience.scope,
        head: audience.head,
        tag: next_tag([0; 8], group, random::bytes()),
        digest,
        floor: audience.head,
        ..new_scope(app, Some(tour), name)
    })
}
