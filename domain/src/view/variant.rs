//! The variants of paper: for whom a sheet is printed, and so what stands on it.

use serde::{Deserialize, Serialize};

/// For whom a sheet is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Everyone on tour: what is in the audience `everyone`.
    #[default]
    Everyone,
    /// Production and technical crew.
    Crew,
    /// The artist party: also what is in the audience `party`.
    Party,
    /// Drivers: where to be, when to leave, where to park and to sleep.
    Driver,
    /// The wall: nothing that a stranger must not read. No hotels, phones, door codes or aliases.
    Wall,
    /// Whoever prints it: everything that they may see.
    Own,
}

impl Variant {
    /// Every variant, in reading order.
    pub const ALL: &'static [Self] =
        &[Self::Everyone, Self::Crew, Self::Party, Self::Driver, Self::Wall, Self::Own];

    /// The word as it stands in JSON and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Crew => "crew",
            Self::Party => "party",
            Self::Driver => "driver",
            Self::Wall => "wall",
            Self::Own => "own",
        }
    }

    /// The variant of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|variant| variant.word() == word)
    }

    /// The audiences whose records may stand on it; `None` where all that the printer sees may.
    pub fn audiences(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Everyone | Self::Crew | Self::Driver | Self::Wall => Some(&["everyone"]),
            Self::Party => Some(&["everyone", "party"]),
            Self::Own => None,
        }
    }
}
