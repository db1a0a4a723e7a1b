//! A day's schedule to copy.

use crate::record::field::kind;
use crate::record::values::{Line, Prose, TemplateItems};

kind! {
    /// The schedule of a usual day, to be copied to dates. Changing it changes no date that has it.
    ScheduleTemplate = ScheduleTemplate, parent None;
    /// What it is called: Arena, Club, Festival.
    name: Line, Review required;
    /// The type of day that it is for.
    day_type: crate::record::kinds::DayType, Review;
    /// Its rows.
    items: TemplateItems, Review;
    /// What everyone should know.
    notes: Prose, Text;
}
