//! The frame around every page: who is signed in, on behalf of whom, where one can go, and the way out.
//! A title never holds anything about a person: it ends up in the history of the browser.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use crate::shared::csrf;

/// Where the quick way out leads when nothing else is set: an empty page, without asking anyone else for one.
pub const NEUTRAL: &str = "about:blank";

/// What the frame needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Title of the page, without personal data.
    pub title: &'a str,
    /// Who is signed in, if anyone.
    pub who: Option<Who<'a>>,
    /// The place in the navigation where this page belongs.
    pub current: Option<Place>,
    /// The token for forms of this session.
    pub csrf: &'a str,
    /// Where the quick way out leads.
    pub neutral: &'a str,
    /// Whether the data are fictional.
    pub data: Data,
}

/// Who is signed in.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    /// Name of the professional.
    pub name: &'a str,
    /// What he or she is there, in Dutch.
    pub role: &'a str,
    /// The organisation on whose behalf he or she works now.
    pub organisation: &'a str,
    /// Where he or she may go.
    pub places: &'a [Place],
}

/// Whether the data are of real people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// Real people.
    Real,
    /// Nobody in it exists.
    Fictional,
}

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What waits for me, over all my cases.
    MyWork,
    /// How the work of a team is divided.
    Board,
    /// Views on safety that are offered to the own team.
    Handovers,
    /// My own caseload.
    MyCases,
    /// Search before create.
    Search,
    /// The inbox of Veilig Thuis.
    Reports,
    /// Requests for advice at Veilig Thuis.
    Advice,
    /// Questions to those who advise.
    Consultations,
    /// Cases without a full duo.
    CasesWithoutDuo,
    /// The figures of the region.
    Figures,
    /// Practice on the safety scale.
    Practice,
    /// What waits for who is signed in.
    Notices,
}

impl Place {
    /// The address of the page.
    pub const fn path(self) -> &'static str {
        match self {
            Self::MyWork => "/my-work",
            Self::Board => "/team-board",
            Self::Handovers => "/handovers",
            Self::MyCases => "/cases",
            Self::Search => "/search",
            Self::Reports => "/reports",
            Self::Advice => "/advice-requests",
            Self::Consultations => "/consultations",
            Self::CasesWithoutDuo => "/cases-without-duo",
            Self::Figures => "/figures",
            Self::Practice => "/vignettes",
            Self::Notices => "/notices",
        }
    }

    /// What the navigation calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MyWork => "Mijn werk",
            Self::Board => "Teambord",
            Self::Handovers => "Overdrachten",
            Self::MyCases => "Mijn casussen",
            Self::Search => "Zoeken",
            Self::Reports => "Meldingen",
            Self::Advice => "Adviesvragen",
            Self::Consultations => "Consultaties",
            Self::CasesWithoutDuo => "Casussen zonder duo",
            Self::Figures => "Cijfers",
            Self::Practice => "Oefenen",
            Self::Notices => "Berichten",
        }
    }
}

/// Address that ends the session; takes a form.
pub const SIGN_OUT: &str = "/sign-out";
/// Address that locks the session and leads to a neutral page; takes a form.
pub const LOCK: &str = "/session-lock";

/// A whole page.
pub fn page(frame: &Frame<'_>, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="nl" class="utrecht-root voorbeeld-theme tandem-theme" {
            (head(frame.title))
            body class="utrecht-document utrecht-body tandem-body" data-neutral=(frame.neutral) {
                a class="utrecht-skip-link utrecht-link" href="#inhoud" { "Naar de inhoud" }
                @if frame.data == Data::Fictional { (demo_banner()) }
                (header(frame))
                @if let Some(who) = &frame.who { (navigation(frame, who)) }
                main class="tandem-main" id="inhoud" tabindex="-1" { (content) }
                (footer(frame.who.is_some()))
            }
        }
    }
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content="noindex";
            title { (title) " - Tandem" }
            link rel="icon" href=(assets::path("tandem.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(assets::path("tandem.css"));
            script src=(assets::path("tandem.js")) defer {}
        }
    }
}

fn demo_banner() -> Markup {
    html! {
        section class="tandem-demo" aria-label="Demonstratie" {
            "Dit is een demonstratie. Alle mensen en gegevens zijn verzonnen."
        }
    }
}

fn header(frame: &Frame<'_>) -> Markup {
    html! {
        header class="tandem-header" {
            div class="tandem-bar" {
                a class="tandem-brand" href="/" {
                    img src=(assets::path("tandem.svg")) alt="" width="32" height="32";
                    "Tandem"
                }
                @if let Some(who) = &frame.who {
                    div class="tandem-who" {
                        strong { (who.name) }
                        (who.role) " · " (who.organisation)
                    }
                    form class="tandem-hide" method="post" action=(LOCK) data-hide {
                        input type="hidden" name=(csrf::FIELD) value=(frame.csrf);
                        button type="submit" { "Snel verbergen" }
                    }
                }
            }
        }
    }
}

fn navigation(frame: &Frame<'_>, who: &Who<'_>) -> Markup {
    html! {
        nav class="tandem-nav" aria-label="Hoofdmenu" {
            ul {
                @for place in who.places {
                    li {
                        a href=(place.path()) aria-current=[(frame.current == Some(*place)).then_some("page")] {
                            (place.label())
                        }
                    }
                }
                li {
                    form method="post" action=(SIGN_OUT) {
                        input type="hidden" name=(csrf::FIELD) value=(frame.csrf);
                        button type="submit" { "Uitloggen" }
                    }
                }
            }
        }
    }
}

fn footer(is_signed_in: bool) -> Markup {
    html! {
        footer class="tandem-footer" {
            // Only a script hears a key, so only a script shows this.
            p data-scripted hidden {
                "Snel weg? Druk twee keer op Escape. Wat u al bekeek, blijft in de geschiedenis van de browser staan."
            }
            p class="tandem-row tandem-row--middle" {
                a class="utrecht-link" href=(super::accessibility::PATH) { "Toegankelijkheid" }
                @if is_signed_in {
                    a class="utrecht-link" href=(super::policy_value::PATH) { "Werkregels van de regio" }
                    a class="utrecht-link" href=(super::term::definitions::PATH) { "Termijnen" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: Who<'static> = Who {
        name: "Noor <Visser>",
        role: "Veiligheidsexpert",
        organisation: "Blijvend Veilig",
        places: &[Place::MyCases, Place::Search],
    };
    const FRAME: Frame<'static> = Frame {
        title: "Mijn casussen",
        who: Some(WHO),
        current: Some(Place::MyCases),
        csrf: "token",
        neutral: NEUTRAL,
        data: Data::Fictional,
    };

    #[test]
    fn the_frame_says_who_works_for_whom_and_where_to_go() {
        let text = page(&FRAME, html! { h1 { "Mijn casussen" } }).into_string();
        for part in [
            "<html lang=\"nl\"",
            "href=\"#inhoud\"",
            "Noor &lt;Visser&gt;",
            "Blijvend Veilig",
            "verzonnen",
            "href=\"/cases\" aria-current=\"page\"",
            "href=\"/search\">Zoeken",
            "Snel verbergen",
            "value=\"token\"",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("Nieuwe melding"));
        assert!(text.contains("<title>Mijn casussen - Tandem</title>"));
    }

    #[test]
    fn nothing_stands_inline_and_nothing_comes_from_elsewhere() {
        let text = page(&FRAME, html! {}).into_string();
        for forbidden in ["style=", "onclick", "<style", "http:", "https:", "javascript:"] {
            assert!(!text.contains(forbidden), "{forbidden}");
        }
        assert_eq!(text.matches("<script").count(), text.matches("<script src=\"/static/").count());
    }

    #[test]
    fn a_stranger_sees_no_navigation_and_no_way_out() {
        let text = page(&Frame { who: None, data: Data::Real, ..FRAME }, html! {}).into_string();
        assert!(!text.contains("<nav") && !text.contains("Uitloggen") && !text.contains("verzonnen"));
    }
}
