//! Printing the plan for somebody: what is kept, what is recorded, and every way to be refused.

use super::plan::{case_of_anna_and_bilal, draft, put, small_plan, voices};
use crate::support::world::creation;
use crate::support::*;
use access::Caller;
use casework::disclosure::{GiveDisclosure, Wanted, give, preview, read, readers};
use casework::plan::{AdoptPlan, adopt};
use casework::visit::visit;
use domain::disclosure::{DisclosureGround, ReaderKind, Sheet};
use domain::id::PersonId;
use domain::plan::{ContentDraft, DoerDraft, Field, ItemKind};
use domain::version::Version;
use std::collections::BTreeSet;

/// A word in each part of the plan, that is looked for on every paper.
pub(crate) const CANARIES: [&str; 5] =
    ["KANARIE-MOEDER", "KANARIE-VADER", "KANARIE-KIND", "KANARIE-SAMEN", "KANARIE-ALLEN"];

/// A case with a plan that was adopted.
pub(crate) struct Planned {
    pub(crate) case: Case,
    pub(crate) anna: Caller,
}

impl Planned {
    pub(crate) async fn new(world: &World) -> Self {
        let (case, anna, _) = case_of_anna_and_bilal(world).await;
        let (_, condition, _) = small_plan(world, &case, &anna).await;
        let home = &case.household;
        let concerns = [
            vec![home.mother],
            vec![home.ex_partner],
            vec![home.child],
            vec![home.mother, home.ex_partner],
            Vec::new(),
        ];
        for (canary, concerns) in CANARIES.into_iter().zip(concerns) {
            let who = Some(DoerDraft { professional: Some(anna.user), ..DoerDraft::default() });
            let agreed =
                ContentDraft { under: Some(condition), who, concerns, ..draft(&[(Field::What, canary)]) };
            put(world, &case, &anna, ItemKind::Agreement, agreed).await;
        }
        let plan = AdoptPlan { case: case.id, seen: Version(8), voices: voices(&case) };
        adopt(&world.casework, &anna, &creation(1), plan).await.unwrap();
        Self { case, anna }
    }

    /// Mother, father, child.
    pub(crate) fn people(&self) -> (PersonId, PersonId, PersonId) {
        let home = &self.case.household;
        (home.mother, home.ex_partner, home.child)
    }

    fn for_child(&self) -> Wanted {
        let person = Some(self.case.household.child);
        Wanted { case: self.case.id, reader: ReaderKind::Child, person, sheet: Sheet::Plan }
    }
}

fn to_somebody(wanted: Wanted) -> GiveDisclosure {
    GiveDisclosure {
        wanted,
        ground: Some(DisclosureGround::ConcernsReader),
        receiver: Some("Mila".to_owned()),
    }
}

#[tokio::test]
async fn what_is_given_is_kept_word_for_word_and_recorded_once() {
    let world = World::new().await;
    let planned = Planned::new(&world).await;
    let before = world.audit().await.len();
    let write = |_: &casework::disclosure::Preview| "het document".to_owned();
    let key = creation(2);
    let once = || give(&world.casework, &planned.anna, &key, to_somebody(planned.for_child()), write);
    let id = once().await.unwrap();
    assert_eq!(once().await.unwrap(), id, "the same create twice");
    assert_eq!(world.count("disclosures").await, 1);
    let seen = world.audit().await.split_off(before);
    assert!(seen.contains(&"anna disclose done case: Mila".to_owned()), "{seen:?}");

    let found = read(&world.casework, &planned.anna, planned.case.id, id).await.unwrap();
    assert_eq!(
        (found.content.as_str(), found.line.receiver.as_str(), found.line.plan_version),
        ("het document", "Mila", Some(1))
    );
    let hash = "SELECT content_hash = sha256(convert_to(content, 'UTF8')) FROM disclosures";
    assert_eq!(world.lines(hash).await, ["true"]);
}

#[tokio::test]
async fn what_is_left_out_is_told_with_the_reason() {
    let world = World::new().await;
    let planned = Planned::new(&world).await;
    let found = preview(&world.casework, &planned.anna, planned.for_child()).await.unwrap();
    let texts = |items: Vec<&domain::plan::PlanItem>| -> Vec<String> {
        items.into_iter().filter_map(|it| it.content.text(Field::What).map(str::to_owned)).collect()
    };
    let shown = texts(found.shown.iter().collect());
    assert!(shown.contains(&"KANARIE-KIND".to_owned()) && !shown.contains(&"KANARIE-MOEDER".to_owned()));
    let reasons: Vec<_> = found.left_out.iter().map(|it| it.why.code()).collect();
    assert!(reasons.contains(&"about_others") && reasons.contains(&"for_grown_ups"), "{reasons:?}");
    assert_eq!(found.shown.len() + found.left_out.len(), found.version.items.len());
}

#[tokio::test]
async fn in_a_visit_lies_what_the_paper_of_that_person_says_and_nobody_else_is_recorded() {
    let world = World::new().await;
    let planned = Planned::new(&world).await;
    let (mother, father, child) = planned.people();
    for (person, reader) in
        [(mother, ReaderKind::Adult), (father, ReaderKind::Adult), (child, ReaderKind::Child)]
    {
        let wanted = Wanted { reader, person: Some(person), sheet: Sheet::Fridge, ..planned.for_child() };
        let paper = preview(&world.casework, &planned.anna, wanted).await.unwrap();
        let before = world.audit().await.len();
        let met = visit(&world.casework, &planned.anna, planned.case.id, person).await.unwrap();
        assert_eq!(met.plan, paper.shown);
        let own = CANARIES[[mother, father, child].iter().position(|it| *it == person).unwrap()];
        assert!(met.plan.iter().any(|it| it.content.text(Field::What) == Some(own)));
        let named: BTreeSet<PersonId> = met.plan.iter().flat_map(|it| it.content.persons()).collect();
        assert_eq!(met.names.persons.keys().copied().collect::<BTreeSet<_>>(), named);
        let rows = world.audit().await.split_off(before);
        let recorded: BTreeSet<_> =
            rows.iter().filter(|it| it.starts_with("anna read_case done case: ")).collect();
        assert!(rows.iter().all(|it| !it.contains("disclose")), "nothing was given away");
        assert_eq!(recorded.len(), named.iter().chain([&person]).collect::<BTreeSet<_>>().len(), "{rows:?}");
    }
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let world = World::new().await;
    let planned = Planned::new(&world).await;
    let wanted = planned.for_child();
    let (susan, wes) = (world.caller(SUSAN).await, world.caller(WES).await);
    let refused = |caller, wanted| preview(&world.casework, caller, wanted);
    assert_eq!(refused(&susan, wanted).await.unwrap_err().to_string(), "disclose is not allowed");
    assert_eq!(refused(&wes, wanted).await.unwrap_err().to_string(), "not found");
    let stranger = world.household().await.mother;
    for wrong in [
        Wanted { person: Some(stranger), reader: ReaderKind::Adult, ..wanted },
        Wanted { reader: ReaderKind::Adult, ..wanted },
        Wanted { person: None, ..wanted },
    ] {
        assert_eq!(refused(&planned.anna, wrong).await.unwrap_err().to_string(), "not found", "{wrong:?}");
    }
    let bare = GiveDisclosure { wanted, ground: None, receiver: Some(" ".to_owned()) };
    let refused =
        give(&world.casework, &planned.anna, &creation(3), bare, |_| String::new()).await.unwrap_err();
    assert_eq!(refused.to_string(), "ground: missing, receiver: missing");

    let (fresh, anna, _) = case_of_anna_and_bilal(&world).await;
    let early = Wanted { case: fresh.id, reader: ReaderKind::Duo, person: None, sheet: Sheet::Plan };
    let refused = preview(&world.casework, &anna, early).await.unwrap_err();
    assert_eq!(refused.to_string(), "rule plan_not_adopted");
    let refused = readers(&world.casework, &anna, fresh.id).await.unwrap_err();
    assert_eq!(refused.to_string(), "rule plan_not_adopted");
    assert_eq!(readers(&world.casework, &planned.anna, planned.case.id).await.unwrap().len(), 6);
}

#[tokio::test]
async fn the_database_takes_a_disclosure_from_the_duo_only_and_keeps_it() {
    let world = World::new().await;
    let planned = Planned::new(&world).await;
    let insert = |by: &Caller| {
        format!(
            "INSERT INTO disclosures VALUES (gen_random_uuid(), '{}', 1, 'duo', NULL, 'plan', 'own_task', 'x', 'x', \
             sha256('x'), 0, '{}', '{}', '{}', '{}')",
            planned.case.id,
            by.user,
            by.membership,
            by.organisation,
            world.now()
        )
    };
    let susan = world.caller(SUSAN).await;
    assert!(world.acting(&susan).await.try_run(&insert(&susan)).await.is_err());
    assert!(world.acting(&planned.anna).await.try_run(&insert(&susan)).await.is_err(), "in another name");
    assert!(world.acting(&planned.anna).await.try_run(&insert(&planned.anna)).await.is_ok());
}
