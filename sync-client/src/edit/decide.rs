//! Deciding a dispute: which value shall be in force, and what the decider has seen.

use domain::change::{Edit, Settle};
use domain::record::{DELETED, Kind};
use domain::view::DisputeBlock;
use serde_json::Value;

use super::value::read;
use super::{World, yes_or_no};

/// What a person decides for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The value in force.
    Keep,
    /// The candidate of this number, counted from 1.
    Use(usize),
    /// Another value, as it was typed.
    Other(String),
}

/// A decision as it is made and told.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The edit.
    pub edit: Edit,
    /// The value that shall be in force.
    pub to: Value,
}

/// The edit that decides a dispute as it stands here. Whoever says something newer that is not
/// here keeps it open.
///
/// # Errors
/// Says what there is to choose from, or which rule another value breaks.
pub fn decide(
    dispute: &DisputeBlock,
    choice: &Choice,
    world: &World<'_>,
) -> Result<Decision, String> {
    let to = match choice {
        Choice::Keep => dispute.in_force.value.clone(),
        Choice::Use(number) => {
            let idx = number.checked_sub(1);
            let candidate = idx.and_then(|idx| dispute.candidates.get(idx));
            let candidate = candidate.ok_or_else(|| {
                format!("there is no value {number}; there are 1 to {}", dispute.candidates.len())
            })?;
            wanted(dispute, &candidate.value)
        }
        Choice::Other(text) => other(dispute, text, world)?,
    };
    let values = std::iter::once(&dispute.in_force).chain(&dispute.candidates);
    let saw = values.filter_map(|value| value.id.clone()).collect();
    let settle = Settle { dispute: dispute.id, to: to.clone(), saw };
    Ok(Decision { edit: Edit::Settle(settle), to })
}

/// What choosing a candidate comes to. An edit of something deleted wants it kept.
fn wanted(dispute: &DisputeBlock, value: &Value) -> Value {
    match value {
        Value::Object(_) if dispute.field == DELETED => Value::Bool(false),
        value => value.clone(),
    }
}

fn other(dispute: &DisputeBlock, text: &str, world: &World<'_>) -> Result<Value, String> {
    if dispute.field == DELETED {
        let hint = "write `yes` to delete it or `no` to keep it";
        return yes_or_no(text).map(Value::Bool).map_err(|broken| format!("{broken}; {hint}"));
    }
    let rule = dispute.kind.as_ref().and_then(|kind: &Kind| kind.rule(&dispute.field));
    let rule = rule.ok_or("this version does not know the field; decide for one of its values")?;
    let to = read(rule, text, &dispute.in_force.value, world)?;
    if to.is_null() && rule.required {
        return Err("is required".to_owned());
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use domain::book::Book;
    use domain::ids::RecordId;
    use domain::view::DisputedValue;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn value(id: &str, value: Value) -> DisputedValue {
        let text = value.to_string();
        DisputedValue {
            id: Some(id.to_owned()),
            value,
            text,
            by: None,
            by_name: None,
            said_at: None,
        }
    }

    fn dispute(field: &str, in_force: Value, candidates: Vec<DisputedValue>) -> DisputeBlock {
        DisputeBlock {
            id: RecordId(Uuid::from_u128(1)),
            record: RecordId(Uuid::from_u128(2)),
            kind: Some(Kind::ScheduleItem),
            title: "Doors".to_owned(),
            field: field.to_owned(),
            label: field.to_owned(),
            in_force: value("s1", in_force),
            candidates,
        }
    }

    fn decided(dispute: &DisputeBlock, choice: &Choice) -> Result<(Value, Vec<String>), String> {
        let book = Book::new();
        let world = World { book: &book, today: "2026-11-24".parse().unwrap() };
        let decision = decide(dispute, choice, &world)?;
        let Edit::Settle(settle) = decision.edit else { panic!("it is not settled") };
        assert_eq!(settle.to, decision.to);
        Ok((settle.to, settle.saw))
    }

    #[test]
    fn a_decision_names_everything_that_was_seen() {
        let it = dispute(
            "place",
            json!("Dock 1"),
            vec![value("a", json!("Dock 2")), value("b", json!("Dock 3"))],
        );
        let saw = ["s1", "a", "b"].map(ToOwned::to_owned).to_vec();
        assert_eq!(decided(&it, &Choice::Keep), Ok((json!("Dock 1"), saw.clone())));
        assert_eq!(decided(&it, &Choice::Use(2)), Ok((json!("Dock 3"), saw.clone())));
        assert_eq!(decided(&it, &Choice::Other("Dock 4".to_owned())), Ok((json!("Dock 4"), saw)));
    }

    #[test]
    fn a_value_that_is_not_there_or_breaks_its_rule_is_refused() {
        let it = dispute("when", Value::Null, vec![value("a", json!({ "precision": "tbd" }))]);
        for number in [0, 2] {
            assert!(decided(&it, &Choice::Use(number)).unwrap_err().contains("1 to 1"));
        }
        assert!(decided(&it, &Choice::Other("soon".to_owned())).is_err());
        let titled = dispute("title", json!("Doors"), Vec::new());
        assert!(decided(&titled, &Choice::Other(String::new())).is_err());
    }

    #[test]
    fn an_edit_of_something_deleted_is_a_wish_to_keep_it() {
        let edited = json!({ "record": Uuid::from_u128(3), "fields": {} });
        let it = dispute("$deleted", json!(true), vec![value("a", edited)]);
        assert_eq!(decided(&it, &Choice::Use(1)).unwrap().0, json!(false));
        assert_eq!(decided(&it, &Choice::Other("yes".to_owned())).unwrap().0, json!(true));
        assert!(decided(&it, &Choice::Other("perhaps".to_owned())).is_err());
    }
}
