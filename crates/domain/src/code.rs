//! Closed lists with stable codes. The one macro here only saves spelling a list out four times; it must never
//! hide a rule.

/// Makes a closed list: an enum whose values have a snake_case code that never changes, because it is stored,
/// sent and looked up in the words of the pages.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $value:ident => $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$about])* $value,)+
        }

        impl $name {
            /// Every value, in the order in which it is shown.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// The stable code of this value.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            /// The value with this code, or nothing when no value has it.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$value),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

/// Makes a closed list of broken rules: a list of codes that is also an error.
macro_rules! rules {
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)+ }) => {
        $crate::code::codes! { $(#[$meta])* pub enum $name { $($body)+ } }

        impl std::error::Error for $name {}
    };
}

pub(crate) use codes;
pub(crate) use rules;

#[cfg(test)]
mod tests {
    use crate::duo::OrganisationKind;

    #[test]
    fn every_code_leads_back_to_its_value() {
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::from_code(kind.code()), Some(*kind));
            assert_eq!(kind.to_string(), kind.code());
        }
        assert_eq!(OrganisationKind::from_code("green"), None);
        assert_eq!(OrganisationKind::from_code("Police"), None);
    }
}
