//! Names and free text, parsed once. What cannot be shown safely is refused, what is only written differently
//! is made equal. Text is personal data: nothing here may print it in a log.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fault::{FaultCode, ValueFault};

macro_rules! texts {
    ($($(#[$about:meta])* $name:ident, $max:literal, $lines:expr;)+) => {$(
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The longest text, in characters.
            pub const MAX: usize = $max;

            /// Reads a text: composed form (NFC), no space around it, line ends as `\n`.
            ///
            /// # Errors
            /// `control_character`, `empty`, or `too_long` with the maximum.
            pub fn parse(input: &str) -> Result<Self, ValueFault> {
                clean(input, Self::MAX, $lines).map(Self)
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }
    )+};
}

texts! {
    /// A name of a person or a thing: 1 to 100 characters on one line.
    Name, 100, Lines::One;
    /// A remark: 1 to 200 characters on one line.
    ShortText, 200, Lines::One;
    /// A story: 1 to 10,000 characters, newlines and tabs allowed.
    LongText, 10_000, Lines::Many;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn clean(input: &str, max: usize, lines: Lines) -> Result<String, ValueFault> {
    let text: String = input.replace("\r\n", "\n").replace('\r', "\n").trim().nfc().collect();
    if text.chars().any(|it| is_refused(it, lines)) {
        return Err((FaultCode::ControlCharacter, None));
    }
    if text.chars().all(|it| it.is_whitespace() || is_invisible(it)) {
        return Err((FaultCode::Empty, None));
    }
    if text.chars().count() > max {
        return Err((FaultCode::TooLong, i64::try_from(max).ok()));
    }
    Ok(text)
}

/// Controls that PostgreSQL cannot store or that make a text look like another one.
fn is_refused(it: char, lines: Lines) -> bool {
    match it {
        '\n' | '\t' => lines == Lines::One,
        '\u{2028}' | '\u{2029}' => lines == Lines::One,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => it.is_control(),
    }
}

/// Joiners and marks: needed inside emoji and some scripts, but nothing to read by themselves.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_text_is_kept_in_one_form() {
        for (input, kept) in [
            ("  Yasmina  ", "Yasmina"),
            ("Zoe\u{308}", "Zoë"),
            ("👩‍👧‍👦 thuis", "👩‍👧‍👦 thuis"),
            ("أمينة", "أمينة"),
            ("שרה", "שרה"),
            ("D’Hondt-İnan", "D’Hondt-İnan"),
            ("veilig\n", "veilig"),
        ] {
            assert_eq!(Name::parse(input).unwrap().as_str(), kept);
        }
        assert_eq!(LongText::parse("een\r\ntwee\rdrie\tvier").unwrap().as_str(), "een\ntwee\ndrie\tvier");
    }

    #[test]
    fn what_cannot_be_shown_safely_is_refused() {
        let control = Some((FaultCode::ControlCharacter, None));
        for input in ["a\0b", "a\u{1b}[31m", "a\u{7f}b", "a\u{85}b", "a\u{202e}b", "a\u{2067}b", "\0"] {
            assert_eq!(Name::parse(input).err(), control);
            assert_eq!(LongText::parse(input).err(), control);
        }
        for input in ["een\ntwee", "een\ttwee", "een\u{2028}twee"] {
            assert_eq!(ShortText::parse(input).err(), control);
            assert!(LongText::parse(input).is_ok());
        }
    }

    #[test]
    fn nothing_to_read_is_empty() {
        for input in ["", "   ", "\n\n", "\u{200b}\u{200d}", "\u{feff}", "\u{a0}"] {
            assert_eq!(Name::parse(input), Err((FaultCode::Empty, None)));
        }
    }

    #[test]
    fn length_is_counted_in_characters_up_to_the_limit() {
        assert!(Name::parse(&"é".repeat(100)).is_ok());
        assert_eq!(Name::parse(&"é".repeat(101)), Err((FaultCode::TooLong, Some(100))));
        assert_eq!(ShortText::parse(&"x".repeat(201)), Err((FaultCode::TooLong, Some(200))));
        assert!(LongText::parse(&"x".repeat(10_000)).is_ok());
        assert_eq!(LongText::parse(&"x".repeat(1_000_000)), Err((FaultCode::TooLong, Some(10_000))));
    }

    #[test]
    fn a_log_line_never_shows_the_text() {
        assert_eq!(format!("{:?}", Name::parse("Bakker").unwrap()), "Name(6 characters)");
    }

    proptest! {
        #[test]
        fn what_was_parsed_parses_to_itself(input in any::<String>()) {
            if let Ok(text) = LongText::parse(&input) {
                prop_assert_eq!(LongText::parse(text.as_str()), Ok(text.clone()));
                prop_assert!(!text.as_str().contains('\0'));
            }
        }
    }
}
