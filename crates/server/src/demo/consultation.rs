//! Consultations in every state: what waits on the board, what somebody has in hand, what was answered and asked further, and
//! what ended. Told on the last days, by the cast, on the cases that there are then.

use access::Caller;
use casework::case::list::list;
use casework::consultation::{
    AnswerConsultation, AskConsultation, AskFurther, EndConsultation, answer, ask, ask_further, claim, end,
};
use chrono::{Duration, NaiveDate};
use domain::case::LegalGround;
use domain::consultation::{Expertise, FactKind, Outcome, Urgency};
use domain::id::{CaseId, ConsultationId};
use domain::time::start_of_day;

use super::days;
use super::life::{Life, Stage};
use crate::failure::Failure;

/// Lives through them.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn live(stage: &Stage, today: NaiveDate) -> Result<(), Failure> {
    let begins = start_of_day(days::before(today, 5)) + Duration::hours(9);
    let mut life = stage.life("consultations", 0, begins);
    end_about_case(&mut life).await?;
    life.reach(begins + Duration::days(1));
    end_in_report(&mut life).await?;
    life.reach(begins + Duration::days(2));
    answer_lead(&mut life).await?;
    life.reach(begins + Duration::days(3));
    ask_again_about_case(&mut life).await?;
    life.reach(begins + Duration::days(4));
    wait(&mut life).await
}

/// About a case with its facts, answered and ended: somebody goes on thinking along.
async fn end_about_case(life: &mut Life<'_>) -> Result<(), Failure> {
    let (asker, adviser) = (life.stage.staff.named("okt.noord")?, life.stage.staff.named("expert2.noord")?);
    let Some(case) = newest_case(life, asker).await? else { return Ok(()) };
    let question = AskConsultation {
        case: Some(case),
        facts: FactKind::ALL.to_vec(),
        ground: Some(LegalGround::Youth7311),
        ..question(
            "De cijfers lopen uiteen. Hoe bespreken wij dat met beide ouders, zonder dat een kind partij moet kiezen?",
            (Urgency::Soon, Expertise::ComplexDivorce),
        )
    };
    let id = asked(life, asker, question).await?;
    taken_up(life, adviser, id).await?;
    let advice = "Bespreek eerst per ouder het eigen laagste cijfer, en daarna pas het verschil. \
                  Vraag ieder wat er nodig is voor één punt meer.";
    advised(life, adviser, (id, 1), advice).await?;
    let agreed =
        "Het gesprek staat gepland. De adviseur blijft de komende weken bereikbaar om mee te denken.";
    ended(life, asker, id, (Outcome::ThinkingAlong, agreed)).await
}

/// Without a name, and ended in a report: Veilig Thuis finds it beside the form.
async fn end_in_report(life: &mut Life<'_>) -> Result<(), Failure> {
    let (asker, adviser) = (life.stage.staff.named("okt.noord")?, life.stage.staff.named("expert.noord")?);
    let text = "Een meisje van 9 vertelt op school dat zij bang is om naar huis te gaan. Moeder zegt dat er niets is. \
                Is dit een melding?";
    let id = asked(life, asker, question(text, (Urgency::Today, Expertise::ChildAbuse))).await?;
    taken_up(life, adviser, id).await?;
    let advice = "Ja. Wat een kind zelf vertelt over angst thuis, hoort bij Veilig Thuis. Zeg moeder vooraf dat u meldt, \
                  tenzij dat het meisje in gevaar brengt.";
    advised(life, adviser, (id, 0), advice).await?;
    let agreed = "De collega van school en ik bellen vandaag samen met Veilig Thuis.";
    ended(life, asker, id, (Outcome::Report, agreed)).await
}

/// Without a name, answered: the one who asked has yet to read it.
async fn answer_lead(life: &mut Life<'_>) -> Result<(), Failure> {
    let (asker, adviser) = (life.stage.staff.named("lead.okt")?, life.stage.staff.named("expert.noord")?);
    let text = "Een collega twijfelt over een gezin waar veel geschreeuwd wordt. Er is geen letsel gezien. \
                Wanneer is dit meer dan ruzie, en wat vragen wij eerst?";
    let id = asked(life, asker, question(text, (Urgency::Later, Expertise::IntimateTerror))).await?;
    taken_up(life, adviser, id).await?;
    let advice = "Let op controle en angst, niet alleen op het schreeuwen. Vraag ieder alleen: wat gebeurt er als jij \
                  nee zegt? Wie angst hoort, vult samen met ons de rode vlaggen in.";
    advised(life, adviser, (id, 0), advice).await
}

/// About a case: answered once, and asked further with other facts; the adviser has it in hand.
async fn ask_again_about_case(life: &mut Life<'_>) -> Result<(), Failure> {
    let (asker, adviser) =
        (life.stage.staff.named("buurtteam.noord")?, life.stage.staff.named("expert.noord")?);
    let Some(case) = newest_case(life, asker).await? else { return Ok(()) };
    let question = AskConsultation {
        case: Some(case),
        facts: vec![FactKind::Phase, FactKind::Household],
        ground: Some(LegalGround::Wmo511),
        ..question(
            "Welke afspraak moet er nu als eerste staan, zodat het weekend veilig is?",
            (Urgency::Soon, Expertise::PartnerViolence),
        )
    };
    let id = asked(life, asker, question).await?;
    taken_up(life, adviser, id).await?;
    advised(life, adviser, (id, 1), "Wie slaapt waar, en wie belt wie als het misgaat. Maak dat concreet.")
        .await?;
    life.pass(40..=90);
    let text = Some("Dat staat nu. Wat betekent het laatste cijfer voor de volgende stap?".to_owned());
    let command = AskFurther {
        consultation: id,
        text,
        facts: vec![FactKind::Scores],
        ground: Some(LegalGround::Wmo511),
    };
    ask_further(&life.casework, asker, &life.creation(), command).await?;
    Ok(())
}

/// What waits: taken up and not answered, answered for somebody of the cast, and not taken up.
async fn wait(life: &mut Life<'_>) -> Result<(), Failure> {
    let stage = life.stage;
    let (asker, expert) = (stage.staff.named("buurtteam.noord")?, stage.staff.named("expert.noord")?);
    let colleague = stage.staff.named("expert2.noord")?;
    let text = "Een oudere man wordt door zijn zoon kort gehouden met geld. Hij wil geen aangifte. \
                Wat kunnen wij doen zonder hem te verliezen?";
    let answered = asked(life, asker, question(text, (Urgency::Soon, Expertise::ElderAbuse))).await?;
    taken_up(life, colleague, answered).await?;
    let advice =
        "Begin bij wat hij zelf wil houden. Regel samen een eigen rekening en een vaste dag om te bellen.";
    advised(life, colleague, (answered, 0), advice).await?;

    let text = "Moeder zegt dat vader haar telefoon nakijkt. Zij wil vanavond weg met de kinderen. Waar beginnen wij?";
    let urgent = asked(life, asker, question(text, (Urgency::Today, Expertise::IntimateTerror))).await?;
    taken_up(life, expert, urgent).await?;

    let text = "Een kind van 6 speelt in de klas na wat het thuis ziet. Hoe praten wij met het kind en met de school?";
    asked(life, asker, question(text, (Urgency::Soon, Expertise::ChildAbuse))).await?;
    let uithoorn = stage.staff.named("sociaal.uithoorn")?;
    let text = "Een vader met een verslaving zorgt in het weekend voor twee kleine kinderen. Welke signalen tellen zwaar?";
    asked(life, uithoorn, question(text, (Urgency::Later, Expertise::MentalHealth))).await?;
    Ok(())
}

/// The newest open case in which somebody has a seat beside another.
async fn newest_case(life: &Life<'_>, of: &Caller) -> Result<Option<CaseId>, Failure> {
    let found = list(&life.casework, of, None).await?.items;
    Ok(found.into_iter().find(|it| it.open && it.seats.len() > 1).map(|it| it.case))
}

fn question(text: &str, (urgency, expertise): (Urgency, Expertise)) -> AskConsultation {
    AskConsultation {
        question: Some(text.to_owned()),
        urgency: Some(urgency),
        expertise: Some(expertise),
        ..AskConsultation::default()
    }
}

async fn asked(
    life: &mut Life<'_>,
    asker: &Caller,
    command: AskConsultation,
) -> Result<ConsultationId, Failure> {
    life.pass(5..=30);
    Ok(ask(&life.casework, asker, &life.creation(), command).await?.consultation)
}

async fn taken_up(life: &mut Life<'_>, adviser: &Caller, id: ConsultationId) -> Result<(), Failure> {
    life.pass(10..=45);
    claim(&life.casework, adviser, &life.creation(), id).await?;
    Ok(())
}

async fn advised(
    life: &mut Life<'_>,
    adviser: &Caller,
    (consultation, facts_version): (ConsultationId, i32),
    text: &str,
) -> Result<(), Failure> {
    life.pass(15..=60);
    let command = AnswerConsultation { consultation, facts_version, text: Some(text.to_owned()) };
    answer(&life.casework, adviser, &life.creation(), command).await?;
    Ok(())
}

async fn ended(
    life: &mut Life<'_>,
    by: &Caller,
    consultation: ConsultationId,
    (outcome, text): (Outcome, &str),
) -> Result<(), Failure> {
    life.pass(30..=90);
    let command = EndConsultation { consultation, outcome: Some(outcome), text: Some(text.to_owned()) };
    end(&life.casework, by, &life.creation(), command).await?;
    Ok(())
}
