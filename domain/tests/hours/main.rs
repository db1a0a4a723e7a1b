//! Drivers' hours by worked cases, rule by rule: at the limit, just under and just over; and the laws that
//! hold for all plans.

mod elsewhere;
mod europe;
mod laws;
mod plan;
mod weeks;
