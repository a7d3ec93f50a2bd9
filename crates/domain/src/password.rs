//! What a local password must be: long, and not one that others would guess. No rules about kinds of
//! characters, no forced change. The password itself must never be shown, stored or logged from here.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fault::{FaultCode, Faults};

/// A password that may be hashed, in composed form (NFC) and otherwise byte for byte as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// The shortest password, in characters.
    pub const MIN: usize = 15;
    /// The longest password, in characters.
    pub const MAX: usize = 128;

    /// Checks a password. `words` are those that tell who the user is: user name, own name, organisation.
    ///
    /// # Errors
    /// On the field `password`: `too_short`, `too_long`, `common_password`, `password_tells_who`.
    pub fn parse(input: &str, words: &[&str]) -> Result<Self, Faults> {
        let password: String = input.nfc().collect();
        let length = password.chars().count();
        let mut faults = Faults::none();
        if length < Self::MIN {
            faults.add_limit("password", FaultCode::TooShort, i64::try_from(Self::MIN).unwrap_or(i64::MAX));
        }
        if length > Self::MAX {
            faults.add_limit("password", FaultCode::TooLong, i64::try_from(Self::MAX).unwrap_or(i64::MAX));
            return Err(faults);
        }
        let plain = plain(&password);
        if is_common(&password, &plain) {
            faults.add("password", FaultCode::CommonPassword);
        }
        if words.iter().chain(OUR_WORDS).any(|it| tells(&plain, it)) {
            faults.add("password", FaultCode::PasswordTellsWho);
        }
        faults.into_result(Self(password))
    }

    /// The bytes to hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A password typed at sign-in, in the form in which it was hashed. Nothing is refused here: a wrong password
/// is wrong, whatever its length.
#[must_use]
pub fn as_hashed(input: &str) -> String {
    input.nfc().collect()
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// Words that every user of this service thinks of first.
const OUR_WORDS: &[&str] = &["blijvendveilig", "veiligthuis", "tandem"];

/// What people build long passwords of; alone, repeated or with digits around them they are guessed first.
const COMMON: &[&str] = &[
    "password",
    "wachtwoord",
    "welkom",
    "geheim",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azerty",
    "letmein",
    "iloveyou",
    "admin",
    "administrator",
    "welcome",
    "login",
    "inloggen",
    "test",
    "amsterdam",
    "nederland",
    "holland",
    "ajax",
    "feyenoord",
    "voetbal",
    "zomer",
    "winter",
    "lente",
    "herfst",
    "januari",
    "februari",
    "maart",
    "april",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "changeme",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "correcthorsebatterystaple",
    "qwertyuiopasdfghjkl",
    "qazwsxedcrfvtgb",
    "abcdefghijklmno",
    "abcdefghijklmnopqrstuvwxyz",
];

/// Lower case, letters and digits only: the form in which people recognise a word.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// A password that holds a whole word of at least four characters tells who made it.
fn tells(plain_password: &str, word: &str) -> bool {
    let word = plain(word);
    word.chars().count() >= 4 && plain_password.contains(&word)
}

fn is_common(typed: &str, plain: &str) -> bool {
    is_repetition(typed) || is_repetition(plain) || is_sequence(plain) || is_built_of_common_words(plain)
}

/// A part of at most ten characters said over and over, such as "abcabcabcabcabc".
fn is_repetition(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let repeats =
        |period: usize| letters.iter().zip(letters.iter().skip(period)).all(|(one, next)| one == next);
    (1..=10.min(letters.len() / 2)).any(repeats)
}

/// Each next character follows the last one, up or down, such as "123456789012345".
fn is_sequence(text: &str) -> bool {
    let values: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = values.iter().zip(values.iter().skip(1));
    let (mut up, mut down, mut all) = (0_usize, 0_usize, 0_usize);
    for (one, next) in steps {
        all += 1;
        up += usize::from(one + 1 == *next || (*one, *next) == (u32::from('9'), u32::from('0')));
        down += usize::from(*one == next + 1 || (*one, *next) == (u32::from('0'), u32::from('9')));
    }
    all > 0 && (up == all || down == all)
}

/// Nothing is left after taking the common words and the digits out.
fn is_built_of_common_words(text: &str) -> bool {
    let mut left = text.to_owned();
    let mut longest_first = COMMON.to_vec();
    longest_first.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for word in longest_first {
        left = left.replace(word, "");
    }
    left != text && left.chars().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults_of(password: &str) -> String {
        let words = ["expert.noord", "Jansen", "Blijf Groep", "de"];
        NewPassword::parse(password, &words).map_or_else(|it| it.to_string(), |_| String::new())
    }

    #[test]
    fn a_long_password_of_any_characters_is_good() {
        for good in [
            "vier losse woorden hier",
            " begint met spatie ok",
            "🦊🐝🌵🍋🚲🎈🧭🪁🎻🍇🐙🌙🔔🧩🛶",
            "جملة طويلة لكلمة السر",
            "nul\0mag er ook in staan",
            "480517399261840537",
            &"lang genoeg voor altijd ".repeat(5),
        ] {
            assert_eq!(faults_of(good), "", "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(faults_of("veertien teken"), "password: too_short");
        assert_eq!(faults_of("vijftien tekens"), "");
        assert_eq!(faults_of(""), "password: too_short");
        let long: String = ('a'..='z').chain('0'..='9').cycle().step_by(7).take(128).collect();
        assert_eq!(faults_of(&long), "");
        assert_eq!(faults_of(&format!("{long}x")), "password: too_long");
    }

    #[test]
    fn what_many_people_use_is_refused() {
        for common in [
            "passwordpassword",
            "Welkom01Welkom01",
            "wachtwoord12345",
            "123456789012345",
            "987654321098765",
            "aaaaaaaaaaaaaaa",
            "abcabcabcabcabcab",
            "qwertyuiopasdfghjkl",
            "Welkom-Amsterdam-2026!",
            "000000000000000000",
            "!!!!!!!!!!!!!!!!",
        ] {
            assert_eq!(faults_of(common), "password: common_password", "{common}");
        }
    }

    #[test]
    fn a_password_does_not_tell_who_made_it() {
        for telling in [
            "mijn expert noord vlaggetje",
            "het JANSEN vlaggetje",
            "bij de blijf-groep ja",
            "Blijvend Veilig is top",
        ] {
            assert_eq!(faults_of(telling), "password: password_tells_who", "{telling}");
        }
    }

    #[test]
    fn two_passwords_that_differ_after_72_bytes_stay_different() {
        let start: String = ('a'..='z').cycle().step_by(5).take(90).collect();
        let one = NewPassword::parse(&format!("{start}1"), &[]).unwrap();
        let other = NewPassword::parse(&format!("{start}2"), &[]).unwrap();
        assert_ne!(one.as_bytes(), other.as_bytes());
    }

    #[test]
    fn what_is_typed_at_sign_in_meets_what_was_hashed() {
        let stored = NewPassword::parse("zoe\u{308} fietst naar zee", &[]).unwrap();
        assert_eq!(stored.as_bytes(), as_hashed("zoë fietst naar zee").as_bytes());
        assert_eq!(format!("{stored:?}"), "NewPassword(…)");
    }

    proptest! {
        #[test]
        fn any_input_is_judged(input in any::<String>()) {
            let _ = NewPassword::parse(&input, &[&input]);
        }
    }
}
