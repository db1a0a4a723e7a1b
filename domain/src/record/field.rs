//! What a field is: its type, its limits, and how two edits of it merge.
//!
//! A kind is written once with the `kind!` macro: the struct that code reads, the rules that the
//! gate applies, and the table that documentation prints all come from that one text.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Fields, Kind};
use crate::problem::FieldProblem;

/// How two edits of one field come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MergeClass {
    /// The first stays in force and a person decides: times, places, numbers, money, status.
    Review,
    /// Lines merge three ways; an overlap is reviewed: long notes.
    Text,
    /// Arrival order wins and the history keeps the loser: colour, ordering.
    Latest,
    /// Members are added and removed one by one and commute; an add wins over a remove.
    Set,
}

/// What form a value has, by which a program knows how to read what a person types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text on one line.
    Line,
    /// A text that may have lines.
    Prose,
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A time with its precision.
    When,
    /// A clock of the show day.
    Clock,
    /// A date.
    Date,
    /// A zone by its name.
    Zone,
    /// A place of several parts.
    Place,
    /// The id of a record.
    Link,
    /// Texts.
    Lines,
    /// Ids of records.
    Links,
    /// A code of capitals.
    Code,
    /// Anything else, as JSON.
    Json,
}

/// A type that a field's value can have.
pub trait FieldType: Serialize + DeserializeOwned {
    /// The form of its values.
    const FORM: Form = Form::Json;

    /// The type and its limits in words, for the documentation: `text, 1 to 200 characters`.
    fn describe() -> String;

    /// Whether a value is one of this type; the error says which rule it breaks.
    fn check(value: &Value) -> Result<(), String> {
        Self::deserialize(value).map(drop).map_err(|error| error.to_string())
    }

    /// The one way in which this value is stored, so that equal values are equal as JSON; nothing
    /// where it is not one of this type.
    fn canonical(value: &Value) -> Option<Value> {
        canonical_of::<Self>(value)
    }
}

/// Reads a value and writes it again.
pub(super) fn canonical_of<T: FieldType>(value: &Value) -> Option<Value> {
    serde_json::to_value(T::deserialize(value).ok()?).ok()
}

/// Everything the gate and the documentation need to know of one field.
#[derive(Clone, Copy)]
pub struct FieldRule {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its sentence.
    pub doc: &'static str,
    /// How it merges.
    pub class: MergeClass,
    /// Whether a record of this kind must have it.
    pub required: bool,
    /// Its type in words.
    pub describe: fn() -> String,
    /// The form of its values.
    pub form: Form,
    /// Its check.
    pub check: fn(&Value) -> Result<(), String>,
    /// How a value of it is stored.
    pub canonical: fn(&Value) -> Option<Value>,
}

/// A record's fields as a struct of their own.
pub trait TypedRecord: Sized {
    /// The kind whose records have these fields.
    const KIND: Kind;
    /// What such a record is, in a sentence or two.
    const DOC: &'static str;
    /// The field that names the record it belongs to, if it belongs to one.
    const PARENT: Option<&'static str>;
    /// The rules, in reading order.
    const RULES: &'static [FieldRule];

    /// Reads the known fields. Unknown ones are passed over; a known one that cannot be read is
    /// named, because it means that the gate was not passed.
    fn read(fields: &Fields) -> Result<Self, FieldProblem>;
}

/// Reads one optional field; absent and `null` are the same.
pub(super) fn read_field<T: FieldType>(
    fields: &Fields,
    name: &'static str,
) -> Result<Option<T>, FieldProblem> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => T::deserialize(value)
            .map(Some)
            .map_err(|error| FieldProblem::new(name, error.to_string())),
    }
}

/// `true` where a field is followed by the word `required`.
macro_rules! required {
    () => {
        false
    };
    (required) => {
        true
    };
}

/// Writes a kind: its struct, its rules and its reader.
macro_rules! kind {
    (
        $(#[doc = $kind_doc:literal])+
        $name:ident = $kind:ident, parent $parent:expr;
        $( $(#[doc = $doc:literal])+ $field:ident : $type:ty, $class:ident $($required:ident)? ; )+
    ) => {
        $(#[doc = $kind_doc])+
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        pub struct $name {
            $(
                $(#[doc = $doc])+
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )+
        }

        impl $crate::record::TypedRecord for $name {
            const KIND: $crate::record::Kind = $crate::record::Kind::$kind;
            const DOC: &'static str = concat!($($kind_doc),+).trim_ascii();
            const PARENT: Option<&'static str> = $parent;
            const RULES: &'static [$crate::record::FieldRule] = &[$(
                $crate::record::FieldRule {
                    name: stringify!($field),
                    doc: concat!($($doc),+).trim_ascii(),
                    class: $crate::record::MergeClass::$class,
                    required: $crate::record::field::required!($($required)?),
                    describe: <$type as $crate::record::FieldType>::describe,
                    form: <$type as $crate::record::FieldType>::FORM,
                    check: <$type as $crate::record::FieldType>::check,
                    canonical: <$type as $crate::record::FieldType>::canonical,
                },
            )+];

            fn read(
                fields: &$crate::record::Fields,
            ) -> Result<Self, $crate::problem::FieldProblem> {
                Ok(Self {
                    $($field: $crate::record::field::read_field(fields, stringify!($field))?,)+
                })
            }
        }
    };
}

/// Writes a closed list of words.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        $name:ident { $( $(#[doc = $word_doc:literal])+ $variant:ident = $word:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $( $(#[doc = $word_doc])+ #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every word, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::record::FieldType for $name {
            const FORM: $crate::record::Form = $crate::record::Form::Choice(&[$($word),+]);

            fn describe() -> String {
                format!("one of {}", [$($word),+].join(", "))
            }
        }
    };
}

pub(super) use {choice, kind, required};
