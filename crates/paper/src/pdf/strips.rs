//! A document as strips, from top to bottom: what may not be torn apart by the end of a page.

use crate::typeface::Run;

/// A strip of the page, as high as a line of text, a line of a table or a row of pictures.
#[derive(Debug, Clone)]
pub(super) struct Strip {
    pub(super) height: f32,
    /// Free space above it, left out at the top of a page.
    pub(super) above: f32,
    /// Stays on one page with the next strip.
    pub(super) with_next: bool,
    /// Begins a page.
    pub(super) new_page: bool,
    /// How many groups it is in: a line beside it for each.
    pub(super) depth: u8,
    pub(super) marks: Vec<Mark>,
}

/// Something drawn on a strip; the origin is the top left of the strip.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) ink: Ink,
    /// The number of the piece for the structure; nothing for what only pleases the eye.
    pub(super) leaf: Option<usize>,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) enum Ink {
    /// A line of text; `y` is its base line.
    Text(Run),
    /// A thin line to the right.
    Rule { width: f32 },
    /// A face in a square.
    Face { mood: u8, side: f32 },
}

impl Strip {
    pub(super) const fn of(height: f32, marks: Vec<Mark>) -> Self {
        Self { height, above: 0.0, with_next: false, new_page: false, depth: 0, marks }
    }
}
