//! What was found, as tables in Markdown. Of several rounds the median counts, of each number by itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use casework::ports::{Clock, SystemClock};
use server::failure::Failure;
use store::cluster::ClusterRole;

use super::Plan;
use super::load::Run;
use crate::home::Home;

/// What one round found of one scenario.
pub(super) struct Beside {
    pub(super) everywhere: Run,
    /// The program and `pgbench` over the recorded requests.
    pub(super) limit: Option<(Run, Run)>,
}

/// Request, role and number of clients.
type Key = (&'static str, &'static str, usize);

/// What all rounds found, in the order in which it was measured.
#[derive(Default)]
pub(super) struct Figures {
    order: Vec<Key>,
    rounds: BTreeMap<Key, Vec<Beside>>,
}

impl Figures {
    pub(super) fn add(&mut self, key: Key, found: Beside) {
        if !self.rounds.contains_key(&key) {
            self.order.push(key);
        }
        self.rounds.entry(key).or_default().push(found);
    }

    pub(super) fn in_markdown(&self) -> String {
        let mut text = "\n## Requests\n\n\
             | Request | Role | Clients | p50 ms | p95 ms | p99 ms | Requests/s | CPU program ms | CPU PostgreSQL ms | Foreign cores |\n\
             |---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
        self.each(|(name, role, clients), rounds| {
            let of = |value: &dyn Fn(&Run) -> f64| median(rounds.iter().map(|it| value(&it.everywhere)));
            let _ = writeln!(
                text,
                "| `{name}` | {role} | {clients} | {:.1} | {:.1} | {:.1} | {:.0} | {:.2} | {:.2} | {:.2} |",
                of(&|it| it.within(0.50)),
                of(&|it| it.within(0.95)),
                of(&|it| it.within(0.99)),
                of(&|it| it.per_second),
                of(&|it| it.program),
                of(&|it| it.postgres),
                of(&|it| it.foreign),
            );
        });
        text += "\n## Beside pgbench\n\n\
             | Request | Role | Clients | Requests/s | pgbench/s | Ratio | p99 ms | pgbench p99 ms | Ratio | CPU ms | pgbench CPU ms | Ratio |\n\
             |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
        self.each(|key, rounds| {
            let pairs: Vec<&(Run, Run)> = rounds.iter().filter_map(|it| it.limit.as_ref()).collect();
            if !pairs.is_empty() {
                text += &beside(key, &pairs);
            }
        });
        text
    }

    fn each(&self, mut line: impl FnMut(Key, &[Beside])) {
        for key in &self.order {
            line(*key, self.rounds.get(key).map(Vec::as_slice).unwrap_or_default());
        }
    }
}

/// The processors of a request are those of the program and of PostgreSQL; of `pgbench` those of PostgreSQL.
fn beside((name, role, clients): Key, pairs: &[&(Run, Run)]) -> String {
    let of = |value: &dyn Fn(&Run) -> f64| {
        let ours = median(pairs.iter().map(|it| value(&it.0)));
        let limit = median(pairs.iter().map(|it| value(&it.1)));
        (ours, limit, median(pairs.iter().map(|it| value(&it.0) / value(&it.1))))
    };
    let (rate, p99) = (of(&|it| it.per_second), of(&|it| it.within(0.99)));
    let ours = median(pairs.iter().map(|it| it.0.program + it.0.postgres));
    let limit = median(pairs.iter().map(|it| it.1.postgres));
    let cost = median(pairs.iter().map(|it| (it.0.program + it.0.postgres) / it.1.postgres));
    format!(
        "| `{name}` | {role} | {clients} | {:.0} | {:.0} | **{:.2}** | {:.1} | {:.1} | {:.2} | {ours:.2} | {limit:.2} | {cost:.2} |\n",
        rate.0, rate.1, rate.2, p99.0, p99.1, p99.2
    )
}

/// What was measured, where and when.
pub(super) async fn about(home: &Home, plan: &Plan) -> Result<String, Failure> {
    let psql = home.psql(ClusterRole::Builder);
    let counts = "SELECT (SELECT count(*) FROM households), (SELECT count(*) FROM persons), (SELECT count(*) FROM cases), \
         (SELECT count(*) FROM cases WHERE state = 'open'), (SELECT count(*) FROM contact_entries), \
         (SELECT count(*) FROM safety_scores), (SELECT count(*) FROM users), \
         pg_size_pretty(pg_database_size(current_database())), current_setting('server_version')";
    let row = psql.rows(counts).await?.into_iter().next().unwrap_or_default();
    let [households, persons, cases, open, contacts, scores, users, size, version] = row.as_slice() else {
        return Err(Failure::Usage("the database does not count".to_owned()));
    };
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown");
    let model = model.trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (day, Plan { seconds, warm_up, rounds, .. }) = (SystemClock.now().date_naive(), plan);
    Ok(format!(
        "{households} households, {persons} persons, {cases} cases of which {open} are open, {contacts} contacts, {scores} \
         scores, {users} professionals; {size}. PostgreSQL {version}, {cores} cores ({model}), {day}. Median of {rounds} rounds \
         of {seconds} s after {warm_up} s.\n"
    ))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
