//! How long a job that failed waits before it is tried again, and when it is left to people.

use chrono::Duration;

/// How patient the worker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The wait after the first failure, in seconds; it doubles with each failure.
    pub first_seconds: u32,
    /// The longest wait, in seconds.
    pub longest_seconds: u32,
    /// After so many failures a job is parked for an operator, 1 or more.
    pub tries: u32,
}

/// What happens to a job that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It is tried again after this time.
    After(Duration),
    /// It waits for an operator.
    Park,
}

impl Patience {
    /// What happens after so many failures, counting the last.
    #[must_use]
    pub fn next(self, failures: u32, dice: u32) -> Next {
        if failures >= self.tries.max(1) {
            return Next::Park;
        }
        Next::After(self.wait(failures, dice))
    }

    /// How long a job waits after so many tries. The wait doubles up to the longest, and `dice`, any number, shortens it by
    /// up to half, so that what failed together does not come back together.
    #[must_use]
    pub fn wait(self, tries: u32, dice: u32) -> Duration {
        let doublings = tries.saturating_sub(1).min(31);
        let longest = i64::from(self.longest_seconds);
        let whole = (i64::from(self.first_seconds) << doublings).min(longest) * 1000;
        let half = whole / 2;
        Duration::milliseconds(whole - i64::from(dice) % (half + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PATIENCE: Patience = Patience { first_seconds: 5, longest_seconds: 900, tries: 10 };

    #[test]
    fn a_wait_doubles_up_to_the_longest_and_then_people_are_asked() {
        let seconds = |failures| match PATIENCE.next(failures, 0) {
            Next::After(wait) => wait.num_seconds(),
            Next::Park => -1,
        };
        let waits: Vec<i64> = (1..=11).map(seconds).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 900, -1, -1]);
    }

    #[test]
    fn whoever_is_not_patient_at_all_parks_at_once() {
        assert_eq!(Patience { tries: 0, ..PATIENCE }.next(1, 7), Next::Park);
    }

    proptest! {
        #[test]
        fn chance_takes_at_most_half(failures in 1..10u32, dice in any::<u32>()) {
            let Next::After(longest) = PATIENCE.next(failures, 0) else { panic!("not parked yet") };
            let Next::After(wait) = PATIENCE.next(failures, dice) else { panic!("not parked yet") };
            prop_assert!(wait <= longest && wait * 2 >= longest);
        }
    }
}
