//! Advance sheets on paper.

use domain::advance::{FieldState, Starter};
use domain::ids::RecordId;
use domain::view::advance_sheet as view_of;

use super::*;

/// A sheet as a club is asked, of which a question is answered, one accepted and one refused.
fn advanced() -> domain::view::AdvanceSheet {
    let mut tour = Tour::new().with_house();
    let event = tour.sheet().events[0].id;
    let questions = Starter::of_word("club").unwrap().questions();
    let texts = questions
        .as_slice()
        .iter()
        .filter(|question| matches!(question.input, domain::record::Input::Text { .. }));
    let keys: Vec<_> = texts.map(|question| question.key.as_str().to_owned()).take(3).collect();
    let sheet = RecordId::of_advance(event);
    let fields = json!({"event": event, "questions": questions, "recipient_name": "Pia Lund"});
    tour.put(Kind::Advance, sheet, &fields);
    let answered = json!({"by": "Pia Lund", "via": "form", "at": "2026-10-20T10:00:00Z"});
    for (idx, key) in keys.iter().enumerate() {
        let answer = format!("Answer {idx}");
        let mut fields =
            json!({"advance": sheet, "key": key, "answer": answer, "answered": answered});
        match idx {
            1 => fields["decided"] = json!({"outcome": "accepted", "answer": answer}),
            2 => {
                let decided = json!({"outcome": "refused", "answer": answer, "note": "too late"});
                fields["decided"] = decided;
            }
            _ => {}
        }
        tour.put(Kind::AdvanceField, RecordId::of_advance_field(sheet, key), &fields);
    }
    let book = tour.book();
    view_of(&book, &domain::book::Book::new(), sheet).unwrap()
}

#[test]
fn an_advance_sheet_has_every_question_with_its_answer_or_that_it_is_open() {
    let sheet = advanced();
    let laid = advance::laid_out(&sheet, &paper()).unwrap();
    let words = all_words(&laid).split_whitespace().collect::<Vec<_>>().join(" ");
    let fields: Vec<_> = sheet.parts.iter().flat_map(|part| &part.fields).collect();
    assert!(fields.len() > 10);
    for field in &fields {
        assert!(
            words.contains(field.question.label.as_str()),
            "{} in {words}",
            field.question.label
        );
    }
    let n_open = fields.iter().filter(|field| field.state == FieldState::Open).count();
    assert!(words.matches("open").count() >= n_open, "{words}");
    for said in ["Answer 0", "Pia Lund", "Tue 20 Oct", "accepted", "refused", "too late"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    assert_eq!(struck(&laid), ["Answer 2"], "what was refused");
    laws::keeps_them(&laid);
    assert!(advance_sheet(&sheet, &paper()).is_ok());
}
