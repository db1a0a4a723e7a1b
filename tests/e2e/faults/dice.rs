//! Where chance comes from: a seed that is printed, so that a run can be repeated. The processes
//! around it have a pace of their own, so a seed repeats what is done and not what becomes of it.

use std::time::Duration;

/// The setting that says which seed to run on.
const SETTING: &str = "BUSCALL_FAULTS_SEED";
/// The seed where nobody says.
const USUAL: u64 = 0xB05;

/// A source of numbers.
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// The dice of a run. Its seed is printed.
    pub(super) fn of(run: &str) -> Self {
        let named = std::env::var_os(SETTING);
        let seed = named.map_or(USUAL, |seed| seed.to_str().unwrap().parse().unwrap());
        eprintln!("{run}: {SETTING}={seed} repeats it");
        let name = run.bytes().fold(0, |sum, byte| sum * 31 % 1_000_003 + u64::from(byte));
        Self { state: seed ^ (name << 32) }
    }

    /// Others, which do not follow these.
    pub(super) fn others(&mut self) -> Self {
        Self { state: self.next() }
    }

    /// A number below this one.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Whether it happens that happens once in so many times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// A while shorter than this one.
    pub(super) fn a_while(&mut self, end: Duration) -> Duration {
        let end_us = u64::try_from(end.as_micros()).unwrap();
        Duration::from_micros(self.below(end_us.max(1)))
    }

    /// A number of bytes, of any magnitude up to 8 KiB.
    pub(super) fn bytes(&mut self) -> usize {
        let magnitude = 1 << (1 + self.below(13));
        usize::try_from(self.below(magnitude)).unwrap()
    }

    /// The next number, as `SplitMix64` draws it.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
