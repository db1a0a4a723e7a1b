//! `FIELD=VALUE` as it is typed: which field, which part of it, and what is done to it.

use std::str::FromStr;

/// What is done to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// It gets this value; an empty one clears it.
    Set,
    /// It gets these members too.
    Add,
    /// It loses these members.
    Remove,
}

/// One `FIELD=VALUE`, `FIELD.PART=VALUE`, `FIELD+=MEMBERS` or `FIELD-=MEMBERS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The field.
    pub field: String,
    /// The part of it, of a place.
    pub part: Option<String>,
    /// What is done to it.
    pub op: Op,
    /// What was written behind.
    pub text: String,
}

impl FromStr for Assignment {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let not_one = || {
            format!(
                "`{written}` is not `FIELD=VALUE`; write it like `when=19:45` or `place=\"Dock 1\"`"
            )
        };
        let (name, text) = written.split_once('=').ok_or_else(not_one)?;
        let (name, op) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, Op::Add),
            (_, Some(name)) => (name, Op::Remove),
            (None, None) => (name, Op::Set),
        };
        let name = name.trim().to_lowercase().replace(['-', ' '], "_");
        let (field, part) = match name.split_once('.') {
            Some((field, part)) => (field.to_owned(), Some(part.to_owned())),
            None => (name, None),
        };
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !is_name(&field) || !part.as_deref().is_none_or(is_name) {
            return Err(not_one());
        }
        if op != Op::Set && text.trim().is_empty() {
            return Err(format!("`{written}` names nobody and nothing to add or remove"));
        }
        Ok(Self { field, part, op, text: text.trim().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(written: &str) -> Assignment {
        written.parse().unwrap()
    }

    #[test]
    fn a_field_is_set_cleared_and_its_members_added_and_removed() {
        let cases = [
            ("when=19:45", ("when", None, Op::Set, "19:45")),
            ("when=01:30+1", ("when", None, Op::Set, "01:30+1")),
            ("detail=a=b", ("detail", None, Op::Set, "a=b")),
            ("place=", ("place", None, Op::Set, "")),
            (" Bus-Parking = Dock 1 ", ("bus_parking", None, Op::Set, "Dock 1")),
            ("departments+=sound", ("departments", None, Op::Add, "sound")),
            ("departments-=sound, lights", ("departments", None, Op::Remove, "sound, lights")),
            ("place.city=Utrecht", ("place", Some("city"), Op::Set, "Utrecht")),
        ];
        for (written, (field, part, op, text)) in cases {
            let expected = Assignment {
                field: field.to_owned(),
                part: part.map(ToOwned::to_owned),
                op,
                text: text.to_owned(),
            };
            assert_eq!(read(written), expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_assignment_is_refused_with_an_example() {
        for written in ["19:45", "=19:45", "a b c", "doors", "a.b.c=1", "wh:en=1", ".city=x", "x+="]
        {
            let refused = written.parse::<Assignment>().unwrap_err();
            assert!(refused.contains(written), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(written in "\\PC{0,30}") {
            if let Ok(read) = written.parse::<Assignment>() {
                prop_assert!(written.contains('='));
                prop_assert!(read.text == read.text.trim());
            }
        }
    }
}
