//! How much of an answer is left to be filled, all scopes together.

use domain::sync::Budget;

/// Bytes that the smallest record weighs; with it a number of bytes becomes one of rows.
const RECORD_BYTES_MIN: u64 = 140;

/// What an answer may still hold. The first record always fits: a replica that asks for less than
/// one record weighs must get on, too.
pub(super) struct Purse {
    left: Budget,
    opened: bool,
}

impl Purse {
    /// A full one.
    pub(super) fn new(budget: Budget) -> Self {
        Self { left: budget, opened: false }
    }

    /// Rows that are worth reading.
    pub(super) fn rows_worth(&self) -> u64 {
        let least = u64::from(!self.opened);
        self.left.records.min(self.left.bytes.div_ceil(RECORD_BYTES_MIN)).max(least)
    }

    /// Takes a record of this weight out, if it can.
    pub(super) fn pays(&mut self, bytes: usize) -> bool {
        let bytes = bytes as u64;
        let fits = self.left.records >= 1 && self.left.bytes >= bytes;
        if self.opened && !fits {
            // A smaller one that comes later must not go before this one.
            self.left = Budget { records: 0, bytes: 0 };
            return false;
        }
        self.opened = true;
        self.left.records = self.left.records.saturating_sub(1);
        self.left.bytes = self.left.bytes.saturating_sub(bytes);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n_paid(budget: Budget, weights: &[usize]) -> usize {
        let mut purse = Purse::new(budget);
        weights.iter().take_while(|weight| purse.rows_worth() > 0 && purse.pays(**weight)).count()
    }

    #[test]
    fn a_purse_lasts_for_its_records_or_its_bytes_and_never_less_than_one() {
        let budget = |records, bytes| Budget { records, bytes };
        assert_eq!(n_paid(budget(3, 10_000), &[200; 5]), 3);
        assert_eq!(n_paid(budget(9, 600), &[200; 5]), 3);
        assert_eq!(n_paid(budget(9, 599), &[200; 5]), 2);
        assert_eq!(n_paid(budget(0, 0), &[200; 5]), 1);
        assert_eq!(n_paid(budget(9, 1), &[90_000, 140]), 1);
        assert_eq!(n_paid(budget(9, 300), &[200, 200, 100]), 1);
    }
}
