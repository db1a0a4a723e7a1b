//! A template is copied, and never over what stands there.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date, test_id};
use crate::change::{Group, check_group};
use crate::ids::GroupId;
use crate::permission::Level;
use crate::record::check_create;

const FRIDAY: &str = "2026-10-23";
const SATURDAY: &str = "2026-10-24";

fn tour_with_template() -> (TestTour, RecordId) {
    let mut tour = TestTour::new();
    tour.day(FRIDAY, "Hamburg", "Europe/Berlin");
    tour.day(SATURDAY, "Köln", "Europe/Berlin");
    let at = |start: &str| json!({"precision": "exact", "start": start});
    let items = json!([
        {"title": "Load-in", "item_type": "load_in", "when": at("10:00")},
        {"title": "Doors", "item_type": "doors", "when": at("19:00"), "hard": true, "key": true},
        {"title": "Changeover", "when": at("20:30")},
        {"title": "Changeover", "when": at("21:30"), "departments": ["Backline"]},
        {"title": "Bus call", "item_type": "bus_call", "when": {"precision": "tbd"}},
    ]);
    let template = tour.add(Kind::ScheduleTemplate, &json!({"name": "Arena", "items": items}));
    (tour, template)
}

fn planned(
    tour: &TestTour,
    template: RecordId,
    dates: &[&str],
    mode: TemplateMode,
) -> TemplatePlan {
    let mut n = 0;
    let mut new_id = || {
        n += 1;
        test_id(5_000 + n)
    };
    let dates: Vec<_> = dates.iter().map(|text| date(text)).collect();
    plan(&tour.book(), template, &dates, tour.id, tour.scope, &mut new_id, mode).unwrap()
}

fn titles(rows: &[TemplateRow]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

#[test]
fn a_template_is_copied_to_every_date_that_is_named_as_unconfirmed_items() {
    let (tour, template) = tour_with_template();
    let plan = planned(&tour, template, &[SATURDAY, FRIDAY, FRIDAY], TemplateMode::AddMissing);
    let dates: Vec<_> = plan.dates.iter().map(|told| told.date.to_string()).collect();
    assert_eq!(dates, [FRIDAY, SATURDAY]);
    assert_eq!(plan.edits.len(), 10);
    let group = Group {
        id: GroupId(test_id(9_000).0),
        prev: None,
        replica: None,
        author: None,
        via: None,
        said_at: None,
        reason: None,
        edits: plan.edits,
    };
    assert_eq!(check_group(&group), Ok(()));
    let levels = BTreeMap::from([(tour.scope, Level::Edit)]);
    let book = tour.book().with_pending(&[group], tour.author, &levels).book;
    let friday = book.on(date(FRIDAY)).unwrap();
    let times: Vec<_> = friday.items().iter().map(|i| i.when.unwrap().to_string()).collect();
    assert_eq!(times, ["10:00", "19:00", "20:30", "21:30", "TBD"]);
    for item in friday.items() {
        assert_eq!((item.confirmed, item.template), (None, Some(template)));
        assert_eq!(check_create(&Kind::ScheduleItem, &item.record().fields), Ok(()));
    }
    assert_eq!(friday.items()[1].hard, Some(true));
    assert_eq!(friday.items()[3].departments.as_ref().unwrap().as_slice().len(), 1);
}

#[test]
fn what_stands_on_a_date_is_left_alone_and_shown_where_it_differs() {
    let (mut tour, template) = tour_with_template();
    let friday = tour.book().day_on(date(FRIDAY)).unwrap().id();
    let moved = tour.item(friday, "doors", "18:30", json!({"item_type": "doors"}));
    tour.item(friday, "Changeover", "21:30", Value::Null);
    tour.item(friday, "Press", "15:00", Value::Null);
    let plan = planned(&tour, template, &[FRIDAY], TemplateMode::AddMissing);
    let told = &plan.dates[0];
    assert_eq!(titles(&told.adds), ["Load-in", "Changeover", "Bus call"]);
    assert_eq!(told.adds[1].text, "20:30");
    assert_eq!((told.same, told.differs.len()), (1, 1));
    let differs = &told.differs[0];
    assert_eq!(differs.id, moved);
    assert_eq!(differs.here.unwrap().to_string(), "18:30");
    assert_eq!(differs.template.to_string(), "19:00");
    assert!(plan.edits.iter().all(|edit| matches!(edit, Edit::Create(_))));
}

#[test]
fn a_row_of_another_type_is_another_row() {
    let (mut tour, template) = tour_with_template();
    let friday = tour.book().day_on(date(FRIDAY)).unwrap().id();
    tour.item(friday, "Doors", "19:00", json!({"item_type": "other"}));
    let plan = planned(&tour, template, &[FRIDAY], TemplateMode::AddMissing);
    assert!(titles(&plan.dates[0].adds).contains(&"Doors"));
}

#[test]
fn applying_a_template_twice_adds_nothing_the_second_time() {
    let (mut tour, template) = tour_with_template();
    let first = planned(&tour, template, &[FRIDAY], TemplateMode::AddMissing);
    for edit in first.edits {
        let Edit::Create(create) = edit else { panic!("a template only creates") };
        tour.put(create.kind, create.id, &Value::Object(create.fields));
    }
    let second = planned(&tour, template, &[FRIDAY], TemplateMode::AddMissing);
    assert_eq!(second.edits, []);
    assert_eq!(second.dates[0].same, 5);
}

#[test]
fn only_empty_dates_are_filled_where_that_is_asked_for() {
    let (mut tour, template) = tour_with_template();
    let friday = tour.book().day_on(date(FRIDAY)).unwrap().id();
    tour.item(friday, "Press", "15:00", Value::Null);
    let plan = planned(&tour, template, &[FRIDAY, SATURDAY], TemplateMode::EmptyDatesOnly);
    assert_eq!(plan.dates[0].adds, []);
    assert_eq!(plan.dates[0].left_out.len(), 5);
    assert_eq!(plan.dates[1].adds.len(), 5);
    assert_eq!(plan.edits.len(), 5);
}

#[test]
fn a_date_without_a_day_gets_nothing_and_says_which_id_its_day_would_have() {
    let (tour, template) = tour_with_template();
    let plan = planned(&tour, template, &["2026-12-24"], TemplateMode::AddMissing);
    let told = &plan.dates[0];
    assert!(told.missing_day);
    assert_eq!(told.day, RecordId::of_day(tour.id, date("2026-12-24")));
    assert_eq!((told.adds.len(), plan.edits.len()), (0, 0));
}

#[test]
fn no_template_and_too_many_dates_are_problems() {
    let (tour, template) = tour_with_template();
    let book = tour.book();
    let mut new_id = || test_id(1);
    let mut planned = |template, dates: &[NaiveDate]| {
        let mode = TemplateMode::AddMissing;
        plan(&book, template, dates, tour.id, tour.scope, &mut new_id, mode)
    };
    let missing = planned(test_id(77), &[date(FRIDAY)]).unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
    let dates: Vec<_> = date(FRIDAY).iter_days().take(TEMPLATE_DATES_MAX + 1).collect();
    assert_eq!(planned(template, &dates).unwrap_err().errors[0].field, "dates");
    assert!(planned(template, &dates[1..]).is_ok());
    assert_eq!(planned(template, &[]).unwrap_err().errors[0].field, "dates");
}
