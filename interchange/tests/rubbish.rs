//! Whatever bytes come in, a report comes out in which nothing is lost.

use interchange::{
    Places,
    import::{self, FILE_BYTES_MAX, ROWS_MAX, Report, SourceFile},
};
use proptest::prelude::*;

const CSV: &str = "Date;City;Country;Venue;Time;Latitude;Longitude\n\
                   30 June 2009[a];Barcelona;Spain;\"Camp \"\"Nou\"\"\";19:30;41.38;2.17\n\
                   12.–14. März 2026;Köln;Deutschland;Halle;20 Uhr;;\n";

const JSON: &str = r#"[{"datetime": "2018-12-01T19:30:00-08:00", "venue": {"name": "Arena", "city": "Las Vegas",
    "region": "NV", "country": "United States", "latitude": "36.1", "longitude": "-115.1"}},
    {"dates": ["2026-03-12", "2026-03-13"], "city": "Oslo"}]"#;

const LINKED: &str = r#"{"@context": "http://schema.org", "@type": "MusicEvent", "name": "A",
    "startDate": "2023-01-19T20:00:00-0600", "location": {"@type": "Place", "name": "Hall",
    "address": {"addressLocality": "Milwaukee", "addressRegion": "WI", "addressCountry": "US"}}}"#;

const YAML: &str = "- isodate: 2026-01-30 23:59:59\n  venue: \"Hall\"\n  city: Oslo\n  country: NO\n\
                    - dates: [2026-03-12, 2026-03-13]\n  city: Köln\n";

const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Show\\, with\r\n  friends\r\n\
                   DTSTART;TZID=\"W. Europe Standard Time\":20260312T193000\r\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TH\r\n\
                   EXDATE;TZID=Europe/Berlin:20260319T193000\r\nLOCATION:Hall\\, Berlin\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn read(name: &str, bytes: &[u8]) -> Report {
    let report = import::read(&[SourceFile { name, bytes }], Places::embedded());
    assert_eq!(report.rows, report.events.len() + report.refused(), "{name}: {bytes:?}");
    assert!(
        report
            .events
            .iter()
            .all(|event| event.utc.is_none() || event.clock.is_some() || event.zone.is_none())
    );
    assert!(
        !report.events.is_empty() || !report.problems.is_empty(),
        "{name} says nothing of {bytes:?}"
    );
    report
}

#[test]
fn a_file_cut_off_anywhere_is_reported() {
    for (name, text, events) in [
        ("a.csv", CSV, 4),
        ("a.json", JSON, 3),
        ("a.jsonld", LINKED, 1),
        ("a.yaml", YAML, 3),
        ("a.ics", ICS, 2),
    ] {
        assert_eq!(read(name, text.as_bytes()).events.len(), events, "{name}");
        for end in 0..text.len() {
            read(name, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn a_file_with_one_byte_changed_is_reported() {
    for (name, text) in [("a.csv", CSV), ("a.json", JSON), ("a.yaml", YAML), ("a.ics", ICS)] {
        for at in 0..text.len() {
            for byte in [b'\n', b'"', 0xff] {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = byte;
                read(name, &bytes);
            }
        }
    }
}

#[test]
fn every_name_may_stand_on_every_content() {
    for name in ["a.csv", "a.json", "a.yaml", "a.ics", "a.xlsx", "a", "a.txt", ""] {
        for text in
            [CSV, JSON, LINKED, YAML, ICS, "", " \n", "PK\u{3}\u{4}", "<html>", "\u{feff}", "---"]
        {
            read(name, text.as_bytes());
        }
    }
}

#[test]
fn the_largest_file_is_read_and_a_larger_one_is_not() {
    let mut text = String::from("Date,City\n2026-03-12,Oslo\n");
    text.push_str(&"\n".repeat(FILE_BYTES_MAX - text.len()));
    assert_eq!(read("a.csv", text.as_bytes()).events.len(), 1);
    text.push('\n');
    let report = read("a.csv", text.as_bytes());
    assert!(report.events.is_empty() && report.problems[0].reason.contains("larger than 16 MiB"));
}

#[test]
fn the_longest_table_is_read_and_a_longer_one_is_not() {
    let mut text = String::from("Date,Zone\n");
    text.push_str(&"2026-03-12,Europe/Oslo\n".repeat(ROWS_MAX));
    assert_eq!(read("a.csv", text.as_bytes()).rows, ROWS_MAX);
    text.push_str("2026-03-12,Europe/Oslo\n");
    let report = read("a.csv", text.as_bytes());
    assert!(report.events.is_empty() && report.problems[0].reason.contains("more than 20000 rows"));
}

#[test]
fn deep_and_repeating_files_end() {
    read("a.json", "[".repeat(100_000).as_bytes());
    read("a.json", (r#"{"a":"#.repeat(100) + "1" + &"}".repeat(100)).as_bytes());
    read("a.yaml", ("- ".repeat(5_000) + "a").as_bytes());
    let doubled = |n: u32| format!("a{n}: &a{n} [*a{}, *a{}]", n - 1, n - 1);
    let bomb: Vec<String> = (1..30).map(doubled).collect();
    read("a.yaml", format!("a0: &a0 [x]\n{}", bomb.join("\n")).as_bytes());
    read("a.ics", "BEGIN:VEVENT\r\n".repeat(5_000).as_bytes());
    let never = "BEGIN:VEVENT\r\nDTSTART:20260312T190000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n";
    assert_eq!(read("a.ics", never.as_bytes()).events.len(), 1);
    read("a.csv", ("Date\n".to_owned() + &"1,".repeat(50_000)).as_bytes());
    read("a.csv", ("Date\n".to_owned() + &"12 March ".repeat(50_000)).as_bytes());
}

/// Texts that look like the values of real files.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}",
        "[0-9]{1,2} (Mar|März|juin|avril|Dec)[.,]? ?[0-9]{0,4}",
        "(Fri|Sa|mar|lun) [0-9]{1,2}(-| bis | & )[0-9]{1,2}[. ]{1,2}(May|10)[. ]{1,2}20[0-9]{2}",
        "[0-9]{1,2}[:h.][0-9]{2}( ?pm| Uhr|Z|[+]02:00)?",
        "-?[0-9]{1,3}[.,][0-9]{1,6}",
        "(London|Paris|Springfield|Köln|New York)(, (UK|TX|France))?",
        "\\PC{0,12}",
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_whole_report(bytes in proptest::collection::vec(any::<u8>(), 0..300), name in "[a-c]\\.(csv|json|yaml|ics|xlsx|txt)") {
        read(&name, &bytes);
    }

    #[test]
    fn any_table_gives_a_whole_report(
        headings in proptest::collection::vec(prop_oneof![Just("Date"), Just("Ort"), Just("Time"), Just("Country"), Just("lat"), Just("lon"), Just("End date"), Just("Zone"), Just("x")], 1..6),
        rows in proptest::collection::vec(proptest::collection::vec(value(), 1..6), 0..12),
        separator in prop_oneof![Just(","), Just(";"), Just("\t")],
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = headings.join(separator) + "\n";
        for row in &rows {
            text.push_str(&(row.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\n"));
        }
        read("a.csv", text.as_bytes());
    }

    #[test]
    fn any_list_gives_a_row_for_each_of_its_shows(dates in proptest::collection::vec(value(), 1..10)) {
        let rows: Vec<serde_json::Value> = dates.iter().map(|date| serde_json::json!({"date": date, "city": "Oslo"})).collect();
        let report = read("a.json", serde_json::to_string(&rows).unwrap().as_bytes());
        prop_assert!(report.rows >= dates.len(), "{} rows of {}: {:?}", report.rows, dates.len(), report.problems);
    }
}
