//! A real browser: headless Chromium with a driver of its own, which ends with the tests.
//!
//! Every window comes with a fresh profile. A page is checked for accessibility each time a test looks at it.

mod checker;

use super::persona::{PASSWORD, Persona};
use super::site::Site;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities};

/// A window of a browser on a site.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    root: String,
    width: Width,
}

/// How wide the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// A phone, 390 pixels.
    Phone,
    /// A desk, 1280 pixels.
    Desk,
}

/// Whether scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    On,
    Off,
}

impl Browser {
    /// A window at a desk, with scripts.
    pub(crate) async fn at_desk(site: &Site) -> Self {
        Self::open(site, Width::Desk, Scripts::On).await
    }

    /// A window of a phone, with scripts.
    pub(crate) async fn on_phone(site: &Site) -> Self {
        Self::open(site, Width::Phone, Scripts::On).await
    }

    /// A new window.
    pub(crate) async fn open(site: &Site, width: Width, scripts: Scripts) -> Self {
        let driver = WebDriver::new(driver_address(), capabilities(width, scripts)).await.unwrap();
        driver.set_page_load_timeout(Duration::from_secs(20)).await.unwrap();
        Self { driver, root: format!("http://{}", site.address), width }
    }

    /// Signs in on the page, as a person does.
    pub(crate) async fn sign_in(&self, site: &Site, persona: Persona) {
        site.world.caller(persona).await;
        self.enter(persona.name, PASSWORD).await;
        let first = self.path().await;
        let begins = ["/my-work", "/team-board", "/cases", "/reports"];
        assert!(begins.iter().any(|it| first.starts_with(it)), "signed in and at {first}");
    }

    /// Signs in under a name that is known.
    pub(crate) async fn enter(&self, name: &str, password: &str) {
        self.go("/sign-in").await;
        self.fill("username", name).await;
        self.fill("password", password).await;
        self.press("Inloggen").await;
        assert_ne!(self.path().await, "/sign-in", "{name} signs in");
    }

    /// Opens a path.
    pub(crate) async fn go(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.root)).await.unwrap();
    }

    /// The path and query of the page.
    pub(crate) async fn path(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.root).unwrap_or(url.as_str()).to_owned()
    }

    /// What a reader reads on the page.
    pub(crate) async fn text(&self) -> String {
        self.driver.find(By::Tag("body")).await.unwrap().text().await.unwrap()
    }

    /// Types into the field with this name.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.driver.find(By::Name(name)).await.unwrap_or_else(|_| panic!("no field {name}"));
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sets the value of a date or time field, which people fill in with a picker.
    pub(crate) async fn set(&self, name: &str, value: &str) {
        let script = "document.getElementsByName(arguments[0])[0].value = arguments[1]";
        self.driver.execute(script, vec![json!(name), json!(value)]).await.unwrap();
    }

    /// Chooses the radio button, checkbox or option with this name and value.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let option = format!("select[name='{name}'] option[value='{value}']");
        if let Ok(option) = self.driver.find(By::Css(option)).await {
            option.click().await.unwrap();
            return;
        }
        let input = format!("input[name='{name}'][value='{value}']");
        let input =
            self.driver.find(By::Css(input)).await.unwrap_or_else(|_| panic!("no choice {name} = {value}"));
        // The label is what a thumb hits; the input itself may be covered by it.
        let id = input.attr("id").await.unwrap().unwrap_or_default();
        match self.driver.find(By::Css(format!("label[for='{id}']"))).await {
            Ok(label) => label.click().await.unwrap(),
            Err(_) => input.click().await.unwrap(),
        }
    }

    /// Presses the button with this text and waits for the page that follows.
    pub(crate) async fn press(&self, text: &str) {
        self.press_in("main", text).await;
    }

    /// Presses a button in another part of the page, such as the navigation.
    pub(crate) async fn press_in(&self, part: &str, text: &str) {
        let button = format!("//{part}//button[normalize-space()='{text}']");
        self.click(&button, text).await;
    }

    /// Follows the link with this text.
    pub(crate) async fn follow(&self, text: &str) {
        let link = format!("//main//a[normalize-space()='{text}'] | //nav//a[normalize-space()='{text}']");
        self.click(&link, text).await;
    }

    /// Keeps a picture of the page, and fails when the accessibility checker finds anything.
    pub(crate) async fn look(&self, name: &str) {
        let file = screenshots().join(format!("{name}.png"));
        self.driver.screenshot(&file).await.unwrap();
        let found = self.violations().await;
        assert!(found.is_empty(), "{name}: {}", found.join("\n"));
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        self.driver.quit().await.unwrap();
    }

    async fn click(&self, path: &str, text: &str) {
        let found =
            self.driver.find(By::XPath(path)).await.unwrap_or_else(|_| panic!("nothing to press: {text}"));
        found.scroll_into_view().await.unwrap();
        found.click().await.unwrap();
        // The driver may return before a slow answer has replaced the page.
        found.wait_until().stale().await.unwrap_or_else(|_| panic!("no page follows after {text}"));
    }
}

/// Where pictures of pages are kept.
pub(crate) fn screenshots() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn capabilities(width: Width, scripts: Scripts) -> ChromeCapabilities {
    let mut chrome = DesiredCapabilities::chrome();
    let size = match width {
        Width::Phone => "--window-size=390,844",
        Width::Desk => "--window-size=1280,900",
    };
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        // A page that glides is somewhere else by the time the click arrives.
        "--force-prefers-reduced-motion",
        "--lang=nl",
        size,
    ] {
        chrome.add_arg(argument).unwrap();
    }
    if width == Width::Phone {
        let metrics =
            json!({"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2.0, "touch": true}});
        chrome.add_experimental_option("mobileEmulation", metrics).unwrap();
    }
    if scripts == Scripts::Off {
        let off = json!({"profile.managed_default_content_settings.javascript": 2});
        chrome.add_experimental_option("prefs", off).unwrap();
    }
    chrome
}

/// The address of the driver, which is started when the first window opens.
fn driver_address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let (tell, told) = std::sync::mpsc::channel();
        // The driver ends with the thread that started it, so this one stays.
        thread::spawn(move || {
            let mut driver = Command::new("setpriv")
                .args(["--pdeathsig", "TERM", "chromedriver", "--port=0"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the browser tests need the Debian packages chromium and chromium-driver");
            let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
            for line in lines.map_while(Result::ok) {
                if let Some((_, port)) = line.split_once("successfully on port ") {
                    tell.send(format!("http://127.0.0.1:{}", port.trim_end_matches('.'))).unwrap();
                }
            }
            // Waiting keeps the thread, and so the driver, for as long as the tests run.
            drop(driver.wait());
        });
        told.recv().expect("chromedriver started, but named no port")
    })
}
