//! Numbers in Dutch.

/// `10.202`: a point between thousands.
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// How much more or less: `gelijk`, `12 meer` or `1.204 minder`.
pub fn difference(number: i64) -> String {
    match number {
        0 => "gelijk".to_owned(),
        more @ 1.. => format!("{} meer", whole(more)),
        less => format!("{} minder", whole(-less)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart_by_a_point() {
        for (number, expected) in
            [(0, "0"), (365, "365"), (10_202, "10.202"), (-5_880, "−5.880"), (1_000_000, "1.000.000")]
        {
            assert_eq!(whole(number), expected);
        }
    }

    #[test]
    fn a_difference_is_told_in_words() {
        assert_eq!(difference(0), "gelijk");
        assert_eq!(difference(1_204), "1.204 meer");
        assert_eq!(difference(-3), "3 minder");
    }
}
