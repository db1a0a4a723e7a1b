//! The sync protocol over HTTP: groups go up, pages come down, and what comes down is some
//! committed state of what its reader may see.

mod copy;
mod exchange;
