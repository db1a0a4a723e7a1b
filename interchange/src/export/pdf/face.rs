//! The faces that paper is set in, and which of them has a character.
//!
//! Archivo sets everything it can. What it has not, Greek and Cyrillic above all, is set in Noto Sans.
//! What neither has is drawn as an empty box, and the paper says which script that was.

use std::sync::LazyLock;

use harfrust::{Direction, Feature, FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;

use super::text::Weight;

/// Units of an em in every face here.
const EM: f32 = 1000.0;
/// How wide an empty box is, in ems.
const BOX_EM: f32 = 0.62;

/// One of the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Archivo in this weight.
    Archivo(Weight),
    /// Noto Sans, regular.
    Noto,
    /// Noto Sans, bold.
    NotoBold,
    /// No face at all: an empty box.
    Box(Weight),
}

/// A text in one face: glyphs in ems, and how wide they are together.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    /// The glyphs; their ranges are in the text that was shaped.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The sum of the advances, in ems.
    pub(super) width: f32,
}

struct Loaded {
    font: Font,
    reference: FontRef<'static>,
    shaper: ShaperData,
    charmap: Charmap<'static>,
}

fn load(bytes: &'static [u8]) -> Loaded {
    let reference = FontRef::from_index(bytes, 0).expect("the file is a font, compiled in");
    Loaded {
        font: Font::new(bytes.into(), 0).expect("the file is a font, compiled in"),
        shaper: ShaperData::new(&reference),
        charmap: reference.charmap(),
        reference,
    }
}

static REGULAR: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../../fonts/Archivo_400Regular.ttf")));
static SEMI: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../../fonts/Archivo_600SemiBold.ttf")));
static EXTRA: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../../fonts/Archivo_800ExtraBold.ttf")));
static NOTO: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../../fonts/NotoSans_400Regular.subset.ttf")));
static NOTO_BOLD: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../../fonts/NotoSans_700Bold.subset.ttf")));

impl Face {
    /// The face for a cluster of characters in a weight.
    pub(super) fn of(cluster: &str, weight: Weight) -> Self {
        let archivo = Self::Archivo(weight);
        if archivo.has(cluster) {
            return archivo;
        }
        let noto = if weight == Weight::Regular { Self::Noto } else { Self::NotoBold };
        if noto.has(cluster) { noto } else { Self::Box(weight) }
    }

    /// The font to draw with. An empty box is drawn over the space of Archivo, which keeps its text.
    pub(super) fn font(self) -> Font {
        self.loaded().font.clone()
    }

    fn has(self, cluster: &str) -> bool {
        let charmap = &self.loaded().charmap;
        cluster.chars().all(|c| charmap.map(c).is_some())
    }

    fn loaded(self) -> &'static Loaded {
        match self {
            Self::Archivo(Weight::Regular) | Self::Box(Weight::Regular) => &REGULAR,
            Self::Archivo(Weight::Semi) | Self::Box(Weight::Semi) => &SEMI,
            Self::Archivo(Weight::Extra) | Self::Box(Weight::Extra) => &EXTRA,
            Self::Noto => &NOTO,
            Self::NotoBold => &NOTO_BOLD,
        }
    }

    /// The glyphs of a text that this face has. Figures are as wide as each other.
    pub(super) fn shape(self, text: &str) -> Shaped {
        if let Self::Box(_) = self {
            return self.boxed(text);
        }
        let loaded = self.loaded();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaper = loaded.shaper.shaper(&loaded.reference).build();
        let features = [Feature::new(Tag::new(b"tnum"), 1, ..)];
        let shaped = shaper.shape(buffer, ShapeOptions::new().features(&features));
        let infos = shaped.glyph_infos();
        let positions = shaped.glyph_positions();
        let glyphs = infos.iter().zip(positions).enumerate().map(|(idx, (info, position))| {
            let start = info.cluster as usize;
            let later = infos[idx..].iter().find(|other| other.cluster != info.cluster);
            let end = later.map_or(text.len(), |later| later.cluster as usize);
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                ems(position.x_advance),
                ems(position.x_offset),
                ems(position.y_offset),
                ems(position.y_advance),
                start..end,
                None,
            )
        });
        let glyphs: Vec<_> = glyphs.collect();
        Shaped { width: glyphs.iter().map(|glyph| glyph.x_advance).sum(), glyphs }
    }

    /// One box for the whole cluster.
    fn boxed(self, cluster: &str) -> Shaped {
        let space = self.loaded().charmap.map(' ').expect("Archivo has a space");
        let space = GlyphId::new(space.to_u32());
        let glyph = KrillaGlyph::new(space, BOX_EM, 0.0, 0.0, 0.0, 0..cluster.len(), None);
        Shaped { glyphs: vec![glyph], width: BOX_EM }
    }
}

#[expect(clippy::cast_precision_loss, reason = "units of a font are far below 2^24")]
fn ems(units: i32) -> f32 {
    units as f32 / EM
}
