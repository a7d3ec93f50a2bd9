//! Taking in a report on a household. Whoever reports as a resident is kept from others unless somebody decides
//! otherwise.

use actix_web::HttpResponse;
use casework::household::{self, HouseholdFile};
use casework::report::take_in;
use domain::id::HouseholdId;
use domain::report::{ReportKind, SourceCategory, SourceProfession};
use domain::violence::{PartnerPattern, ViolenceGroup, ViolenceType};
use maud::{Markup, html};

use super::{announced, path};
use crate::shared::bodies::consultation::FromConsultation;
use crate::shared::bodies::report::ReportBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::{self, Answers};
use crate::ui::field::choice::Group;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::member::YES_NO;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, names};

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/reports/new";

const TITLE: &str = "Nieuwe melding";
const LABELS: &[(&str, &str)] = &[
    ("acute", "Is er nu gevaar?"),
    ("violenceTypes", "Welk geweld?"),
    ("partnerPattern", "Patroon bij partnergeweld"),
    ("incidentFrom", "Eerste dag"),
    ("incidentUntil", "Laatste dag"),
    ("narrative", "Wat is er verteld?"),
    ("kind", "Wie begint de melding?"),
    ("sourceCategory", "Wie meldt?"),
    ("sourceProfession", "Waar werkt de melder?"),
    ("sourceName", "Naam van de melder"),
    ("sourceContact", "Telefoon of e-mail van de melder"),
    ("sourceShielded", "Melder afschermen?"),
    ("receivedAt", "Ontvangen op"),
    ("team", "Namens welk team?"),
];

/// The longest story that fits, in characters.
const LONGEST: usize = 10_000;

/// The form about this household.
struct Intake(HouseholdId);

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Query(FromConsultation(announced)): Query<FromConsultation>,
) -> Result<HttpResponse, Problem> {
    let mut start =
        vec![("kind", ReportKind::Report.code().to_owned()), ("receivedAt", dates::form_moment(here.now()))];
    if let Some(announced) = announced {
        start.extend(announced::values(&here, announced).await?);
    }
    here.open(&Intake(household), FormValues::of(start)).await
}

/// Takes in the report.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<ReportBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => {
            let command = body.command(household, &here.caller);
            take_in(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Intake(household), sent, done.map(|taken| path(taken.report))).await
}

impl FormPage for Intake {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Reports;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = household::read(&here.casework, &here.caller, self.0).await?;
        let own = choosing::own_teams(here).await?;
        let ways =
            announced::ways(here, &format!("{}/reports/new", crate::ui::household::path(self.0))).await?;
        Ok(content(here, &file, attempt, &own, &ways))
    }
}

fn content(here: &Here, file: &HouseholdFile, attempt: &Attempt, own: &Answers, ways: &Markup) -> Markup {
    let state = &attempt.state;
    let home = crate::ui::household::path(file.household);
    let people = file.members.iter().map(|it| names::full(&it.person.name)).collect::<Vec<_>>().join(", ");
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        p class="tandem-subtle" { "Over het huishouden van " (people) ", " (file.area_name) }
        (ways)
        form method="post" action={ (home) "/reports/new" } class="tandem-form" {
            (attempt.create_parts(here))
            (what(state))
            (who(state))
            (Field::new("receivedAt", "Ontvangen op").optional().hint("Leeg is nu.").moment(state))
            (choosing::desk(own, state))
            (actions("Melding opslaan", &home))
        }
    }
}

/// What happened.
fn what(state: &FormState) -> Markup {
    html! {
        h2 class="utrecht-heading-2" { "Wat is er gebeurd?" }
        (Field::new("acute", "Is er nu gevaar?").hint("Bel bij direct gevaar eerst 112.").radios(state, YES_NO))
        (Field::new("violenceTypes", "Welk geweld?").hint("Kies alles wat past.").grouped(state, &violence()))
        (Field::new("partnerPattern", "Patroon bij partnergeweld").optional()
            .radios(state, &Choice::all::<PartnerPattern>()))
        div class="tandem-columns" {
            (Field::new("incidentFrom", "Eerste dag").optional().hint("Wanneer het gebeurde of begon.").date(state))
            (Field::new("incidentUntil", "Laatste dag").optional().hint("Als het langer duurde.").date(state))
        }
        (Field::new("narrative", "Wat is er verteld?").textarea(state, LONGEST))
    }
}

/// Who made it known.
fn who(state: &FormState) -> Markup {
    html! {
        h2 class="utrecht-heading-2" { "Wie meldt?" }
        (Field::new("kind", "Wie begint de melding?")
            .hint("Bij een ambtshalve melding is er geen melder van buiten: laat naam en telefoon dan leeg.").radios(state, &Choice::all::<ReportKind>()))
        (Field::new("sourceCategory", "Wie meldt?").radios(state, &Choice::all::<SourceCategory>()))
        (Field::new("sourceProfession", "Waar werkt de melder?").optional()
            .hint("Alleen bij politie en andere professionals.").select(state, &Choice::all::<SourceProfession>()))
        div class="tandem-columns" {
            (Field::new("sourceName", "Naam van de melder").in_row().text(state))
            (Field::new("sourceContact", "Telefoon of e-mail van de melder").in_row().text(state))
        }
        (Field::new("sourceShielded", "Melder afschermen?").optional()
            .hint("Kiest u niets? Dan schermen wij een inwoner af, en een professional niet.").radios(state, YES_NO))
    }
}

/// The types of violence by group; those that occur most are in sight.
fn violence() -> Vec<Group<'static>> {
    let choices = |group| {
        let types = ViolenceType::ALL.iter().filter(move |it| it.group() == group);
        types.map(|it| Choice { value: it.code(), label: it.label() }).collect()
    };
    let open = |group| matches!(group, ViolenceGroup::ChildAbuse | ViolenceGroup::PartnerViolence);
    let group = |it: &ViolenceGroup| Group { label: it.label(), choices: choices(*it), open: open(*it) };
    ViolenceGroup::ALL.iter().map(group).collect()
}
