//! stub
use super::guard::Loaded;
pub(super) fn load(_text: &str) -> Loaded { Loaded::refused("ics", "x") }
