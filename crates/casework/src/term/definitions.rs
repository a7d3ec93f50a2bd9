//! What the terms are, as `config/terms.toml` writes it. Never decides how a term is counted.

use domain::term::{Basis, Definition, Extension, Rule, TermBook, TermEvent, TermFault, TermKind, Unit};
use serde::Deserialize;

use crate::written_day::Day;

/// The definitions that come with the release.
pub const RELEASED: &str = include_str!("../../../../config/terms.toml");

/// Why a file of definitions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DefinitionError {
    #[error("{}", .0.to_string().trim())]
    Syntax(#[from] toml::de::Error),
    #[error("there is no {what} `{code}`")]
    Unknown { what: &'static str, code: String },
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<TermFault>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    kind: String,
    name: String,
    event: String,
    unit: String,
    length: u16,
    rule: String,
    extension: Option<ExtensionRecord>,
    #[serde(default)]
    may_pause: bool,
    #[serde(default)]
    met_by_hand: bool,
    basis: String,
    source: String,
    from: Day,
    until: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtensionRecord {
    length: u16,
    at_most: Option<u16>,
}

/// Reads a file of definitions.
///
/// # Errors
/// When it is not TOML, names something that does not exist, or leaves a kind of term out.
pub fn read(text: &str) -> Result<TermBook, DefinitionError> {
    let file: File = toml::from_str(text)?;
    let definitions = file.term.into_iter().map(Record::definition).collect::<Result<_, _>>()?;
    TermBook::new(definitions).map_err(DefinitionError::Faults)
}

impl Record {
    fn definition(self) -> Result<Definition, DefinitionError> {
        Ok(Definition {
            kind: known("kind", self.kind, TermKind::from_code)?,
            name: self.name,
            event: known("event", self.event, TermEvent::from_code)?,
            unit: known("unit", self.unit, Unit::from_code)?,
            length: self.length,
            rule: known("rule", self.rule, Rule::from_code)?,
            extension: self.extension.map(|it| Extension { length: it.length, at_most: it.at_most }),
            may_pause: self.may_pause,
            met_by_hand: self.met_by_hand,
            basis: known("basis", self.basis, Basis::from_code)?,
            source: self.source,
            from: self.from.0,
            until: self.until.map(|it| it.0),
        })
    }
}

fn known<T>(what: &'static str, code: String, of: fn(&str) -> Option<T>) -> Result<T, DefinitionError> {
    of(&code).ok_or(DefinitionError::Unknown { what, code })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate, Utc};
    use domain::term::{Course, StepKind};
    use domain::workday::Calendar;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// The end of a term that starts then, in days for what is counted in days.
    fn end(kind: TermKind, start: &str, extensions: usize) -> String {
        let book = read(RELEASED).unwrap();
        let start = moment(start);
        let definition = book.on(kind, domain::time::amsterdam_day(start)).unwrap();
        let equated = ["2026-01-02", "2026-05-15"].map(|it| it.parse::<NaiveDate>().unwrap());
        let steps = vec![(StepKind::Extended, start); extensions];
        let due = Course::started(definition, start).after(steps).due(&Calendar::new(equated));
        if definition.is_exact() { due.at.to_rfc3339() } else { due.day.to_string() }
    }

    #[test]
    fn every_term_ends_where_the_vectors_say() {
        use TermKind::*;
        for (kind, start, extensions, expected) in [
            (AssessmentProtocol, "2026-05-07T09:00:00Z", 0, "2026-05-18"),
            (AssessmentRegulation, "2026-05-07T09:00:00Z", 0, "2026-05-12"),
            (Investigation, "2026-03-05T09:00:00Z", 0, "2026-05-18"),
            (InformConcerned, "2026-04-07T09:00:00Z", 0, "2026-05-06"),
            (InformConcerned, "2026-04-07T09:00:00Z", 1, "2026-05-19"),
            (InformConcerned, "2026-04-07T09:00:00Z", 2, "2026-06-02"),
            (Thv, "2026-05-05T12:00:00Z", 0, "2026-05-15T12:00:00+00:00"),
            (Thv, "2026-05-05T12:00:00Z", 1, "2026-06-02T12:00:00+00:00"),
            (Thv, "2026-03-20T21:30:00Z", 0, "2026-03-30T20:30:00+00:00"),
            (ThvExtensionAdvice, "2026-05-05T12:00:00Z", 0, "2026-05-13T12:00:00+00:00"),
            (ThvReachable, "2026-05-05T12:00:00Z", 0, "2026-05-06T12:00:00+00:00"),
            (ThvHearing, "2026-05-13T09:00:00Z", 0, "2026-05-19"),
            (IntensiveHelp, "2026-01-05T09:00:00Z", 0, "2026-04-06"),
            (Erasure, "2026-02-14T09:00:00Z", 0, "2026-05-18"),
            (ComplaintAnswer, "2026-04-05T09:00:00Z", 0, "2026-05-06"),
            (CheckInFirst, "2026-05-07T09:00:00Z", 0, "2026-08-07"),
            (CheckInFirst, "2026-11-29T23:30:00Z", 0, "2027-02-28"),
            (CheckInSecond, "2026-05-07T09:00:00Z", 0, "2027-05-07"),
            (CheckInThird, "2026-05-07T09:00:00Z", 0, "2027-11-07"),
            (MonitorThird, "2026-05-07T09:00:00Z", 0, "2027-11-07"),
            (RetentionVeiligThuis, "2026-05-05T09:00:00Z", 0, "2046-05-05"),
        ] {
            assert_eq!(end(kind, start, extensions), expected, "{kind} from {start}");
        }
    }

    #[test]
    fn what_no_law_gives_says_that_it_is_a_proposal() {
        for definition in read(RELEASED).unwrap().definitions() {
            let Definition { kind, source, .. } = definition;
            match definition.basis {
                Basis::Law => assert!(source.contains("artikel"), "{kind}: {source}"),
                Basis::Protocol => assert!(!source.starts_with("Voorstel"), "{kind}: {source}"),
                Basis::Proposal => assert!(source.starts_with("Voorstel van Tandem"), "{kind}: {source}"),
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_used_says_why() {
        let unknown = RELEASED.replacen("\"assessment_protocol\"", "\"assessment\"", 1);
        assert_eq!(read(&unknown).unwrap_err().to_string(), "there is no kind `assessment`");
        let twice = format!("{RELEASED}\n{RELEASED}");
        assert!(read(&twice).unwrap_err().to_string().contains("thv has two definitions from 2009-01-01"));
        assert!(read("term = 3").unwrap_err().to_string().contains("expected"));
    }
}
