//! When a replica talks to the server, and how much it asks for: at once when there is news or an
//! edit, slower while nobody answers, and always on a timer, so that nothing waits for a hint.

use crate::limits::{SYNC_BYTES_FIRST, SYNC_BYTES_LEAST, SYNC_BYTES_MAX, SYNC_RECORDS_MAX};
use crate::sync::Budget;

/// Between two exchanges that follow from local edits.
const EDITS_MS: u64 = 300;
/// While there are groups to send.
const UNSENT_MS: u64 = 30_000;
/// While there is nothing to send.
const IDLE_MS: u64 = 5 * 60_000;
/// After the first failure; doubled by each further one.
const RETRY_FIRST_MS: u64 = 1_000;
/// The longest pause after failures.
const RETRY_LAST_MS: u64 = 60_000;
/// Answers grow while a round trip takes less than this.
const ROUND_TRIP_MS: u64 = 5_000;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An answer was taken.
    Answered {
        /// How long the round trip took.
        took_ms: u64,
        /// There is more to send or to fetch.
        more: bool,
        /// There are groups that wait for a receipt.
        unsent: bool,
        /// How long the server asks to be left alone.
        retry_after_ms: u64,
    },
    /// Nobody answered, or the server was not able to.
    Failed {
        /// How long the server asks to be left alone.
        retry_after_ms: u64,
    },
}

/// What wakes a waiting replica before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The owner has saved something.
    Edit,
    /// The server has news.
    Hint,
    /// There is a network again.
    Online,
}

/// The pace of one replica. It starts anew with every process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    failures: u32,
    page_bytes: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { failures: 0, page_bytes: SYNC_BYTES_FIRST }
    }
}

impl Pace {
    /// How much to ask for.
    pub fn budget(&self) -> Budget {
        Budget { records: SYNC_RECORDS_MAX, bytes: self.page_bytes }
    }

    /// How long to wait until the next exchange, in milliseconds. `jitter` is any number; it
    /// spreads the replicas of a crew that lost the network together.
    pub fn after(&mut self, event: Event, jitter: u8) -> u64 {
        match event {
            Event::Answered { took_ms, more, unsent, retry_after_ms } => {
                self.failures = 0;
                self.page_bytes = if took_ms < ROUND_TRIP_MS {
                    (self.page_bytes * 2).min(SYNC_BYTES_MAX)
                } else {
                    (self.page_bytes / 2).max(SYNC_BYTES_LEAST)
                };
                let wait = match (more, unsent) {
                    (true, _) => 0,
                    (false, true) => spread(UNSENT_MS, jitter),
                    (false, false) => spread(IDLE_MS, jitter),
                };
                wait.max(retry_after_ms)
            }
            Event::Failed { retry_after_ms } => {
                let wait = RETRY_FIRST_MS << self.failures.min(6);
                self.failures += 1;
                self.page_bytes = SYNC_BYTES_LEAST;
                spread(wait.min(RETRY_LAST_MS), jitter).max(retry_after_ms)
            }
        }
    }

    /// How long to wait still, in milliseconds, once woken; `since_last_ms` after the last exchange began.
    /// After failures an edit or a hint does not hurry: the network decides.
    pub fn woken(&self, by: Wake, since_last_ms: u64, left_ms: u64) -> u64 {
        if self.failures > 0 && by != Wake::Online {
            return left_ms;
        }
        match by {
            Wake::Edit => EDITS_MS.saturating_sub(since_last_ms).min(left_ms),
            Wake::Hint | Wake::Online => 0,
        }
    }
}

/// Between three and five quarters of the time.
fn spread(wait_ms: u64, jitter: u8) -> u64 {
    wait_ms * 3 / 4 + wait_ms * u64::from(jitter) / 512
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(more: bool, unsent: bool) -> Event {
        Event::Answered { took_ms: 10, more, unsent, retry_after_ms: 0 }
    }

    #[test]
    fn it_goes_on_at_once_while_there_is_more_and_otherwise_by_the_timer() {
        let mut pace = Pace::default();
        assert_eq!(pace.after(answered(true, true), 200), 0);
        for jitter in [0, 128, 255] {
            assert!((22_500..=37_500).contains(&pace.after(answered(false, true), jitter)));
            assert!((225_000..=375_000).contains(&pace.after(answered(false, false), jitter)));
        }
    }

    #[test]
    fn failures_slow_it_down_to_a_minute_and_an_answer_makes_up_for_them() {
        let mut pace = Pace::default();
        let failed = Event::Failed { retry_after_ms: 0 };
        let waits: Vec<_> = (0..9).map(|_| pace.after(failed, 128)).collect();
        assert_eq!(waits[..3], [1_000, 2_000, 4_000]);
        assert_eq!(waits[6..], [60_000, 60_000, 60_000]);
        assert_eq!(pace.woken(Wake::Edit, 0, 60_000), 60_000);
        assert_eq!(pace.woken(Wake::Online, 0, 60_000), 0);
        pace.after(answered(false, false), 128);
        assert_eq!(pace.after(failed, 128), 1_000);
    }

    #[test]
    fn answers_grow_on_a_good_line_and_shrink_on_a_bad_one() {
        let mut pace = Pace::default();
        assert_eq!(pace.budget().bytes, 512 * 1024);
        for _ in 0..5 {
            pace.after(answered(true, false), 0);
        }
        assert_eq!(pace.budget().bytes, 1024 * 1024);
        let slow = Event::Answered { took_ms: 9_000, more: true, unsent: false, retry_after_ms: 0 };
        pace.after(slow, 0);
        assert_eq!(pace.budget().bytes, 512 * 1024);
        for _ in 0..5 {
            pace.after(slow, 0);
        }
        assert_eq!(pace.budget().bytes, 64 * 1024);
        pace.after(answered(true, false), 0);
        pace.after(Event::Failed { retry_after_ms: 0 }, 0);
        assert_eq!(pace.budget().bytes, 64 * 1024);
    }

    #[test]
    fn a_server_that_asks_to_be_left_alone_is_left_alone() {
        let mut pace = Pace::default();
        assert_eq!(pace.after(Event::Failed { retry_after_ms: 90_000 }, 0), 90_000);
    }

    #[test]
    fn the_first_edit_goes_at_once_and_the_next_ones_are_gathered() {
        let pace = Pace::default();
        assert_eq!(pace.woken(Wake::Edit, 10_000, 20_000), 0);
        assert_eq!(pace.woken(Wake::Edit, 100, 20_000), 200);
        assert_eq!(pace.woken(Wake::Hint, 0, 20_000), 0);
    }
}
