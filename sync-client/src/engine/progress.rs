//! How far a first sync is: a bar on stderr, for whoever sits in front of it.

use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

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
        if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}  {msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(what.to_owned());
        bar.enable_steady_tick(TICK);
        Self { bar: Some(bar) }
    }

    /// Says how many records have arrived.
    pub fn records(&self, n_records: usize) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{n_records} records"));
        }
    }

    /// Says how many bytes of a snapshot have arrived, and of how many.
    pub fn bytes(&self, n_bytes: u64, whole: Option<u64>) {
        let Some(bar) = &self.bar else { return };
        let here = HumanBytes(n_bytes);
        bar.set_message(match whole {
            Some(whole) => format!("{here} of {}", HumanBytes(whole)),
            None => here.to_string(),
        });
    }

    /// Takes the bar away, before anything else is said.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
