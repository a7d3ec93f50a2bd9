//! The door for programs: JSON under `/api/v1`. One file per noun; this list says which addresses exist.
//! Handlers parse, call and answer; an `if` belongs in another crate. Never imports from `ui`.

pub mod absence;
pub mod advice;
pub mod board;
pub mod case;
pub mod case_opening;
pub mod check_in;
pub mod consultation;
pub mod contact;
pub mod contact_draft;
pub mod disclosure;
pub mod duo;
pub mod figures;
pub mod handover;
pub mod household;
pub mod incident;
pub mod last_seen;
pub mod life_event;
pub mod my_work;
pub mod notice;
pub mod participation;
pub mod person;
pub mod phase;
pub mod plan;
pub mod policy_value;
pub mod red_flag;
pub mod reference;
pub mod reliability;
pub mod report;
pub mod round;
pub mod safe_contact;
pub mod score;
pub mod session;
pub mod silence;
pub mod suspicion;
pub mod task;
pub mod term;
pub mod timeline;
pub mod vignette;

use crate::api;
use crate::shared::document;
use crate::shared::router::Router;

/// Mounts the API.
pub fn mount(router: &mut Router) {
    api!(router, "the description of the API is public", document::openapi);

    api!(router, "this is where one signs in", session::begin);
    api!(router, "a refresh token is shown instead of an access token", session::renew);
    api!(router, session::current);
    api!(router, session::end);

    api!(router, case::list);
    api!(router, case::read);
    api!(router, timeline::read);
    api!(router, last_seen::read);
    api!(router, contact::log);
    api!(router, contact::read);
    api!(router, contact::correct);
    api!(router, contact_draft::read);
    api!(router, contact_draft::save);
    api!(router, contact_draft::drop);
    mount_plans(router);
    api!(router, score::history);
    api!(router, score::give);

    mount_work(router);
    mount_method(router);

    api!(router, duo::list_waiting);
    api!(router, duo::list_candidates);
    api!(router, duo::assign);
    api!(router, duo::replace);
    api!(router, duo::cover);

    mount_voices(router);

    api!(router, reference::teams);
    api!(router, reference::areas);
    api!(router, reference::organisations);
    api!(router, policy_value::list);
    api!(router, score::read);

    api!(router, household::register);
    api!(router, household::read);
    api!(router, household::change::join);
    api!(router, household::change::leave);
    api!(router, household::change::relate);
    api!(router, household::change::unrelate);
    api!(router, household::change::split);

    api!(router, person::search);
    api!(router, person::recognise);
    api!(router, person::read);
    api!(router, person::change);

    api!(router, report::list);
    api!(router, report::take_in);
    api!(router, report::read);
    api!(router, report::assess);
    api!(router, case_opening::from_report);
    api!(router, case_opening::here);

    api!(router, advice::list);
    api!(router, advice::take_in);
    api!(router, advice::read);
    api!(router, advice::answer);

    mount_consultations(router);
    api!(router, figures::read);
    api!(router, reliability::read);

    api!(router, vignette::list);
    api!(router, vignette::read);
    api!(router, vignette::score);
    api!(router, vignette::spread);
}

/// Questions of local teams to those who advise.
fn mount_consultations(router: &mut Router) {
    api!(router, consultation::list);
    api!(router, consultation::board);
    api!(router, consultation::ask);
    api!(router, consultation::read);
    api!(router, consultation::step::claim);
    api!(router, consultation::step::advisers);
    api!(router, consultation::step::assign);
    api!(router, consultation::step::answer);
    api!(router, consultation::step::ask_further);
    api!(router, consultation::step::end);
}

/// What waits for whom: own work, the board of a team, absence, tasks, and notices.
fn mount_work(router: &mut Router) {
    api!(router, my_work::read);
    api!(router, silence::list);
    api!(router, silence::of_case);
    api!(router, board::read);
    api!(router, board::tasks);
    api!(router, board::pass_on);
    api!(router, absence::list);
    api!(router, absence::arrange);
    api!(router, absence::end);
    api!(router, task::list);
    api!(router, task::open);
    api!(router, task::read);
    api!(router, task::pass_on);
    api!(router, task::complete);

    api!(router, notice::list);
    api!(router, notice::read);
    api!(router, notice::preference);
    api!(router, notice::prefer);
}

/// By when something has to be done, in cases and in reports.
fn mount_terms(router: &mut Router) {
    api!(router, term::definition::list);
    api!(router, term::of_case::list);
    api!(router, term::of_case::read);
    api!(router, term::of_case::extend);
    api!(router, term::of_case::suspend);
    api!(router, term::of_case::resume);
    api!(router, term::of_case::explain);
    api!(router, term::of_case::meet);
    api!(router, term::of_report::list);
    api!(router, term::of_report::read);
    api!(router, term::of_report::extend);
    api!(router, term::of_report::suspend);
    api!(router, term::of_report::resume);
    api!(router, term::of_report::explain);
    api!(router, term::of_report::meet);
}

/// Terms, scoring rounds, phases, incidents and life events of a case.
fn mount_method(router: &mut Router) {
    mount_terms(router);
    api!(router, round::list);
    api!(router, round::list_candidates);
    api!(router, round::open);
    api!(router, round::read);
    api!(router, round::answer);
    api!(router, round::decline);
    api!(router, round::close);

    api!(router, phase::read);
    api!(router, phase::propose);
    api!(router, phase::agree);
    api!(router, phase::let_pass);
    api!(router, phase::fall_back);
    api!(router, phase::reopen);
    api!(router, check_in::list);
    api!(router, check_in::answer);
    mount_handovers(router);
    api!(router, incident::list);
    api!(router, incident::record);
    api!(router, incident::read);
    api!(router, incident::correct);
    api!(router, life_event::list);
    api!(router, life_event::record);
    api!(router, life_event::correct);
    api!(router, life_event::withdraw);
}

/// Handing over the view on safety.
fn mount_handovers(router: &mut Router) {
    api!(router, handover::list);
    api!(router, handover::prepare);
    api!(router, handover::read);
    api!(router, handover::offer);
    api!(router, handover::withdraw);
    api!(router, handover::talk_over);
    api!(router, handover::complete);
    api!(router, handover::offers);
    api!(router, handover::read_offer);
    api!(router, handover::accept);
    api!(router, handover::refuse);
}

/// The safety plan of a case.
fn mount_plans(router: &mut Router) {
    api!(router, plan::read);
    api!(router, plan::rank);
    api!(router, plan::item::add);
    api!(router, plan::item::read);
    api!(router, plan::item::change);
    api!(router, plan::item::remove);
    api!(router, plan::item::mark);
    api!(router, plan::item::marks);
    api!(router, plan::version::list);
    api!(router, plan::version::adopt);
    api!(router, plan::version::read);
    api!(router, plan::version::compare);
    api!(router, plan::version::compare_working);
    api!(router, plan::version::consent);
    api!(router, disclosure::readers);
    api!(router, disclosure::preview);
    api!(router, disclosure::list);
    api!(router, disclosure::give);
    api!(router, disclosure::read);
}

/// Who works for whom in a case, danger, and reaching people safely.
fn mount_voices(router: &mut Router) {
    api!(router, participation::list);
    api!(router, participation::add);
    api!(router, participation::end);
    api!(router, red_flag::list);
    api!(router, red_flag::record);
    api!(router, red_flag::decide);
    api!(router, red_flag::retract);
    api!(router, suspicion::list);
    api!(router, suspicion::raise);
    api!(router, suspicion::withdraw);
    api!(router, safe_contact::list);
    api!(router, safe_contact::note);
}
