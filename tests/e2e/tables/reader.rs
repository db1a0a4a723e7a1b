//! The files as programs of others read them: `csv` and `openpyxl` of Python.

use std::path::PathBuf;
use std::time::Duration;

use domain::publish::Subject;
use harness::{Database, TestApp};
use serde_json::{Value, json};
use tokio::process::Command;

use super::{Arranged, FORMULA, arrange, hand_out};

/// Names the Python environment that the reader is installed in, beside the road engines; `.ci/run` makes
/// it.
const VARIABLE: &str = "BUSCALL_TEST_ROAD_ENGINES";
/// No reading takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(2);
/// Reads both files and tells what is in them.
const READ: &str = "
import csv, datetime, json, openpyxl, sys
with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
    lines = list(csv.reader(file, strict=True))
book = openpyxl.load_workbook(sys.argv[2])
sheet = book.active
rows = [[str(cell.value) if isinstance(cell.value, datetime.datetime) else cell.value for cell in row]
        for row in sheet.iter_rows()]
print(json.dumps({
    'lines': lines, 'rows': rows, 'sheets': book.sheetnames, 'frozen': sheet.freeze_panes,
    'filter': sheet.auto_filter.ref, 'created': str(book.properties.created),
    'types': sorted({cell.data_type for row in sheet.iter_rows() for cell in row}),
}))
";

/// The Python with the reader, where it is installed. In CI it must be.
fn installed() -> Option<PathBuf> {
    let environment = std::env::var_os(VARIABLE).map(PathBuf::from);
    let found = environment.filter(|environment| {
        let mut pythons = std::fs::read_dir(environment.join("lib")).into_iter().flatten();
        pythons.any(|python| python.unwrap().path().join("site-packages/openpyxl").is_dir())
    });
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{VARIABLE} must have openpyxl in CI");
        eprintln!("not read by openpyxl: {VARIABLE} names none");
    }
    Some(found?.join("bin/python"))
}

#[tokio::test]
async fn other_programs_read_a_guest_list_with_its_dates_and_run_nothing_of_it() {
    let Some(python) = installed() else { return };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Europe 26").await;
    let Arranged { event, .. } = arrange(&tour).await;
    hand_out(&tour, Subject::GuestList(event)).await;
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command.args(["-c", READ]).kill_on_drop(true);
    for ending in ["csv", "xlsx"] {
        let file = tour.get(&tour.manager, &format!("/events/{event}/guest_list.{ending}")).await;
        file.must_succeed();
        let path = folder.path().join(format!("list.{ending}"));
        std::fs::write(&path, file.body).unwrap();
        command.arg(path);
    }
    let output = tokio::time::timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();

    let lines = read["lines"].as_array().unwrap();
    assert!(lines.iter().all(|line| line.as_array().unwrap().len() == 12), "{read}");
    let guests = &lines[lines.len() - 2..];
    assert_eq!((&guests[0][0], &guests[1][0]), (&json!(format!("'{FORMULA}")), &json!("Cleo")));

    assert_eq!(read["sheets"], json!(["Guest list"]));
    // Dates, numbers and texts; no formula.
    assert_eq!(read["types"], json!(["d", "n", "s"]));
    let rows = read["rows"].as_array().unwrap();
    assert_eq!(rows[2][1], "2026-10-24 00:00:00");
    let heading = rows.iter().position(|row| row[0] == "Name").unwrap();
    assert_eq!(rows[heading + 1][0], FORMULA);
    assert_eq!(rows[heading + 1][2], 2);
    assert_eq!(read["frozen"], format!("A{}", heading + 2));
    assert_eq!(read["filter"], format!("A{}:L{}", heading + 1, rows.len()));
    assert_eq!(read["created"], "2000-01-01 00:00:00");
    app.end().await;
}
