//! A paper that is laid out as the bytes of a PDF: tagged, with bookmarks, the same for the same paper.

use chrono::{Datelike as _, Timelike as _};
use krilla::Document;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::block::{Bookmark, Ink, Shape};
use super::face::Face;
use super::paper::PdfError;
use super::qr::Code;
use super::sheet::{Sheet, Stood};
use super::tags::Tags;
use super::text::{Color, Line};

/// A bookmark with its page and its height there.
type Mark = (Bookmark, usize, f32);

/// The bytes of a paper.
pub(super) fn draw(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| PdfError::Written(format!("{why:?}")))?;
    let settings = krilla::SerializeSettings { configuration, ..Default::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(sheet));
    let (mut tags, mut marks) = (Tags::default(), Vec::new());
    for (idx, page) in sheet.pages.iter().enumerate() {
        let size = PageSettings::from_wh(sheet.width, sheet.height);
        let mut drawn = document.start_page_with(size.expect("paper has a size"));
        let mut surface = drawn.surface();
        for stood in &page.blocks {
            block(&mut surface, stood, &mut tags);
            let bookmark = stood.block.bookmark.clone().filter(|_| !stood.again);
            marks.extend(bookmark.map(|bookmark| (bookmark, idx, stood.y)));
        }
        surface.finish();
        if let Some((x, y, side, link)) = sheet.link.as_ref().filter(|_| idx == 0) {
            let rect = Rect::from_xywh(*x, *y, *side, *side).expect("the code has a size");
            let target = Target::Action(LinkAction::new(link.clone()).into());
            let alt = "Opens the current sheet".to_owned();
            let link = Annotation::new_link(LinkAnnotation::new(rect, target), Some(alt.clone()));
            tags.link(drawn.add_tagged_annotation(link), alt);
        }
        drawn.finish();
    }
    document.set_outline(outline(sheet, &marks));
    document.set_tag_tree(tags.tree());
    document.finish().map_err(|why| PdfError::Written(format!("{why:?}")))
}

fn metadata(sheet: &Sheet) -> Metadata {
    let at = sheet.as_of;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let made = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(sheet.title.clone())
        .language("en".to_owned())
        .creator("Buscall".to_owned())
        .producer("Buscall".to_owned())
        .creation_date(made)
}

/// The outline; a bookmark stands in the last one before it that is less deep.
fn outline(sheet: &Sheet, marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    if marks.is_empty() {
        outline.push_child(OutlineNode::new(sheet.title.clone(), at(0, 0.0)));
    }
    for node in nodes(marks) {
        outline.push_child(node);
    }
    outline
}

fn at(page: usize, y: f32) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, y))
}

fn nodes(marks: &[Mark]) -> Vec<OutlineNode> {
    let mut found = Vec::new();
    let mut rest = marks;
    while let Some(((bookmark, page, y), after)) = rest.split_first() {
        let inside = after.iter().take_while(|(other, ..)| other.depth > bookmark.depth).count();
        let mut node = OutlineNode::new(bookmark.text.clone(), at(*page, *y));
        for child in nodes(&after[..inside]) {
            node.push_child(child);
        }
        found.push(node);
        rest = &after[inside..];
    }
    found
}

fn block(surface: &mut Surface<'_>, stood: &Stood, tags: &mut Tags) {
    if !stood.again {
        tags.begin(&stood.block);
    }
    for ink in &stood.block.ink {
        match ink.cell.filter(|_| !stood.again) {
            Some(cell) => {
                let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                shape(surface, stood, ink);
                surface.end_tagged();
                tags.content(cell, id);
            }
            None => {
                let kind =
                    if stood.again { ArtifactType::PaginationOther } else { ArtifactType::Layout };
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
                shape(surface, stood, ink);
                surface.end_tagged();
            }
        }
    }
    if !stood.again {
        // A cell that says nothing is a cell all the same.
        for cell in tags.empty_cells() {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            surface.end_tagged();
            tags.content(cell, id);
        }
        tags.end();
    }
}

fn shape(surface: &mut Surface<'_>, stood: &Stood, ink: &Ink) {
    let (x, y) = (stood.x + ink.x, stood.y + ink.y);
    match &ink.shape {
        Shape::Text { line, baseline } => text(surface, line, x, y + baseline),
        Shape::Fill { color, radius } => {
            fill(surface, *color);
            path(surface, rectangle(x, y, ink.width, ink.height, *radius));
        }
        Shape::Frame { color, width, radius } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*color, *width)));
            let half = width / 2.0;
            let (wide, high) = (ink.width - width, ink.height - width);
            path(surface, rectangle(x + half, y + half, wide, high, *radius));
        }
        Shape::Code(code) => squares(surface, code, x, y, ink.width),
    }
}

fn fill(surface: &mut Surface<'_>, color: Color) {
    let paint = rgb::Color::new(color.0, color.1, color.2).into();
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }));
}

fn stroke(color: Color, width: f32) -> Stroke {
    let paint = rgb::Color::new(color.0, color.1, color.2).into();
    Stroke { paint, width, ..Stroke::default() }
}

fn path(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn text(surface: &mut Surface<'_>, line: &Line, x: f32, baseline: f32) {
    for run in &line.runs {
        let (size, color) = (run.look.size, run.look.color);
        fill(surface, color);
        let start = Point::from_xy(x + run.x, baseline);
        surface.draw_glyphs(start, &run.glyphs, run.face.font(), &run.text, size, false);
        if let Face::Box(_) = run.face {
            let mut left = x + run.x;
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(color, size * 0.06)));
            for glyph in &run.glyphs {
                let (wide, high) = (size * glyph.x_advance, size * 0.72);
                let inset = size * 0.06;
                path(
                    surface,
                    rectangle(left + inset, baseline - high, wide - 2.0 * inset, high, 0.0),
                );
                left += wide;
            }
        }
        if run.look.struck {
            fill(surface, color);
            let wide = run.width.min((line.width - run.x).max(0.0));
            path(surface, rectangle(x + run.x, baseline - size * 0.3, wide, size * 0.07, 0.0));
        }
    }
}

fn squares(surface: &mut Surface<'_>, code: &Code, x: f32, y: f32, side: f32) {
    fill(surface, Color::INK);
    let square = side / f32::from(code.side);
    let mut builder = PathBuilder::new();
    for (row, first, length) in code.runs() {
        let left = x + square * f32::from(first);
        let top = y + square * f32::from(row);
        let rect = Rect::from_xywh(left, top, square * f32::from(length), square);
        if let Some(rect) = rect {
            builder.push_rect(rect);
        }
    }
    path(surface, builder.finish());
}

/// How far the handles of a curve stand from its ends, so that four make a circle.
const CURVE: f32 = 0.5523;

fn rectangle(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if radius <= 0.0 {
        builder.push_rect(Rect::from_xywh(x, y, width, height)?);
        return builder.finish();
    }
    let (right, bottom, handle) = (x + width, y + height, radius * (1.0 - CURVE));
    builder.move_to(x + radius, y);
    builder.line_to(right - radius, y);
    builder.cubic_to(right - handle, y, right, y + handle, right, y + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
    builder.line_to(x + radius, bottom);
    builder.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - radius);
    builder.line_to(x, y + radius);
    builder.cubic_to(x, y + handle, x + handle, y, x + radius, y);
    builder.close();
    builder.finish()
}
