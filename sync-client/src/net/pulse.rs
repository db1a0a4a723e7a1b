//! Whether something that should move still does. Whoever waits for the network says for how long;
//! whoever is past that and then some has got stuck.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long nothing may move beyond what was announced.
const STUCK: Duration = Duration::from_secs(90);
/// Between two looks.
const LOOK: Duration = Duration::from_secs(1);

/// The latest moment until which standing still is in order.
#[derive(Debug)]
pub struct Pulse(Mutex<Instant>);

impl Default for Pulse {
    fn default() -> Self {
        Self(Mutex::new(Instant::now()))
    }
}

impl Pulse {
    /// Something has moved.
    pub fn touch(&self) {
        self.allow(Duration::ZERO);
    }

    /// Something has moved and the next thing may take so long.
    pub fn allow(&self, wait: Duration) {
        let until = Instant::now() + wait;
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = until;
    }

    /// Ends when nothing has moved for too long.
    pub async fn stuck(&self) {
        loop {
            let until = *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if Instant::now().saturating_duration_since(until) > STUCK {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
