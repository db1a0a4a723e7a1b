//! The one place that reads this device's clock and draws random numbers. Neither orders anything:
//! the clock is a label for people, and ids need only be new.

use chrono::{DateTime, SubsecRound as _, Utc};
use domain::ids;
use uuid::Uuid;

/// Now, as this device has it, to the microsecond.
pub fn now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    Utc::now().trunc_subsecs(6)
}

/// Random bytes.
///
/// # Panics
/// Where the system has none, as no system does that can open a connection.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has random bytes");
    bytes
}

/// An id that nothing has yet.
pub fn new_id() -> Uuid {
    ids::v7(now().timestamp_millis().unsigned_abs(), random())
}
