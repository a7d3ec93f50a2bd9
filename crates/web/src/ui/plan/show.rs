//! The page of the plan: a calm document that reads from the most unsafe situation to what must recover.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::{PlanFile, file};
use domain::id::{CaseId, OrganisationId, PlanItemId};
use domain::plan::{ItemKind, PlanItem};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::part::{Around, part};
use super::{opened, path, version};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;
use crate::ui::words::dates;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan";

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(id): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let opened = opened(&here, id).await?;
    let line = &opened.line;
    let file = file(&here.casework, &here.caller, id).await?;
    let around = Around::of(&file, opened.offers(Permission::EditPlan));
    let content = html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { "Veiligheidsplan" }
            p class="tandem-subtle" { (people::household(line)) " · casus " (line.code) }
        }
        (status(&around))
        (document(&around))
        @if file.adopted.is_some() && opened.may.contains(&Permission::Disclose) {
            p { a class="utrecht-link tandem-tap" href={ (path(id)) "/paper" } { "Het plan op papier" } }
        }
        p { a class="utrecht-link tandem-tap" href=(case::path(id)) { "Terug naar de casus" } }
    };
    Ok(here.show("Veiligheidsplan", Some(Place::MyCases), content))
}

/// The plan itself.
pub(super) fn document(around: &Around<'_>) -> Markup {
    let plan = &around.file.standing.plan;
    html! {
        @for situation in plan.of_kind(ItemKind::Situation) { (self::situation(around, situation)) }
        @if around.edits && plan.free_rank().is_ok() {
            p { (add(around.file.case, ItemKind::Situation, None, "Onveilige situatie toevoegen")) }
        }
        (general(around))
        (goals(around))
    }
}

/// Which version holds, and what to do next.
fn status(around: &Around<'_>) -> Markup {
    let file = around.file;
    let address = path(file.case);
    let is_empty = file.standing.plan.live().next().is_none();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="stand" {
            h2 class="utrecht-heading-2" id="stand" { "Hoe het ervoor staat" }
            @match &file.adopted {
                None => p { "Dit plan is nog niet vastgesteld. Het is een werkplan van het duo." },
                Some(adopted) => {
                    p {
                        "Versie " (adopted.line.number) " geldt sinds "
                        (dates::long_day(amsterdam_day(adopted.line.adopted_at))) "."
                    }
                    (version::consents(&adopted.line, &file.names))
                    @for name in silent(file) {
                        p class="tandem-row" { span { (name) } span class="tandem-tag tandem-tag--warm" { "Nog geen antwoord" } }
                    }
                    @if silent(file).next().is_some() && around.edits {
                        p {
                            a class="utrecht-link tandem-tap" href=(version::version_path(file.case, adopted.line.number)) {
                                "Antwoord geven op versie " (adopted.line.number)
                            }
                        }
                    }
                    @if file.is_ahead() {
                        p { "Daarna is er aan het plan gewerkt. Die wijzigingen gelden pas als u ze vaststelt." }
                    }
                    p class="tandem-row" {
                        @if file.is_ahead() {
                            a class="utrecht-link tandem-tap" href={ (address) "/comparison" } { "Bekijk de wijzigingen" }
                        }
                        a class="utrecht-link tandem-tap" href={ (address) "/versions" } { "Alle versies" }
                    }
                },
            }
            @if is_empty { p { "Begin met de situatie die nu het meest onveilig is." } }
            @if around.edits && !is_empty && (file.is_ahead() || file.adopted.is_none()) {
                p {
                    a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                        href={ (address) "/adoption" } { "Plan vaststellen" }
                }
            }
        }
    }
}

/// The organisations of the duo that have not said whether they agree.
fn silent(file: &PlanFile) -> impl Iterator<Item = &str> {
    let said = |it: &&OrganisationId| {
        let mut consents = file.adopted.iter().flat_map(|adopted| &adopted.line.consents);
        consents.all(|consent| consent.organisation != **it)
    };
    file.duo.iter().filter(said).filter_map(|it| file.names.organisations.get(it)).map(String::as_str)
}

/// One of the Top-3 with everything under it.
fn situation(around: &Around<'_>, item: &PlanItem) -> Markup {
    let case = around.file.case;
    let rank = item.content.rank().map_or(0, domain::plan::Rank::get);
    let heading = format!("situatie-{rank}");
    let several = around.file.standing.plan.of_kind(ItemKind::Situation).count() > 1;
    html! {
        section class="tandem-card tandem-stack" aria-labelledby=(heading) {
            h2 class="utrecht-heading-2" id=(heading) { "Onveilige situatie " (rank) }
            (part(around, item))
            @if around.edits && several && rank == 1 {
                p { a class="utrecht-link tandem-tap" href={ (path(case)) "/ranking" } { "Volgorde van de Top-3 wijzigen" } }
            }
            (conditions(around, Some(item.id)))
            (group(around, item.id, &RISKS))
        }
    }
}

/// What hangs under a part, with what hangs under that.
struct Group {
    kind: ItemKind,
    heading: &'static str,
    add: &'static str,
    inner: Option<&'static Group>,
}

const AGREEMENTS: Group =
    Group { kind: ItemKind::Agreement, heading: "Afspraken", add: "Afspraak toevoegen", inner: None };
const MEASURES: Group =
    Group { kind: ItemKind::Measure, heading: "Hulp", add: "Hulp toevoegen", inner: None };
const RISKS: Group = Group {
    kind: ItemKind::RiskFactor,
    heading: "Risicofactoren",
    add: "Risicofactor toevoegen",
    inner: Some(&MEASURES),
};

fn group(around: &Around<'_>, parent: PlanItemId, group: &Group) -> Markup {
    let plan = &around.file.standing.plan;
    let items: Vec<&PlanItem> = plan.under(parent).filter(|it| it.content.kind() == group.kind).collect();
    html! {
        @if !items.is_empty() || around.edits {
            div class="tandem-branch tandem-stack" {
                @if !items.is_empty() {
                    @if group.inner.is_some() {
                        h3 class="utrecht-heading-3" { (group.heading) }
                    } @else {
                        h4 class="utrecht-heading-4" { (group.heading) }
                    }
                    ul class="tandem-lines" {
                        @for item in items {
                            li class="tandem-stack" {
                                (part(around, item))
                                @if let Some(inner) = group.inner { (self::group(around, item.id, inner)) }
                            }
                        }
                    }
                }
                @if around.edits { p { (add(around.file.case, group.kind, Some(parent), group.add)) } }
            }
        }
    }
}

/// The conditions of a situation, or those that hold in general.
fn conditions(around: &Around<'_>, situation: Option<PlanItemId>) -> Markup {
    let plan = &around.file.standing.plan;
    let items: Vec<&PlanItem> =
        plan.of_kind(ItemKind::Condition).filter(|it| it.content.under() == situation).collect();
    html! {
        @if !items.is_empty() || around.edits {
            div class="tandem-branch tandem-stack" {
                @if !items.is_empty() {
                    @if situation.is_some() { h3 class="utrecht-heading-3" { "Wat er in elk geval zo moet zijn" } }
                    ul class="tandem-lines" {
                        @for item in items {
                            li class="tandem-stack" { (part(around, item)) (group(around, item.id, &AGREEMENTS)) }
                        }
                    }
                }
                @if around.edits {
                    p { (add(around.file.case, ItemKind::Condition, situation, "Voorwaarde toevoegen")) }
                }
            }
        }
    }
}

fn general(around: &Around<'_>) -> Markup {
    let plan = &around.file.standing.plan;
    let some = plan.of_kind(ItemKind::Condition).any(|it| it.content.under().is_none());
    html! {
        @if some || around.edits {
            section class="tandem-card tandem-stack" aria-labelledby="algemeen" {
                h2 class="utrecht-heading-2" id="algemeen" { "Wat altijd zo moet zijn" }
                (conditions(around, None))
            }
        }
    }
}

fn goals(around: &Around<'_>) -> Markup {
    let goals: Vec<&PlanItem> = around.file.standing.plan.of_kind(ItemKind::RecoveryGoal).collect();
    html! {
        @if !goals.is_empty() || around.edits {
            section class="tandem-card tandem-stack" aria-labelledby="herstel" {
                h2 class="utrecht-heading-2" id="herstel" { "Wat er moet herstellen" }
                @if !goals.is_empty() {
                    ul class="tandem-lines" { @for goal in goals { li { (part(around, goal)) } } }
                }
                @if around.edits {
                    p { (add(around.file.case, ItemKind::RecoveryGoal, None, "Hersteldoel toevoegen")) }
                }
            }
        }
    }
}

/// The way to the form for a new part.
fn add(case: CaseId, kind: ItemKind, under: Option<PlanItemId>, label: &str) -> Markup {
    let under = under.map(|it| format!("&under={it}")).unwrap_or_default();
    html! {
        a class="utrecht-link tandem-tap" href={ (path(case)) "/items/new?kind=" (kind) (under) } { (label) }
    }
}
