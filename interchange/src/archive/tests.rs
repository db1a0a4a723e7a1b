//! An archive that is written reads as it was, and whatever is changed about it is noticed.

use domain::ids::{RecordId, ScopeId, TourId};
use domain::limits::BLOB_CHUNK_BYTES;
use domain::problem::{ErrorCode, Problem};
use domain::record::{Kind, Record, Stamp};
use domain::sync::Digest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

fn id(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

fn scope() -> ScopeId {
    ScopeId(Uuid::from_u128(1))
}

fn record(n: u64, kind: &str, fields: Value) -> Record {
    let mut record = Record::unborn(scope(), Kind::from_name(kind).unwrap(), id(n.into()));
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    (record.ver, record.seq, record.fields) = (1, n, fields);
    record
}

fn plan() -> Vec<u8> {
    (0..BLOB_CHUNK_BYTES + 7).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

/// A tour of three records, one of an unknown kind, with a file of two chunks.
fn records() -> Vec<Record> {
    let file = json!({ "name": "plan.pdf", "hash": BlobHash::of(&plan()), "bytes": plan().len() });
    let mut later = record(9, "of_later", json!({ "deep": [[{ "x": 1.5 }]] }));
    let stamp = Stamp { seq: 9, ver: 1, by: None, via: Some("import".to_owned()), said_at: None };
    later.stamps.insert("deep".to_owned(), stamp);
    later.deleted = true;
    vec![
        record(7, "tour", json!({ "name": "Northern Lights", "home_zone": "Europe/Oslo" })),
        record(8, "file", file),
        later,
    ]
}

fn head(records: &[Record]) -> Head {
    let mut digest = Digest::default();
    for record in records {
        digest.add(record);
    }
    let audience = Audience {
        scope: scope(),
        name: "everyone".to_owned(),
        custom: false,
        head: records.iter().map(|record| record.seq).max().unwrap_or(0),
        n_records: records.len() as u64,
        digest: digest.to_string(),
    };
    let file = FileEntry {
        hash: BlobHash::of(&plan()),
        bytes: Some(plan().len() as u64),
        media_type: None,
        missing: false,
    };
    Head {
        written: Written { at: DateTime::UNIX_EPOCH, by: "a test".to_owned() },
        tour: TourId(id(7).0),
        partial: true,
        audiences: vec![audience],
        files: vec![file],
    }
}

fn archive(head: &Head, records: &[Record]) -> String {
    let mut writer = Writer::begin(head).unwrap();
    for record in records {
        writer.record(record).unwrap();
    }
    writer.records_end();
    for file in head.files.iter().filter(|file| !file.missing) {
        writer.content(file.hash);
        plan().chunks(BLOB_CHUNK_BYTES).for_each(|chunk| writer.chunk(chunk));
        writer.content_end();
    }
    writer.end();
    String::from_utf8(writer.take()).unwrap()
}

fn sound() -> String {
    archive(&head(&records()), &records())
}

fn checked(text: &str) -> Result<Contents, Problem> {
    let mut check = Check::default();
    read(text.as_bytes(), &mut check)?;
    check.finish()
}

#[track_caller]
fn refused(text: &str, words: &str) {
    let problem = checked(text).expect_err(words);
    assert!(problem.detail.contains(words), "`{words}` is not said: {problem:?}");
}

/// The archive of a value that was changed as JSON, also where that moves its members.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&sound()).unwrap();
    change(&mut value);
    let members = ["buscall_archive", "written", "tour", "partial", "audiences", "files"];
    let members = members.iter().chain(&["records", "contents"]);
    let members = members.map(|name| match (*name, value[*name].as_array()) {
        ("contents", Some(contents)) => {
            let file = |one: &Value| {
                format!("{{\"hash\": {}, \"chunks\": {}}}", one["hash"], one["chunks"])
            };
            format!("\"contents\": [{}]", contents.iter().map(file).collect::<Vec<_>>().join(", "))
        }
        _ => format!("\"{name}\": {}", value[*name]),
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(",\n  "))
}

#[test]
fn what_is_written_is_read_as_it_was_also_from_a_file_that_somebody_has_laid_out_anew() {
    for text in [sound(), changed(|_| {})] {
        let contents = checked(&text).unwrap();
        assert_eq!(contents.records, records());
        assert_eq!(contents.head, head(&records()));
        assert_eq!((contents.name.as_str(), contents.dates), ("Northern Lights", None));
        let counted = &contents.counted[&Kind::Other("of_later".into())];
        assert_eq!(*counted, Counted { live: 0, deleted: 1 });
        let naming = Naming { file: id(8), hash: BlobHash::of(&plan()) };
        assert_eq!(contents.namings, [naming].into());
    }
}

#[test]
fn an_archive_that_ends_too_early_is_refused_wherever_it_ends() {
    let text = sound();
    let step = text.len() / 97;
    for length in (0..text.len() - 2).step_by(step).chain(text.len() - 40..text.len() - 2) {
        let problem = checked(&text[..length]).expect_err("a part of an archive is none");
        assert_eq!(problem.code, ErrorCode::UnreadableFile, "{length}: {problem:?}");
    }
}

#[test]
fn what_is_no_archive_of_this_version_is_refused() {
    for text in ["", "[]", "7", "{}", "{\"shows\": []}", "{\"buscall_archive\": 1}", "\u{feff}{"] {
        assert!(checked(text).is_err(), "`{text}` was taken");
    }
    refused("{\"shows\": []}", "no archive of Buscall");
    refused(&sound().replacen(":1,", ":2,", 1), "this release reads 1");
    refused(&(sound() + "{}"), "trailing");
    refused(&sound().replacen("\"partial\":true", "\"partial\":true,\"partial\":true", 1), "twice");
    refused(&changed(|value| value["partial"] = json!(false)), "partial");
    refused(&changed(|value| drop(value["contents"].take())), "contents");
}

#[test]
fn records_that_do_not_fit_together_are_refused() {
    refused(&changed(|value| value["records"][1]["seq"] = json!(7)), "of another");
    refused(&changed(|value| value["records"][1]["id"] = json!(id(7))), "stands twice");
    refused(&changed(|value| value["records"][1]["ver"] = json!(2)), "has the sum");
    refused(&changed(|value| value["records"][1]["scope"] = json!(id(2))), "not in the archive");
    refused(&changed(|value| value["audiences"][0]["head"] = json!(10)), "ends with the number 9");
    refused(&changed(|value| value["audiences"][0]["n_records"] = json!(4)), "has 3 records");
    refused(&changed(|value| value["audiences"][0]["custom"] = json!(true)), "custom");
    let twice = |value: &mut Value| {
        let first = value["audiences"][0].clone();
        value["audiences"].as_array_mut().unwrap().push(first);
    };
    refused(&changed(twice), "named twice");
    let same_scope = |value: &mut Value| {
        let mut other = value["audiences"][0].clone();
        other["name"] = json!("party");
        value["audiences"].as_array_mut().unwrap().push(other);
    };
    refused(&changed(same_scope), "named twice");
    refused(&changed(|value| value["tour"] = json!(id(8))), "its tour");
    refused(&changed(|value| value["records"][0]["deleted"] = json!(true)), "its tour");
}

#[test]
fn a_record_that_the_ledger_would_never_have_written_is_refused_by_name() {
    let too_large = "x".repeat(60_000);
    let nested = (0..40).fold(json!(1), |inner, _| json!([inner]));
    let changes: [(&str, Value, &str); 9] = [
        ("/records/1/fields/name", json!(7), "file"),
        ("/records/1/fields/hash", json!("abc"), "hash"),
        ("/records/0/fields/home_zone", json!("Mars/Olympus"), "home_zone"),
        ("/records/2/fields/deep", json!("a\0b"), "NUL"),
        ("/records/2/fields/deep", nested, "nested"),
        ("/records/2/fields/deep", json!(too_large), "bytes"),
        ("/records/2/seq", json!(0), "seq"),
        ("/records/2/ver", json!(u64::MAX), "ver"),
        ("/records/2/stamps/deep/seq", json!(10), "has not seen"),
    ];
    for (path, to, words) in changes {
        let text = changed(|value| *value.pointer_mut(path).unwrap() = to);
        let problem = checked(&text).expect_err(path);
        let told = format!("{problem:?}");
        assert!(problem.code == ErrorCode::Invalid && told.contains(words), "{path}: {told}");
    }
}

#[test]
fn a_value_that_breaks_a_newer_rule_is_carried_and_counted() {
    let text = changed(|value| value["records"][1]["fields"]["category"] = json!("scroll"));
    let contents = checked(&text).unwrap();
    assert_eq!(contents.n_unreadable, 1);
    assert!(contents.unreadable[0].field.ends_with("category"), "{:?}", contents.unreadable);
    assert_eq!(contents.records[1].value("category"), &json!("scroll"));
}

#[test]
fn contents_that_are_not_what_they_are_called_are_refused() {
    let chunks = |value: &mut Value, n: usize, to: Value| value["contents"][0]["chunks"][n] = to;
    refused(&changed(|value| chunks(value, 1, json!("AAAAAAAAAA=="))), "another hash");
    refused(&changed(|value| chunks(value, 1, json!("AAAA"))), "not 7");
    refused(&changed(|value| chunks(value, 1, json!("%"))), "base64");
    let drop_last =
        |value: &mut Value| drop(value["contents"][0]["chunks"].as_array_mut().unwrap().pop());
    refused(&changed(drop_last), "too few");
    refused(&changed(|value| value["contents"] = json!([])), "not there");
    let twice = |value: &mut Value| {
        let first = value["contents"][0].clone();
        value["contents"].as_array_mut().unwrap().push(first);
    };
    refused(&changed(twice), "stands twice");
    refused(&changed(|value| value["files"] = json!([])), "not announced");
    refused(&changed(|value| value["files"][0]["missing"] = json!(true)), "not announced");
    refused(&changed(|value| value["files"][0]["bytes"] = json!(1_u64 << 40)), "no length");
    let unnamed = |value: &mut Value| {
        let other = json!({ "hash": BlobHash::of(b"x"), "missing": true });
        value["files"].as_array_mut().unwrap().push(other);
    };
    refused(&changed(unnamed), "no record names");
}

#[test]
fn a_part_that_is_longer_or_deeper_than_any_may_be_is_refused_before_it_is_in_memory() {
    let long = json!("x".repeat(domain::limits::ARCHIVE_RECORD_BYTES_MAX));
    refused(&changed(|value| value["records"][2]["fields"]["deep"] = long.clone()), "longer");
    refused(&changed(|value| value["contents"][0]["chunks"][0] = long), "longer");
    let deep = "[".repeat(100_000);
    refused(&sound().replacen("\"records\":[", &format!("\"records\":[{deep}"), 1), "");
    let deep = format!("\"tour\":{deep}");
    assert!(checked(&sound().replacen("\"tour\":", &deep, 1)).is_err());
}
