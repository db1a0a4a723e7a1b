//! Advancing: deciding, answering, beginning, keeping.
