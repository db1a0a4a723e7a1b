//! The one place that reads the clock. Tests give the server a clock that only they move.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// Where instants come from. Cheap to clone; clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// As much ahead of the machine's clock.
    Ahead(Duration),
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that is set to this instant now and goes on from there.
    pub fn set_to(at: DateTime<Utc>) -> Self {
        Self(Source::Ahead(at - machine()))
    }

    /// A clock that stands still until [`Clock::advance`].
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self(Source::Manual(Arc::new(Mutex::new(at))))
    }

    /// Now, to the microsecond: PostgreSQL keeps no more, and what is read back must equal what
    /// was written.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            Source::System => machine(),
            Source::Ahead(by) => machine() + *by,
            Source::Manual(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        now.trunc_subsecs(6)
    }

    /// Moves a manual clock on. One that goes by itself is nobody's to move.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(at) = &self.0 {
            *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += by;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn machine() -> DateTime<Utc> {
    Utc::now()
}
