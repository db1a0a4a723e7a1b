//! What whole columns prove, and what they leave open.

use super::*;
use crate::import::dates::read;

fn column(texts: &[&str], hints: Hints) -> Vec<String> {
    let dated: Vec<Dated> = texts
        .iter()
        .map(|text| Dated { reading: read(text).unwrap(), stated_year: None })
        .collect();
    settle(&dated, hints).0.iter().map(shown).collect()
}

fn shown(settled: &Settled) -> String {
    match settled {
        Ok(days) => days.days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(" "),
        Err(reason) => format!("no: {reason}"),
    }
}

fn dates(texts: &[&str]) -> Vec<String> {
    column(texts, Hints::default())
}

#[test]
fn one_value_proves_the_order_of_the_column() {
    assert_eq!(dates(&["03/04/2026", "25/04/2026"]), ["2026-04-03", "2026-04-25"]);
    assert_eq!(dates(&["03/04/2026", "04/25/2026"]), ["2026-03-04", "2026-04-25"]);
    assert_eq!(dates(&["Fri 03/04/2026", "05/06/2026"]), ["2026-04-03", "2026-06-05"]);
}

#[test]
fn the_order_of_the_rows_may_prove_the_order_of_the_date() {
    let rows = ["01/02/2026", "05/02/2026", "02/03/2026", "09/03/2026", "01/04/2026"];
    assert_eq!(dates(&rows)[1], "2026-02-05");
    let months = ["02/01/2026", "02/05/2026", "03/02/2026", "03/09/2026", "04/01/2026"];
    assert_eq!(dates(&months)[1], "2026-02-05");
}

#[test]
fn what_nothing_proves_is_refused_with_both_readings() {
    let refused = dates(&["03/04/2026", "05/06/2026"]);
    assert!(
        refused[0].contains("3 April 2026 (day first) or 4 March 2026 (month first)"),
        "{refused:?}"
    );
    let mixed = dates(&["25/12/2026", "12/25/2026", "03/04/2026"]);
    assert_eq!(mixed[..2], ["2026-12-25", "2026-12-25"]);
    assert!(mixed[2].starts_with("no: "));
}

#[test]
fn foreign_headings_prove_that_the_day_comes_first() {
    let hints = Hints { day_first: true, year: None };
    assert_eq!(column(&["03.04.2026"], hints), ["2026-04-03"]);
}

#[test]
fn a_missing_year_is_proved_from_both_sides_only() {
    let rows = ["30 June 2009", "2 July", "24 December", "2 January", "5 March 2010", "7 March"];
    let settled = dates(&rows);
    assert_eq!(settled[1..4], ["2009-07-02", "2009-12-24", "2010-01-02"]);
    assert!(settled[5].starts_with("no: "), "{settled:?}");
    let loose = dates(&["30 June 2009", "2 July", "30 July 2011"]);
    assert!(loose[1].starts_with("no: "), "{loose:?}");
}

#[test]
fn falling_rows_prove_a_year_as_well() {
    assert_eq!(
        dates(&["5 March 2010", "2 January", "24 December", "30 June 2009"])[1..3],
        ["2010-01-02", "2009-12-24"]
    );
}

#[test]
fn a_weekday_proves_a_year_near_a_known_one() {
    assert_eq!(dates(&["30 June 2026", "Thu 2 July"]), ["2026-06-30", "2026-07-02"]);
    assert!(dates(&["Thu 2 July"])[0].starts_with("no: "));
}

#[test]
fn two_digits_need_a_proof() {
    assert!(dates(&["12 Mar 26"])[0].starts_with("no: "));
    assert_eq!(dates(&["Thu 12 Mar 26"]), ["2026-03-12"]);
    assert_eq!(dates(&["30 Jan 2026", "12 Mar 26"]), ["2026-01-30", "2026-03-12"]);
    assert_eq!(dates(&["25 Dec 26", "1 January 2027", "2 January 2027"])[0], "2026-12-25");
}

#[test]
fn a_heading_may_give_the_year() {
    let hints = Hints { day_first: false, year: Some(2026) };
    assert_eq!(column(&["12 March", "14 March"], hints), ["2026-03-12", "2026-03-14"]);
}

#[test]
fn ranges_become_days_within_reason() {
    assert_eq!(
        dates(&["30 December - 2 January 2027"]),
        ["2026-12-30 2026-12-31 2027-01-01 2027-01-02"]
    );
    assert!(dates(&["1 January 2026 - 31 December 2026"])[0].starts_with("no: "));
    assert!(dates(&["14-12 March 2026"])[0].starts_with("no: "));
}

#[test]
fn a_wrong_weekday_is_said() {
    let dated = Dated { reading: read("Mon 12 March 2026").unwrap(), stated_year: None };
    let settled = settle(&[dated], Hints::default()).0.remove(0).unwrap();
    assert_eq!(settled.notes, ["2026-03-12 is a Thursday, but the row says Mon"]);
}
