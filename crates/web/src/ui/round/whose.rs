//! For whom a page of a round asks: the reader, or a member of the household who has the phone. Only what that answer
//! needs is in the page.

use casework::round::read::{Shown, read};
use casework::round::{RaterLine, RoundFile};
use domain::id::{CaseId, PersonId, RoundId};
use domain::round::RaterKind;
use domain::score::{RaterKey, ScaleVersion};

use crate::shared::fields::{Body, Fields};
use crate::shared::problem::{Kind, Problem};
use crate::ui::here::Here;

/// The member of the household in the query; nobody for the reader.
pub struct Whose(pub Option<PersonId>);

/// What a page must know of the one who answers.
pub(super) struct Asked {
    pub(super) round: RoundId,
    /// Name and kind of a member of the household; nothing for the reader.
    pub(super) member: Option<(PersonId, String, RaterKind)>,
    pub(super) has_answered: bool,
    pub(super) is_closed: bool,
    pub(super) scale: ScaleVersion,
    /// The case, for whoever sees it.
    pub(super) case: Option<CaseId>,
    /// What people call the case, for whoever does not see it.
    pub(super) code: Option<String>,
}

impl Body for Whose {
    const NAME: &'static str = "Whose";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("person")))
    }
}

impl Asked {
    /// Why there is nothing to answer any more, if so.
    pub(super) const fn over(&self) -> Option<&'static str> {
        if self.is_closed {
            return Some("Deze ronde is gesloten. Antwoorden kan niet meer.");
        }
        if self.has_answered {
            return Some("Dit antwoord is er al. Het is te zien als de ronde gesloten is.");
        }
        None
    }
}

/// Reads the place of somebody in a round.
///
/// # Errors
/// 404 when the round is not for the caller or does not ask this one.
pub(super) async fn asked(here: &Here, round: RoundId, person: Option<PersonId>) -> Result<Asked, Problem> {
    let found = read(&here.casework, &here.caller, round).await?;
    match found.shown {
        Shown::Card(card) if person.is_none() => Ok(Asked {
            round,
            member: None,
            has_answered: card.answered_at.is_some(),
            is_closed: card.is_closed,
            scale: card.scale,
            case: None,
            code: Some(card.code),
        }),
        Shown::Card(_) => Err(Problem::new(Kind::NotFound)),
        Shown::File(file) => of_file(here, &file, person).ok_or(Problem::new(Kind::NotFound)),
    }
}

fn of_file(here: &Here, file: &RoundFile, person: Option<PersonId>) -> Option<Asked> {
    let wanted = person.map_or(RaterKey::Professional(here.caller.user), RaterKey::Member);
    if person.is_some() && !file.may_hold {
        return None;
    }
    let rater: &RaterLine = file.sheet.raters.iter().find(|it| it.rater == wanted)?;
    Some(Asked {
        round: file.sheet.line.round,
        member: person.map(|it| (it, rater.name.text().to_owned(), rater.kind)),
        has_answered: rater.answered_at.is_some(),
        is_closed: file.sheet.line.closed.is_some(),
        scale: file.sheet.line.scale,
        case: Some(file.sheet.line.case),
        code: None,
    })
}
