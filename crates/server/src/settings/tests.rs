//! The layers win in their order, nothing misspelt passes, and every refusal names its settings.

use std::fs;
use std::path::PathBuf;

use secrecy::ExposeSecret;

use super::{DEFAULTS, Settings, Sources};

#[test]
fn the_defaults_are_a_valid_demo() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.session.idle_minutes, 15);
    assert_eq!(settings.http.public_url(), "http://127.0.0.1:8080");
    assert!(settings.database.url.is_none() && settings.http.workers() >= 1);
}

#[test]
fn every_default_is_explained() {
    let mut explained = false;
    for line in DEFAULTS.lines() {
        match line.chars().next() {
            Some('#') => explained = true,
            Some('[') | None => explained = false,
            Some(_) => assert!(explained, "no comment above: {line}"),
        }
    }
}

#[test]
fn the_environment_wins_over_the_file_and_a_flag_over_both() {
    let file = std::env::temp_dir().join(format!("tandem-settings-{}-layers.toml", std::process::id()));
    fs::write(&file, "[session]\nidle_minutes = 5\nabsolute_hours = 8\naccess_token_minutes = 4\n").unwrap();
    let mut sources =
        sources(&[("TANDEM__SESSION__IDLE_MINUTES", "6"), ("TANDEM__SESSION__ACCESS_TOKEN_MINUTES", "3")]);
    sources.file = Some(file.clone());
    let settings = Settings::read(&sources.with("session.access_token_minutes", "2", "--minutes")).unwrap();
    fs::remove_file(file).unwrap();
    let session = settings.session;
    assert_eq!((session.idle_minutes, session.absolute_hours, session.access_token_minutes), (6, 8, 2));
}

#[test]
fn misspelt_and_misshapen_settings_are_refused() {
    assert_eq!(
        refusal(&[("TANDEM__HTTP__LISTENS", "0.0.0.0:80")]),
        "there is no setting `http.listens` (from TANDEM__HTTP__LISTENS); \
         `tandem settings defaults` lists all of them"
    );
    assert_eq!(
        refusal(&[("TANDEM__HTTP__WORKERS", "many")]),
        "http.workers (TANDEM__HTTP__WORKERS) must be a whole number"
    );
    assert!(refusal(&[("TANDEM__HTTP__LISTEN", "here")]).contains("http.listen"));
    assert!(refusal(&[("TANDEM__LOG__FORMAT", "loud")]).contains("log.format"));
    assert!(refusal(&[("TANDEM__LOG__FILTER", "a=b=c")]).contains("log.filter"));
}

#[test]
fn a_file_that_is_no_toml_is_named_without_its_secrets() {
    let file = std::env::temp_dir().join(format!("tandem-settings-{}-broken.toml", std::process::id()));
    fs::write(&file, "[database]\nurl = \"postgres://a:hidden@h/d\n").unwrap();
    let message =
        Settings::read(&Sources { file: Some(file.clone()), ..Sources::default() }).unwrap_err().to_string();
    fs::remove_file(file).unwrap();
    assert!(message.contains("line 2") && !message.contains("hidden"), "{message}");
}

#[test]
fn settings_that_contradict_each_other_name_both() {
    for (variable, value, sentence) in [
        (
            "TANDEM__SESSION__IDLE_MINUTES",
            "721",
            "idle_minutes may not last longer than session.absolute_hours",
        ),
        ("TANDEM__SESSION__ACCESS_TOKEN_MINUTES", "11", "access_token_minutes may be 10 at most"),
        ("TANDEM__SESSION__IDLE_MINUTES", "0", "1 or more"),
        ("TANDEM__DATABASE__POOL_SIZE_PER_WORKER", "1", "two connections"),
        ("TANDEM__DATABASE__URL", "host=here", "must begin with postgres://"),
        ("TANDEM__PASSWORDS__MEMORY_KIB", "7", "8 times passwords.lanes"),
    ] {
        let refused = refusal(&[(variable, value)]);
        assert!(refused.contains(sentence), "{variable}: {refused}");
    }
    let same = [
        ("TANDEM__DATABASE__URL", "postgres://one:x@h/d"),
        ("TANDEM__DATABASE__MIGRATOR_URL", "postgres://one:y@h/d"),
    ];
    assert!(refusal(&same).contains("database.url and database.migrator_url name the same role"));
}

#[test]
fn outside_a_demo_everything_must_be_in_earnest() {
    let serious = Sources::default();
    let refused = Settings::read(&with_home(serious)).unwrap_err().to_string();
    for setting in ["http.public_url", "secrets.signing_key_file", "secrets.form_key_file"] {
        assert!(refused.contains(setting), "{refused}");
    }
    let mut sources = sources(&[
        ("TANDEM__DEMO__ENABLED", "false"),
        ("TANDEM__DATABASE__URL", "postgres://tandem_app:example@h/tandem"),
        ("TANDEM__PASSWORDS__ITERATIONS", "1"),
    ]);
    let refused = Settings::read(&sources).unwrap_err().to_string();
    assert!(refused.contains("database.url holds an example secret"), "{refused}");
    assert!(refused.contains("passwords.iterations 2 or more"), "{refused}");

    sources.environment.insert("TANDEM__DEMO__ENABLED".to_owned(), "true".to_owned());
    Settings::read(&sources).unwrap();
}

#[test]
fn an_address_may_stand_in_a_file_but_not_in_two_places() {
    let file = std::env::temp_dir().join(format!("tandem-settings-{}-url", std::process::id()));
    fs::write(&file, "postgres://app:x@h/d\n").unwrap();
    let path = file.display().to_string();
    let in_file = ("TANDEM__DATABASE__URL_FILE", path.as_str());
    let settings = read(&[in_file]).unwrap();
    let both = refusal(&[in_file, ("TANDEM__DATABASE__URL", "postgres://app:y@h/d")]);
    fs::remove_file(file).unwrap();
    assert_eq!(settings.database.url.as_ref().unwrap().expose_secret(), "postgres://app:x@h/d");
    assert!(!format!("{settings:?}").contains("app:x"));
    assert!(both.contains("database.url and database.url_file are both set"), "{both}");
}

#[test]
fn the_data_folder_is_the_users_own_unless_set() {
    let set = read(&[("TANDEM__DATABASE__DATA", "/srv/tandem")]).unwrap();
    assert_eq!(set.database.data, PathBuf::from("/srv/tandem"));
    let usual = read(&[("XDG_DATA_HOME", "/home/anna/data")]).unwrap().database.data;
    let expected =
        if nix::unistd::geteuid().is_root() { "/var/lib/tandem" } else { "/home/anna/data/tandem" };
    assert_eq!(usual, PathBuf::from(expected));
}

fn read(environment: &[(&str, &str)]) -> Result<Settings, super::SettingsError> {
    Settings::read(&sources(environment))
}

fn refusal(environment: &[(&str, &str)]) -> String {
    read(environment).unwrap_err().to_string()
}

/// A demo unless the variables say otherwise.
fn sources(environment: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    sources.environment.insert("TANDEM__DEMO__ENABLED".to_owned(), "true".to_owned());
    let variables = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    sources.environment.extend(variables);
    with_home(sources)
}

fn with_home(mut sources: Sources) -> Sources {
    sources.environment.insert("HOME".to_owned(), "/home/anna".to_owned());
    sources
}
