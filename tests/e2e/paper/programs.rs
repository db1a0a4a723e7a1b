//! The programs that look at papers: qpdf and poppler's.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Each program, and how it is asked for its version.
const PROGRAMS: [(&str, &str); 4] =
    [("qpdf", "--version"), ("pdfinfo", "-v"), ("pdffonts", "-v"), ("pdftotext", "-v")];

/// All of them.
pub(crate) struct Programs {
    folder: TempDir,
}

/// What they say of a document.
pub(crate) struct LookedAt {
    /// What `pdfinfo` says.
    pub(crate) info: String,
    /// What stands on it, as `pdftotext -layout` reads it.
    pub(crate) text: String,
    fonts: String,
}

impl Programs {
    /// The programs, where they are installed. In CI they must be.
    pub(crate) fn find() -> Option<Self> {
        for (program, version) in PROGRAMS {
            if Command::new(program).arg(version).output().is_err() {
                assert!(std::env::var_os("CI").is_none(), "`{program}` must be installed in CI");
                eprintln!("no paper was looked at: `{program}` is not installed");
                return None;
            }
        }
        Some(Self { folder: tempfile::tempdir().unwrap() })
    }

    /// Looks at a document, which must be without fault.
    pub(crate) fn look_at(&self, bytes: &[u8]) -> LookedAt {
        let file = self.folder.path().join("paper.pdf");
        std::fs::write(&file, bytes).unwrap();
        let checked = run("qpdf", &["--check"], &file, "");
        assert!(checked.contains("No syntax or stream encoding errors found"), "{checked}");
        LookedAt {
            info: run("pdfinfo", &[], &file, ""),
            text: run("pdftotext", &["-layout"], &file, "-"),
            fonts: run("pdffonts", &[], &file, ""),
        }
    }

    /// The bytes of a document with nothing in it compressed.
    pub(crate) fn unpacked(&self, bytes: &[u8]) -> String {
        let (file, plain) =
            (self.folder.path().join("paper.pdf"), self.folder.path().join("plain.pdf"));
        std::fs::write(&file, bytes).unwrap();
        run("qpdf", &["--qdf", "--object-streams=disable"], &file, plain.to_str().unwrap());
        String::from_utf8_lossy(&std::fs::read(&plain).unwrap()).into_owned()
    }
}

impl LookedAt {
    /// It is tagged and has a title, and its fonts are embedded, cut down, and known by their characters.
    pub(crate) fn is_whole(&self) {
        let says = |name: &str, value: &str| {
            let line = self.info.lines().find(|line| line.starts_with(name));
            line.is_some_and(|line| line.trim_end().ends_with(value))
        };
        assert!(says("Tagged:", "yes"), "{}", self.info);
        assert!(says("Creator:", "Buscall"), "{}", self.info);
        let title = self.info.lines().find(|line| line.starts_with("Title:"));
        assert!(title.is_some_and(|title| title.trim().len() > "Title:".len()), "{}", self.info);
        let fonts: Vec<_> = self.fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{}", self.fonts);
        for font in fonts {
            let columns: Vec<_> = font.split_whitespace().collect();
            let from_end = |n: usize| columns[columns.len() - n];
            assert_eq!([from_end(5), from_end(4), from_end(3)], ["yes"; 3], "{font}");
        }
    }
}

fn run(program: &str, before: &[&str], file: &Path, after: &str) -> String {
    let mut command = Command::new(program);
    command.args(before).arg(file).args(Some(after).filter(|after| !after.is_empty()));
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}
