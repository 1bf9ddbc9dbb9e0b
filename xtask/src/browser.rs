//! A browser without a window, and a font with Chinese characters: to render printed pages and use the element for pages in the tests.

use std::path::Path;
use std::process::Command;

use crate::debian;
use crate::run::output;

const PACKAGES: [&str; 2] = ["chromium-headless-shell", "fonts-wqy-microhei"];
const PROGRAMS: [&str; 6] = [
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Finds a browser and a font; installs Debian's where that may be done, and says what is missing where not.
pub fn find() -> Result<String, String> {
    if let Some(program) = found() {
        return Ok(program);
    }
    if debian::install(&PACKAGES)?
        && let Some(program) = found()
    {
        return Ok(program);
    }
    Err(format!(
        "Printed pages and the element for pages are tested in a browser without a window. Install one and a font with Chinese characters, on Debian \
         `apt-get install --no-install-recommends {}`, or name a Chromium in GONGKAO_BROWSER.",
        PACKAGES.join(" ")
    ))
}

fn found() -> Option<String> {
    let fonts = output(Command::new("fc-list").args([":lang=zh", "family"])).unwrap_or_default();
    // Where there is no fontconfig the fonts are the system's, and the pages themselves show what is missing.
    if fonts.trim().is_empty() && cfg!(target_os = "linux") {
        return None;
    }
    let named = std::env::var("GONGKAO_BROWSER").ok();
    let program = |program: &str| output(Command::new(program).arg("--version")).is_ok();
    named.into_iter().chain(PROGRAMS.map(str::to_owned)).find(|name| program(name))
}

/// The browser on a file, with what it is to do.
pub fn run(program: &str, arguments: &[String], file: &Path) -> Result<String, String> {
    let mut command = Command::new(program);
    command.args(["--headless", "--disable-gpu", "--hide-scrollbars"]);
    if debian::is_root() {
        // It refuses to run as root otherwise; what it opens are pages of our own.
        command.arg("--no-sandbox");
    }
    output(command.args(arguments).arg(format!("file://{}", file.display())))
}
