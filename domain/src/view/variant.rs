//! The variants of paper: for whom a sheet is printed, and so what stands on it.

mod keep;
#[cfg(test)]
mod tests;
mod wall;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::wall::Secrets;
use crate::book::Book;
use crate::ids::ScopeId;
use crate::record::{Kind, Record};

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

    /// Whether paper of this variant may carry the way to a page of another: whoever holds the paper must
    /// not read more behind it than on it.
    pub fn may_lead_to(self, page: Self) -> bool {
        self == page || self == Self::Own || page == Self::Wall
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

/// The book that a variant is printed from: what may not stand on the paper is not in it, so nothing that
/// is made of it can tell. `audiences` names the scopes of the tour.
///
/// Contacts that must not be handed out are on nobody's paper but the printer's own.
pub fn paper_book<'b>(
    book: &'b Book,
    variant: Variant,
    audiences: &BTreeMap<ScopeId, String>,
) -> Cow<'b, Book> {
    let Some(allowed) = variant.audiences() else { return Cow::Borrowed(book) };
    let is_in = |record: &&Record| {
        audiences.get(&record.scope).is_some_and(|name| allowed.contains(&name.as_str()))
    };
    let secrets = (variant == Variant::Wall).then(|| Secrets::of(book));
    let records = book.records().filter(is_in).filter(|record| keep::stands_on(variant, record));
    let trimmed = records.cloned().map(|mut record| {
        if record.kind == Kind::Publication {
            keep::trim_lines(variant, &mut record);
        }
        if let Some(secrets) = &secrets {
            secrets.strip(&mut record);
        }
        record
    });
    Cow::Owned(trimmed.collect())
}
