//! The square of value against value in which a unit leaves its marks, and the sum of the marks of many units.
//! Both coefficients are functions of such a sum, which is what makes resampling cheap.

use std::collections::BTreeSet;

/// What one unit adds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Unit {
    /// Row, column and how much.
    pub(super) marks: Vec<(usize, usize, f64)>,
    /// Who rated it.
    pub(super) raters: Vec<usize>,
    /// How many pairs of ratings were compared.
    pub(super) pairs: usize,
}

/// Value against value, for some sum of units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    side: usize,
    cells: Vec<f64>,
}

/// What each unit adds; units that compare nothing are left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sums {
    side: usize,
    /// Per unit: place in the square and how much.
    units: Vec<Vec<(usize, f64)>>,
    raters: usize,
    pairs: usize,
}

impl Square {
    fn empty(side: usize) -> Self {
        Self { side, cells: vec![0.0; side * side] }
    }

    pub(super) fn clear(&mut self) {
        self.cells.fill(0.0);
    }

    fn add(&mut self, marks: &[(usize, f64)]) {
        for (place, much) in marks {
            if let Some(cell) = self.cells.get_mut(*place) {
                *cell += much;
            }
        }
    }

    /// Every cell with its row and column.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        self.cells
            .chunks(self.side.max(1))
            .enumerate()
            .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, much)| (row, column, *much)))
    }

    /// The sum of every row.
    pub(super) fn rows(&self) -> Vec<f64> {
        self.cells.chunks(self.side.max(1)).map(|row| row.iter().sum()).collect()
    }

    /// The sum of every column.
    pub(super) fn columns(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.side];
        for row in self.cells.chunks(self.side.max(1)) {
            for (sum, much) in sums.iter_mut().zip(row) {
                *sum += much;
            }
        }
        sums
    }
}

impl Sums {
    pub(super) fn new(side: usize, units: impl Iterator<Item = Unit>) -> Self {
        let mut sums = Self { side, units: Vec::new(), raters: 0, pairs: 0 };
        let mut raters = BTreeSet::new();
        for unit in units.filter(|it| it.pairs > 0) {
            sums.pairs += unit.pairs;
            raters.extend(unit.raters);
            sums.units.push(
                unit.marks.into_iter().map(|(row, column, much)| (row * side + column, much)).collect(),
            );
        }
        sums.raters = raters.len();
        sums
    }

    pub(super) const fn units(&self) -> usize {
        self.units.len()
    }

    pub(super) const fn raters(&self) -> usize {
        self.raters
    }

    pub(super) const fn pairs(&self) -> usize {
        self.pairs
    }

    pub(super) fn empty(&self) -> Square {
        Square::empty(self.side)
    }

    /// All units once.
    pub(super) fn whole(&self) -> Square {
        let mut square = self.empty();
        for unit in &self.units {
            square.add(unit);
        }
        square
    }

    /// As many units as there are, each drawn anew.
    pub(super) fn redraw(&self, square: &mut Square, draw: &mut impl FnMut(usize) -> usize) {
        square.clear();
        for _ in 0..self.units.len() {
            if let Some(unit) = self.units.get(draw(self.units.len())) {
                square.add(unit);
            }
        }
    }
}
