//! The page on which is noted how somebody is reached safely.

use actix_web::HttpResponse;
use casework::safe_contact::{SafeContactLine, note, of_person};
use casework::visit::meet;
use domain::id::{CaseId, PersonId};
use domain::reach::Channel;
use maud::{Markup, html};

use super::{path, told};
use crate::shared::bodies::safe_contact::WayBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use access::Permission;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safe-contacts/{personId}";

const LABELS: [(&str, &str); 6] = [
    ("channel", "Hoe is deze persoon veilig bereikbaar?"),
    ("reach", "Welk nummer, welk adres of via wie?"),
    ("hours", "Wanneer is het veilig?"),
    ("mayBeSaid", "Wat mag u zeggen?"),
    ("overheardBy", "Wie luistert of leest mee?"),
    ("messageAllowed", "Er mag een bericht achterblijven"),
];

/// The form about this person.
struct Noting(CaseId, PersonId);

/// The page, with what was noted last.
///
/// # Errors
/// 404 when the case is not there or not for the caller, or nobody in it is this person; 403 when the caller notes
/// nothing.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(person): Id<PersonId>,
) -> Result<HttpResponse, Problem> {
    let known = of_person(&here.casework, &here.caller, case, person).await?;
    here.open(&Noting(case, person), known.as_ref().map(filled).unwrap_or_default()).await
}

/// Notes the safe way.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(person): Id<PersonId>,
    form: FormBody<WayBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => note(&here.casework, &here.caller, &creation, body.command(case, person)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Noting(case, person), sent, done.map(|_| case::path(case))).await
}

impl FormPage for Noting {
    const TITLE: &'static str = "Veilig contact";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, person) = *self;
        let met = meet(&here.casework, &here.caller, case, person).await?;
        if !met.may.contains(&Permission::NoteSafeContact) {
            return Err(Problem::new(Kind::Forbidden));
        }
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" { (met.in_front.name) }
            p class="tandem-note" { (told::line(met.safe_contact.as_ref())) }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action=(path(case, person)) novalidate {
                (attempt.create_parts(here))
                (Field::new("channel", LABELS[0].1).radios(state, &Choice::all::<Channel>()))
                (Field::new("reach", LABELS[1].1).optional().text(state))
                (Field::new("hours", LABELS[2].1).optional().text(state))
                (Field::new("mayBeSaid", LABELS[3].1).optional().text(state))
                (Field::new("overheardBy", LABELS[4].1).optional().text(state))
                (Field::new("messageAllowed", LABELS[5].1).checkbox(state))
                (actions("Veilig contact opslaan", &case::path(case)))
            }
        })
    }
}

fn filled(way: &SafeContactLine) -> FormValues {
    let mut values = vec![("channel", way.channel.code())];
    let texts = [
        ("reach", &way.reach),
        ("hours", &way.hours),
        ("mayBeSaid", &way.may_be_said),
        ("overheardBy", &way.overheard_by),
    ];
    values.extend(texts.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?))));
    values.extend(way.message_allowed.then_some(("messageAllowed", "on")));
    FormValues::of(values)
}
