//! Measures each scenario: how fast it is for one client and for several, what it costs, and how far it is from what
//! `pgbench` does with the same SQL.
//!
//! Only measurements of one run may be compared. A measurement during which others used the machine is repeated.

mod cpu;
mod http;
mod load;
mod people;
mod pgbench;
mod said;
mod scenario;
mod site;
mod table;

use std::path::PathBuf;

use server::failure::Failure;

use self::cpu::Meter;
use self::load::{Load, Run};
use self::people::People;
use self::pgbench::Pgbench;
use self::said::Said;
use self::scenario::{Scenario, Target};
use self::site::Site;
use self::table::{Beside, Figures};
use crate::home::Home;

/// What is measured, and for how long.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How long one measurement counts.
    pub seconds: f64,
    /// How long one warms up before.
    pub warm_up: f64,
    /// How many times everything is measured, in turn.
    pub rounds: usize,
    /// How many times one measurement is made at most, when others use the machine meanwhile.
    pub tries: usize,
    /// How many clients ask at the same time.
    pub clients: Vec<usize>,
    /// Only scenarios whose name holds this word.
    pub only: Option<String>,
}

/// So many requests of a scenario are recorded for `pgbench`. Each client of it plans every statement of each while it
/// warms up, which takes a tenth of a second or more: with many, the plans would be what is measured.
const RECORDED: usize = 4;

/// With more than so many processors at work for others, a measurement is repeated.
const MOST_FOREIGN: f64 = 0.3;

/// A measurement in which nothing was done is made again for twice as long, but not for longer than this.
const LONGEST: f64 = 60.0;

/// Measures on the database in a folder and gives the tables, in Markdown.
///
/// # Errors
/// When the database or the program on it does not work, or a request is not answered as it should be.
pub async fn measure(data: PathBuf, plan: &Plan) -> Result<String, Failure> {
    if !Home::is_in(&data) {
        return Err(Failure::Usage(format!(
            "{} holds no database; make one with `bench generate`",
            data.display()
        )));
    }
    write_log_lines_nowhere();
    let home = Home::open(data).await?;
    let site = Site::start(&home, &home.url(store::cluster::ClusterRole::App), &[]).await?;
    let people = People::of(&home, &site).await?;
    let scenarios = scenario::all(&people).await?;
    let wanted = |it: &&Scenario| plan.only.as_ref().is_none_or(|word| it.name.contains(word.as_str()));
    let scenarios: Vec<&Scenario> = scenarios.iter().filter(wanted).collect();

    let said = said::record(&home, &scenarios).await?;
    let bench = Bench { home: &home, site: &site, people: &people, plan, meter: Meter::of(&home)? };
    let mut figures = Figures::default();
    for round in 1..=plan.rounds {
        for scenario in &scenarios {
            for clients in &plan.clients {
                eprintln!("round {round}: {} ({}), {clients} clients", scenario.name, scenario.role);
                let found = bench.scenario(scenario, said.get(scenario.key()), *clients).await?;
                figures.add((scenario.name, scenario.role, *clients), found);
            }
        }
    }
    let about = table::about(&home, plan).await?;
    home.close().await?;
    Ok(format!("{about}{}", figures.in_markdown()))
}

/// One run of everything.
struct Bench<'a> {
    home: &'a Home,
    site: &'a Site,
    people: &'a People,
    plan: &'a Plan,
    meter: Meter,
}

impl Bench<'_> {
    /// The program over everything that the scenario reaches, and then, over what was recorded, the program and `pgbench`.
    async fn scenario(&self, of: &Scenario, said: Option<&Said>, clients: usize) -> Result<Beside, Failure> {
        let everywhere =
            self.calmly(async |seconds| self.ours(of, &of.targets, (clients, seconds)).await).await?;
        let Some(said) = said else { return Ok(Beside { everywhere, limit: None }) };
        let recorded = of.recorded(RECORDED);
        let ours = self.calmly(async |seconds| self.ours(of, &recorded, (clients, seconds)).await).await?;
        let pgbench = Pgbench { home: self.home, meter: &self.meter, warm_up: self.plan.warm_up };
        let limit = self.calmly(async |seconds| pgbench.run(said, (clients, seconds)).await).await?;
        Ok(Beside { everywhere, limit: Some((ours, limit)) })
    }

    async fn ours(
        &self,
        of: &Scenario,
        targets: &[Target],
        (clients, seconds): (usize, f64),
    ) -> Result<Run, Failure> {
        // A token lives for minutes only.
        let targets = if of.writes { scenario::contacts(self.people).await? } else { targets.to_vec() };
        let load = Load { address: self.site.address, targets, clients, meter: self.meter.clone() };
        load.drive(self.plan.warm_up, seconds).await
    }

    /// Measures again when others used the machine meanwhile, and keeps the calmest; longer when nothing was done.
    async fn calmly(&self, once: impl AsyncFn(f64) -> Result<Run, Failure>) -> Result<Run, Failure> {
        let mut seconds = self.plan.seconds;
        let mut best: Option<Run> = None;
        for _ in 0..self.plan.tries.max(1) {
            let mut run = once(seconds).await?;
            while run.took.is_empty() {
                if seconds > LONGEST {
                    return Err(Failure::Usage("nothing was done in time".to_owned()));
                }
                seconds *= 2.0;
                run = once(seconds).await?;
            }
            let is_calm = run.foreign <= MOST_FOREIGN;
            if best.as_ref().is_none_or(|it| run.foreign < it.foreign) {
                best = Some(run);
            }
            if is_calm {
                break;
            }
        }
        best.ok_or_else(|| Failure::Usage("nothing was measured".to_owned()))
    }
}

/// Log lines are made as they always are, and then not kept. Another program of this process may have said where they go.
fn write_log_lines_nowhere() {
    drop(tracing_subscriber::fmt().with_env_filter("info").with_writer(std::io::sink).try_init());
}
