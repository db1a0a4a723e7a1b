//! Laws of paper: whatever people have typed, everything stands on the page and nothing on anything else.

use domain::view::DaySheet;
use proptest::prelude::*;

use super::super::block::Shape;
use super::super::sheet::Sheet;
use super::*;

/// Points by which two lines may touch: sizes are sums of many roundings.
const TOUCH: f32 = 0.2;

/// Everything stands inside its page, no text stands on other text, and every row is on one page.
pub(super) fn keeps_them(sheet: &Sheet) {
    for (idx, page) in sheet.pages.iter().enumerate() {
        let mut texts: Vec<(f32, f32, f32, f32, String)> = Vec::new();
        for stood in &page.blocks {
            for ink in &stood.block.ink {
                let (x, y) = (stood.x + ink.x, stood.y + ink.y);
                let (right, bottom) = (x + ink.width, y + ink.height);
                let inside = x >= -TOUCH
                    && y >= -TOUCH
                    && right <= sheet.width + TOUCH
                    && bottom <= sheet.height + TOUCH;
                assert!(inside, "page {idx}: {x} {y} {right} {bottom} of {:?}", ink.shape);
                if let Shape::Text { line, .. } = &ink.shape {
                    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
                    if !text.trim().is_empty() {
                        texts.push((x, y, right, bottom, text));
                    }
                }
            }
        }
        for (n, a) in texts.iter().enumerate() {
            for b in &texts[n + 1..] {
                let wide = a.2.min(b.2) - a.0.max(b.0);
                let high = a.3.min(b.3) - a.1.max(b.1);
                assert!(wide <= TOUCH || high <= TOUCH, "page {idx}: {a:?} on {b:?}");
            }
        }
    }
}

/// What people type, and what they had better not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z ,.]{0,40}",
        2 => "\\PC{0,60}",
        1 => "[a-zß]{60,200}",
        1 => "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{64b}-\u{652} 0-9]{0,40}",
        1 => "[e\u{300}-\u{36f}]{0,40}",
        1 => "(.|\n){0,300}",
    ]
}

fn sheet_of(rows: &[[String; 4]], head: [String; 4]) -> DaySheet {
    let mut sheet = Tour::new().with_house().with_rows(rows.len()).sheet();
    for (row, [title, detail, place, department]) in sheet.schedule.iter_mut().zip(rows) {
        row.title.clone_from(title);
        row.detail = Some(detail.clone());
        row.place = Some(place.clone());
        row.departments.push(department.clone());
        row.penalty = Some(title.clone());
    }
    let [city, artist, weather, notes] = head;
    sheet.header.city = Some(city);
    sheet.header.artist = Some(artist);
    sheet.header.weather = Some(weather);
    sheet.header.notes = Some(notes);
    for leg in &mut sheet.travel {
        leg.title.clone_from(&rows.first().map(|row| row[0].clone()).unwrap_or_default());
        leg.people = rows.iter().map(|row| row[2].clone()).collect();
    }
    sheet
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_leaves_the_page_or_stands_on_anything_else(
        rows in prop::collection::vec(prop::array::uniform4(typed()), 0..24),
        head in prop::array::uniform4(typed()),
        letter in any::<bool>(),
        h12 in any::<bool>(),
    ) {
        let sheet = sheet_of(&rows, head);
        let size = if letter { PageSize::Letter } else { PageSize::A4 };
        let clock = if h12 { ClockStyle::H12 } else { ClockStyle::H24 };
        let paper = Paper { size, clock, ..paper() };
        let laid = laid(&sheet, &paper);
        keeps_them(&laid);
        prop_assert!(draw::draw(&laid).is_ok(), "{:?}", draw::draw(&laid));
    }
}
