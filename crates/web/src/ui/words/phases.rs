//! The phases of the gefaseerde ketenzorg.

/// The phase as pages call it.
pub fn label(code: &str) -> &'static str {
    match code {
        "direct" => "Directe veiligheid",
        "stable" => "Stabiele veiligheid",
        "recovery" => "Herstel",
        _ => "Onbekende fase",
    }
}
