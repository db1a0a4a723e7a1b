//! Times and zones as they are shown: the wall clock first, its instant beside it, and a sentence
//! where a change of the clocks makes a time doubtful.

mod time;
mod zone;

pub use self::time::{ClockReport, ClockReportKind, ShownTime, WhichEnd};
pub use self::zone::{HomeClock, ShownZone, ZoneBanner, ZoneBannerKind};
pub(crate) use self::zone::{banners, minutes_ahead, noon};
