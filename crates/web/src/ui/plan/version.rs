//! The pages about adopted versions: which there are, one of them with what everybody said, and two side by side.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::HttpResponse;
use casework::plan::{
    Comparison, NamedVersion, NamedVersions, PlanFile, PlanNames, VersionLine, VoiceLine, compare,
    give_consent, list, read_version,
};
use domain::id::CaseId;
use domain::plan::{Change, Difference, ItemKind, Standing, WorkingPlan};
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::part::Around;
use super::show::document;
use super::told::{self, Titles};
use super::{opened, path};
use crate::shared::bodies::plan::NewPlanConsent;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::{Id, VersionNumber};
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, plan as words};
use access::Permission;

/// Address of the list.
pub const LIST: &str = "/cases/{caseId}/safety-plan/versions";
/// Address of one version, where an organisation also says whether it agrees.
pub const ONE: &str = "/cases/{caseId}/safety-plan/versions/{number}";
/// Address of a version beside the one before it.
pub const COMPARISON: &str = "/cases/{caseId}/safety-plan/versions/{number}/comparison";
/// Address of the plan as it is being worked on beside the version that holds.
pub const WORKING: &str = "/cases/{caseId}/safety-plan/comparison";

/// A version of the plan of this case.
struct Version(CaseId, i32);

/// The address of a version.
pub(in crate::ui) fn version_path(case: CaseId, number: i32) -> String {
    format!("{}/versions/{number}", path(case))
}

/// The list of versions.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show_list(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let NamedVersions { versions, names } = list(&here.casework, &here.caller, case).await?;
    let content = html! {
        h1 class="utrecht-heading-1" { "Versies van het veiligheidsplan" }
        @if versions.is_empty() { p class="utrecht-paragraph" { "Er is nog geen versie vastgesteld." } }
        ul class="tandem-cards" {
            @for version in &versions {
                li class="tandem-card tandem-stack" {
                    h2 class="utrecht-heading-3" { "Versie " (version.number) }
                    p class="tandem-subtle" { (adopted(version, &names)) }
                    (consents(version, &names))
                    p class="tandem-row" {
                        a class="utrecht-link tandem-tap" href=(version_path(case, version.number)) {
                            "Lezen" span class="tandem-hidden" { ": versie " (version.number) }
                        }
                        a class="utrecht-link tandem-tap" href={ (version_path(case, version.number)) "/comparison" } {
                            "Wat er veranderde" span class="tandem-hidden" { " in versie " (version.number) }
                        }
                    }
                }
            }
        }
        (back(case))
    };
    Ok(here.show("Versies van het veiligheidsplan", Some(Place::MyCases), content))
}

/// One version.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
) -> Result<HttpResponse, Problem> {
    here.open(&Version(case, number), FormValues::default()).await
}

/// Says whether the own organisation agrees.
///
/// # Errors
/// 404 when the version is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
    form: FormBody<NewPlanConsent>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => give_consent(&here.casework, &here.caller, &creation, body.command(case, number)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Version(case, number), sent, done.map(|_| version_path(case, number))).await
}

/// A version beside the one before it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show_comparison(
    here: Here,
    Id(case): Id<CaseId>,
    VersionNumber(number): VersionNumber,
) -> Result<HttpResponse, Problem> {
    let found = compare(&here.casework, &here.caller, case, Some(number)).await?;
    Ok(here.show("Twee versies naast elkaar", Some(Place::MyCases), comparison(case, &found)))
}

/// The plan as it is being worked on beside the version that holds.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show_working(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let found = compare(&here.casework, &here.caller, case, None).await?;
    Ok(here.show("Twee versies naast elkaar", Some(Place::MyCases), comparison(case, &found)))
}

impl FormPage for Version {
    const TITLE: &'static str = "Versie van het veiligheidsplan";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, number) = *self;
        let opened = opened(here, case).await?;
        let newest = list(&here.casework, &here.caller, case).await?.versions.first().map(|it| it.number);
        let NamedVersion { version, names } =
            read_version(&here.casework, &here.caller, case, number).await?;
        let said =
            version.line.consents.iter().any(|it| it.organisation == here.caller.organisation && it.agrees);
        let asks = opened.offers(Permission::EditPlan) && newest == Some(number) && !said;
        let plan = WorkingPlan::from_items(version.items);
        let standing = Standing { plan, marks: BTreeMap::new() };
        let (marks, questions) = (BTreeMap::new(), BTreeMap::new());
        let duo = BTreeSet::new();
        let file = PlanFile { case, standing, marks, questions, adopted: None, duo, names };
        Ok(html! {
            h1 class="utrecht-heading-1" { "Veiligheidsplan, versie " (number) }
            p class="tandem-subtle" { (adopted(&version.line, &file.names)) }
            @if newest != Some(number) {
                p class="tandem-note" { "Dit is een eerdere versie. Er geldt nu een nieuwere." }
            }
            (attempt.above(&[("agrees", "Bent u het eens?"), ("reason", "Waarom niet?")]))
            section class="tandem-card tandem-stack" aria-labelledby="stemmen" {
                h2 class="utrecht-heading-2" id="stemmen" { "Wat iedereen ervan zei" }
                ul class="tandem-lines" { @for voice in &version.line.voices { li { (self::voice(voice, &file.names)) } } }
                (consents(&version.line, &file.names))
            }
            @if asks { (consent(here, attempt, case, number)) }
            (document(&Around::of(&file, false)))
            p class="tandem-row" {
                a class="utrecht-link tandem-tap" href={ (version_path(case, number)) "/comparison" } { "Wat er veranderde" }
                a class="utrecht-link tandem-tap" href=(path(case)) { "Naar het plan van nu" }
            }
        })
    }
}

fn consent(here: &Here, attempt: &Attempt, case: CaseId, number: i32) -> Markup {
    let answers = [Choice { value: "true", label: "Ja" }, Choice { value: "false", label: "Nee" }];
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="akkoord" {
            h2 class="utrecht-heading-2" id="akkoord" { "Is " (here.caller.organisation_name) " het eens met dit plan?" }
            form class="tandem-form" method="post" action=(version_path(case, number)) novalidate {
                (attempt.create_parts(here))
                (Field::new("agrees", "Bent u het eens?").radios(&attempt.state, &answers))
                (Field::new("reason", "Waarom niet?").optional().hint("Nodig als u nee kiest.").textarea(&attempt.state, LongText::MAX))
                (actions("Opslaan", &path(case)))
            }
        }
    }
}

fn adopted(version: &VersionLine, names: &PlanNames) -> String {
    let by = names.users.get(&version.adopted_by).map_or("", String::as_str);
    format!("Vastgesteld op {} door {by}", dates::long_day(amsterdam_day(version.adopted_at)))
}

/// What the organisations said, the last word of each.
pub(super) fn consents(version: &VersionLine, names: &PlanNames) -> Markup {
    html! {
        ul class="tandem-plain tandem-stack" {
            @for it in &version.consents {
                li {
                    p class="tandem-row" {
                        span { (names.organisations.get(&it.organisation).map_or("", String::as_str)) }
                        @if it.agrees { span class="tandem-tag" { "Akkoord" } }
                        @else { span class="tandem-tag tandem-tag--warm" { "Niet akkoord" } }
                    }
                    @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
                }
            }
        }
    }
}

fn voice(it: &VoiceLine, names: &PlanNames) -> Markup {
    html! {
        p {
            strong { (told::name(it.person, names)) }
            @if let Some(age) = it.age_at { span class="tandem-subtle" { " (" (age) " jaar)" } }
        }
        p class="tandem-row" {
            span { (it.opinion.label()) }
            @if let Some(asked) = it.asked_how { span class="tandem-subtle" { (asked.label()) } }
        }
        @if let Some(words) = &it.own_words { p class="tandem-text" dir="auto" { "“" (words) "”" } }
        @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
    }
}

fn comparison(case: CaseId, found: &Comparison) -> Markup {
    let called = |version: &Option<VersionLine>, none: &str| match version {
        Some(version) => format!("Versie {}", version.number),
        None => none.to_owned(),
    };
    let before = called(&found.before, "Daarvoor");
    let after = called(&found.after, "Werkplan");
    let changed: Vec<&Difference> =
        found.differences.iter().filter(|it| it.change != Change::Unchanged).collect();
    let same = found.differences.len() - changed.len();
    let titles = Titles::of_both(&found.differences);
    html! {
        h1 class="utrecht-heading-1" { (before) " naast " (after.to_lowercase()) }
        @if changed.is_empty() { p class="utrecht-paragraph" { "Er is niets veranderd." } }
        @for difference in changed { (self::difference(difference, (&before, &after), &found.names, &titles)) }
        @if same == 1 { p class="tandem-subtle" { "1 onderdeel bleef gelijk." } }
        @else if same > 1 { p class="tandem-subtle" { (same) " onderdelen bleven gelijk." } }
        (back(case))
    }
}

fn difference(it: &Difference, (before, after): (&str, &str), names: &PlanNames, titles: &Titles) -> Markup {
    let content = it.after.as_ref().or(it.before.as_ref());
    let id = format!("verschil-{}", it.item);
    let kind = it.kind().unwrap_or(ItemKind::Situation);
    let text = |of: &Option<domain::plan::Content>, field| {
        of.as_ref().and_then(|it| it.get(field)).map(|it| told::value(it, names, titles)).unwrap_or_default()
    };
    html! {
        section class="tandem-card tandem-stack" aria-labelledby=(id) {
            h2 class="utrecht-heading-3" id=(id) dir="auto" { (content.map(told::called).unwrap_or_default()) }
            p { span class={ "tandem-tag" @if it.change == Change::Dropped { " tandem-tag--warm" } } { (it.change.label()) } }
            div class="tandem-scroll" tabindex="0" role="group" aria-labelledby=(id) {
                table class="utrecht-table tandem-sides" {
                    thead class="utrecht-table__header" {
                        tr {
                            th class="utrecht-table__header-cell" scope="col" { "Vraag" }
                            th class="utrecht-table__header-cell" scope="col" { (before) }
                            th class="utrecht-table__header-cell" scope="col" { (after) }
                        }
                    }
                    tbody class="utrecht-table__body" {
                        @for field in &it.fields {
                            tr {
                                th class="utrecht-table__cell" scope="row" { (words::field(kind, *field)) }
                                td class="utrecht-table__cell tandem-text" dir="auto" { (text(&it.before, *field)) }
                                td class="utrecht-table__cell tandem-text" dir="auto" { (text(&it.after, *field)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn back(case: CaseId) -> Markup {
    html! { p { a class="utrecht-link tandem-tap" href=(path(case)) { "Terug naar het plan" } } }
}
