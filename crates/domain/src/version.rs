//! The version of something stored, so that nobody overwrites a change that they have not seen. Comparing and
//! raising versions is the work of the database, never of this module.

/// How often a thing was changed, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub i64);

/// A value together with the version in which it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The version that was read.
    pub version: Version,
    /// What was read.
    pub value: T,
}

impl<T> Versioned<T> {
    /// Another value under the version that was read: what to save, and what it must still be based on.
    pub fn replace<U>(self, value: U) -> Versioned<U> {
        Versioned { version: self.version, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_value_keeps_the_version_it_is_based_on() {
        let read = Versioned { version: Version(3), value: "old" };
        assert_eq!(read.replace(7), Versioned { version: Version(3), value: 7 });
    }
}
