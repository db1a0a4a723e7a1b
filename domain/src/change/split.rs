//! Many edits as groups that each keep the limits of a group.

use super::group::Edit;
use crate::limits::GROUP_BYTES_MAX;

/// Edits of one group that was split off. Fewer than a group may have, so that each is merged
/// before anybody who waits for the same scope notices.
const EDITS_MAX: usize = 120;

/// Bytes of one group's edits as JSON, which leaves room for what stands around them.
const BYTES_MAX: usize = GROUP_BYTES_MAX - 4 * 1024;

/// The edits in their order, in groups that keep the limits of a group.
pub fn in_groups(edits: Vec<Edit>) -> Vec<Vec<Edit>> {
    let mut groups: Vec<Vec<Edit>> = Vec::new();
    let mut n_bytes_before = 0;
    for edit in edits {
        let n_bytes = serde_json::to_string(&edit).map_or(BYTES_MAX, |text| text.len() + 1);
        match groups.last_mut() {
            Some(group) if group.len() < EDITS_MAX && n_bytes_before + n_bytes <= BYTES_MAX => {
                group.push(edit);
                n_bytes_before += n_bytes;
            }
            _ => {
                groups.push(vec![edit]);
                n_bytes_before = n_bytes;
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::change::{Group, check_group};

    fn notes(n_notes: usize, n_chars: usize) -> Vec<Edit> {
        let note = |n: usize| {
            let id = uuid::Uuid::from_u128(n as u128);
            let fields = json!({ "body": "x".repeat(n_chars) });
            let edit =
                json!({ "do": "create", "scope": id, "kind": "note", "id": id, "fields": fields });
            serde_json::from_value(edit).unwrap()
        };
        (1..=n_notes).map(note).collect()
    }

    #[test]
    fn every_group_keeps_the_limits_and_no_edit_is_lost() {
        for (n_notes, n_chars) in [(0, 1), (1, 20_000), (121, 1), (500, 10), (40, 2_000)] {
            let edits = notes(n_notes, n_chars);
            let groups = in_groups(edits.clone());
            assert_eq!(groups.concat(), edits);
            for edits in groups {
                let id = uuid::Uuid::from_u128(7);
                let group = json!({ "id": id, "edits": edits });
                let group: Group = serde_json::from_value(group).unwrap();
                assert!(check_group(&group).is_ok(), "{n_notes} notes of {n_chars}");
            }
        }
    }
}
