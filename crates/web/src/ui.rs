//! Pages: how they look and which words they use. Never decides anything, and never imports from `api`.

pub mod absence;
pub mod accessibility;
pub mod advice;
pub mod assets;
pub mod attempt;
pub mod board;
pub mod case;
pub mod caseload;
pub mod chart;
pub mod choosing;
pub mod consultation;
pub mod contact;
pub mod danger;
pub mod duo;
pub mod error_page;
pub mod field;
pub mod figures;
pub mod handover;
pub mod here;
pub mod household;
pub mod incident;
pub mod layout;
pub mod life_event;
pub mod my_work;
pub mod notice;
pub mod participation;
pub mod people;
pub mod person;
pub mod phase;
pub mod plan;
pub mod policy_value;
pub mod print;
pub mod reliability;
pub mod report;
pub mod round;
pub mod safe_contact;
pub mod score;
pub mod search;
pub mod sign_in;
pub mod silence;
pub mod task;
pub mod term;
pub mod vignette;
pub mod visit;
pub mod words;

use actix_web::http::Method;

use crate::shared::router::Router;

const CORRECTION: &str = "/cases/{caseId}/contacts/{contactId}/correction/new";

/// Mounts the pages; this list says which addresses exist.
pub fn mount(router: &mut Router) {
    router.public_page("this is where one signs in", Method::GET, sign_in::PATH, sign_in::show);
    router.public_page("this is where one signs in", Method::POST, sign_in::PATH, sign_in::submit);
    router.page(Method::POST, layout::SIGN_OUT, sign_in::sign_out);
    router.page(Method::POST, layout::LOCK, sign_in::lock);
    router.public_page(
        "a statement about the site holds nothing of anybody",
        Method::GET,
        accessibility::PATH,
        accessibility::show,
    );

    router.page(Method::GET, "/", caseload::home);
    router.page(Method::GET, "/cases", caseload::show);
    router.page(Method::GET, "/cases/{caseId}", case::show);
    router.page(Method::GET, "/cases/{caseId}/contacts/new", contact::new::show);
    router.page(Method::POST, "/cases/{caseId}/contacts/new", contact::new::submit);
    router.page(Method::POST, "/cases/{caseId}/contacts/draft", contact::draft::keep);
    router.page(Method::POST, "/cases/{caseId}/contacts/draft/removal", contact::draft::throw_away);
    router.page(Method::GET, CORRECTION, contact::correction::show);
    router.page(Method::POST, CORRECTION, contact::correction::submit);
    router.page(Method::GET, "/cases/{caseId}/scores/new", score::show);
    router.page(Method::POST, "/cases/{caseId}/scores/new", score::submit);

    router.page(Method::GET, round::open::PATH, round::open::show);
    router.page(Method::POST, round::open::PATH, round::open::submit);
    router.page(Method::GET, round::show::PATH, round::show::show);
    router.page(Method::GET, round::answer::PATH, round::answer::show);
    router.page(Method::POST, round::answer::PATH, round::answer::submit);
    router.page(Method::GET, round::decline::PATH, round::decline::show);
    router.page(Method::POST, round::decline::PATH, round::decline::submit);
    router.page(Method::GET, round::thanks::PATH, round::thanks::show);
    router.page(Method::GET, round::closure::PATH, round::closure::show);
    router.page(Method::POST, round::closure::PATH, round::closure::submit);

    router.page(Method::GET, duo::waiting::PATH, duo::waiting::show);
    router.page(Method::GET, duo::assign::PATH, duo::assign::show);
    router.page(Method::POST, duo::assign::PATH, duo::assign::submit);
    router.page(Method::GET, duo::replacement::PATH, duo::replacement::show);
    router.page(Method::POST, duo::replacement::PATH, duo::replacement::submit);
    router.page(Method::GET, duo::cover::PATH, duo::cover::show);
    router.page(Method::POST, duo::cover::PATH, duo::cover::submit);

    mount_work(router);
    mount_consultations(router);
    mount_voices(router);
    mount_papers(router);
    router.page(Method::GET, figures::PATH, figures::show);
    router.page(Method::GET, reliability::PATH, reliability::show);
    router.page(Method::GET, policy_value::PATH, policy_value::show);
    mount_terms(router);

    mount_phases(router);
    mount_plans(router);
    mount_households(router);
    mount_intake(router);
}

/// What waits for whom: own work, the board of a team, absence, tasks, and notices.
fn mount_work(router: &mut Router) {
    router.page(Method::GET, my_work::PATH, my_work::show);
    router.page(Method::GET, silence::PATH, silence::show);
    router.page(Method::GET, board::PATH, board::show);
    router.page(Method::GET, board::member::PATH, board::member::show);
    router.page(Method::POST, board::member::PATH, board::member::submit);
    router.page(Method::GET, absence::PATH, absence::show);
    router.page(Method::POST, absence::ENDINGS, absence::end_one);
    router.page(Method::GET, absence::new::PATH, absence::new::show);
    router.page(Method::POST, absence::new::PATH, absence::new::submit);
    router.page(Method::GET, task::new::PATH, task::new::show);
    router.page(Method::POST, task::new::PATH, task::new::submit);
    router.page(Method::GET, task::pass_on::PATH, task::pass_on::show);
    router.page(Method::POST, task::pass_on::PATH, task::pass_on::submit);
    router.page(Method::GET, task::complete::PATH, task::complete::show);
    router.page(Method::POST, task::complete::PATH, task::complete::submit);

    router.page(Method::GET, notice::list::PATH, notice::list::show);
    router.page(Method::POST, notice::list::READING, notice::list::open);
    router.page(Method::POST, notice::list::READINGS, notice::list::read_all);
    router.page(Method::GET, notice::settings::PATH, notice::settings::show);
    router.page(Method::POST, notice::settings::PATH, notice::settings::submit);
    router.page(Method::POST, notice::settings::FEEDS, notice::settings::make_feed);
    router.page(Method::POST, notice::settings::WITHDRAWAL, notice::settings::withdraw_feed);
}

/// Questions of local teams to those who advise.
fn mount_consultations(router: &mut Router) {
    router.page(Method::GET, consultation::list::PATH, consultation::list::show);
    router.page(Method::GET, consultation::board::PATH, consultation::board::show);
    router.page(Method::GET, consultation::new::PATH, consultation::new::show);
    router.page(Method::POST, consultation::new::PATH, consultation::new::submit);
    router.page(Method::GET, consultation::show::PATH, consultation::show::show);
    router.page(Method::POST, consultation::show::CLAIM, consultation::show::claim_one);
    router.page(Method::GET, consultation::advise::PATH, consultation::advise::show);
    router.page(Method::POST, consultation::advise::PATH, consultation::advise::submit);
    router.page(Method::GET, consultation::follow_up::PATH, consultation::follow_up::show);
    router.page(Method::POST, consultation::follow_up::PATH, consultation::follow_up::submit);
    router.page(Method::GET, consultation::end::PATH, consultation::end::show);
    router.page(Method::POST, consultation::end::PATH, consultation::end::submit);
    router.page(Method::GET, consultation::assign::PATH, consultation::assign::show);
    router.page(Method::POST, consultation::assign::PATH, consultation::assign::submit);
}

/// Papers, and practice on the scale.
fn mount_papers(router: &mut Router) {
    router.page(Method::GET, print::score_card::PATH, print::score_card::show);
    router.page(Method::GET, print::score_card::FILE, print::score_card::file);
    router.page(Method::GET, print::readers::PATH, print::readers::show);
    router.page(Method::GET, print::give::PATH, print::give::show);
    router.page(Method::POST, print::give::PATH, print::give::submit);
    router.page(Method::GET, print::given::PATH, print::given::show);
    router.page(Method::GET, print::given::FILE, print::given::file);
    router.page(Method::GET, vignette::list::PATH, vignette::list::show);
    router.page(Method::GET, vignette::show::PATH, vignette::show::show);
    router.page(Method::GET, vignette::score::PATH, vignette::score::show);
    router.page(Method::POST, vignette::score::PATH, vignette::score::submit);
}

/// By when something has to be done, in cases and in reports.
fn mount_terms(router: &mut Router) {
    router.page(Method::GET, term::definitions::PATH, term::definitions::show);
    router.page(Method::GET, term::list::OF_CASE, term::list::show_of_case);
    router.page(Method::GET, term::list::OF_REPORT, term::list::show_of_report);
    router.page(Method::GET, term::step::OF_CASE, term::step::show_of_case);
    router.page(Method::POST, term::step::OF_CASE, term::step::submit_of_case);
    router.page(Method::GET, term::step::OF_REPORT, term::step::show_of_report);
    router.page(Method::POST, term::step::OF_REPORT, term::step::submit_of_report);
}

/// Phases, incidents, life events, and what follows after closing.
fn mount_phases(router: &mut Router) {
    router.page(Method::GET, phase::show::PATH, phase::show::show);
    router.page(Method::POST, phase::show::PROPOSALS, phase::show::propose);
    router.page(Method::POST, phase::show::AGREEMENTS, phase::show::agree);
    router.page(Method::GET, phase::let_pass::PATH, phase::let_pass::show);
    router.page(Method::POST, phase::let_pass::PATH, phase::let_pass::submit);
    router.page(Method::GET, phase::fall_back::PATH, phase::fall_back::show);
    router.page(Method::POST, phase::fall_back::PATH, phase::fall_back::submit);
    router.page(Method::GET, phase::reopen::PATH, phase::reopen::show);
    router.page(Method::POST, phase::reopen::PATH, phase::reopen::submit);
    router.page(Method::GET, phase::check_in::PATH, phase::check_in::show);
    router.page(Method::POST, phase::check_in::PATH, phase::check_in::submit);

    mount_handovers(router);
    router.page(Method::GET, incident::list::PATH, incident::list::show);
    router.page(Method::GET, incident::new::PATH, incident::new::show);
    router.page(Method::POST, incident::new::PATH, incident::new::submit);
    router.page(Method::GET, incident::correction::PATH, incident::correction::show);
    router.page(Method::POST, incident::correction::PATH, incident::correction::submit);

    router.page(Method::GET, life_event::list::PATH, life_event::list::show);
    router.page(Method::GET, life_event::new::PATH, life_event::new::show);
    router.page(Method::POST, life_event::new::PATH, life_event::new::submit);
    router.page(Method::GET, life_event::correction::PATH, life_event::correction::show);
    router.page(Method::POST, life_event::correction::PATH, life_event::correction::submit);
    router.page(Method::GET, life_event::withdrawal::PATH, life_event::withdrawal::show);
    router.page(Method::POST, life_event::withdrawal::PATH, life_event::withdrawal::submit);
}

/// Handing over the view on safety.
fn mount_handovers(router: &mut Router) {
    router.page(Method::GET, handover::list::PATH, handover::list::show);
    router.page(Method::GET, handover::new::PATH, handover::new::show);
    router.page(Method::POST, handover::new::PATH, handover::new::submit);
    router.page(Method::GET, handover::show::PATH, handover::show::show);
    router.page(Method::POST, handover::show::OFFER, handover::show::offer_it);
    router.page(Method::POST, handover::show::WITHDRAWAL, handover::show::withdraw_it);
    router.page(Method::POST, handover::show::MEETING, handover::show::talk_over);
    router.page(Method::POST, handover::show::COMPLETION, handover::show::complete);
    router.page(Method::GET, handover::inbox::PATH, handover::inbox::show);
    router.page(Method::GET, handover::inbox::ONE, handover::inbox::show_one);
    router.page(Method::POST, handover::inbox::ACCEPTANCE, handover::inbox::accept_it);
    router.page(Method::POST, handover::inbox::REFUSAL, handover::inbox::refuse_it);
}

/// The safety plan of a case.
fn mount_plans(router: &mut Router) {
    router.page(Method::GET, plan::show::PATH, plan::show::show);
    router.page(Method::GET, plan::new::PATH, plan::new::show);
    router.page(Method::POST, plan::new::PATH, plan::new::submit);
    router.page(Method::GET, plan::edit::PATH, plan::edit::show);
    router.page(Method::POST, plan::edit::PATH, plan::edit::submit);
    router.page(Method::GET, plan::removal::PATH, plan::removal::show);
    router.page(Method::POST, plan::removal::PATH, plan::removal::submit);
    router.page(Method::GET, plan::mark::PATH, plan::mark::show);
    router.page(Method::POST, plan::mark::PATH, plan::mark::submit);
    router.page(Method::GET, plan::ranking::PATH, plan::ranking::show);
    router.page(Method::POST, plan::ranking::PATH, plan::ranking::submit);
    router.page(Method::GET, plan::adoption::PATH, plan::adoption::show);
    router.page(Method::POST, plan::adoption::PATH, plan::adoption::submit);
    router.page(Method::GET, plan::version::LIST, plan::version::show_list);
    router.page(Method::GET, plan::version::ONE, plan::version::show);
    router.page(Method::POST, plan::version::ONE, plan::version::submit);
    router.page(Method::GET, plan::version::COMPARISON, plan::version::show_comparison);
    router.page(Method::GET, plan::version::WORKING, plan::version::show_working);
}

/// Who works for whom in a case, danger, and reaching people safely.
fn mount_voices(router: &mut Router) {
    router.page(Method::GET, participation::list::PATH, participation::list::show);
    router.page(Method::POST, participation::list::ENDINGS, participation::list::end_one);
    router.page(Method::GET, participation::new::PATH, participation::new::show);
    router.page(Method::POST, participation::new::PATH, participation::new::submit);
    router.page(Method::GET, danger::list::PATH, danger::list::show);
    router.page(Method::POST, danger::list::ENTRIES, danger::list::write_entry);
    router.page(Method::POST, danger::list::WITHDRAWALS, danger::list::withdraw_one);
    router.page(Method::GET, danger::flag::PATH, danger::flag::show);
    router.page(Method::POST, danger::flag::PATH, danger::flag::submit);
    router.page(Method::GET, danger::suspicion::PATH, danger::suspicion::show);
    router.page(Method::POST, danger::suspicion::PATH, danger::suspicion::submit);
    router.page(Method::GET, safe_contact::note::PATH, safe_contact::note::show);
    router.page(Method::POST, safe_contact::note::PATH, safe_contact::note::submit);
    router.page(Method::GET, visit::PATH, visit::show);
    router.page(Method::GET, visit::CONTACT, contact::new::show_in_visit);
    router.page(Method::GET, visit::SCORE, score::show_in_visit);
}

/// Looking for people, and households with who belongs to them.
fn mount_households(router: &mut Router) {
    router.page(Method::GET, search::PATH, search::show);
    router.page(Method::POST, search::PATH, search::submit);
    router.page(Method::POST, search::RECOGNITIONS, search::ask_others);

    router.page(Method::GET, household::register::PATH, household::register::show);
    router.page(Method::POST, household::register::PATH, household::register::submit);
    router.page(Method::POST, household::register::ROWS, household::register::add_row);
    router.page(Method::GET, household::show::PATH, household::show::show);
    router.page(Method::GET, household::join::PATH, household::join::show);
    router.page(Method::POST, household::join::PATH, household::join::submit);
    router.page(Method::GET, household::leave::PATH, household::leave::show);
    router.page(Method::POST, household::leave::PATH, household::leave::submit);
    router.page(Method::GET, household::split::PATH, household::split::show);
    router.page(Method::POST, household::split::PATH, household::split::submit);
    router.page(Method::GET, household::relate::PATH, household::relate::show);
    router.page(Method::POST, household::relate::PATH, household::relate::submit);
    router.page(Method::GET, household::end_relationship::PATH, household::end_relationship::show);
    router.page(Method::POST, household::end_relationship::PATH, household::end_relationship::submit);
    router.page(Method::GET, household::open_case::PATH, household::open_case::show);
    router.page(Method::POST, household::open_case::PATH, household::open_case::submit);

    router.page(Method::GET, person::show::PATH, person::show::show);
    router.page(Method::GET, person::edit::PATH, person::edit::show);
    router.page(Method::POST, person::edit::PATH, person::edit::submit);
}

/// Veilig Thuis: reports and requests for advice.
fn mount_intake(router: &mut Router) {
    router.page(Method::GET, report::list::PATH, report::list::show);
    router.page(Method::GET, report::start::PATH, report::start::show);
    router.page(Method::GET, report::take_in::PATH, report::take_in::show);
    router.page(Method::POST, report::take_in::PATH, report::take_in::submit);
    router.page(Method::GET, report::show::PATH, report::show::show);
    router.page(Method::GET, report::assess::PATH, report::assess::show);
    router.page(Method::POST, report::assess::PATH, report::assess::submit);
    router.page(Method::GET, report::open_case::PATH, report::open_case::show);
    router.page(Method::POST, report::open_case::PATH, report::open_case::submit);

    router.page(Method::GET, advice::list::PATH, advice::list::show);
    router.page(Method::GET, advice::take_in::PATH, advice::take_in::show);
    router.page(Method::POST, advice::take_in::PATH, advice::take_in::submit);
    router.page(Method::GET, advice::show::PATH, advice::show::show);
    router.page(Method::POST, advice::show::ANSWER, advice::show::submit);
}
