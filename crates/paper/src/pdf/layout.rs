//! A document as strips and as a tree of parts, made in one walk so that every piece is in both.

use super::draw::INDENT;
use super::lines::lines;
use super::pages::{MARGIN, WIDTH};
use super::strips::{Ink, Mark, Strip};
use super::tags::{Branch, Part, Twig};
use crate::document::{Block, Document, Step, Tone, Type};
use crate::typeface::{Typeface, Weight};

/// What the walk gives.
pub(super) struct Layout {
    pub(super) strips: Vec<Strip>,
    pub(super) tree: Vec<Branch>,
}

/// Lays out a document.
pub(super) fn of(document: &Document, typeface: &Typeface) -> Layout {
    let body = match document.size {
        Type::Usual => 11.5,
        Type::Big => 18.0,
    };
    let mut walk = Walk { typeface, body, depth: 0, leaves: 0, new_page: false, strips: Vec::new() };
    let mut tree = vec![walk.heading(1, &document.title)];
    for block in &document.blocks {
        tree.extend(walk.block(block));
    }
    Layout { strips: walk.strips, tree }
}

/// A column in which text is set.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
    weight: Weight,
    size: f32,
}

/// Lines of one column, not on strips yet.
struct Set {
    marks: Vec<Mark>,
    leaves: Vec<Twig>,
}

struct Walk<'a> {
    typeface: &'a Typeface,
    body: f32,
    depth: u8,
    leaves: usize,
    new_page: bool,
    strips: Vec<Strip>,
}

/// Of the height of a line, how far the base line lies from the top.
const BASE: f32 = 1.05;
const LEADING: f32 = 1.4;
/// Lines of a paragraph or a row that stay together at either end.
const TOGETHER: usize = 2;

impl Walk<'_> {
    fn block(&mut self, block: &Block) -> Vec<Branch> {
        match block {
            Block::Heading(level, text) => vec![self.heading(level.number(), text)],
            Block::Paragraph(tone, text) => self.paragraph(*tone, text).into_iter().collect(),
            Block::List(items) => self.list(items).into_iter().collect(),
            Block::Facts(facts) => self.facts(facts).into_iter().collect(),
            Block::Table { caption, header, rows } => self.table(caption, header, rows),
            Block::Group(blocks) => {
                self.depth += 1;
                let inside: Vec<_> = blocks.iter().flat_map(|it| self.block(it)).map(Twig::Branch).collect();
                self.depth -= 1;
                vec![Branch::new(Part::Group, inside)]
            }
            Block::Scale(steps) => self.scale(steps).into_iter().collect(),
            Block::NewPage => {
                self.new_page = true;
                Vec::new()
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Branch {
        let (size, above) = match level {
            1 => (self.body * 1.9, 0.0),
            2 => (self.body * 1.35, self.body * 1.5),
            _ => (self.body * 1.12, self.body),
        };
        let text = self.typeface.fitting(text);
        let column = Column { size, weight: Weight::Bold, ..self.column() };
        let set = self.set(&text, column);
        self.push(set.marks, size, above);
        self.keep_all(set.leaves.len());
        Branch::new(Part::Heading(level, text), set.leaves)
    }

    fn paragraph(&mut self, tone: Tone, text: &str) -> Option<Branch> {
        let column = match tone {
            Tone::Plain => self.column(),
            Tone::Strong => Column { weight: Weight::Bold, ..self.column() },
            Tone::Small => Column { size: self.body * 0.82, ..self.column() },
        };
        let text = self.typeface.fitting(text);
        let set = self.set(&text, column);
        self.push(set.marks, column.size, self.body * 0.55);
        self.keep_ends(set.leaves.len());
        (!set.leaves.is_empty()).then(|| Branch::new(Part::Paragraph, set.leaves))
    }

    fn list(&mut self, items: &[String]) -> Option<Branch> {
        let indent = self.body * 1.3;
        let mut twigs = Vec::new();
        for item in items {
            let column = self.column();
            let text = self.typeface.fitting(item);
            let bullet = self.set("•", column);
            let set = self.set(&text, Column { x: indent, width: column.width - indent, ..column });
            let many = set.leaves.len();
            self.push(set.marks, self.body, self.body * 0.35);
            self.keep_ends(many);
            self.add_to_first(many, bullet.marks);
            twigs.push(Twig::Branch(item_of(bullet.leaves, set.leaves)));
        }
        (!twigs.is_empty()).then(|| Branch::new(Part::List, twigs))
    }

    /// Names above what belongs to them, as a list of labels and bodies.
    fn facts(&mut self, facts: &[(String, String)]) -> Option<Branch> {
        let mut twigs = Vec::new();
        for (name, it) in facts {
            let column = self.column();
            let name = self.typeface.fitting(name);
            let it = self.typeface.fitting(it);
            let label = self.set(&name, Column { weight: Weight::Bold, ..column });
            self.push(label.marks, self.body, self.body * 0.6);
            self.keep_all(label.leaves.len());
            let body = self.set(&it, column);
            self.push(body.marks, self.body, 0.0);
            self.keep_ends(body.leaves.len());
            twigs.push(Twig::Branch(item_of(label.leaves, body.leaves)));
        }
        (!twigs.is_empty()).then(|| Branch::new(Part::List, twigs))
    }

    fn table(&mut self, caption: &str, header: &[String], rows: &[Vec<String>]) -> Vec<Branch> {
        let mut branches: Vec<_> = self.paragraph(Tone::Strong, caption).into_iter().collect();
        self.keep_all(1);
        let columns = header.len().max(rows.iter().map(Vec::len).max().unwrap_or_default());
        let head = self.row(header, columns, Weight::Bold, |_| Part::ColumnName);
        self.keep_all(1);
        let body: Vec<_> = rows
            .iter()
            .map(|row| {
                let part = |place| if place == 0 { Part::RowName } else { Part::Cell };
                Twig::Branch(self.row(row, columns, Weight::Regular, part))
            })
            .collect();
        let head = Twig::Branch(Branch::new(Part::Head, vec![Twig::Branch(head)]));
        let body = Twig::Branch(Branch::new(Part::Rows, body));
        branches.push(Branch::new(Part::Table(self.typeface.fitting(caption)), vec![head, body]));
        branches
    }

    /// A line of a table: the cells beside each other, line by line, with a rule below.
    fn row(
        &mut self,
        cells: &[String],
        columns: usize,
        weight: Weight,
        part: impl Fn(usize) -> Part,
    ) -> Branch {
        let whole = self.column();
        let share = whole.width / f32::from(u16::try_from(columns.max(1)).unwrap_or(u16::MAX));
        let mut lines: Vec<Vec<Mark>> = Vec::new();
        let mut twigs = Vec::new();
        for (place, cell) in cells.iter().enumerate() {
            let x = share * f32::from(u16::try_from(place).unwrap_or(u16::MAX));
            let text = self.typeface.fitting(if cell.is_empty() { "–" } else { cell });
            let set = self.set(&text, Column { x, width: share - 8.0, weight, ..whole });
            for (number, mark) in set.marks.into_iter().enumerate() {
                if lines.len() <= number {
                    lines.push(Vec::new());
                }
                if let Some(line) = lines.get_mut(number) {
                    line.push(mark);
                }
            }
            twigs.push(Twig::Branch(Branch::new(part(place), set.leaves)));
        }
        let many = lines.len();
        for (number, marks) in lines.into_iter().enumerate() {
            let above = if number == 0 { self.body * 0.35 } else { 0.0 };
            self.add(Strip { above, ..Strip::of(self.body * LEADING, marks) });
        }
        self.keep_ends(many);
        if let Some(last) = self.strips.last_mut() {
            let y = last.height + 2.0;
            last.height += 3.0;
            last.marks.push(Mark { x: 0.0, y, ink: Ink::Rule { width: whole.width }, leaf: None });
        }
        Branch::new(Part::Row, twigs)
    }

    /// Faces with their numbers, five beside each other.
    fn scale(&mut self, steps: &[Step]) -> Option<Branch> {
        const BESIDE: u8 = 5;
        let whole = self.column();
        let share = whole.width / f32::from(BESIDE);
        let mut twigs = Vec::new();
        for row in steps.chunks(usize::from(BESIDE)) {
            let side = share * 0.72;
            let mut marks = Vec::new();
            let mut lowest = 0.0_f32;
            for (place, step) in (0..BESIDE).zip(row) {
                let left = share * f32::from(place);
                let (branch, mut drawn, bottom) = self.step(step, left, share, side);
                marks.append(&mut drawn);
                lowest = lowest.max(bottom);
                twigs.push(Twig::Branch(branch));
            }
            self.add(Strip { above: self.body * 1.6, ..Strip::of(lowest, marks) });
        }
        (!twigs.is_empty()).then(|| Branch::new(Part::List, twigs))
    }

    fn step(&mut self, step: &Step, left: f32, share: f32, side: f32) -> (Branch, Vec<Mark>, f32) {
        let middle = |width: f32| left + (share - width) / 2.0;
        let big = self.body * 2.6;
        let number = step.number.to_string();
        let wide = self.typeface.width(&number, Weight::Bold, big);
        let leaf = self.leaf();
        let ink = Ink::Text(self.typeface.run(&number, Weight::Bold, big));
        let mut marks = vec![Mark { x: middle(wide), y: side + big, ink, leaf: Some(leaf) }];
        let label = Branch::new(Part::Label, vec![Twig::Leaf(leaf)]);

        let leaf = self.leaf();
        let ink = Ink::Face { mood: step.mood, side };
        marks.push(Mark { x: middle(side), y: 0.0, ink, leaf: Some(leaf) });
        let face = Part::Figure(self.typeface.fitting(&step.face));
        let mut body = vec![Twig::Branch(Branch::new(face, vec![Twig::Leaf(leaf)]))];

        let words = self.typeface.fitting(&step.words);
        let size = self.body * 0.9;
        let column = Column { x: 0.0, width: share - 10.0, weight: Weight::Regular, size };
        let set = self.set(&words, column);
        let mut bottom = side + big * 1.25;
        for mut mark in set.marks {
            if let Ink::Text(run) = &mark.ink {
                mark.x = middle(self.typeface.width(run.text.trim_end(), run.weight, run.size));
            }
            mark.y += bottom;
            bottom += size * LEADING;
            marks.push(mark);
        }
        if !set.leaves.is_empty() {
            body.push(Twig::Branch(Branch::new(Part::Paragraph, set.leaves)));
        }
        let body = Branch::new(Part::Body, body);
        (Branch::new(Part::Item, vec![Twig::Branch(label), Twig::Branch(body)]), marks, bottom)
    }

    /// The whole width, as far as the groups leave it.
    fn column(&self) -> Column {
        let width = WIDTH - 2.0 * MARGIN - f32::from(self.depth) * INDENT;
        Column { x: 0.0, width, weight: Weight::Regular, size: self.body }
    }

    /// Breaks a text into lines, each a piece with a number.
    fn set(&mut self, text: &str, column: Column) -> Set {
        let Column { x, width, weight, size } = column;
        let wide = |it: &str| self.typeface.width(it, weight, size);
        let mut set = Set { marks: Vec::new(), leaves: Vec::new() };
        for line in lines(text, width, wide) {
            if line.trim().is_empty() {
                continue;
            }
            let leaf = self.leaves;
            self.leaves += 1;
            let ink = Ink::Text(self.typeface.run(line, weight, size));
            set.marks.push(Mark { x, y: size * BASE, ink, leaf: Some(leaf) });
            set.leaves.push(Twig::Leaf(leaf));
        }
        set
    }

    const fn leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    /// A strip for each line.
    fn push(&mut self, marks: Vec<Mark>, size: f32, above: f32) {
        for (number, mark) in marks.into_iter().enumerate() {
            let above = if number == 0 { above } else { 0.0 };
            self.add(Strip { above, ..Strip::of(size * LEADING, vec![mark]) });
        }
    }

    fn add(&mut self, strip: Strip) {
        let new_page = std::mem::take(&mut self.new_page);
        self.strips.push(Strip { depth: self.depth, new_page, ..strip });
    }

    fn add_to_first(&mut self, of_last: usize, marks: Vec<Mark>) {
        let first = self.strips.len().checked_sub(of_last).and_then(|it| self.strips.get_mut(it));
        if let Some(first) = first {
            first.marks.splice(0..0, marks);
        }
    }

    /// The last strips stay with what comes after them.
    fn keep_all(&mut self, of_last: usize) {
        self.strips.iter_mut().rev().take(of_last).for_each(|it| it.with_next = true);
    }

    /// The first and the last lines of what was set last do not stand alone.
    fn keep_ends(&mut self, of_last: usize) {
        let last = self.strips.iter_mut().rev().take(of_last).enumerate();
        for (from_end, strip) in last.skip(1) {
            let from_start = of_last - 1 - from_end;
            strip.with_next = from_end < TOGETHER || from_start < TOGETHER - 1;
        }
    }
}

fn item_of(label: Vec<Twig>, body: Vec<Twig>) -> Branch {
    let label = Branch::new(Part::Label, label);
    let body = Branch::new(Part::Body, body);
    Branch::new(Part::Item, vec![Twig::Branch(label), Twig::Branch(body)])
}
