//! The protective rules, each with a switch. Switching one off makes the simulation behave as if
//! nobody had written that rule; a run that does not notice proves that the simulation is blind.

/// A rule of the protocol that exists because leaving it out loses or wedges something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A group that arrives twice takes effect once.
    Dedupe,
    /// A group whose previous one has not arrived is not taken.
    Prev,
    /// A cursor names a moment of the past by its tag, not only by its counter.
    Tag,
    /// A cursor in the middle of pages names the head that they were read under.
    PinnedHead,
    /// A server that has lost work is offered it again.
    Reoffer,
    /// A replica says which group of its own was acknowledged last.
    Tip,
    /// A reset does not touch the outbox.
    OutboxAtReset,
    /// Between the receipt and the pull the owner sees their own edit.
    Overlay,
    /// Pages become the base all at once.
    WholeSwap,
    /// `from` is what the author's screen showed.
    From,
    /// Whoever is taken off the tour shows that they were on it until no group waits.
    Proof,
}

impl Rule {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Dedupe,
        Self::Prev,
        Self::Tag,
        Self::PinnedHead,
        Self::Reoffer,
        Self::Tip,
        Self::OutboxAtReset,
        Self::Overlay,
        Self::WholeSwap,
        Self::From,
        Self::Proof,
    ];
}
