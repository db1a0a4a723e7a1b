//! The sync protocol over HTTP: groups go up, pages come down, and what comes down is some
//! committed state of what its reader may see.

mod bodies;
mod copy;
mod exchange;
mod grants;
mod live;
mod pages;
mod protocol;
mod readers;
mod resets;
mod secrets;
mod snapshots;
mod verify;
mod waiting;

use domain::change::Edit;
use domain::ids::RecordId;
use harness::{Tour, create};
use serde_json::json;

/// A new note for an audience.
fn note(tour: &Tour<'_>, audience: &str, body: &str) -> Edit {
    let id = RecordId(tour.app.new_id());
    create(tour.scope(audience), "note", id, json!({ "body": body }))
}

/// So many notes for an audience, each in a group of its own.
async fn notes(tour: &Tour<'_>, audience: &str, n_notes: usize) {
    for n in 0..n_notes {
        let receipt =
            tour.group(&tour.manager, vec![note(tour, audience, &format!("note {n}"))]).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
    }
}
