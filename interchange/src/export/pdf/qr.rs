//! The code of a link: what a phone's camera reads.

use qrcodegen::{QrCode, QrCodeEcc};

/// A code of black and white squares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// Squares of a side.
    pub(super) side: u16,
    black: Vec<bool>,
}

impl Code {
    /// The code of a text; none where it is longer than a code can be.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let squares = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        Some(Self {
            side: u16::try_from(side).ok()?,
            black: squares.map(|(x, y)| code.get_module(x, y)).collect(),
        })
    }

    /// The black squares of each row in runs: the row, the first square, how many.
    pub(super) fn runs(&self) -> Vec<(u16, u16, u16)> {
        let mut runs = Vec::new();
        for (y, row) in (0..).zip(self.black.chunks(usize::from(self.side))) {
            let mut x: u16 = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let length = u16::try_from(run.len()).unwrap_or(self.side);
                if run[0] {
                    runs.push((y, x, length));
                }
                x += length;
            }
        }
        runs
    }
}
