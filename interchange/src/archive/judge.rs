//! Whether a record of an archive can be kept: what the ledger would never have written is refused.
//!
//! A value may break the rule of its field all the same: rules become stricter, and a record that nobody
//! touched since is not judged anew. Such a value is carried and shown as unreadable, as everywhere – but
//! not in the tour's own record, and not where a field is required, because lists and files rely on these.

use domain::limits::{DISPUTE_BYTES_MAX, LINE_CHARS_MAX, RECORD_BYTES_MAX};
use domain::problem::FieldProblem;
use domain::record::{Kind, Record, Stamp, check_carried, check_field, check_size};

/// The largest number of a counter: what is beyond is no whole number in SQL.
pub(super) const NUMBER_MAX: u64 = i64::MAX.cast_unsigned();

/// What is wrong with a record.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Why it cannot be kept.
    pub(super) refused: Vec<FieldProblem>,
    /// What is carried and cannot be read.
    pub(super) unreadable: Vec<FieldProblem>,
}

/// Judges a record by itself; whether it fits the others is for whoever has them.
pub(super) fn judge(record: &Record) -> Judged {
    let mut judged = Judged::default();
    for (name, value) in &record.fields {
        let Err(broken) = check_field(&record.kind, name, value) else { continue };
        let rule = record.kind.rule(name);
        let strict = record.kind == Kind::Tour || rule.is_none_or(|rule| rule.required);
        if strict || check_carried(value).is_err() {
            judged.refused.push(broken);
        } else {
            judged.unreadable.push(broken);
        }
    }
    let missing = record.kind.rules().iter().filter(|rule| rule.required);
    let missing = missing.filter(|rule| !record.fields.contains_key(rule.name));
    judged.refused.extend(missing.map(|rule| FieldProblem::new(rule.name, "is required")));
    judged.refused.extend(size(record));
    judged.refused.extend(numbers(record));
    let stamps = record.stamps.iter().filter_map(|(name, stamp)| wrong(record, name, stamp));
    judged.refused.extend(stamps);
    judged
}

/// A dispute is the merge's own work and holds what several people wrote.
fn size(record: &Record) -> Vec<FieldProblem> {
    if record.kind != Kind::Dispute {
        return check_size(&record.fields);
    }
    let n_bytes = serde_json::to_string(&record.fields).map_or(0, |text| text.len());
    let most = DISPUTE_BYTES_MAX + RECORD_BYTES_MAX;
    let rule = || FieldProblem::new("", format!("has {n_bytes} bytes, the limit is {most}"));
    (n_bytes > most).then(rule).into_iter().collect()
}

fn numbers(record: &Record) -> Option<FieldProblem> {
    let wrong = |number: u64| number == 0 || number > NUMBER_MAX;
    if wrong(record.ver) {
        return Some(FieldProblem::new("ver", format!("`{}` is no version", record.ver)));
    }
    wrong(record.seq)
        .then(|| FieldProblem::new("seq", format!("`{}` is no number of a change", record.seq)))
}

/// A stamp is of a change that the record has seen, and its labels are short.
fn wrong(record: &Record, name: &str, stamp: &Stamp) -> Option<FieldProblem> {
    let is_label = |text: &str| text.chars().count() <= LINE_CHARS_MAX && !text.contains('\0');
    let labels = [Some(name), stamp.via.as_deref(), stamp.said_at.as_deref()];
    let rule = if !labels.into_iter().flatten().all(is_label) {
        "its labels take up to 200 characters, none of them NUL"
    } else if stamp.seq > record.seq || stamp.ver > record.ver {
        "is of a change that the record has not seen"
    } else {
        return None;
    };
    Some(FieldProblem::new("stamps", format!("`{name}` {rule}")))
}
