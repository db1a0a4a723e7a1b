//! An advance: what tour and venue have to agree for one show, and what they have agreed.

use chrono::NaiveDate;
use serde_json::Value;

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Answer, Answered, Decided, Key, Line, Prose, Question, Questions};

kind! {
    /// Questions to copy to shows. Changing them changes no sheet that has them.
    AdvanceTemplate = AdvanceTemplate, parent None;
    /// What it is called: Club, Arena.
    name: Line, Review required;
    /// Its questions.
    questions: Questions, Review;
    /// What everyone should know.
    notes: Prose, Text;
}

kind! {
    /// The advance sheet of one event. Its answers are records of their own. In the directory it is a
    /// visit to a venue, kept for the next one.
    Advance = Advance, parent None;
    /// The event; none in the directory.
    event: RecordId, Review;
    /// In the directory: the venue.
    venue: RecordId, Review;
    /// In the directory: the date of that visit.
    visited: NaiveDate, Review;
    /// The template that its questions were copied from.
    template: RecordId, Latest;
    /// The questions, as they were copied; none for a visit, whose answers bring theirs along.
    questions: Questions, Review required;
    /// Who answers for the venue.
    recipient_name: Line, Review;
    /// Their e-mail, which the link goes to.
    recipient_email: Line, Review;
    /// Who advances the show for the tour.
    owner: RecordId, Review;
    /// When the link was last given to the venue.
    sent_on: NaiveDate, Latest;
    /// Whether nobody is reminded.
    no_reminders: bool, Review;
    /// Whether the tour calls it complete, whatever is open.
    closed: bool, Review;
    /// What the tour notes about it. The venue does not see it.
    notes: Prose, Text;
}

kind! {
    /// The answer to one question of an advance sheet, and what the tour decided about it. Its id follows
    /// from sheet and key, so two people who answer the same have answered one question.
    AdvanceField = AdvanceField, parent None;
    /// The sheet.
    advance: RecordId, Review required;
    /// Which question.
    key: Key, Review required;
    /// The question itself, where this sheet alone asks it.
    question: Question, Review;
    /// The answer, in the form that the question asks for.
    answer: Answer, Review;
    /// Who gave it.
    answered: Answered, Latest;
    /// What the tour decided about it.
    decided: Decided, Review;
    /// What the venue remarks about it.
    remark: Prose, Text;
}

kind! {
    /// A version of a file that somebody outside the tour was given: a rider, a plot.
    Handout = Handout, parent None;
    /// The advance that it was given with.
    advance: RecordId, Review;
    /// The file.
    file: RecordId, Review required;
    /// What it was called then.
    name: Line, Review required;
    /// What named its content then.
    hash: crate::blob::BlobHash, Review required;
    /// The version it says it is.
    version: Line, Review;
    /// Who was given it.
    recipient: Line, Review;
    /// When.
    given_on: NaiveDate, Review;
}

impl AdvanceField {
    /// The answer, if there is one.
    pub fn value(&self) -> Option<&Value> {
        self.answer.as_ref().map(Answer::value)
    }
}
