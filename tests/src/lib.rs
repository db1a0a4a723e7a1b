//! What the end-to-end tests stand on: a real server on a real port with a real database, people
//! with log-ins, and builders that arrange a tour. It asserts nothing about the product.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may what it stands on")]

mod answer;
mod build;
mod databases;
mod edit;
mod people;
mod server;
mod stream;
mod tour;

pub use answer::Answer;
pub use build::{BuiltDay, DayBuilder};
pub use databases::Database;
pub use edit::{add, create, delete, group, remove, set, settle, undelete};
pub use people::{PASSWORD, Person};
pub use server::{TestApp, client, each_database, noon, settings};
pub use stream::{Event, LiveStream};
pub use tour::Tour;
