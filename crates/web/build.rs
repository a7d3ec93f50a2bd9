//! Fetches the style sheets of others with npm, joins them with ours, and gives each a name with a
//! fingerprint in it. Writes only into the folder that cargo gives it; nothing fetched is ever committed.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What npm needs to know; when one of these changes, it runs again.
const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The components that our pages use, each with its own style sheet.
const COMPONENTS: [&str; 24] = [
    "root",
    "document",
    "body",
    "skip-link",
    "heading-1",
    "heading-2",
    "heading-3",
    "paragraph",
    "link",
    "button",
    "button-group",
    "button-link",
    "form-label",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "textbox",
    "textarea",
    "select",
    "alert",
    "table",
    "data-list",
    "separator",
];

/// How documents look, which belongs to what writes them.
const PAPER: &str = "../paper/src/paper.css";

const THEME: &str = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    for file in NPM_FILES.iter().chain(&["build.rs", "src/static", PAPER]) {
        println!("cargo:rerun-if-changed={file}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR")?);
    let modules = fetch(&out)?;
    let assets = out.join("assets");
    fs::create_dir_all(&assets)?;
    let own = fs::read_to_string("src/static/tandem.css")? + &fs::read_to_string(PAPER)?;
    fs::write(assets.join("tandem.css"), style_sheet(&modules, &own)?)?;
    fs::copy("src/static/tandem.js", assets.join("tandem.js"))?;
    fs::copy("src/static/tandem.svg", assets.join("tandem.svg"))?;
    fs::copy(modules.join("axe-core/axe.min.js"), out.join("axe.js"))?;
    fs::write(out.join("assets.rs"), table(&assets)?)?;
    Ok(())
}

/// Installs the packages of the lock file, unless exactly these are installed already.
fn fetch(out: &Path) -> Outcome<PathBuf> {
    let folder = out.join("npm");
    let done = folder.join("done");
    let modules = folder.join("node_modules");
    let same = |file: &&str| fs::read(file).ok() == fs::read(folder.join(file)).ok();
    if done.exists() && NPM_FILES.iter().all(same) {
        return Ok(modules);
    }
    fs::create_dir_all(&folder)?;
    let _not_there_yet = fs::remove_file(&done);
    for file in NPM_FILES {
        fs::copy(file, folder.join(file))?;
    }
    let ran = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .output();
    match ran {
        Err(_) => Err("npm is needed once, to fetch the style sheets: install the package `npm`")?,
        Ok(ran) if !ran.status.success() => {
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            Err(format!(
                "`npm ci` could not fetch the style sheets of crates/web/package-lock.json:\n{said}"
            ))?
        }
        Ok(_) => fs::write(&done, "")?,
    }
    Ok(modules)
}

/// The components we use, only those tokens of the theme that they refer to, and our own sheet last.
fn style_sheet(modules: &Path, own: &str) -> Outcome<String> {
    let mut components = String::new();
    for name in COMPONENTS {
        components += &fs::read_to_string(modules.join(format!("@utrecht/{name}-css/dist/index.css")))?;
        components.push('\n');
    }
    let theme = fs::read_to_string(modules.join(THEME))?;
    let tokens: BTreeMap<&str, &str> = theme.lines().filter_map(token).collect();
    let mut used = BTreeSet::new();
    let mut open: Vec<&str> = references(&components).chain(references(own)).collect();
    while let Some(name) = open.pop() {
        if let Some(value) = tokens.get(name)
            && used.insert(name)
        {
            open.extend(references(value));
        }
    }
    let kept: String =
        used.iter().filter_map(|name| Some(format!("{name}:{};\n", tokens.get(name)?))).collect();
    let licence = "/* NL Design System voorbeeld-design-tokens and Utrecht components: EUPL-1.2 */";
    Ok(squeeze(&format!("{licence}\n.voorbeeld-theme {{\n{kept}}}\n{components}\n{own}")))
}

fn token(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_suffix(';')?.split_once(':')?;
    name.starts_with("--").then_some((name, value.trim()))
}

fn references(css: &str) -> impl Iterator<Item = &str> {
    css.split("var(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let end = rest.find(|it: char| !(it.is_alphanumeric() || it == '-' || it == '_'))?;
        rest.get(..end)
    })
}

/// Leaves out what only people who edit it need: margins and empty lines.
fn squeeze(css: &str) -> String {
    let lines = css.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(css.len()), |kept, line| kept + line + "\n")
}

/// The list of files with their fingerprints, as Rust.
fn table(assets: &Path) -> Outcome<String> {
    let mut rows = String::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(assets)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let mut hasher = DefaultHasher::new();
        fs::read(&file)?.hash(&mut hasher);
        let name = file.file_name().and_then(|it| it.to_str()).ok_or("a file without a name")?;
        let (stem, extension) = name.split_once('.').ok_or("a file without an extension")?;
        let fingerprint = format!("{stem}.{:016x}.{extension}", hasher.finish());
        rows += &format!(
            "    Asset {{ name: {name:?}, path: \"/static/{fingerprint}\", file: {fingerprint:?}, \
            bytes: include_bytes!({:?}) }},\n",
            file.display().to_string()
        );
    }
    Ok(format!("&[\n{rows}]\n"))
}
