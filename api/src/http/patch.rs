//! The three states of a field in a patch: absent, `null`, a value.

use serde::{Deserialize, Deserializer};

use crate::error::{Error, Result};

/// What a patch says of one field. Its member needs `#[serde(default)]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// Absent: the field stays as it is.
    #[default]
    Keep,
    /// `null`: the field is cleared.
    Clear,
    /// The field's new value.
    Set(T),
}

impl<T> Patch<T> {
    /// The new value of a field that cannot be cleared.
    pub fn required(self, field: &str) -> Result<Option<T>> {
        match self {
            Self::Keep => Ok(None),
            Self::Clear => Err(Error::invalid(field, "cannot be cleared")),
            Self::Set(value) => Ok(Some(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An absent member never comes here, so nothing can only have been `null`.
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(default)]
        name: Patch<String>,
    }

    #[test]
    fn absent_null_and_a_value_are_told_apart() {
        let read = |text: &str| serde_json::from_str::<Sample>(text).unwrap().name;
        assert_eq!(read("{}"), Patch::Keep);
        assert_eq!(read(r#"{"name": null}"#), Patch::Clear);
        assert_eq!(read(r#"{"name": "Maya"}"#), Patch::Set("Maya".to_owned()));
        assert!(serde_json::from_str::<Sample>(r#"{"name": 7}"#).is_err());
    }

    #[test]
    fn what_an_account_must_have_cannot_be_cleared() {
        assert_eq!(Patch::<String>::Keep.required("name").unwrap(), None);
        assert_eq!(Patch::Set(1).required("name").unwrap(), Some(1));
        let Err(Error::Problem(problem)) = Patch::<String>::Clear.required("name") else {
            panic!("`null` was taken");
        };
        assert_eq!(problem.errors[0].field, "name");
    }
}
