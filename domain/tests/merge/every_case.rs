//! Every small case.
