//! What the merge promises: every rule of the protocol as a sentence, every small case enumerated,
//! and laws over arbitrary groups. All of it runs through an authority that keeps records in memory.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

mod alone;
mod deleted;
mod disputes;
mod every_case;
mod every_life;
mod fields;
mod gate;
mod laws;
mod ledger;
mod members;
mod permission;
mod settle;
mod text;
mod tour;
