//! What sync is built on: how a scope's state is summed up, so that two copies can be compared.

mod digest;

pub use self::digest::{Digest, Tag, next_tag};
