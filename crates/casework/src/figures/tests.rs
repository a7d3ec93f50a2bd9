//! The published tables of 2022 beside counts that are made up.

use super::*;

fn figures(year: i32, counted: Counted) -> YearFigures {
    let tables = published::tables();
    let (from, until) = period(tables, year);
    let tables = tables.iter().map(|table| compare(table, (from, until), &counted)).collect();
    YearFigures { year, from, until, tables, years: years(2026) }
}

fn published_2022() -> Counted {
    Counted {
        reports: BySource { all: 10_202, resident: 365, police: 7_774, other_professional: 2_063 },
        advice_requests: BySource { all: 5_880, resident: 2_718, police: 308, other_professional: 2_854 },
    }
}

#[test]
fn every_cell_of_the_files_about_the_region_is_read() {
    let tables = published::read().unwrap();
    let keys: Vec<_> = tables.iter().map(|it| (it.key.as_str(), it.lines.len(), it.notes.len())).collect();
    assert_eq!(keys, [("T1", 2, 5), ("T2", 2, 4), ("T3", 3, 3)]);
    let cells: usize = tables.iter().map(|it| it.cells.len()).sum();
    assert!(cells > 40, "{cells}");
}

#[test]
fn what_was_generated_from_the_published_numbers_equals_them() {
    let figures = figures(2022, published_2022());
    let rows: Vec<_> = figures.tables.iter().flat_map(|it| &it.rows).collect();
    assert_eq!(rows.len(), 7);
    for row in rows {
        assert_eq!(row.difference(), Some(0), "{} {}", row.measure, row.category);
        assert_eq!(row.published.as_ref().unwrap().vintage.key, "S0");
    }
}

#[test]
fn what_the_parts_leave_is_told_for_what_it_is() {
    let figures = figures(2022, published_2022());
    assert_eq!(remainder(&figures, Measure::Reports), (Some(0), 0));
    assert_eq!(remainder(&figures, Measure::AdviceRequests), (Some(308), 308));
    let notes: Vec<_> = figures.tables[0].notes.iter().collect();
    assert!(notes.iter().any(|it| it.contains("-308")), "{notes:?}");
    assert!(!notes.iter().any(|it| it.contains("prognose")), "{notes:?}");
}

#[test]
fn a_year_that_was_published_in_part_is_compared_in_part() {
    let figures = figures(2023, Counted::default());
    assert_eq!(
        (figures.from.to_string(), figures.until.to_string()),
        ("2023-01-01".into(), "2023-10-31".into())
    );
    let total = &figures.tables[0].rows[0];
    assert_eq!(total.difference(), Some(-8_923));
}

#[test]
fn older_publications_and_forecasts_stand_beside_the_newest() {
    let restated = figures(2021, Counted::default());
    let residents = restated.tables[1].rows.iter().find(|it| it.measure == Measure::AdviceRequests).unwrap();
    assert_eq!(residents.published.as_ref().unwrap().value, 2_876);
    assert_eq!(residents.others.iter().map(|it| it.value).collect::<Vec<_>>(), [2_905]);
    let forecast = figures(2022, Counted::default());
    let residents = &forecast.tables[1].rows[0];
    assert_eq!(
        residents.others.iter().map(|it| (it.value, it.kind)).collect::<Vec<_>>(),
        [(370, Kind::Forecast)]
    );
}

#[test]
fn a_year_without_a_publication_has_counts_only() {
    let figures = figures(2026, Counted::default());
    assert_eq!(
        (figures.from.to_string(), figures.until.to_string()),
        ("2026-01-01".into(), "2026-12-31".into())
    );
    assert!(figures.tables.iter().flat_map(|it| &it.rows).all(|it| it.difference().is_none()));
    assert_eq!(figures.years.first(), Some(&2026));
    assert_eq!(newest_whole_year(published::tables()), 2022);
}
