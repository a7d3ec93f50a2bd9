//! Consultations that came to a report: from which the form of a report can be filled in beforehand.

use casework::consultation::{announced, read};
use domain::consultation::EntryKind;
use domain::id::ConsultationId;
use domain::report::SourceCategory;
use maud::{Markup, html};

use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// What the form of a report begins with: who asked, and what was asked and advised.
///
/// # Errors
/// 404 when the consultation is not for the caller.
pub(super) async fn values(
    here: &Here,
    from: ConsultationId,
) -> Result<Vec<(&'static str, String)>, Problem> {
    let seen = read(&here.casework, &here.caller, from).await?;
    let file = seen.file.ok_or_else(Problem::not_found)?;
    let told = file.entries.iter().filter(|it| !matches!(it.kind, EntryKind::Claimed | EntryKind::Assigned));
    let lines: Vec<String> = told
        .filter_map(|it| {
            Some(format!("{} ({}): {}", it.kind.label(), dates::moment(it.at), it.told.as_deref()?))
        })
        .collect();
    Ok(vec![
        ("narrative", format!("Uit consultatie {}.\n\n{}", seen.line.code, lines.join("\n\n"))),
        ("sourceCategory", SourceCategory::OtherProfessional.code().to_owned()),
        ("sourceName", format!("{}, {}", seen.line.asker.name, seen.line.team)),
    ])
}

/// The consultations from which the form at this address can be filled in; nothing when there are none.
///
/// # Errors
/// When the database is away.
pub(super) async fn ways(here: &Here, form: &str) -> Result<Markup, Problem> {
    let found = announced(&here.casework, &here.caller).await?;
    Ok(html! {
        @if !found.is_empty() {
            details class="tandem-group" {
                summary { "Aangekondigd vanuit een consultatie (" (found.len()) ")" }
                p class="utrecht-paragraph" { "Kies de consultatie waaruit deze melding komt. De vraag en het advies komen in het formulier." }
                ul class="tandem-plain" {
                    @for it in &found {
                        li {
                            a class="utrecht-link tandem-tap" href={ (form) "?consultation=" (it.id) } {
                                (it.code) " · " (it.expertise.label()) " · " (it.area) " · " (it.asker.name)
                            }
                        }
                    }
                }
            }
        }
    })
}
