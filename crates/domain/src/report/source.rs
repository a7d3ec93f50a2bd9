//! Who reported, and how this person is reached. Veilig Thuis takes a report from somebody who makes himself known
//! to it; that it keeps the name from others is another matter, and nothing here may mix up the two.

use super::ReportKind;
use crate::fault::{FaultCode, Faults, ValueFault};
use crate::text::ShortText;

/// A source as it was typed. Fields in faults: `sourceName`, `sourceContact`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceDraft {
    /// Who reports.
    pub name: Option<String>,
    /// How the source is reached.
    pub contact: Option<String>,
}

/// A source that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who reports; nothing only when Veilig Thuis itself does.
    pub name: Option<ShortText>,
    /// How the source is reached; nothing only when Veilig Thuis itself does.
    pub contact: Option<ShortText>,
}

impl SourceDraft {
    /// Checks a source. Whoever reports is known to Veilig Thuis by name and can be reached; a report that Veilig
    /// Thuis makes by itself has no source outside. Source: Handelingsprotocol Veilig Thuis 2019.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, kind: ReportKind) -> Result<Source, Faults> {
        let mut faults = Faults::none();
        let name = self.name.map(|it| ShortText::parse(&it));
        let contact = self.contact.map(|it| ShortText::parse(&it));
        let source = Source {
            name: part(kind, "sourceName", name, &mut faults),
            contact: part(kind, "sourceContact", contact, &mut faults),
        };
        faults.into_result(source)
    }
}

fn part(
    kind: ReportKind,
    field: &str,
    typed: Option<Result<ShortText, ValueFault>>,
    faults: &mut Faults,
) -> Option<ShortText> {
    match (kind, typed) {
        (ReportKind::Report, typed) => {
            let typed = faults.need(field, typed)?;
            faults.keep(field, typed)
        }
        (ReportKind::ReportExOfficio, None) => None,
        (ReportKind::ReportExOfficio, Some(_)) => {
            faults.add(field, FaultCode::DoesNotFit);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> SourceDraft {
        SourceDraft { name: Some("Wim Testman".to_owned()), contact: Some("020 000 00 99".to_owned()) }
    }

    #[test]
    fn whoever_reports_is_known_and_can_be_reached() {
        let source = draft().check(ReportKind::Report).unwrap();
        assert_eq!(source.name.as_ref().map(ShortText::as_str), Some("Wim Testman"));
        let nobody = SourceDraft::default().check(ReportKind::Report).unwrap_err();
        assert_eq!(nobody.to_string(), "sourceName: missing, sourceContact: missing");
        let blank = SourceDraft { name: Some(" ".to_owned()), ..draft() };
        assert_eq!(blank.check(ReportKind::Report).unwrap_err().to_string(), "sourceName: empty");
    }

    #[test]
    fn a_report_by_veilig_thuis_itself_has_no_source_outside() {
        assert!(SourceDraft::default().check(ReportKind::ReportExOfficio).is_ok());
        let both = draft().check(ReportKind::ReportExOfficio).unwrap_err();
        assert_eq!(both.to_string(), "sourceName: does_not_fit, sourceContact: does_not_fit");
    }
}
