//! What a run may find: that something which must hold does not.

use std::fmt;

/// One thing that does not hold, with the name it has in the protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) law: &'static str,
    pub(crate) what: String,
}

impl Fault {
    pub(crate) fn new(law: &'static str, what: impl Into<String>) -> Self {
        Self { law, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.law, self.what)
    }
}

pub(crate) type Held<T = ()> = Result<T, Fault>;

/// What the machine underneath refuses is no finding: it ends the run as one all the same.
pub(crate) fn machine(err: impl fmt::Display) -> Fault {
    Fault::new("machine", err.to_string())
}
