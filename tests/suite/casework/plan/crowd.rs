//! A hundred who write in one plan at once: nothing that was accepted is lost, and every refusal carries both texts.

use super::{case_of_anna_and_bilal, draft, put, small_plan};
use crate::support::World;
use casework::Refusal;
use casework::plan::{ChangeItem, change, file};
use domain::plan::{ContentDraft, Field, ItemKind, Revision, Value};

const WRITERS: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_update_is_lost_and_every_refusal_carries_both_texts() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let (first, ..) = small_plan(&world, &case, &anna).await;
    let second = put(&world, &case, &anna, ItemKind::Situation, draft(&[(Field::What, "Ruzie")])).await;
    let casework = world.casework_with_pool(8);
    let fields = [Field::Place, Field::HowOften, Field::HowLong, Field::Worst];
    let child = case.household.child;
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            let (casework, case) = (casework.clone(), case.id);
            let caller = if number % 2 == 0 { anna.clone() } else { bilal.clone() };
            let (item, field) = ([first, second][number / 4 % 2], fields[number % 4]);
            let what = if item == first { "Tom schreeuwt tegen Mila" } else { "Ruzie" };
            let concerns = if item == first { vec![child] } else { Vec::new() };
            tokio::spawn(async move {
                let text = format!("tekst {number}");
                let draft = ContentDraft { concerns, ..draft(&[(Field::What, what), (field, &text)]) };
                let command = ChangeItem { case, item, seen: Revision(1), draft, keep: Vec::new() };
                let done = loop {
                    match change(&casework, &caller, command.clone()).await {
                        // Who waits too long in the crowd asks the same again, as any client does.
                        Err(Refusal::Unavailable) => {}
                        done => break done,
                    }
                };
                (item, field, text, done)
            })
        })
        .collect();
    let mut accepted = Vec::new();
    for writer in writers {
        match writer.await.unwrap() {
            (item, field, text, Ok(_)) => accepted.push((item, field, text)),
            (_, field, text, Err(Refusal::Conflict(conflict))) => {
                let [only] = &conflict.fields[..] else { panic!("{:?}", conflict.fields) };
                assert_eq!(only.field, field);
                assert!(matches!(&only.mine, Some(Value::Text(mine)) if mine.as_str() == text));
                assert!(matches!(&only.theirs, Some(Value::Text(theirs)) if theirs.as_str() != text));
            }
            (.., Err(other)) => panic!("{other}"),
        }
    }
    // Each wrote a text of its own in one field of the first text: of each field the first one was accepted.
    assert_eq!(accepted.len(), 2 * fields.len());
    let plan = file(&world.casework, &anna, case.id).await.unwrap().standing.plan;
    for (item, field, text) in &accepted {
        assert_eq!(plan.find(*item).unwrap().content.text(*field), Some(text.as_str()), "{field}");
    }
    let written: i64 = [first, second].iter().map(|it| i64::from(plan.find(*it).unwrap().revision.0)).sum();
    assert_eq!(usize::try_from(written).unwrap(), accepted.len() + 2, "one text for each accepted change");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_looks_again_and_writes_again_gets_through_in_the_end() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let item = put(&world, &case, &anna, ItemKind::Situation, draft(&[(Field::What, "Begin")])).await;
    let casework = world.casework_with_pool(8);
    let writers: Vec<_> = (0..20)
        .map(|number| {
            let (casework, case) = (casework.clone(), case.id);
            let caller = if number % 2 == 0 { anna.clone() } else { bilal.clone() };
            tokio::spawn(async move {
                loop {
                    let Ok(plan) = file(&casework, &caller, case).await else { continue };
                    let seen = plan.standing.plan.find(item).unwrap();
                    let text = format!("{} {number}.", seen.content.text(Field::What).unwrap());
                    let draft = draft(&[(Field::What, &text)]);
                    let command = ChangeItem { case, item, seen: seen.revision, draft, keep: Vec::new() };
                    match change(&casework, &caller, command).await {
                        Ok(_) => return,
                        Err(Refusal::Conflict(_) | Refusal::Unavailable) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let plan = file(&world.casework, &anna, case.id).await.unwrap().standing.plan;
    let text = plan.find(item).unwrap().content.text(Field::What).unwrap().to_owned();
    assert!((0..20).all(|number| text.contains(&format!(" {number}."))), "{text}");
}
