//! How far a sheet is: what is counted, and the one word for it.

use serde::Serialize;

use super::landing::planned;
use super::sheet::{Asked, FieldState, asked};
use crate::book::{Book, Entry};
use crate::record::Section;
use crate::record::kinds::{Advance, Event};

/// The word for how far an advance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AdvanceStatus {
    /// The show has no sheet.
    NotBegun,
    /// Nobody knows yet where the show is.
    NoVenue,
    /// Nobody knows whom to send it to.
    NoEmail,
    /// It can be sent.
    NotSent,
    /// The venue has the link and has answered nothing.
    Sent,
    /// Some of it is answered.
    InProgress,
    /// Two answers to one question, or an answer that contradicts the tour book.
    NeedsAttention,
    /// Everything that is required is answered and decided, or the tour has closed it.
    Completed,
}

impl AdvanceStatus {
    /// The word as people read it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotBegun => "not begun",
            Self::NoVenue => "no venue",
            Self::NoEmail => "no e-mail",
            Self::NotSent => "not sent",
            Self::Sent => "sent",
            Self::InProgress => "in progress",
            Self::NeedsAttention => "needs attention",
            Self::Completed => "completed",
        }
    }
}

/// What is counted of a sheet or of one section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Questions.
    pub questions: usize,
    /// Questions with an answer.
    pub answers: usize,
    /// Questions that have to be answered.
    pub required: usize,
    /// How many of the required ones are answered.
    pub answered: usize,
    /// Answers that nothing was decided about.
    pub undecided: usize,
    /// Questions with two answers.
    pub disputed: usize,
    /// Undecided answers that say something else than the tour book.
    pub differs: usize,
}

/// How far a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionCounts {
    /// The section.
    pub section: Section,
    /// What is counted of it.
    #[serde(flatten)]
    pub counts: Counts,
    /// The scope's counter at the newest answer in it; 0 for none.
    pub newest: u64,
}

/// How far a sheet is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// The word for it.
    pub status: AdvanceStatus,
    /// What is counted of all of it.
    #[serde(flatten)]
    pub counts: Counts,
    /// The scope's counter at the newest answer; 0 for none.
    pub newest: u64,
    /// The sections that ask something, in the order of the sheet.
    pub sections: Vec<SectionCounts>,
}

/// How far a sheet is.
pub fn progress(book: &Book, advance: &Entry<Advance>) -> Progress {
    of_sheet(book, advance, &asked(book, advance))
}

/// The same of a sheet that was joined before.
pub(crate) fn of_sheet(book: &Book, advance: &Entry<Advance>, sheet: &[Asked<'_>]) -> Progress {
    let mut total = Counts::default();
    let mut newest = 0;
    let mut sections: Vec<SectionCounts> = Vec::new();
    for one in sheet {
        let section = one.question.section;
        let idx = sections.iter().position(|counts| counts.section == section);
        let idx = idx.unwrap_or_else(|| {
            sections.push(SectionCounts { section, counts: Counts::default(), newest: 0 });
            sections.len() - 1
        });
        let differs = one.state() == FieldState::Answered
            && planned(book, advance, one.question, one.answer()).is_some_and(|there| !there.same);
        total.count(one, differs);
        sections[idx].counts.count(one, differs);
        newest = newest.max(one.answer_seq());
        sections[idx].newest = sections[idx].newest.max(one.answer_seq());
    }
    sections.sort_by_key(|counts| counts.section as u8);
    Progress { status: status(book, advance, &total), counts: total, newest, sections }
}

impl Counts {
    fn count(&mut self, asked: &Asked<'_>, differs: bool) {
        let state = asked.state();
        let is_answered = state != FieldState::Open;
        self.questions += 1;
        self.answers += usize::from(is_answered);
        self.required += usize::from(asked.question.required);
        self.answered += usize::from(asked.question.required && is_answered);
        self.undecided += usize::from(state == FieldState::Answered);
        self.disputed += usize::from(state == FieldState::Disputed);
        self.differs += usize::from(differs);
    }
}

fn status(book: &Book, advance: &Entry<Advance>, counts: &Counts) -> AdvanceStatus {
    let event = advance.event.and_then(|event| book.get::<Event>(event));
    let complete = counts.required > 0 && counts.answered == counts.required;
    if advance.closed == Some(true) {
        AdvanceStatus::Completed
    } else if counts.disputed > 0 || counts.differs > 0 {
        AdvanceStatus::NeedsAttention
    } else if complete && counts.undecided == 0 {
        AdvanceStatus::Completed
    } else if counts.answers > 0 {
        AdvanceStatus::InProgress
    } else if advance.sent_on.is_some() {
        AdvanceStatus::Sent
    } else if event.is_none_or(|event| event.venue.is_none()) {
        AdvanceStatus::NoVenue
    } else if advance.recipient_email.is_none() {
        AdvanceStatus::NoEmail
    } else {
        AdvanceStatus::NotSent
    }
}
