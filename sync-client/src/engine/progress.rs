//! How far a first sync is: a bar on stderr, for whoever sits in front of it.

use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How it looks while nobody knows how much is to come.
const UNKNOWN: &str = "{spinner} {prefix}  {msg}";
/// How it looks while a snapshot of known length arrives.
const KNOWN: &str = "{spinner} {prefix}  [{bar:24}] {bytes} of {total_bytes}, {eta} to go";

/// How often the bar moves while nothing arrives, so that it is seen to live.
const TICK: Duration = Duration::from_millis(120);

/// A bar, or nothing where nobody would see it.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A bar, if stderr is a terminal.
    pub fn seen(what: &str) -> Self {
        let target = ProgressDrawTarget::stderr();
        if target.is_hidden() {
            return Self::default();
        }
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_prefix(what.to_owned());
        bar.enable_steady_tick(TICK);
        let progress = Self { bar: Some(bar) };
        progress.records(0);
        progress
    }

    /// Says how many records have arrived.
    pub fn records(&self, n_records: usize) {
        let Some(bar) = &self.bar else { return };
        bar.unset_length();
        dress(bar, UNKNOWN);
        bar.set_message(format!("{n_records} records"));
    }

    /// Says how many bytes of a snapshot have arrived, and of how many.
    pub fn bytes(&self, n_bytes: u64, whole: Option<u64>) {
        let Some(bar) = &self.bar else { return };
        match whole {
            Some(whole) => {
                if bar.length() != Some(whole) {
                    bar.set_length(whole);
                    // What was here before is no sign of how fast the line is.
                    bar.set_position(n_bytes);
                    bar.reset_eta();
                    dress(bar, KNOWN);
                }
                bar.set_position(n_bytes);
            }
            None => bar.set_message(HumanBytes(n_bytes).to_string()),
        }
    }

    /// Takes the bar away, before anything else is said.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn dress(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_how_much_of_a_snapshot_is_here_if_its_length_is_known() {
        let progress = Progress { bar: Some(ProgressBar::hidden()) };
        let shown = || progress.bar.as_ref().map(|bar| (bar.position(), bar.length())).unwrap();
        for (n_bytes, whole) in [(1_000, Some(4_000)), (3_000, Some(4_000)), (500, Some(900))] {
            progress.bytes(n_bytes, whole);
            assert_eq!(shown(), (n_bytes, whole));
        }
        progress.records(70);
        assert_eq!(shown().1, None);
        for template in [UNKNOWN, KNOWN] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
