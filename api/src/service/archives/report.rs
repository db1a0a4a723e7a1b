//! What an archive is, and what becomes of it here.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::{ScopeId, TourId};
use domain::problem::{FieldProblem, Problem};
use interchange::archive::{Contents, Counted, Written};
use serde::Serialize;
use utoipa::ToSchema;

/// What an archive is, and what becomes of it here.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Report {
    /// The tour.
    pub tour: TourId,
    /// What it is called.
    pub name: String,
    /// Its first date.
    pub first_date: Option<NaiveDate>,
    /// Its last date.
    pub last_date: Option<NaiveDate>,
    /// When the archive was written, and by which program.
    #[schema(value_type = Object)]
    pub written: Written,
    /// Whether an audience that every tour has is not in it.
    pub partial: bool,
    /// Its audiences.
    pub audiences: Vec<AudienceReport>,
    /// The audiences that every tour has and it does not hold. They begin empty.
    pub made: Vec<String>,
    /// Its records by kind.
    #[schema(value_type = Object)]
    pub records: BTreeMap<String, Counted>,
    /// How many contents of files come with it.
    pub files: usize,
    /// How many bytes these have.
    pub file_bytes: u64,
    /// The contents that its records name and that are not in it, by hash.
    #[schema(value_type = Vec<String>)]
    pub missing: Vec<domain::blob::BlobHash>,
    /// Values that break a rule of this release, at most twenty of them. They are kept as they are.
    pub unreadable: Vec<FieldProblem>,
    /// How many such values there are.
    pub n_unreadable: usize,
    /// How many stamps named an account of this server other than the importer's, and name nobody now.
    pub n_unnamed: usize,
    /// Why it cannot be taken in here.
    pub refused: Option<Problem>,
    /// Whether it was taken in.
    pub imported: bool,
}

/// An audience of an archive.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AudienceReport {
    /// Its scope.
    pub id: ScopeId,
    /// Its name.
    pub audience: String,
    /// How many records it has, deleted ones too.
    pub records: u64,
    /// The number of its newest change.
    pub seq: u64,
}

impl Report {
    /// The report on a sound archive that nothing has become of yet.
    pub(super) fn on(contents: &Contents, made: Vec<String>, n_unnamed: usize) -> Self {
        let head = &contents.head;
        let audiences = head.audiences.iter().map(|audience| AudienceReport {
            id: audience.scope,
            audience: audience.name.clone(),
            records: audience.n_records,
            seq: audience.head,
        });
        let records = contents.counted.iter();
        let (missing, here): (Vec<_>, Vec<_>) = head.files.iter().partition(|file| file.missing);
        Self {
            tour: head.tour,
            name: contents.name.clone(),
            first_date: contents.dates.map(|(first, _)| first),
            last_date: contents.dates.map(|(_, last)| last),
            written: head.written.clone(),
            partial: head.partial,
            audiences: audiences.collect(),
            made,
            records: records.map(|(kind, counted)| (kind.name().to_owned(), *counted)).collect(),
            files: here.len(),
            file_bytes: here.iter().filter_map(|file| file.bytes).sum(),
            missing: missing.into_iter().map(|file| file.hash).collect(),
            unreadable: contents.unreadable.clone(),
            n_unreadable: contents.n_unreadable,
            n_unnamed,
            refused: None,
            imported: false,
        }
    }
}
