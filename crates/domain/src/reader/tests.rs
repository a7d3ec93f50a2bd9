//! Who reads what, as a table and as properties.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const HER: PersonId = PersonId(Uuid::from_u128(1));
const HIM: PersonId = PersonId(Uuid::from_u128(2));
const CHILD: PersonId = PersonId(Uuid::from_u128(3));
const POLICY: ReaderPolicy = ReaderPolicy { reads_from_age: 12 };
const TERROR: Suspicion = Suspicion { victim: HER, accused: HIM };

const MATTERS: [Matter; 6] = [
    Matter::Situation,
    Matter::Condition,
    Matter::Agreement,
    Matter::RiskFactor,
    Matter::Measure,
    Matter::RecoveryGoal,
];

fn adult(person: PersonId) -> Reader {
    Reader::Adult { person, answers_for: BTreeSet::from([CHILD]) }
}

fn child(age: Option<u16>) -> Reader {
    Reader::Child { person: CHILD, age }
}

fn asked(
    reader: &Reader,
    matter: Matter,
    concerns: &[PersonId],
    suspicions: &[Suspicion],
) -> Result<(), LeftOut> {
    let concerns = concerns.iter().copied().collect();
    let part = Part { matter, concerns: &concerns, compartment: Compartment::Shared };
    may_read(reader, part, suspicions, POLICY)
}

#[test]
fn who_reads_what() {
    use Matter::{Agreement, Condition, RiskFactor, Situation};
    let school = Reader::School { child: CHILD };
    for (reader, matter, concerns, expected) in [
        (Reader::Duo, RiskFactor, vec![HIM], Ok(())),
        (Reader::Police, Agreement, vec![], Err(LeftOut::OnlyThatItExists)),
        (school.clone(), Agreement, vec![CHILD], Ok(())),
        (school.clone(), Agreement, vec![CHILD, HER], Err(LeftOut::AboutOthers)),
        (school.clone(), Agreement, vec![], Err(LeftOut::AboutOthers)),
        (school, Situation, vec![CHILD], Err(LeftOut::OnlyAgreements)),
        (adult(HER), RiskFactor, vec![HER], Ok(())),
        (adult(HER), RiskFactor, vec![HIM], Err(LeftOut::AboutOthers)),
        (adult(HER), Agreement, vec![CHILD], Ok(())),
        (adult(HER), Situation, vec![], Ok(())),
        (child(Some(8)), Agreement, vec![CHILD], Ok(())),
        (child(Some(8)), Agreement, vec![], Ok(())),
        (child(Some(8)), Condition, vec![HIM], Err(LeftOut::AboutOthers)),
        (child(Some(8)), Situation, vec![CHILD], Err(LeftOut::ForGrownUps)),
        (child(None), Situation, vec![CHILD], Err(LeftOut::ForGrownUps)),
        (child(Some(12)), Situation, vec![CHILD], Ok(())),
        (child(Some(15)), RiskFactor, vec![HIM], Err(LeftOut::AboutOthers)),
    ] {
        assert_eq!(asked(&reader, matter, &concerns, &[]), expected, "{reader:?} {matter:?} {concerns:?}");
    }
}

#[test]
fn who_is_suspected_reads_only_what_is_about_him_and_not_about_her() {
    for (concerns, expected) in [
        (vec![HIM], Ok(())),
        (vec![HIM, HER], Err(LeftOut::ShieldsVictim)),
        (vec![CHILD], Err(LeftOut::ShieldsVictim)),
        (vec![], Err(LeftOut::ShieldsVictim)),
    ] {
        assert_eq!(asked(&adult(HIM), Matter::Agreement, &concerns, &[TERROR]), expected, "{concerns:?}");
        assert!(asked(&adult(HER), Matter::Agreement, &[HER], &[TERROR]).is_ok());
    }
}

#[test]
fn what_was_told_in_confidence_is_for_who_told_it_and_what_stays_inside_for_nobody() {
    let concerns = BTreeSet::new();
    let part = |compartment| Part { matter: Matter::Agreement, concerns: &concerns, compartment };
    let asked = |reader: &Reader, compartment| may_read(reader, part(compartment), &[], POLICY);
    let hers = Compartment::Confided(HER);
    assert_eq!(asked(&adult(HER), hers), Ok(()));
    assert_eq!(asked(&Reader::Duo, hers), Ok(()));
    for reader in [adult(HIM), child(Some(15)), Reader::School { child: CHILD }, Reader::Police] {
        assert_eq!(asked(&reader, hers), Err(LeftOut::Confided), "{reader:?}");
    }
    assert_eq!(asked(&Reader::Duo, Compartment::OwnOrganisation), Err(LeftOut::OwnOrganisation));
}

fn readers() -> impl Strategy<Value = Reader> {
    prop_oneof![
        Just(Reader::Duo),
        Just(Reader::Police),
        Just(Reader::School { child: CHILD }),
        Just(adult(HER)),
        Just(adult(HIM)),
        (0..18_u16).prop_map(|age| child(Some(age))),
    ]
}

proptest! {
    /// A suspicion takes away and never gives; who is suspected never reads a word that is noted to be about her.
    #[test]
    fn a_suspicion_never_shows_more(
        reader in readers(),
        matter in proptest::sample::select(&MATTERS[..]),
        concerns in proptest::collection::btree_set(proptest::sample::select(&[HER, HIM, CHILD][..]), 0..3),
    ) {
        let part = Part { matter, concerns: &concerns, compartment: Compartment::Shared };
        let with = may_read(&reader, part, &[TERROR], POLICY);
        let without = may_read(&reader, part, &[], POLICY);
        prop_assert!(with.is_err() || without.is_ok());
        if reader == adult(HIM) && concerns.contains(&HER) {
            prop_assert_eq!(with, Err(LeftOut::ShieldsVictim));
        }
    }
}
