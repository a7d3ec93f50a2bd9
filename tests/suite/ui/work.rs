//! What waits, as an expert, a lead and somebody who goes away meet it.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use ::casework::reference::team_id;
use ::casework::task::{OpenTask, OwnerChoice, open};
use chrono::Duration;
use domain::task::TaskDraft;
use thirtyfour::By;

const BRAM: Persona = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };

async fn case(site: &Site) -> Case {
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn task(site: &Site, case: &Case, (key, told, days): (u32, &str, i64), owner: OwnerChoice) {
    let due = Some(site.world.now().date_naive() + Duration::days(days));
    let task = TaskDraft { told: Some(told.to_owned()), due, person: Some(case.household.child) };
    let anna = site.world.caller(ANNA).await;
    let creation = world::creation(key);
    open(&site.world.casework, &anna, &creation, OpenTask { case: case.id, task, owner }).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expert_begins_with_what_waits_and_ends_it_in_one_step() {
    for (width, scripts) in
        [(Width::Phone, Scripts::On), (Width::Desk, Scripts::On), (Width::Desk, Scripts::Off)]
    {
        let site = Site::new().await;
        let case = case(&site).await;
        task(&site, &case, (1, "Bel de school van Mila", 0), OwnerChoice::Duo).await;
        task(&site, &case, (2, "Plan het gesprek met Sara", 2), OwnerChoice::Seat(domain::duo::Seat::One))
            .await;
        task(&site, &case, (3, "Vraag de huisarts", 12), OwnerChoice::Duo).await;
        site.world.clock.forward(Duration::days(1));
        let browser = Browser::open(&site, width, scripts).await;
        browser.sign_in(&site, ANNA).await;

        let page = browser.text().await;
        let order =
            ["Te laat (1)", "Bel de school van Mila", "Deze week (1)", "Plan het gesprek", "Later (1)"];
        let places: Vec<_> =
            order.iter().map(|it| page.find(it).unwrap_or_else(|| panic!("{it} in {page}"))).collect();
        assert!(places.is_sorted(), "{page}");
        assert!(page.contains("Sara Blom en Tom Kramer") && page.contains("over Mila Blom"), "{page}");
        keep(&browser, scripts, if width == Width::Phone { "my-work-phone" } else { "my-work-desk" }).await;

        browser.follow("Bel de school van Mila").await;
        keep(&browser, scripts, if width == Width::Phone { "task-phone" } else { "task-desk" }).await;
        browser.fill("outcome", "Gebeld met de juf.").await;
        browser.press("Taak afronden").await;
        assert!(browser.text().await.contains("De taak is afgerond."));
        browser.follow("Mijn werk").await;
        let left = browser.text().await;
        assert!(!left.contains("Te laat") && left.contains("2 dingen te doen"), "{left}");
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_made_passed_on_and_not_needed() {
    let site = Site::new().await;
    let case = case(&site).await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Taak maken").await;
    browser.press("Taak maken").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.fill("told", "Bel de school").await;
    browser.set("due", "2026-05-09").await;
    browser.choose("owner", "seat-2").await;
    browser.look("task-new-phone").await;
    browser.press("Taak maken").await;
    assert!(browser.text().await.contains("De taak is gemaakt."));
    browser.follow("Afronden: Bel de school").await;
    browser.follow("Aan iemand anders doorgeven").await;
    browser.choose("owner", "seat-1").await;
    browser.fill("reason", "Ik spreek de juf morgen toch.").await;
    browser.look("task-pass-on-phone").await;
    browser.press("Doorgeven").await;
    assert!(browser.text().await.contains("De taak is doorgegeven."));
    browser.follow("Afronden: Bel de school").await;
    browser.choose("ending", "not_needed").await;
    browser.fill("outcome", "De school belde zelf.").await;
    browser.press("Taak afronden").await;
    assert!(browser.text().await.contains("Er staat geen taak open."));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_sees_the_board_and_hands_tasks_over_with_a_reason() {
    for scripts in [Scripts::On, Scripts::Off] {
        let site = Site::new().await;
        let case = case(&site).await;
        let bram = site.world.caller(BRAM).await;
        task(&site, &case, (1, "Bel de school van Mila", 0), OwnerChoice::Seat(domain::duo::Seat::Two)).await;
        task(&site, &case, (2, "Plan het gesprek met Sara", 2), OwnerChoice::Seat(domain::duo::Seat::Two))
            .await;
        task(&site, &case, (3, "Zoek een tolk", 0), OwnerChoice::Team(team_id(OKT_NOORD))).await;
        site.world.case().with_team(OKT_NOORD).build().await;
        site.world.clock.forward(Duration::days(1));
        let browser = Browser::open(&site, Width::Desk, scripts).await;
        browser.sign_in(&site, LEA).await;
        let board = browser.text().await;
        for part in [
            "Teambord",
            "Bilal Amrani",
            "1 te laat",
            "1 casus van 12",
            "zonder volledig duo (1)",
            "Taken voor het team (1)",
            "nog door niemand opgepakt",
        ] {
            assert!(board.contains(part), "{part} in {board}");
        }
        assert!(!board.contains("tolk"), "no words of anybody");
        keep(&browser, scripts, "team-board-desk").await;
        browser.follow("Bilal Amrani").await;
        let page = browser.text().await;
        assert!(page.contains("Gevraagd door een collega") && !page.contains("Mila"), "{page}");
        let boxes = browser.driver.find_all(By::Name("tasks")).await.unwrap();
        assert_eq!(boxes.len(), 2);
        for it in &boxes {
            it.click().await.unwrap();
        }
        browser.choose("owner", &format!("person-{}", bram.membership)).await;
        browser.fill("reason", "Bilal is er even niet.").await;
        browser.press("Taken overdragen").await;
        let refused = browser.text().await;
        assert_eq!(refused.matches("die werkt niet in deze casus").count(), 4, "{refused}");
        keep(&browser, scripts, "hand-over-refused-desk").await;
        browser.choose("owner", "other").await;
        browser.press("Taken overdragen").await;
        assert!(browser.text().await.contains("Er wacht nu geen taak op Bilal Amrani."));
        assert_eq!(site.world.count("task_turns").await, 5);
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_seat_takes_a_task_of_the_team_and_finds_it_in_the_own_work() {
    let site = Site::new().await;
    let case = site.world.case().with_team(VT_INTAKE).build().await;
    let (anna, now) = (site.world.caller(ANNA).await, site.world.now());
    site.world
        .build(&format!(
            "INSERT INTO tasks (id, case_id, kind, cause, origin_id, opened_by, membership_id, opened_at, due_on) \
             VALUES (gen_random_uuid(), '{}', 'red_flags', 'red_flag', gen_random_uuid(), '{}', '{}', '{now}', '{}')",
            case.id,
            anna.user,
            anna.membership,
            now.date_naive()
        ))
        .await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, VERA).await;
    assert!(browser.text().await.contains("Voor uw team"));
    browser.look("my-work-team-phone").await;
    browser.follow("De rode vlaggen vragen vandaag een besluit").await;
    browser.look("task-team-phone").await;
    browser.press("Ik pak dit op").await;
    assert!(browser.text().await.contains("De taak is nu van u."));
    browser.follow("Afronden: De rode vlaggen vragen vandaag een besluit").await;
    let page = browser.text().await;
    assert!(page.contains("Vera Tuinstra pakte dit op") && !page.contains("Ik pak dit op"), "{page}");
    browser.close().await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, VERA).await;
    assert!(browser.text().await.contains("Door u opgepakt"));
    browser.look("my-work-team-desk").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_goes_away_and_a_colleague_stands_in() {
    let site = Site::new().await;
    case(&site).await;
    let bram = site.world.caller(BRAM).await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, BILAL).await;
    browser.follow("Afwezigheid en waarneming").await;
    browser.follow("Afwezigheid melden").await;
    browser.set("from", "2026-05-07").await;
    browser.set("until", "2026-05-09").await;
    browser.choose("replacements", &bram.membership.to_string()).await;
    browser.look("absence-new-phone").await;
    browser.press("Vastleggen").await;
    let page = browser.text().await;
    assert!(page.contains("Het is geregeld.") && page.contains("Bram Ouali neemt waar in 1 casus"), "{page}");
    browser.look("absences-phone").await;
    browser.press("Nu beëindigen: Bilal Amrani").await;
    assert!(browser.text().await.contains("Voorbij"));
    browser.close().await;

    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, LEA).await;
    browser.look("team-board-phone").await;
    browser.close().await;
}

/// The accessibility checker is a script.
async fn keep(browser: &Browser, scripts: Scripts, name: &str) {
    if scripts == Scripts::On {
        browser.look(name).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_reads_why_a_case_is_silent_and_so_does_the_duo() {
    let site = Site::new().await;
    let case = case(&site).await;
    term(&site, &case).await;
    let terms = format!("/cases/{}?kind=term#tijdlijn", case.id);
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, SUSAN).await;
    assert!(browser.text().await.contains("Stille casussen (1)"));
    browser.follow("Waarom deze casussen stil zijn").await;
    let page = browser.text().await;
    for part in ["Al 30 dagen geen contact", "Mila Blom is al 30 dagen niet gezien.", "Wat kan helpen"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("silent-cases-desk").await;
    browser.go(&terms).await;
    browser.look("case-terms-desk").await;
    browser.close().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    assert!(browser.text().await.contains("Hier gebeurt te weinig (1)"));
    browser.look("my-work-silent-phone").await;
    browser.go(&format!("/cases/{}", case.id)).await;
    assert!(browser.text().await.contains("Al 30 dagen geen contact"));
    browser.look("case-silent-phone").await;
    browser.go(&terms).await;
    let page = browser.text().await;
    for part in [
        "Een termijn begon · door Anna de Graaf",
        "Een termijn is verlengd",
        "Sara is op reis.",
        "Een termijn is te laat",
        "moest uiterlijk woensdag 6 mei 2026",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("case-terms-phone").await;
    browser.close().await;
}

/// A term of the case that was made longer and is over.
async fn term(site: &Site, case: &Case) {
    let anna = site.world.caller(ANNA).await;
    let by = format!("'{}', '{}', '2026-04-20T09:00Z'", anna.user, anna.membership);
    let (id, ends) = ("00000000-0000-4000-8000-000000000077", "'2026-05-06', '2026-05-06T22:00Z'");
    site.world
        .build(&format!(
            "INSERT INTO terms (id, case_id, kind, defined_from, origin_id, started_at, due_on, due_at, recorded_by, \
               membership_id, recorded_at) VALUES ('{id}', '{}', 'plan_review', '2019-06-01', '{id}', \
               '2026-04-08T09:00Z', '2026-04-22', '2026-04-22T22:00Z', {by}); \
             INSERT INTO term_steps (term_id, step, kind, reason, happened_at, due_on, due_at, taken_by, membership_id, \
               taken_at) VALUES ('{id}', 1, 'extended', 'Sara is op reis.', '2026-04-20T09:00Z', {ends}, {by})",
            case.id
        ))
        .await;
}
