//! The web app's finished build, inside the binary.
//!
//! What is in it is chosen when this crate is built: the app where `cargo xtask web` has made it, otherwise
//! one page that says so. Serving it is not done here: a server and a hub do that each in its own way.

/// A file of the app.
#[derive(Debug)]
pub struct File {
    /// Where it stands, from the root: `/assets/index-4f2a.js`.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Names this version of it, in quotes, as an HTTP header has it.
    pub etag: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    /// The same compressed with brotli, where that was worth it.
    pub brotli: Option<&'static [u8]>,
    /// The same compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The page that every address of the app opens.
pub const PAGE: &str = "/index.html";

impl File {
    /// Whether its name says what is in it, so that it never changes under this name.
    pub fn is_immutable(&self) -> bool {
        self.path.starts_with("/assets/")
    }
}

/// The file at this path.
pub fn file(path: &str) -> Option<&'static File> {
    FILES.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &FILES[at])
}

/// Every file, by path.
pub fn files() -> &'static [File] {
    FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_path_and_nothing_else_is() {
        assert!(file(PAGE).is_some(), "there is always a page");
        for one in files() {
            assert_eq!(file(one.path).map(|found| found.path), Some(one.path));
        }
        for path in ["", "/", "index.html", "/index.html.br", "/../Cargo.toml"] {
            assert!(file(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_file_says_what_it_is() {
        let page = file(PAGE).unwrap();
        assert_eq!(page.content_type, "text/html; charset=utf-8");
        assert_eq!(page.etag.len(), 18);
        assert!(!page.is_immutable());
    }
}
