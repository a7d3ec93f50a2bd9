//! Who is told of a step in a consultation: whom it is for, as long as it is the last one, and not a word of it.

use super::{NOOR, advised, asked, ending, question};
use crate::support::{ANNA, BILAL, WES, World, world::creation};
use ::casework::consultation::{
    AnswerConsultation, AskConsultation, AskFurther, answer, ask, ask_further, claim, end,
};
use ::casework::notice::About;
use access::Caller;
use chrono::Duration;
use domain::consultation::{Outcome, Urgency};
use domain::id::ConsultationId;
use domain::notice::NoticeKind;

/// What somebody was told and in what it waits, the latest first.
async fn told(world: &World, caller: &Caller) -> Vec<(NoticeKind, About)> {
    world.do_all_jobs().await;
    let page = ::casework::notice::list(&world.casework, caller, None, 50).await.unwrap();
    page.items.into_iter().map(|it| (it.kind, it.about)).collect()
}

async fn asking(world: &World, caller: &Caller, key: u32) -> ConsultationId {
    ask(&world.casework, caller, &creation(key), question("Wat nu?")).await.unwrap().consultation
}

#[tokio::test]
async fn the_other_side_is_told_of_each_step_and_never_what_it_is_about() {
    let world = World::new().await;
    let (bilal, anna, noor) = (world.caller(BILAL).await, world.caller(ANNA).await, world.caller(NOOR).await);
    let wes = world.caller(WES).await;
    let today = AskConsultation { urgency: Some(Urgency::Today), ..question("Moeder wil weg. Wat nu?") };
    let id = asked(&world, &bilal, today).await;
    let of = About::Consultation(id);
    for expert in [&anna, &noor] {
        assert_eq!(told(&world, expert).await, [(NoticeKind::ConsultationWaits, of)]);
    }
    assert_eq!(told(&world, &wes).await, [], "she works elsewhere");

    claim(&world.casework, &anna, &creation(1), id).await.unwrap();
    advised(&world, &anna, id, 0).await.unwrap();
    assert_eq!(told(&world, &bilal).await, [(NoticeKind::ConsultationAnswered, of)]);
    for number in 2..4 {
        let text = Some("En dan?".to_owned());
        let further = AskFurther { consultation: id, text, facts: Vec::new(), ground: None };
        ask_further(&world.casework, &bilal, &creation(10 + number), further).await.unwrap();
        let turns = told(&world, &anna).await.into_iter().filter(|it| it.0 == NoticeKind::ConsultationTurn);
        assert_eq!(turns.count(), usize::try_from(number - 1).unwrap(), "each further question is told of");
        let text = Some("Bel mij.".to_owned());
        let command = AnswerConsultation { consultation: id, facts_version: 0, text };
        answer(&world.casework, &anna, &creation(20 + number), command).await.unwrap();
    }
    end(&world.casework, &bilal, &creation(30), ending(id, Outcome::Advice)).await.unwrap();
    assert_eq!(told(&world, &anna).await[0], (NoticeKind::ConsultationEnded, of));
    let written = "SELECT n::text FROM notices n WHERE n::text LIKE '%Moeder%' \
                   UNION ALL SELECT j::text FROM jobs j WHERE j::text LIKE '%Moeder%'";
    assert_eq!(world.lines(written).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_can_wait_is_told_to_the_one_who_fits_it_best() {
    let world = World::new().await;
    let (bilal, anna, noor) = (world.caller(BILAL).await, world.caller(ANNA).await, world.caller(NOOR).await);
    let fits = |id| vec![(NoticeKind::ConsultationFits, About::Consultation(id))];
    let first = asked(&world, &bilal, question("Wat nu?")).await;
    claim(&world.casework, &anna, &creation(1), first).await.unwrap();

    let second = asking(&world, &bilal, 2).await;
    assert_eq!(told(&world, &noor).await, fits(second), "Anna has one in hand");
    assert_eq!(told(&world, &anna).await, []);
    let knows = format!("UPDATE users SET expertise = '{{partnergeweld}}' WHERE id = '{}'", anna.user);
    world.build(&knows).await;
    let third = asking(&world, &bilal, 3).await;
    assert_eq!(told(&world, &anna).await, fits(third), "she knows of it");
    let away = format!(
        "INSERT INTO absences (id, user_id, membership_id, starts_at, ends_at, recorded_by, recorded_as, recorded_at) \
         VALUES (gen_random_uuid(), '{user}', '{membership}', '{from}', '{until}', '{user}', '{membership}', '{from}')",
        user = anna.user,
        membership = anna.membership,
        from = world.now() - Duration::hours(1),
        until = world.now() + Duration::days(1),
    );
    world.build(&away).await;
    let fourth = asking(&world, &bilal, 4).await;
    assert_eq!(told(&world, &noor).await, [fits(fourth), fits(second)].concat(), "Anna is away");
}

#[tokio::test]
async fn what_came_after_is_not_told_any_more() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    let today = AskConsultation { urgency: Some(Urgency::Today), ..question("Wat nu?") };
    let id = asked(&world, &bilal, today).await;
    claim(&world.casework, &anna, &creation(1), id).await.unwrap();
    assert_eq!(told(&world, &anna).await, [], "nobody is called to what somebody took up");
}
