//! Pages into a file: text and lines at their places, everything either a piece of the structure or left out of it.

use std::cell::RefCell;

use chrono::{Datelike, NaiveDate};
use krilla::SerializeSettings;
use krilla::color::{luma, rgb};
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::document::Document as File;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, Stroke as Pen};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};

use super::PaperError;
use super::pages::{HEIGHT, MARGIN, Page, WIDTH};
use super::strips::{Ink, Mark, Strip};
use super::tags::{Branch, Part, Twig};
use crate::document::Document;
use crate::picture::{Stroke, THICKNESS, face};
use crate::typeface::{Run, Typeface, Weight};

/// How far a group is moved to the right, which leaves place for the line beside it.
pub(super) const INDENT: f32 = 14.0;

const FOOT_SIZE: f32 = 9.0;

/// What the pages gave: a piece for each number, and where the first line of each heading stands.
type Leaves = Vec<Option<Identifier>>;

/// Writes the file.
pub(super) fn write(
    document: &Document,
    typeface: &Typeface,
    tree: &[Branch],
    pages: &[Page],
) -> Result<Vec<u8>, PaperError> {
    let mut file = File::new_with(settings()?);
    let mut leaves: Leaves = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PaperError::Unfit)?;
        let mut sheet = file.start_page_with(size);
        {
            let brush = Brush { surface: RefCell::new(sheet.surface()), typeface };
            for (top, strip) in page {
                brush.strip(*top, strip, &mut leaves);
            }
            brush.foot(document, number + 1, pages.len());
        }
        sheet.finish();
    }
    file.set_metadata(metadata(document));
    file.set_outline(outline(tree, pages));
    let mut tags = TagTree::new().with_lang(Some(document.language.to_owned()));
    for group in tree.iter().filter_map(|branch| branch.group(&mut leaves)) {
        tags.push(group);
    }
    file.set_tag_tree(tags);
    file.finish().map_err(|error| PaperError::Refused(format!("{error:?}")))
}

fn settings() -> Result<SerializeSettings, PaperError> {
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperError::Refused(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.to_owned())
        .text_direction(TextDirection::LeftToRight)
        .creation_date(moment(document.dated))
}

fn moment(day: NaiveDate) -> DateTime {
    let part = |it: u32| u8::try_from(it).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or_default();
    DateTime::new(year).month(part(day.month())).day(part(day.day()))
}

/// The headings, with where they stand: what a reader jumps by.
fn outline(tree: &[Branch], pages: &[Page]) -> Outline {
    let place = |leaf: usize| {
        pages.iter().enumerate().find_map(|(number, page)| {
            let (top, _) = page.iter().find(|(_, it)| it.marks.iter().any(|it| it.leaf == Some(leaf)))?;
            Some(XyzDestination::new(number, Point::from_xy(MARGIN, *top)))
        })
    };
    let mut outline = Outline::new();
    for branch in tree {
        headings(branch, &mut |text, leaf| {
            if let Some(place) = place(leaf) {
                outline.push_child(OutlineNode::new(text.to_owned(), place));
            }
        });
    }
    outline
}

fn headings(branch: &Branch, found: &mut impl FnMut(&str, usize)) {
    if let (Part::Heading(_, text), Some(Twig::Leaf(leaf))) = (&branch.part, branch.twigs.first()) {
        found(text, *leaf);
    }
    for twig in &branch.twigs {
        if let Twig::Branch(branch) = twig {
            headings(branch, found);
        }
    }
}

/// Draws on one page.
struct Brush<'a, 'b> {
    surface: RefCell<Surface<'a>>,
    typeface: &'b Typeface,
}

impl Brush<'_, '_> {
    fn strip(&self, top: f32, strip: &Strip, leaves: &mut Leaves) {
        let indent = f32::from(strip.depth) * INDENT;
        for level in 0..strip.depth {
            let x = MARGIN + f32::from(level) * INDENT;
            let line = rectangle(x, top - 1.0, 2.5, strip.height + 2.0 + strip.above.min(6.0));
            self.artifact(ArtifactType::Layout, || self.fill(line.as_ref(), 90));
        }
        for mark in &strip.marks {
            self.mark(MARGIN + indent + mark.x, top + mark.y, mark, leaves);
        }
    }

    fn mark(&self, x: f32, y: f32, mark: &Mark, leaves: &mut Leaves) {
        let draw = || match &mark.ink {
            Ink::Text(run) => self.text(x, y, run, 0),
            Ink::Rule { width } => self.fill(rectangle(x, y, *width, 0.6).as_ref(), 110),
            Ink::Face { mood, side } => self.face(x, y, *mood, *side),
        };
        let Some(leaf) = mark.leaf else { return self.artifact(ArtifactType::Layout, draw) };
        let tag = match &mark.ink {
            Ink::Text(_) => ContentTag::Span(SpanTag::empty()),
            Ink::Rule { .. } | Ink::Face { .. } => ContentTag::Other,
        };
        let identifier = self.surface.borrow_mut().start_tagged(tag);
        draw();
        self.surface.borrow_mut().end_tagged();
        if leaves.len() <= leaf {
            leaves.resize_with(leaf + 1, || None);
        }
        if let Some(place) = leaves.get_mut(leaf) {
            *place = Some(identifier);
        }
    }

    /// What stands at the foot of every page, which is not read aloud.
    fn foot(&self, document: &Document, number: usize, of: usize) {
        let (base, top) = (HEIGHT - MARGIN + 12.0, HEIGHT - MARGIN);
        let pages = format!("{number} / {of}");
        let run = |text: &str| {
            let text = self.typeface.fitting(text);
            self.typeface.run(&text, Weight::Regular, FOOT_SIZE)
        };
        let width = self.typeface.width(&pages, Weight::Regular, FOOT_SIZE);
        self.artifact(ArtifactType::Footer, || {
            self.fill(rectangle(MARGIN, top - 4.0, WIDTH - 2.0 * MARGIN, 0.6).as_ref(), 110);
            self.text(MARGIN, base, &run(&document.foot), 60);
        });
        self.artifact(ArtifactType::PageNumber, || {
            self.text(WIDTH - MARGIN - width, base, &run(&pages), 60);
        });
    }

    fn artifact(&self, kind: ArtifactType, draw: impl FnOnce()) {
        let tag = ContentTag::Artifact(Artifact::with_kind(kind));
        self.surface.borrow_mut().start_tagged(tag);
        draw();
        self.surface.borrow_mut().end_tagged();
    }

    fn text(&self, x: f32, y: f32, run: &Run, grey: u8) {
        let font = self.typeface.cut(run.weight).font.clone();
        let mut surface = self.surface.borrow_mut();
        surface.set_stroke(None);
        surface.set_fill(Some(ink(grey)));
        surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, font, &run.text, run.size, false);
    }

    fn fill(&self, path: Option<&Path>, grey: u8) {
        let Some(path) = path else { return };
        let mut surface = self.surface.borrow_mut();
        surface.set_stroke(None);
        surface.set_fill(Some(ink(grey)));
        surface.draw_path(path);
    }

    fn face(&self, x: f32, y: f32, mood: u8, side: f32) {
        let scale = side / 100.0;
        let place = Transform::from_row(scale, 0.0, 0.0, scale, x, y);
        self.surface.borrow_mut().push_transform(&place);
        for stroke in face(mood) {
            let is_filled = matches!(stroke, Stroke::Dot { .. });
            let Some(path) = shape(stroke) else { continue };
            let mut surface = self.surface.borrow_mut();
            surface.set_fill(is_filled.then(|| ink(0)));
            surface.set_stroke((!is_filled).then(pen));
            surface.draw_path(&path);
        }
        self.surface.borrow_mut().pop();
    }
}

fn ink(grey: u8) -> Fill {
    Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn pen() -> Pen {
    let paint = rgb::Color::new(0, 0, 0).into();
    Pen { paint, width: THICKNESS, line_cap: LineCap::Round, ..Pen::default() }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

fn shape(stroke: Stroke) -> Option<Path> {
    let mut path = PathBuilder::new();
    match stroke {
        Stroke::Circle { x, y, radius } | Stroke::Dot { x, y, radius } => {
            // Four cubic curves come within a thousandth of a circle.
            let bow = radius * 0.552_284_8;
            path.move_to(x + radius, y);
            path.cubic_to(x + radius, y + bow, x + bow, y + radius, x, y + radius);
            path.cubic_to(x - bow, y + radius, x - radius, y + bow, x - radius, y);
            path.cubic_to(x - radius, y - bow, x - bow, y - radius, x, y - radius);
            path.cubic_to(x + bow, y - radius, x + radius, y - bow, x + radius, y);
            path.close();
        }
        Stroke::Curve { from, towards, to } => {
            path.move_to(from.0, from.1);
            path.quad_to(towards.0, towards.1, to.0, to.1);
        }
    }
    path.finish()
}
