//! The structure of a document for who does not see it: a tree of parts whose leaves are numbered pieces of pages.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};

/// A part with what is in it.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub(super) part: Part,
    pub(super) twigs: Vec<Twig>,
}

/// What is in a part.
#[derive(Debug, Clone)]
pub(super) enum Twig {
    Branch(Branch),
    /// The number of a piece of a page.
    Leaf(usize),
}

/// Kinds of parts.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Heading(u8, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table(String),
    Head,
    Rows,
    Row,
    ColumnName,
    RowName,
    Cell,
    /// A drawing, in words.
    Figure(String),
    Group,
}

impl Branch {
    pub(super) const fn new(part: Part, twigs: Vec<Twig>) -> Self {
        Self { part, twigs }
    }

    /// The same for the file; `leaves` are what the pages gave for each number. Empty parts are left out.
    pub(super) fn group(&self, leaves: &mut [Option<Identifier>]) -> Option<TagGroup> {
        let children: Vec<Node> = self
            .twigs
            .iter()
            .filter_map(|twig| match twig {
                Twig::Branch(branch) => branch.group(leaves).map(Node::Group),
                Twig::Leaf(number) => leaves.get_mut(*number)?.take().map(Node::Leaf),
            })
            .collect();
        let tag = self.part.tag();
        (!children.is_empty()).then(|| TagGroup::with_children(tag, children))
    }
}

impl Part {
    fn tag(&self) -> TagKind {
        match self {
            Self::Heading(level, text) => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(text.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::List => Tag::L(ListNumbering::None).into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::Body => Tag::LBody.into(),
            Self::Table(summary) => Tag::Table.with_summary(Some(summary.clone())).into(),
            Self::Head => Tag::THead.into(),
            Self::Rows => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowName => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
            Self::Figure(words) => Tag::Figure(Some(words.clone())).into(),
            Self::Group => Tag::Div.into(),
        }
    }
}
