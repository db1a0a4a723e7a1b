//! Whether an archive is what it says: read once from its beginning to its end, before anything of it is
//! written anywhere.
//!
//! What is not judged: whether this server has any of it already, and whose it will be.

mod contents;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;
use domain::blob::BlobHash;
use domain::ids::{RecordId, ScopeId};
use domain::limits::{ARCHIVE_RECORDS_MAX, ORG_FILES_MAX};
use domain::permission::AUDIENCES;
use domain::problem::{ErrorCode, FieldProblem, Problem};
use domain::record::{Kind, Record, TypedRecord as _, kinds};
use domain::sync::Digest;
use serde::Serialize;

use self::contents::Content;
use super::judge::{NUMBER_MAX, judge};
use super::read::unreadable;
use super::{Audience, Head, Naming, Take};

/// Problems that are told; with more, nobody reads on.
const PROBLEMS_MAX: usize = 20;

/// What a sound archive holds.
#[derive(Debug)]
pub struct Contents {
    /// What stands before its records.
    pub head: Head,
    /// The records, by scope and number.
    pub records: Vec<Record>,
    /// How many records of each kind.
    pub counted: BTreeMap<Kind, Counted>,
    /// What the tour is called.
    pub name: String,
    /// Its first and its last date.
    pub dates: Option<(NaiveDate, NaiveDate)>,
    /// The content that records of files, and lists of what was handed out, name.
    pub namings: BTreeSet<Naming>,
    /// Values that are carried and cannot be read, at most twenty of them.
    pub unreadable: Vec<FieldProblem>,
    /// How many there are.
    pub n_unreadable: usize,
}

/// Records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Those that are there.
    pub live: usize,
    /// Those that are deleted.
    pub deleted: usize,
}

/// Checks an archive while it is read.
#[derive(Debug, Default)]
pub struct Check {
    head: Option<Head>,
    scopes: BTreeMap<ScopeId, Scope>,
    records: Vec<Record>,
    ids: HashSet<RecordId>,
    counted: BTreeMap<Kind, Counted>,
    refused: Vec<FieldProblem>,
    unreadable: Vec<FieldProblem>,
    n_unreadable: usize,
    content: Content,
}

/// A scope while its records arrive.
#[derive(Debug, Default)]
struct Scope {
    name: String,
    seqs: HashSet<u64>,
    newest: u64,
    digest: Digest,
}

impl Take for Check {
    fn head(&mut self, head: Head) -> Result<(), Problem> {
        check_audiences(&head)?;
        for audience in &head.audiences {
            let scope = Scope { name: audience.name.clone(), ..Scope::default() };
            if self.scopes.insert(audience.scope, scope).is_some() {
                return Err(unreadable(format!("the scope `{}` is named twice", audience.scope)));
            }
        }
        self.content.announce(&head.files)?;
        self.head = Some(head);
        Ok(())
    }

    fn record(&mut self, record: Record) -> Result<(), Problem> {
        if self.records.len() >= ARCHIVE_RECORDS_MAX {
            let rule = format!("an archive has at most {ARCHIVE_RECORDS_MAX} records");
            return Err(Problem::new(ErrorCode::TooLarge, rule));
        }
        let here = |rule: &str| unreadable(format!("the record `{}` {rule}", record.id));
        let Some(scope) = self.scopes.get_mut(&record.scope) else {
            return Err(here("is of an audience that is not in the archive"));
        };
        if !self.ids.insert(record.id) {
            return Err(here("stands twice"));
        }
        if !scope.seqs.insert(record.seq) {
            return Err(here(&format!("has the `seq` {} of another", record.seq)));
        }
        scope.newest = scope.newest.max(record.seq);
        scope.digest.add(&record);
        self.judge(&record);
        let counted = self.counted.entry(record.kind.clone()).or_default();
        let count = if record.deleted { &mut counted.deleted } else { &mut counted.live };
        *count += 1;
        self.content.named_by(&record);
        self.records.push(record);
        Ok(())
    }

    fn content(&mut self, hash: BlobHash) -> Result<(), Problem> {
        self.content.begin(hash)
    }

    fn chunk(&mut self, bytes: Vec<u8>) -> Result<(), Problem> {
        self.content.chunk(&bytes)
    }

    fn content_end(&mut self) -> Result<(), Problem> {
        self.content.end()
    }
}

impl Check {
    fn judge(&mut self, record: &Record) {
        let outer = format!("{} {}", record.kind, record.id);
        let judged = judge(record);
        self.n_unreadable += judged.unreadable.len();
        for (found, kept) in
            [(judged.refused, &mut self.refused), (judged.unreadable, &mut self.unreadable)]
        {
            let room = PROBLEMS_MAX.saturating_sub(kept.len());
            kept.extend(found.into_iter().take(room).map(|problem| problem.within(&outer)));
        }
    }

    /// What the archive holds, once all of it is read.
    ///
    /// # Errors
    /// What does not fit together.
    pub fn finish(mut self) -> Result<Contents, Problem> {
        if !self.refused.is_empty() {
            return Err(Problem::invalid(self.refused));
        }
        let head = self.head.ok_or_else(|| unreadable("it has no head"))?;
        for audience in &head.audiences {
            let scope = self.scopes.get(&audience.scope);
            scope.map_or(Ok(()), |scope| scope.must_be(audience))?;
        }
        let namings = self.content.finish(&head.files)?;
        let name = tour_name(&head, &self.records, &self.scopes)?;
        self.records.sort_unstable_by_key(|record| (record.scope, record.seq));
        let dates = dates(&self.records);
        Ok(Contents {
            head,
            records: self.records,
            counted: self.counted,
            name,
            dates,
            namings,
            unreadable: self.unreadable,
            n_unreadable: self.n_unreadable,
        })
    }
}

impl Scope {
    /// Whether the records are those that the head speaks of.
    fn must_be(&self, said: &Audience) -> Result<(), Problem> {
        let of = format!("the audience `{}`", said.name);
        let n_records = self.seqs.len() as u64;
        if n_records != said.n_records {
            let told = said.n_records;
            return Err(unreadable(format!("{of} has {n_records} records and says `{told}`")));
        }
        if self.newest != said.head {
            let (newest, told) = (self.newest, said.head);
            return Err(unreadable(format!(
                "{of} ends with the number {newest} and says `{told}`"
            )));
        }
        let digest = self.digest.to_string();
        if digest != said.digest {
            let told = &said.digest;
            return Err(unreadable(format!("{of} has the sum {digest} and says `{told}`")));
        }
        Ok(())
    }
}

fn check_audiences(head: &Head) -> Result<(), Problem> {
    let mut names = BTreeSet::new();
    for Audience { name, custom, head, .. } in &head.audiences {
        if !names.insert(name.as_str()) {
            return Err(unreadable(format!("the audience `{name}` is named twice")));
        }
        if *custom != Audience::is_custom(name) {
            return Err(unreadable(format!("the audience `{name}` says `custom: {custom}`")));
        }
        if *head > NUMBER_MAX {
            return Err(unreadable(format!("the audience `{name}` says `head: {head}`")));
        }
    }
    if head.partial != Head::is_partial(&head.audiences) {
        return Err(unreadable(format!("it says `partial: {}` and is not", head.partial)));
    }
    let n_files = head.files.len() as u64;
    if n_files > ORG_FILES_MAX {
        return Err(unreadable(format!("it has {n_files} files, the limit is {ORG_FILES_MAX}")));
    }
    Ok(())
}

/// The tour is what its own record says, which everyone sees.
fn tour_name(
    head: &Head,
    records: &[Record],
    scopes: &BTreeMap<ScopeId, Scope>,
) -> Result<String, Problem> {
    let own = RecordId(head.tour.0);
    let mut tours = records.iter().filter(|record| record.kind == Kind::Tour || record.id == own);
    let (Some(tour), None) = (tours.next(), tours.next()) else {
        return Err(unreadable("it does not hold the record of its tour, once and alone"));
    };
    let everyone = scopes.get(&tour.scope).is_some_and(|scope| scope.name == AUDIENCES[0]);
    if tour.id != own || tour.kind != Kind::Tour || !everyone || tour.deleted {
        return Err(unreadable("the record of its tour is not that of a tour which everyone sees"));
    }
    let fields = kinds::Tour::read(&tour.fields).map_err(Problem::from)?;
    Ok(fields.name.map(|name| name.as_str().to_owned()).unwrap_or_default())
}

fn dates(records: &[Record]) -> Option<(NaiveDate, NaiveDate)> {
    let days = records.iter().filter(|record| record.kind == Kind::Day && !record.deleted);
    let dates = days.filter_map(|day| day.value("date").as_str()?.parse().ok());
    dates.fold(None, |found, date: NaiveDate| {
        let (first, last) = found.unwrap_or((date, date));
        Some((date.min(first), date.max(last)))
    })
}
