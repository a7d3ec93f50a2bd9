//! What a document is made of. Texts are plain: nothing in them is markup.

use chrono::NaiveDate;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The first heading, and the only thing that the metadata of a file tell: never a name.
    pub title: String,
    /// Language of all of it, such as `nl`.
    pub language: &'static str,
    /// The day it is of; fixed by who asks, so that the same document gives the same bytes.
    pub dated: NaiveDate,
    /// How big the letters are.
    pub size: Type,
    /// What stands small at the foot of every page, beside the page number.
    pub foot: String,
    pub blocks: Vec<Block>,
}

/// How big the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// To hold in the hand.
    Usual,
    /// To hang on a door and read from a step away.
    Big,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading below the title. Levels are not skipped.
    Heading(Level, String),
    Paragraph(Tone, String),
    /// Things of which the order says nothing.
    List(Vec<String>),
    /// Names with what belongs to them.
    Facts(Vec<(String, String)>),
    /// A table; the first column names its row.
    Table {
        caption: String,
        header: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// Parts that belong together, with a line beside them.
    Group(Vec<Block>),
    /// Numbers to point at, each with a face.
    Scale(Vec<Step>),
    /// What follows begins on a new page.
    NewPage,
}

/// A heading below the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Two,
    Three,
}

/// How a paragraph is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// What must not be overlooked.
    Strong,
    /// What may be.
    Small,
}

/// A number with a face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub number: u8,
    /// What stands below the number.
    pub words: String,
    /// What the face is like, for who does not see it.
    pub face: String,
    /// From 0, as sad as can be, to 100, as glad as can be.
    pub mood: u8,
}

impl Level {
    /// 2 or 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

impl Document {
    /// Every text of the document, in reading order: what a reader of it can know.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.title.as_str()];
        self.blocks.iter().for_each(|block| block.collect(&mut texts));
        texts.push(&self.foot);
        texts
    }
}

impl Block {
    fn collect<'a>(&'a self, texts: &mut Vec<&'a str>) {
        match self {
            Self::Heading(_, text) | Self::Paragraph(_, text) => texts.push(text),
            Self::List(items) => texts.extend(items.iter().map(String::as_str)),
            Self::Facts(facts) => texts.extend(facts.iter().flat_map(|(name, it)| [name.as_str(), it])),
            Self::Table { caption, header, rows } => {
                texts.push(caption);
                texts.extend(header.iter().chain(rows.iter().flatten()).map(String::as_str));
            }
            Self::Group(blocks) => blocks.iter().for_each(|block| block.collect(texts)),
            Self::Scale(steps) => texts.extend(steps.iter().flat_map(|it| [it.face.as_str(), &it.words])),
            Self::NewPage => {}
        }
    }
}
