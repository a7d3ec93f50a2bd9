//! Where a text goes on the next line: at the places that Unicode allows (UAX 14), and inside a word only when the
//! word alone is too wide.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// The lines of a text. Together they are the text; a line keeps the space or the line end that closes it, and
/// `wide` is asked about it without.
pub(super) fn lines(text: &str, width: f32, wide: impl Fn(&str) -> f32) -> Vec<&str> {
    let fits = |from: usize, to: usize| text.get(from..to).is_some_and(|it| wide(it.trim_end()) <= width);
    let (mut ends, mut start, mut last) = (Vec::new(), 0, 0);
    for (place, opportunity) in linebreaks(text) {
        if !fits(start, place) && last > start {
            ends.push(last);
            start = last;
        }
        while !fits(start, place) {
            let Some(end) = longest(text, start, place, &fits) else { break };
            ends.push(end);
            start = end;
        }
        last = place;
        if opportunity == BreakOpportunity::Mandatory {
            ends.push(place);
            start = place;
        }
    }
    cut(text, &ends)
}

/// The last place inside a word before which it still fits; at least one character goes on a line.
fn longest(text: &str, start: usize, end: usize, fits: &impl Fn(usize, usize) -> bool) -> Option<usize> {
    let inside: Vec<usize> =
        text.get(start..end)?.char_indices().map(|(place, _)| start + place).skip(1).collect();
    let fitting = inside.partition_point(|place| fits(start, *place));
    inside.get(fitting.saturating_sub(1)).copied()
}

fn cut<'t>(text: &'t str, ends: &[usize]) -> Vec<&'t str> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends).filter_map(|(start, end)| text.get(start..*end)).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As if every character were one wide.
    fn count(text: &str) -> f32 {
        f32::from(u16::try_from(text.chars().count()).unwrap())
    }

    #[test]
    fn lines_break_between_words_and_at_line_ends() {
        assert_eq!(lines("een twee drie", 8.0, count), ["een twee ", "drie"]);
        assert_eq!(lines("een\ntwee drie", 9.0, count), ["een\n", "twee drie"]);
        assert_eq!(lines("een   ", 3.0, count), ["een   "]);
        assert!(lines("", 9.0, count).is_empty());
    }

    #[test]
    fn a_word_that_is_too_wide_is_cut() {
        assert_eq!(lines("verzekeringsmaatschappij", 10.0, count), ["verzekerin", "gsmaatscha", "ppij"]);
        assert_eq!(lines("ik verzekeringsmij", 10.0, count), ["ik ", "verzekerin", "gsmij"]);
        assert_eq!(lines("abc", 0.5, count), ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_line_fits(text in "[a-z \\n]{0,80}", width in 1..20_u8) {
            let width = f32::from(width);
            let broken = lines(&text, width, count);
            prop_assert_eq!(broken.concat(), text.as_str());
            for line in broken {
                prop_assert!(count(line.trim_end()) <= width, "{:?}", line);
            }
        }
    }
}
