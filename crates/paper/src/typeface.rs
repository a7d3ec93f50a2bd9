//! The letters: Source Sans 3, under the SIL Open Font License, in two weights. Says how wide a text is, and which
//! shapes it is drawn with; a character that the letters do not have becomes a question mark, never an empty place.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::script::LATIN;
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer};

/// The licence of the letters, which goes wherever they go.
pub const LICENCE: &str = include_str!(concat!(env!("OUT_DIR"), "/licence.txt"));

const REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regular.ttf"));
const BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bold.ttf"));

/// The letters in both weights, read once.
pub struct Typeface {
    regular: Cut,
    bold: Cut,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// One weight.
pub(crate) struct Cut {
    face: Face<'static>,
    /// How these letters are set, worked out once.
    plan: ShapePlan,
    pub(crate) font: Font,
}

/// A text with the shapes it is drawn with.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) weight: Weight,
    pub(crate) size: f32,
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

impl Typeface {
    /// Reads the letters that are built in; nothing when they are broken, which a test would notice.
    #[must_use]
    pub fn built_in() -> Option<Self> {
        Some(Self { regular: Cut::read(REGULAR)?, bold: Cut::read(BOLD)? })
    }

    pub(crate) const fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The text as far as the letters have it: other characters become a question mark, line ends stay.
    pub(crate) fn fitting(&self, text: &str) -> String {
        let has = |it: char| self.regular.has(it) && self.bold.has(it);
        text.chars()
            .filter(|it| *it != '\r')
            .map(|it| match it {
                '\n' => '\n',
                it if it.is_whitespace() => ' ',
                it if it.is_control() || is_private(it) || !has(it) => '?',
                it => it,
            })
            .collect()
    }

    /// How wide a text is at most, in points: letter by letter, because two letters that move together only make it
    /// narrower.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let cut = self.cut(weight);
        text.chars().map(|it| cut.advance(it)).sum::<f32>() * size
    }

    /// The text with its shapes.
    pub(crate) fn run(&self, text: &str, weight: Weight, size: f32) -> Run {
        let text = text.replace('\n', " ");
        let glyphs = self.cut(weight).shape(&text);
        Run { text, weight, size, glyphs }
    }
}

impl Cut {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let face = Face::from_slice(bytes, 0)?;
        // All that these letters can write runs from left to right.
        let plan = ShapePlan::new(&face, Direction::LeftToRight, Some(LATIN), None, &[]);
        Some(Self { face, plan, font: Font::new(bytes.into(), 0)? })
    }

    /// How wide a letter is, as a part of its size.
    fn advance(&self, it: char) -> f32 {
        let glyph = self.face.glyph_index(it).unwrap_or_default();
        f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default()) / self.font.units_per_em()
    }

    fn has(&self, it: char) -> bool {
        self.face.glyph_index(it).is_some()
    }

    fn shape(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(LATIN);
        let shaped = rustybuzz::shape_with_plan(&self.face, &self.plan, buffer);
        let em = self.font.units_per_em();
        let clusters: Vec<usize> = shaped.glyph_infos().iter().map(|it| it.cluster as usize).collect();
        let places = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        places
            .enumerate()
            .map(|(number, (info, place))| {
                let [advance, x, y, up] = [place.x_advance, place.x_offset, place.y_offset, place.y_advance]
                    .map(|it| it as f32 / em);
                let range = cluster(&clusters, number, text.len());
                KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, x, y, up, range, None)
            })
            .collect()
    }
}

/// Which part of the text a glyph stands for: from its own cluster to the next that is another.
fn cluster(clusters: &[usize], number: usize, end: usize) -> Range<usize> {
    let start = clusters.get(number).copied().unwrap_or(end);
    let next = clusters.iter().skip(number).find(|it| **it != start).copied().unwrap_or(end);
    start..next
}

/// Characters whose meaning only a certain program knows; nobody could read them aloud.
const fn is_private(it: char) -> bool {
    matches!(it, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_letters_do_not_have_becomes_a_question_mark() {
        let typeface = Typeface::built_in().unwrap();
        assert_eq!(typeface.fitting("Zoë’s café kost €5\tja\r\n"), "Zoë’s café kost €5 ja\n");
        assert_eq!(typeface.fitting("hoi 😀 \u{E000}\u{0}"), "hoi ? ??");
        assert!(LICENCE.contains("SIL OPEN FONT LICENSE"));
    }

    #[test]
    fn a_wider_text_is_wider_and_every_letter_belongs_to_a_shape() {
        let typeface = Typeface::built_in().unwrap();
        let width = |text| typeface.width(text, Weight::Regular, 12.0);
        assert!(width("mm") > width("ii") && width("mm") > 10.0);
        let run = typeface.run("fiets, afspraak, Fietje", Weight::Bold, 12.0);
        let covered: String =
            run.glyphs.iter().map(|it| run.text.get(it.text_range.clone()).unwrap()).collect();
        assert_eq!(covered, run.text);
    }
}
