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

/// `0,82` or `−0,05`: two decimals after a comma. A number that rounds to nothing has no sign.
pub fn hundredths(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    let sign = if rounded < 0.0 { "−" } else { "" };
    format!("{sign}{:.2}", rounded.abs()).replace('.', ",")
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
    fn a_measure_has_two_decimals() {
        for (number, expected) in [(0.8153, "0,82"), (1.0, "1,00"), (-0.05, "−0,05"), (-0.001, "0,00")] {
            assert_eq!(hundredths(number), expected);
        }
    }

    #[test]
    fn a_difference_is_told_in_words() {
        assert_eq!(difference(0), "gelijk");
        assert_eq!(difference(1_204), "1.204 meer");
        assert_eq!(difference(-3), "3 minder");
    }
}
