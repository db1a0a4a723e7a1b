//! Every limit of the tour book, in one place, each with its reason.

/// Edits in one group. A shift or a template of a long day needs about 60; an import is split.
pub const GROUP_EDITS_MAX: usize = 200;
/// Bytes of one group as JSON, so that a group fits a first sync page and one SQLite page run.
pub const GROUP_BYTES_MAX: usize = 64 * 1024;
/// Bytes of one group as it is sent. What is a little too large is kept with the word on it, so that
/// whoever made it reads why; what is larger no program of ours makes, and it is not kept at all.
pub const GROUP_SENT_BYTES_MAX: usize = 2 * GROUP_BYTES_MAX;
/// Groups of one author on one tour that wait for somebody's decision. More than a laptop makes in a
/// night; past it their author is told to come back once some are decided, and nothing is lost.
pub const GROUPS_UNDECIDED_MAX: u64 = 500;
/// Groups in one request.
pub const GROUPS_PER_REQUEST_MAX: usize = 100;
/// Characters of a one-line text: a title, a name, a place.
pub const LINE_CHARS_MAX: usize = 200;
/// Characters of a long text. About ten printed pages; a longer document is a file.
pub const PROSE_CHARS_MAX: usize = 20_000;
/// Fields of one record, known and unknown together.
pub const RECORD_FIELDS_MAX: usize = 100;
/// Bytes of one record's fields as JSON.
pub const RECORD_BYTES_MAX: usize = 48 * 1024;
/// Nesting of a value that this version does not know, so that a hostile one cannot exhaust a stack.
pub const VALUE_DEPTH_MAX: usize = 16;
/// Candidates kept in one dispute. More than this many people do not edit one field in one night;
/// past it the oldest are dropped from the dispute and stay in the history.
pub const DISPUTE_CANDIDATES_MAX: usize = 20;
/// Bytes of the candidates of one dispute as JSON, so that it fits a sync page. Past it the oldest
/// are dropped likewise; the newest always fits, because a group is smaller.
pub const DISPUTE_BYTES_MAX: usize = 256 * 1024;
/// Names that a settling edit may say it has seen: every candidate, the value in force, and those
/// that a slow reader still shows.
pub const SETTLE_SAW_MAX: usize = 2 * (DISPUTE_CANDIDATES_MAX + 1);
/// Lines that each side of a text may have to be merged. The work grows with their product, inside
/// a write transaction; a longer text is disputed as a whole.
pub const TEXT_MERGE_LINES_MAX: usize = 2_000;
/// Members of a list of words, such as the departments of an item.
pub const LINES_MAX: usize = 50;
/// Members of a list of records, such as the people on a flight: a large touring party and its guests.
pub const LINKS_MAX: usize = 500;
/// Rows of one list answer.
pub const PAGE_SIZE_MAX: u64 = 200;
/// Rows of one list answer when the request does not say.
pub const PAGE_SIZE_DEFAULT: u64 = 100;
/// Lines of one publication record: with the texts that lines have, half of what a record may weigh.
pub const PUBLISHED_LINES_MAX: usize = 150;
/// Lines of one publication as a whole: the guest list of a stadium. What is larger is a file.
pub const PUBLISHED_LINES_WHOLE_MAX: usize = 1_500;
/// Characters of one text that a published line keeps; a longer one is cut, with the sum of the whole.
pub const PUBLISHED_TEXT_CHARS_MAX: usize = 160;
/// Dates that a template is applied to at once, so that a whole tour fits and a mistake stays small.
pub const TEMPLATE_DATES_MAX: usize = 150;
/// Items of a schedule template.
pub const TEMPLATE_ITEMS_MAX: usize = 100;
/// Minutes that one shift may move items, either way. A longer move is a new plan.
pub const SHIFT_MINUTES_MAX: i32 = 12 * 60;
/// Shows that are ordered at once: twice what a long tour has. The work of a search is bounded beside.
pub const ORDER_STOPS_MAX: usize = 120;
/// Days from the first date to the last of what is ordered at once: a year and what is left of a season.
pub const ORDER_DAYS_MAX: i64 = 400;
/// Custom audiences of one tour.
pub const AUDIENCES_MAX: usize = 20;
/// Bytes of a file to import.
pub const IMPORT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Bytes of a file: a house's drawings and a rider with pictures fit, a video does not.
pub const FILE_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// Bytes of one chunk in which the content of a file is kept. A power of two of at least 1 KiB, so
/// that it is a branch of the hash; small enough to be read between two other statements.
pub const BLOB_CHUNK_BYTES: usize = 256 * 1024;
/// Bytes of one request that brings a part of a file, so that a request ends in minutes on a slow
/// line. A larger file comes in several.
pub const UPLOAD_PART_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Uploads that one account may have begun and not finished in an organisation: a day's photos.
pub const UPLOADS_UNFINISHED_MAX: u64 = 50;
/// Days after which an upload that did not go on is thrown away: a week without signal.
pub const UPLOAD_DAYS_MAX: i64 = 7;
/// Days for which content is kept that no record names any more, so that what was deleted or
/// replaced can be brought back.
pub const BLOB_UNNAMED_DAYS_MAX: i64 = 30;
/// Bytes of the files of one organisation, unfinished uploads counted whole, so that no mistake of
/// one fills the disk. All together may still have more than there is: that is the operator's to watch.
pub const ORG_FILE_BYTES_MAX: u64 = 20 * 1024 * 1024 * 1024;
/// Contents and unfinished uploads of one organisation, so that many small ones are bounded too.
pub const ORG_FILES_MAX: u64 = 20_000;
/// Bytes of a JSON body other than an import.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// The shortest password, after NIST SP 800-63B: length, not character classes.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// The longest password, so that hashing one costs a bounded time.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Records of one sync answer.
pub const SYNC_RECORDS_MAX: u64 = 2_000;
/// Bytes of records of one sync answer, before they are compressed to about a twelfth: a few seconds
/// on a bad line.
pub const SYNC_BYTES_MAX: u64 = 1024 * 1024;
/// Bytes of records that a replica asks for first, before it knows the line: compressed, fewer than
/// 64 KB, and with the answer after it what a week away comes to.
pub const SYNC_BYTES_FIRST: u64 = 512 * 1024;
/// Bytes of records that a replica asks for once an answer was cut off.
pub const SYNC_BYTES_LEAST: u64 = 64 * 1024;
/// Seconds that a sync answer may wait for news; below what proxies allow.
pub const SYNC_WAIT_SECONDS_MAX: u64 = 25;
/// Scopes that one request may name: those of a tour, its directory, and a few it was removed from.
pub const SYNC_SCOPES_MAX: usize = 64;
/// Records that a verification may ask for at once.
pub const SYNC_FETCH_MAX: usize = 2_000;
/// Bytes of a body after decompression, so that a small one cannot fill the memory.
pub const DECOMPRESSED_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Bytes of a scope's snapshot after decompression: some 700,000 records.
pub const SNAPSHOT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Days that the authority remembers the tags of commits; a replica that stayed away longer begins anew.
pub const TAGS_KEPT_DAYS: i64 = 400;
/// Days that a replica keeps groups that have a receipt, to offer them again to a restored server.
pub const ACKNOWLEDGED_KEPT_DAYS: i64 = 90;
/// Days that a replica keeps the copy that a reset replaced.
pub const REPLACED_KEPT_DAYS: i64 = 14;
/// Questions of one advance sheet. A stadium's has about 120; more than this nobody answers.
pub const QUESTIONS_MAX: usize = 150;
/// Words to choose an answer from, which have to be seen at once.
pub const ANSWER_CHOICES_MAX: usize = 20;
/// Columns of an answer with rows, so that they fit a phone.
pub const ANSWER_COLUMNS_MAX: usize = 8;
/// Rows of one answer: the contacts or dressing rooms of a large house.
pub const ANSWER_ROWS_MAX: usize = 40;
/// Files in one answer.
pub const ANSWER_FILES_MAX: usize = 10;
/// The most days before a show that somebody is reminded.
pub const LEAD_DAYS_MAX: u16 = 365;
/// Reminders before one show; more are not read.
pub const LEADS_MAX: usize = 10;
/// Bytes of an archive: three gigabytes of files as text, and the records.
pub const ARCHIVE_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Records of an archive, deleted ones too. A long tour has 15,000.
pub const ARCHIVE_RECORDS_MAX: usize = 200_000;
/// Bytes of the records of an archive as JSON. They are taken in together, so they are in memory together.
pub const ARCHIVE_RECORDS_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Bytes of one record of an archive as JSON: the largest dispute, and who said what of it.
pub const ARCHIVE_RECORD_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of what an archive says before its records: audiences, and a line for every file.
pub const ARCHIVE_HEAD_BYTES_MAX: usize = 8 * 1024 * 1024;
