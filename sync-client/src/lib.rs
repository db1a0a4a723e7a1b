//! The companion.
