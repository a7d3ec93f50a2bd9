//! How many of everything there are. Where a number comes from stands beside it; none may depend on the machine.
//!
//! "Own measurements" are those of the limit before Tandem was built: `pgbench` on tables of 10,000, 100,000 and
//! 1,000,000 households with these numbers.

/// How many households, and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// One case each.
    pub households: u32,
}

/// Fewest and most members of a household, 3.5 on average. Source: own measurements (3.54).
pub(super) const MEMBERS: (u32, u32) = (2, 5);

/// Fewest and most contacts of a case, 20 on average. Source: own measurements.
pub(super) const CONTACTS: (u32, u32) = (10, 30);

/// Scores of a case. Source: own measurements.
pub(super) const SCORES: u32 = 8;

/// Acts in the audit log for each case, each of which showed one person. Far fewer than a real year has, because no
/// request that is measured reads them.
pub(super) const ACTS: u32 = 5;

/// In a hundred of the cases of the newest 30 %, so many are open; of the rest, so many. Together about 20 %.
pub(super) const OPEN: (u32, u32) = (60, 3);

/// In a hundred cases, so many began with a report at Veilig Thuis, which then takes part.
pub(super) const FROM_REPORT: u32 = 50;

/// One in so many open cases waits for its duo.
pub(super) const ONE_WAITS_IN: u32 = 100;

/// One in so many households has a report that waits for its assessment.
pub(super) const ONE_REPORT_IN: u32 = 100;

/// Requests for advice: one for so many households.
pub(super) const ONE_ADVICE_IN: u32 = 20;

/// Years of history.
pub(super) const YEARS: u32 = 4;

/// Open cases in which one professional has a seat, about. Twice what the cast of the demonstration has room for.
const LOAD: u32 = 20;

/// People in a team.
pub(super) const TEAM: u32 = 8;

/// Workers at the desk of Veilig Thuis.
pub(super) const AT_DESK: u32 = 20;

impl Size {
    /// This many households, at least ten.
    #[must_use]
    pub const fn of(households: u32) -> Self {
        Self { households: if households < 10 { 10 } else { households } }
    }

    /// Teams of safety experts, and as many local teams.
    pub(super) const fn teams(self) -> u32 {
        (self.households / 5).div_ceil(LOAD * TEAM)
    }

    /// Supervisors, each of one team with some 160 open cases.
    pub(super) const fn supervisors(self) -> u32 {
        self.teams()
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn staff_grows_with_the_work() {
        assert_eq!((Size::of(50).teams(), Size::of(50).supervisors()), (1, 1));
        assert_eq!((Size::of(100_000).teams(), Size::of(100_000).supervisors()), (125, 125));
    }
}
