//! One household's story through the browser: the plan, a round in which nobody sees what others gave, the gate, the next
//! phase, an incident that sends the case back, and the plan that two revise at once. What is done on a visit is done on
//! a phone. The clock moves; whoever works signs in anew.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use chrono::Duration;

/// A case of Anna and Bilal, and the addresses of the case and of its plan.
struct Story {
    site: Site,
    home: Household,
    case: String,
    plan: String,
}

impl Story {
    async fn begin() -> Self {
        let site = Site::new().await;
        let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        let case =
            site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        let address = format!("/cases/{}", case.id);
        let plan = format!("{address}/safety-plan");
        Self { site, home: case.household, case: address, plan }
    }

    async fn phone(&self, persona: Persona) -> Browser {
        self.window(persona, Width::Phone).await
    }

    async fn desk(&self, persona: Persona) -> Browser {
        self.window(persona, Width::Desk).await
    }

    async fn window(&self, persona: Persona, width: Width) -> Browser {
        let browser = Browser::open(&self.site, width, Scripts::On).await;
        browser.sign_in(&self.site, persona).await;
        browser
    }

    /// The id of something in this world.
    async fn id(&self, query: &str) -> String {
        self.site.world.lines(query).await.remove(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_household_through_the_browser() {
    let story = Story::begin().await;
    writes_and_adopts_the_plan(&story).await;
    agrees_and_notes_what_became_of_it(&story).await;
    everybody_scores_blind(&story).await;
    story.site.world.clock.forward(Duration::days(29));
    passes_the_gate_together(&story).await;
    story.site.world.clock.forward(Duration::days(20));
    an_incident_sends_it_back(&story).await;
    two_revise_the_plan_at_once(&story).await;
}

/// On a visit, on the phone: a situation, a condition, an agreement, and everybody's voice.
async fn writes_and_adopts_the_plan(story: &Story) {
    let phone = story.phone(ANNA).await;
    phone.go(&format!("{}/items/new?kind=situation", story.plan)).await;
    phone.fill("what", "Tom duwt Sara als er ruzie is over geld").await;
    phone.press("Toevoegen").await;
    phone.follow("Voorwaarde toevoegen").await;
    phone.fill("what", "Niemand duwt een ander").await;
    phone.choose("setBy", &casework::reference::organisation_id("blijvend-veilig").to_string()).await;
    phone.press("Toevoegen").await;
    phone.follow("Afspraak toevoegen").await;
    phone.fill("what", "Tom gaat naar zijn broer als hij boos wordt").await;
    phone.fill("who.name", "Emre").await;
    phone.press("Toevoegen").await;
    phone.look("storyline-plan-phone").await;
    adopts(&phone, story).await;
    let page = phone.text().await;
    assert!(page.contains("Veiligheidsplan, versie 1") && page.contains("Bij oma schijnt de zon"), "{page}");
    phone.look("storyline-version-phone").await;
    phone.close().await;
}

async fn adopts(browser: &Browser, story: &Story) {
    browser.go(&format!("{}/adoption", story.plan)).await;
    for (row, opinion) in [(0, "agrees"), (1, "agrees"), (2, "heard")] {
        browser.choose(&format!("voices.{row}.opinion"), opinion).await;
    }
    browser.choose("voices.2.askedHow", "with_card").await;
    browser.fill("voices.2.ownWords", "Bij oma schijnt de zon").await;
    browser.press("Plan vaststellen").await;
}

/// The other organisation agrees, and the condition is met.
async fn agrees_and_notes_what_became_of_it(story: &Story) {
    let desk = story.desk(BILAL).await;
    desk.go(&format!("{}/versions/1", story.plan)).await;
    desk.choose("agrees", "true").await;
    desk.press("Opslaan").await;
    let condition = story.id("SELECT id FROM plan_items WHERE kind = 'condition'").await;
    desk.go(&format!("{}/items/{condition}/marks/new", story.plan)).await;
    desk.choose("mark", "fulfilled").await;
    desk.press("Opslaan").await;
    desk.go(&format!("{}/phase", story.case)).await;
    let page = desk.text().await;
    assert!(page.contains("Wat is er nodig voor stabiele veiligheid?"), "{page}");
    assert!(!page.contains("Voorstellen:"), "the gate is closed: {page}");
    desk.look("storyline-gate-closed-desk").await;
    desk.close().await;
}

/// Nobody sees a score or a reason before the last answer.
async fn everybody_scores_blind(story: &Story) {
    let phone = story.phone(ANNA).await;
    phone.go(&format!("{}/scoring-rounds/new", story.case)).await;
    phone.press("Ronde beginnen").await;
    let round = phone.path().await;
    for (name, value, reason, asked) in [
        ("Mila Blom", "5", "Ik slaap nog niet goed.", Some("with_card")),
        ("Sara Blom", "7", "Het is rustig.", None),
        ("Tom Kramer", "7", "Ik ga op tijd weg.", None),
        ("Anna de Graaf", "6", "De afspraken zijn nog jong.", None),
    ] {
        phone.go(&round).await;
        phone.follow(&format!("Cijfer geven voor {name}")).await;
        phone.choose("value", value).await;
        if let Some(how) = asked {
            phone.choose("askedHow", how).await;
        }
        phone.fill("reason", reason).await;
        phone.press("Antwoord bewaren").await;
    }
    phone.go(&round).await;
    for page in [phone.text().await, seen_by(story, SUSAN, &round).await] {
        assert!(page.contains("4 van de 5 hebben geantwoord."), "{page}");
        assert!(!page.contains("Ik slaap nog niet goed.") && !page.contains("Het is rustig."), "{page}");
    }
    phone.look("storyline-round-blind-phone").await;
    phone.close().await;

    let desk = story.desk(BILAL).await;
    desk.go(&round).await;
    desk.follow("Cijfer geven voor Bilal Amrani").await;
    desk.choose("value", "6").await;
    desk.press("Antwoord bewaren").await;
    desk.go(&round).await;
    let page = desk.text().await;
    assert!(page.contains("Het gesprek na de ronde") && page.contains("Ik slaap nog niet goed."), "{page}");
    desk.look("storyline-conversation-desk").await;
    desk.close().await;
    let kinds = story.site.world.lines("SELECT kind FROM tasks").await;
    assert_eq!(kinds, ["child_scores_lower"]);
}

async fn seen_by(story: &Story, persona: Persona, address: &str) -> String {
    let desk = story.desk(persona).await;
    desk.go(address).await;
    let page = desk.text().await;
    desk.close().await;
    page
}

/// One proposes, the other agrees; who proposed cannot agree.
async fn passes_the_gate_together(story: &Story) {
    let desk = story.desk(BILAL).await;
    desk.go(&format!("{}/phase", story.case)).await;
    desk.look("storyline-gate-open-desk").await;
    desk.press("Voorstellen: stabiele veiligheid").await;
    desk.go(&format!("{}/phase", story.case)).await;
    let page = desk.text().await;
    assert!(page.contains("Het andere lid van het duo geeft akkoord."), "{page}");
    desk.close().await;

    let phone = story.phone(ANNA).await;
    phone.go(&format!("{}/phase", story.case)).await;
    phone.look("storyline-agreement-phone").await;
    phone.press("Akkoord geven").await;
    phone.go(&format!("{}/phase", story.case)).await;
    let page = phone.text().await;
    assert!(page.contains("Wat is er nodig voor herstel?"), "{page}");
    phone.close().await;
}

/// On a visit: what happened is recorded, and the case is in direct safety again, with a task.
async fn an_incident_sends_it_back(story: &Story) {
    let phone = story.phone(ANNA).await;
    phone.go(&story.case).await;
    phone.follow("Incident vastleggen").await;
    phone.choose("acute", "false").await;
    phone.choose("kinds", "partner_physical").await;
    phone.choose("did", &story.home.ex_partner.to_string()).await;
    phone.choose("harmed", &story.home.mother.to_string()).await;
    phone.fill("told", "Tom duwde Sara tegen de deur.").await;
    phone.choose("police", "true").await;
    phone.press("Incident opslaan").await;
    phone.go(&story.case).await;
    let page = phone.text().await;
    assert!(page.contains("Terug naar directe veiligheid") && page.contains("Tom duwde Sara"), "{page}");
    phone.look("storyline-fallen-back-phone").await;
    phone.close().await;
    let desk = story.desk(ANNA).await;
    desk.go(&story.case).await;
    desk.look("storyline-fallen-back-desk").await;
    desk.close().await;
    let steps = "SELECT to_phase || ' ' || kind FROM phase_changes ORDER BY step";
    assert_eq!(story.site.world.lines(steps).await, ["stable passage", "direct fallback"]);
    assert_eq!(
        story.site.world.lines("SELECT kind FROM tasks ORDER BY opened_at").await.last().unwrap(),
        "fell_back"
    );
}

/// Both open the same agreement; what they write in other fields comes together, and becomes version 2.
async fn two_revise_the_plan_at_once(story: &Story) {
    let agreement = story.id("SELECT id FROM plan_items WHERE kind = 'agreement'").await;
    let edit = format!("{}/items/{agreement}/edit", story.plan);
    let (anna, bilal) = (story.phone(ANNA).await, story.desk(BILAL).await);
    anna.go(&edit).await;
    bilal.go(&edit).await;
    anna.fill("what", "Tom woont bij zijn broer").await;
    anna.press("Opslaan").await;
    bilal.fill("checkedHow", "Zijn broer belt elke avond").await;
    bilal.press("Opslaan").await;
    bilal.go(&story.plan).await;
    let page = bilal.text().await;
    for part in ["Tom woont bij zijn broer", "Zijn broer belt elke avond"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    adopts(&bilal, story).await;
    assert!(bilal.text().await.contains("Veiligheidsplan, versie 2"), "{}", bilal.text().await);
    bilal.go(&format!("{}/versions/2/comparison", story.plan)).await;
    bilal.look("storyline-comparison-desk").await;
    let page = bilal.text().await;
    assert!(page.contains("Tom gaat naar zijn broer als hij boos wordt"), "{page}");
    anna.close().await;
    bilal.close().await;
}
