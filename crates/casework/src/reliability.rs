//! How far raters agree, per version of the scale and per team: a measure with its interval, or nothing below the
//! minimum. It is about the scale; nothing here may order teams or name a rater.

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::agreement::{Agreement, AgreementPolicy, Metric, Ratings, Resampling, Weights};
use domain::id::TeamId;
use domain::score::ScaleVersion;
use domain::time::{amsterdam_day, end_of_day, start_of_day};
use std::collections::{BTreeMap, BTreeSet};
use store::reliability::{self, TeamRating};
use store::{StoreError, Tx};

/// What is told of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    pub year: i32,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The years to choose from, newest first.
    pub years: Vec<i32>,
    /// Below which numbers nothing is told.
    pub least: AgreementPolicy,
    /// Scoring rounds of households.
    pub rounds: Vec<OnScale>,
    /// Fictional situations.
    pub vignettes: Vec<OnScale>,
}

/// What is told of one version of the scale.
#[derive(Debug, Clone, PartialEq)]
pub struct OnScale {
    pub scale: ScaleVersion,
    pub region: Measured,
    /// By the alphabet, on purpose.
    pub teams: Vec<TeamMeasured>,
}

/// What is told of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamMeasured {
    pub team: TeamId,
    pub name: String,
    pub measured: Measured,
}

/// Both measures; each is nothing below the minimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Krippendorff's alpha, ordinal, over all raters.
    pub alpha: Option<Agreement>,
    /// Weighted kappa, quadratic, between the experts of Blijvend Veilig and all others.
    pub kappa: Option<Agreement>,
}

/// Measures agreement in a year; in this year when none is asked for.
///
/// # Errors
/// [`Refusal::NotFound`] when figures are not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, year: Option<i32>) -> Result<Reliability, Refusal> {
    let now = casework.clock.now();
    let this_year = amsterdam_day(now).year();
    let year = year.unwrap_or(this_year);
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let (from, until) = (day(1, 1), day(12, 31));
    let gathered = casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::ReadFigures> = ask_at_desk(caller, None)?;

            Gathered::of(tx, &permit, (start_of_day(from), end_of_day(until))).await.map_err(Refusal::from)
        })
        .await?;

    let least = casework.policy_at(now).agreement;
    // It counts for a third of a second at five thousand units, which would keep everybody else of this worker waiting.
    let measured = tokio::task::spawn_blocking(move || {
        let measured = |given: &[TeamRating]| on_scales(given, &gathered.names, least);
        (measured(&gathered.rounds), measured(&gathered.vignettes))
    });
    let (rounds, vignettes) =
        measured.await.map_err(|error| Refusal::Broken(StoreError::Unavailable(Box::new(error))))?;
    let years = (FIRST_YEAR.min(year)..=this_year).rev().collect();
    Ok(Reliability { year, from, until, years, least, rounds, vignettes })
}

/// The year from which this region practises with the scale in Tandem.
const FIRST_YEAR: i32 = 2022;

/// What the database gives, before anything is counted and after the transaction has ended.
struct Gathered {
    rounds: Vec<TeamRating>,
    vignettes: Vec<TeamRating>,
    names: BTreeMap<TeamId, String>,
}

impl Gathered {
    async fn of(
        tx: &mut Tx,
        permit: &Permit<may::ReadFigures>,
        period: (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Self, StoreError> {
        let rounds = reliability::of_rounds(tx, permit, period).await?;
        let vignettes = reliability::of_vignettes(tx, permit, period).await?;
        let names = reliability::team_names(tx).await?;
        Ok(Self { rounds, vignettes, names })
    }
}

/// Each version of the scale on its own, the newest first.
fn on_scales(given: &[TeamRating], names: &BTreeMap<TeamId, String>, least: AgreementPolicy) -> Vec<OnScale> {
    let scales: BTreeSet<_> = given.iter().map(|it| it.scale).collect();
    scales.into_iter().rev().map(|scale| on_scale(scale, given, names, least)).collect()
}

fn on_scale(
    scale: ScaleVersion,
    given: &[TeamRating],
    names: &BTreeMap<TeamId, String>,
    least: AgreementPolicy,
) -> OnScale {
    let on_it = || given.iter().filter(|it| it.scale == scale);
    let with_a_team: BTreeSet<TeamId> = on_it().filter_map(|it| it.team).collect();
    let mut teams: Vec<_> = with_a_team
        .into_iter()
        .map(|team| {
            let name = names.get(&team).cloned().unwrap_or_default();
            let measured = measure(on_it().filter(|it| it.team == Some(team)), least);
            TeamMeasured { team, name, measured }
        })
        .collect();
    teams.sort_by_key(|it| (it.name.to_lowercase(), it.team));
    OnScale { scale, region: measure(on_it(), least), teams }
}

fn measure<'a>(given: impl Iterator<Item = &'a TeamRating>, least: AgreementPolicy) -> Measured {
    // A rating that counts for two teams is in the list twice; the same rater on the same unit counts once.
    let ratings = Ratings::new(given.map(|it| it.rating));
    Measured {
        alpha: ratings.alpha(Metric::Ordinal, least, Resampling::USUAL, draws()),
        kappa: ratings.kappa(Weights::Quadratic, least, Resampling::USUAL, draws()),
    }
}

/// Draws that are the same every time (SplitMix64), so that the same scores always show the same interval.
fn draws() -> impl FnMut(usize) -> usize {
    let mut state: u64 = 0x7A6E_6465_6D00_0001;
    move |below| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let below = u64::try_from(below.max(1)).unwrap_or(1);
        usize::try_from((mixed ^ (mixed >> 31)) % below).unwrap_or_default()
    }
}
