//! Being away: one act covers every seat, the covers bring rights and tasks and take them away again.

use crate::support::{
    ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, Persona, SUSAN, WES, World, world::creation,
};
use ::casework::absence::{ArrangeAbsence, Arranged, arrange, end, list};
use ::casework::case::read::read;
use ::casework::task::{OpenTask, OwnerChoice, open};
use ::casework::work::my_work;
use ::casework::{Casework, Refusal};
use access::Caller;
use chrono::{Duration, NaiveDate};
use domain::id::CaseId;
use domain::task::TaskDraft;
use domain::text::LongText;

const BRAM: Persona = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };
const KIM: Persona = Persona { name: "kim", display_name: "Kim Zuurbier", ..BILAL };

struct Team {
    world: World,
    cases: Vec<Case>,
    bilal: Caller,
    bram: Caller,
    kim: Caller,
}

impl Team {
    /// Bilal sits in three duos with Anna; Bram and Kim are colleagues of his team.
    async fn new() -> Self {
        let world = World::new().await;
        let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(
                world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await,
            );
        }
        let (bram, kim) = (world.caller(BRAM).await, world.caller(KIM).await);
        Self { world, cases, bilal, bram, kim }
    }

    fn day(&self, days: i64) -> NaiveDate {
        self.world.now().date_naive() + Duration::days(days)
    }

    /// Away from tomorrow for three days.
    fn away(&self, replacements: &[&Caller]) -> ArrangeAbsence {
        ArrangeAbsence {
            who: Some(self.bilal.membership),
            from: Some(self.day(1)),
            until: Some(self.day(3)),
            replacements: replacements.iter().map(|it| it.membership).collect(),
            reason: LongText::parse("Waarneming tijdens afwezigheid").unwrap(),
        }
    }

    async fn arrange(&self, by: &Caller, command: ArrangeAbsence) -> Result<Arranged, Refusal> {
        arrange(&self.world.casework, by, &creation(1), command).await
    }
}

async fn sees(casework: &Casework, caller: &Caller, case: CaseId) -> bool {
    read(casework, caller, case).await.is_ok()
}

#[tokio::test]
async fn one_act_covers_all_seats_for_these_days_and_no_longer() {
    let team = Team::new().await;
    let (world, casework) = (&team.world, &team.world.casework);
    let (task, due) = (Some("Bel de school".to_owned()), Some(team.day(2)));
    let task = TaskDraft { told: task, due, person: None };
    let owner = OwnerChoice::Person(team.bilal.membership);
    let first = team.cases[0].id;
    open(casework, &team.bilal, &creation(9), OpenTask { case: first, task, owner }).await.unwrap();

    let arranged = team.arrange(&team.bilal, team.away(&[&team.bram, &team.kim])).await.unwrap();
    assert_eq!((arranged.covered.len(), arranged.uncovered.len()), (3, 0));
    let seats = "SELECT u.name || ' ' || count(*) FROM duo_seats s JOIN users u ON u.id = s.user_id \
                 WHERE s.kind = 'cover' GROUP BY u.name ORDER BY 1";
    assert_eq!(world.lines(seats).await, ["bram 2", "kim 1"], "divided");

    for case in &arranged.covered {
        assert!(
            !sees(casework, &team.bram, *case).await && !sees(casework, &team.kim, *case).await,
            "not yet"
        );
    }
    world.clock.forward(Duration::days(1));
    let mut reached = 0;
    for case in &arranged.covered {
        let now = [sees(casework, &team.bram, *case).await, sees(casework, &team.kim, *case).await];
        assert_eq!(now.into_iter().filter(|it| *it).count(), 1);
        reached += 1;
    }
    assert_eq!(reached, 3);
    let (bram, kim) =
        (my_work(casework, &team.bram).await.unwrap(), my_work(casework, &team.kim).await.unwrap());
    assert_eq!(bram.lines.len() + kim.lines.len(), 1, "the task of Bilal is that of who stands in for him");

    world.clock.forward(Duration::days(3));
    for case in &arranged.covered {
        assert!(
            !sees(casework, &team.bram, *case).await && !sees(casework, &team.kim, *case).await,
            "no longer"
        );
        assert!(sees(casework, &team.bilal, *case).await);
    }
    let over = my_work(casework, &team.bram).await.unwrap();
    assert!(over.lines.is_empty());
}

#[tokio::test]
async fn who_is_back_sooner_takes_the_rights_back_at_once() {
    let team = Team::new().await;
    let (world, casework) = (&team.world, &team.world.casework);
    let lea = world.caller(LEA).await;
    let now = ArrangeAbsence { from: Some(team.day(0)), ..team.away(&[&team.bram]) };
    let arranged = team.arrange(&lea, now).await.unwrap();
    assert_eq!(arranged.covered.len(), 3, "a lead arranges it for the team");
    assert!(sees(casework, &team.bram, team.cases[0].id).await);
    assert_eq!(list(casework, &lea).await.unwrap()[0].covers[0].1, 3);
    assert_eq!(list(casework, &team.bilal).await.unwrap().len(), 1);
    assert!(list(casework, &team.bram).await.unwrap().is_empty());

    world.clock.forward(Duration::hours(2));
    end(casework, &team.bilal, &creation(2), arranged.absence).await.unwrap();
    end(casework, &team.bilal, &creation(2), arranged.absence).await.unwrap();
    for case in &team.cases {
        assert!(!sees(casework, &team.bram, case.id).await);
    }
    let again = end(casework, &lea, &creation(3), arranged.absence).await.unwrap_err();
    assert_eq!(again.to_string(), "rule absence_is_over");
    let audit = world.audit().await;
    for row in
        ["lea arrange_absence done absence", "lea arrange_cover done case", "bilal be_away done absence"]
    {
        assert!(audit.contains(&row.to_owned()), "{row} in {audit:?}");
    }
}

#[tokio::test]
async fn nobody_is_away_twice_at_once_and_only_colleagues_stand_in() {
    let team = Team::new().await;
    let world = &team.world;
    let (wes, anna) = (world.caller(WES).await, world.caller(ANNA).await);
    for stranger in [&wes, &anna] {
        let refusal = team.arrange(&team.bilal, team.away(&[stranger])).await.unwrap_err();
        assert_eq!(refusal.to_string(), "replacements.0: unknown_choice");
    }
    for stranger in [&wes, &anna, &team.bram] {
        let refusal = team.arrange(stranger, team.away(&[&team.kim])).await.unwrap_err();
        assert_eq!(refusal.to_string(), "not found", "who does not lead that team");
    }
    let susan = world.caller(SUSAN).await;
    let refusal = team.arrange(&susan, team.away(&[&team.kim])).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found", "a supervisor of other teams");
    assert_eq!(world.count("duo_seats").await, 6);

    let bare = team.arrange(&team.bilal, team.away(&[])).await.unwrap();
    assert_eq!(bare.uncovered.len(), 3, "the others go on alone");
    let command = team.away(&[&team.kim]);
    let refusal = arrange(&world.casework, &team.bilal, &creation(5), command).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule away_once_at_a_time");
}

#[tokio::test]
async fn row_level_security_gives_a_cover_only_to_who_arranges_it() {
    let team = Team::new().await;
    let (case, now) = (team.cases[0].id, team.world.now());
    let insert = |by: &Caller, seat: i16, kind: &str| {
        format!(
            "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, ends_at, reason, assigned_by) \
             VALUES (gen_random_uuid(), '{case}', {seat}, '{kind}', '{}', '{}', '{now}', '{}', 'x', '{}')",
            team.kim.user,
            team.kim.membership,
            now + Duration::days(1),
            by.user
        )
    };
    let lea = team.world.caller(LEA).await;
    let wes = team.world.caller(WES).await;
    for (by, seat, kind, goes) in [
        (&team.bilal, 2, "cover", true),
        (&team.bilal, 1, "cover", false),
        (&team.bilal, 2, "member", false),
        (&lea, 2, "cover", true),
        (&lea, 1, "cover", false),
        (&team.kim, 2, "cover", false),
        (&wes, 2, "cover", false),
    ] {
        let mut app = team.world.acting(by).await;
        let done = app.try_run(&insert(by, seat, kind)).await;
        assert_eq!(done.is_ok(), goes, "{} {seat} {kind}: {done:?}", by.display_name);
    }
}
