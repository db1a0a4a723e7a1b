//! The venue's side: what a link opens, and what is saved through it. Whoever comes by a link is in no
//! audience. They see one form and nothing else, and what they write is made here, so that no id in a
//! form can mean another record.
//!
//! A link that is unknown, not open yet, closed, expired or revoked is not there, one like the other.

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::advance::{FORM_VIA, FormRead, Posted, last_visit, read_form};
use domain::book::{Book, Entry};
use domain::change::{Create, Edit, Group, Status, in_groups};
use domain::ids::{AccountId, GroupId, RecordId};
use domain::limits::ANSWER_FILES_MAX;
use domain::problem::{ErrorCode, FieldProblem};
use domain::record::kinds::{Advance, Event, File, Handout};
use domain::record::{AnswerVia, Answered, Input, Kind, Line};
use domain::view::{self, AdvanceSheet, TourHeader};
use serde_json::{Value, json};

use super::directory;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
use crate::service::access::{self, TourAccess};
use crate::service::blobs::{self, Content};
use crate::service::books;
use crate::service::ledger::Submission;
use crate::service::resources::only_receipt;
use crate::store::advance_links::{self, AdvanceLink, Visit};

/// Bytes of one file that a venue sends: a technical pack with drawings.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Files that venues may send for one show, so that a link cannot fill the disk.
const FILES_OF_A_SHOW_MAX: usize = 100;

/// Somebody with a link.
pub struct Guest {
    /// The link.
    pub link: AdvanceLink,
    /// What the form is made from: the sheet's audience and everyone's.
    access: TourAccess,
}

/// What a form shows.
pub struct Form {
    /// The sheet.
    pub sheet: AdvanceSheet,
    /// The tour.
    pub tour: TourHeader,
    /// Whether the tour has closed the sheet: it can be read and not changed.
    pub closed: bool,
}

/// What became of a form that was sent.
#[derive(Debug, Default)]
pub struct Saved {
    /// How many answers say something new.
    pub n_answers: usize,
    /// Whether somebody else had answered one of them meanwhile. Both are kept.
    pub disputed: bool,
    /// What was said anew, by the key of its question, as it is stored.
    pub answers: BTreeMap<String, Value>,
    /// What could not be read, by the key of its question.
    pub problems: Vec<FieldProblem>,
}

/// Lets somebody in who has a link.
pub async fn enter(app: &App, secret: &str, peer: Option<IpAddr>) -> Result<Guest> {
    app.form_limiter.arrives(peer)?;
    let now = app.clock.now();
    let found = advance_links::by_hash(app.store.reader(), &Token::hash(secret), now).await?;
    let link = found.ok_or_else(Error::not_found)?;
    let access = access(app, &link).await?;
    Ok(Guest { link, access })
}

async fn access(app: &App, link: &AdvanceLink) -> Result<TourAccess> {
    let nobody = AccountId::of_guest(link.id, "");
    access::through(app, (link.org, link.tour), link.scope, nobody).await
}

/// The form of a link.
pub async fn form(app: &App, guest: &Guest) -> Result<Form> {
    let directory = directory_of_giver(app, guest).await?;
    let advance = guest.link.advance;
    books::read_beside(app, &guest.access, directory.as_ref(), |book, directory| {
        let sheet = view::advance_sheet(book, directory, advance).ok_or_else(Error::not_found)?;
        let tour = view::tour_header(book).ok_or_else(Error::not_found)?;
        let closed = sheet.closed;
        Ok(Form { sheet, tour, closed })
    })
    .await?
}

/// Notes that a link was opened, so that the tour knows. A busy writer keeps nobody out.
pub async fn note_opened(app: &App, guest: &Guest) {
    let noted = advance_links::opened(app.store.writer(), guest.link.id, app.clock.now()).await;
    if let Err(err) = noted {
        tracing::warn!(error = %err, "that an advance link was opened could not be noted");
    }
}

/// The directory, through which the form is filled in from the last visit: as whoever gave the link may
/// see it, so that a link is no way to what its giver does not see.
async fn directory_of_giver(app: &App, guest: &Guest) -> Result<Option<TourAccess>> {
    let giver = TourAccess { account: guest.link.created_by, ..guest.access.clone() };
    directory(app, &giver).await
}

/// Saves what was filled in. What can be read is saved, also where something else cannot.
pub async fn save(
    app: &App,
    guest: &Guest,
    by: Option<&Line>,
    posted: &[Posted],
    peer: Option<IpAddr>,
) -> Result<Saved> {
    app.form_limiter.saves(guest.link.id)?;
    let directory = directory_of_giver(app, guest).await?;
    let answered = Answered { by: by.cloned(), via: AnswerVia::Form, at: app.clock.now() };
    let read = books::read_beside(app, &guest.access, directory.as_ref(), |book, directory| {
        let sheet = open_sheet(book, guest)?;
        let visit = last_visit(book, directory, sheet);
        Ok::<FormRead, Error>(read_form(book, sheet, &visit, posted, &answered))
    });
    let read = read.await??;
    let FormRead { edits, answers, problems } = read;
    let mut saved = Saved { n_answers: edits.len(), disputed: false, answers, problems };
    for edits in in_groups(edits) {
        saved.disputed |= submit(app, guest, by, edits).await? == Status::Disputed;
    }
    if saved.n_answers > 0 {
        note(app, guest, by, saved.n_answers, peer).await;
    }
    Ok(saved)
}

/// The sheet of a link, unless its show is gone or the tour has closed it.
fn open_sheet<'b>(book: &'b Book, guest: &Guest) -> Result<&'b Entry<Advance>> {
    let sheet = book.get::<Advance>(guest.link.advance).ok_or_else(Error::not_found)?;
    sheet.event.and_then(|event| book.get::<Event>(event)).ok_or_else(Error::not_found)?;
    if sheet.closed == Some(true) {
        let detail = "the tour has closed this form";
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    Ok(sheet)
}

/// Adds a file to the answer of a question that asks for files.
pub async fn add_file(
    app: &App,
    guest: &Guest,
    by: Option<&Line>,
    key: &str,
    file: NewFile<'_>,
    peer: Option<IpAddr>,
) -> Result<()> {
    let sender = guest.link.created_by;
    let asked = books::read(app, &guest.access, |book| room_for_file(book, guest, key)).await??;
    let hash = blobs::receive(app, guest.link.org, sender, file.bytes).await?;
    let id = RecordId(random::id(&app.clock));
    let fields = json!({
        "name": file.name, "hash": hash, "bytes": file.bytes.len(), "media_type": file.media_type,
        "event": asked.event,
    });
    let Value::Object(fields) = fields else { return Err(Error::internal("no object")) };
    let scope = guest.link.scope;
    let edit = Edit::Create(Create { scope, kind: Kind::File, id, fields });
    // The record names what this account has sent, so that the content comes with it.
    commit(app, guest, sender, by, vec![edit]).await?;
    let answered = Answered { by: by.cloned(), via: AnswerVia::Form, at: app.clock.now() };
    let newest = access(app, &guest.link).await?;
    let edits = books::read(app, &newest, |book| {
        let sheet = open_sheet(book, guest)?;
        // Somebody else may have sent one while this one arrived.
        let said = room_for_file(book, guest, key)?.with(id);
        let edit = domain::advance::say(book, sheet, &said, &answered);
        edit.map_err(|rule| Error::invalid(key, rule))
    });
    if let Some(edit) = edits.await?? {
        submit(app, guest, by, vec![edit]).await?;
    }
    note(app, guest, by, 1, peer).await;
    Ok(())
}

/// Counts a file before any of it is read.
pub fn may_send(app: &App, guest: &Guest) -> Result<()> {
    app.form_limiter.saves(guest.link.id)
}

/// A file that a venue sends.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// Its name.
    pub name: &'a Line,
    /// Its type, which was found from its content.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A question that takes another file.
struct AsksForFile {
    event: Option<RecordId>,
    key: domain::record::Key,
    there: Vec<Value>,
}

impl AsksForFile {
    fn with(&self, id: RecordId) -> domain::advance::Said {
        let mut all = self.there.clone();
        all.push(json!(id));
        let before = if self.there.is_empty() { Value::Null } else { self.there.clone().into() };
        let from = Some(before);
        domain::advance::Said { key: self.key.clone(), from, answer: all.into(), remark: None }
    }
}

fn room_for_file(book: &Book, guest: &Guest, key: &str) -> Result<AsksForFile> {
    let sheet = open_sheet(book, guest)?;
    let asked = domain::advance::asked(book, sheet);
    let found = asked.iter().find(|one| {
        one.question.key.as_str() == key
            && one.question.input == Input::File
            && one.question.asks == domain::record::Asks::Venue
    });
    let found = found.ok_or_else(Error::not_found)?;
    let there = found.answer().and_then(|answer| answer.as_array().cloned()).unwrap_or_default();
    if there.len() >= ANSWER_FILES_MAX {
        return Err(Error::invalid(key, format!("takes up to {ANSWER_FILES_MAX} files")));
    }
    let of_show = sheet.event.map_or(0, |event| book.linked::<File>(event).count());
    if of_show >= FILES_OF_A_SHOW_MAX {
        let detail = format!("this show has {FILES_OF_A_SHOW_MAX} files; send others by mail");
        return Err(Error::problem(ErrorCode::TooLarge, detail));
    }
    Ok(AsksForFile { event: sheet.event, key: found.question.key.clone(), there })
}

/// The content of a file that the tour has given this venue, in the version that it gave.
pub async fn handed_out(app: &App, guest: &Guest, id: RecordId) -> Result<Content> {
    let found = books::read(app, &guest.access, |book| {
        let handout = book.get::<Handout>(id)?;
        let file = book.get::<File>(handout.file?)?;
        let mine = handout.advance == Some(guest.link.advance);
        let name = handout.name.clone()?;
        mine.then_some((file.id(), name, handout.hash?, file.media_type.clone()))
    });
    let (file, name, hash, media_type) = found.await?.ok_or_else(Error::not_found)?;
    blobs::handed_out(app, &guest.access, (file, hash), name, media_type).await
}

async fn submit(app: &App, guest: &Guest, by: Option<&Line>, edits: Vec<Edit>) -> Result<Status> {
    let name = by.map(Line::as_str).unwrap_or_default();
    commit(app, guest, AccountId::of_guest(guest.link.id, name), by, edits).await
}

async fn commit(
    app: &App,
    guest: &Guest,
    author: AccountId,
    by: Option<&Line>,
    edits: Vec<Edit>,
) -> Result<Status> {
    let who = by.map(Line::as_str).or(guest.link.recipient.as_deref());
    let via = who.map_or_else(|| FORM_VIA.to_owned(), |who| format!("{FORM_VIA}, {who}"));
    let now: DateTime<Utc> = app.clock.now();
    let group = Group {
        id: GroupId(random::id(&app.clock)),
        prev: None,
        replica: None,
        author: Some(author),
        via: Some(via.chars().take(domain::limits::LINE_CHARS_MAX).collect()),
        said_at: Some(now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        reason: None,
        edits,
    };
    let submission = Submission {
        org: guest.link.org,
        tour: guest.link.tour,
        author,
        groups: vec![group],
        guest_in: Some(guest.link.scope),
    };
    Ok(only_receipt(app.ledger.submit(submission).await?)?.status)
}

async fn note(app: &App, guest: &Guest, by: Option<&Line>, n_answers: usize, peer: Option<IpAddr>) {
    let visit = Visit {
        link: guest.link.id,
        at: app.clock.now(),
        said_by: by.map(ToString::to_string),
        address: peer.map(|ip| ip.to_canonical().to_string()),
        n_answers: i32::try_from(n_answers).unwrap_or(i32::MAX),
    };
    let id = random::id(&app.clock);
    // What was saved is saved, whether it can be noted or not.
    if let Err(err) = advance_links::note(app.store.writer(), id, &visit).await {
        tracing::warn!(error = %err, "what was saved through an advance link could not be noted");
    }
}
