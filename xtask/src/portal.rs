//! The reference portal: built of the published packages, served on this machine, walked through by a browser.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{output, quietly, step};
use crate::stamp::Stamp;
use crate::{browser, debian, place, python, tools, wasm, wheel};

/// The address it is served at, or the next one that is free.
const PORT: u16 = 8765;
const LOGINS: [(&str, &str); 5] = [
    ("zhangsan", "an applicant at level three"),
    ("lisi", "an applicant at level one"),
    ("danwei", "an officer of the unit"),
    ("shenhe", "a reviewer"),
    ("guanli", "an administrator"),
];

/// Builds what it needs and serves it until it is stopped.
pub fn serve() -> Result<(), String> {
    build()?;
    let home = place::target().join("portal/data");
    step("sample people", || quietly(server(&home).args(["-m", "portal.sample"])))?;
    let port = (PORT..PORT + 100)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| format!("no port from {PORT} on is free"))?;
    println!("\nhttp://127.0.0.1:{port}/ — the password of everybody is Gongkao2022");
    for (name, who) in LOGINS {
        println!("  {name:10} {who}");
    }
    println!("Its data is in {}; Ctrl+C stops it.\n", home.display());
    let served = server(&home).args(UVICORN).args(["--port", &port.to_string()]).status();
    served.map(|_| ()).map_err(|error| format!("uvicorn: {error}"))
}

const UVICORN: [&str; 6] = ["-m", "uvicorn", "--factory", "portal.app:create_app", "--log-level", "warning"];

/// The server's own tests, and the walks through its pages, on `SQLite` and on `PostgreSQL`.
pub fn test() -> Result<(), String> {
    // Before anything that takes minutes.
    let browser = browser::find()?;
    postgresql()?;
    build()?;
    step("portal: types of the server", || {
        let inputs = ["portal", "tests", "requirements.txt", "requirements-test.txt"];
        let inputs = inputs.map(|path| folder().join("server").join(path));
        let tools = place::python().join("requirements.txt");
        Stamp::of("types-portal").on(inputs).on([tools, wheel::built()?]).unless_done(|| {
            let mut mypy = python::tool("mypy");
            mypy.current_dir(folder().join("server")).args(["--strict", "--python-executable"]).arg(interpreter());
            output(mypy.args(["portal", "tests"])).map(|_| Some(String::new()))
        })
    })?;
    step("portal: tests of the server", || {
        let data = place::target().join("portal/tests");
        let pytest = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"];
        let said = output(server(&data).args(pytest).env("PORTAL_TEST_STORES", STORES))?;
        Ok(Some(said.lines().filter(|line| line.contains(" passed")).collect()))
    })?;
    step("portal: walks in a browser", || {
        let pictures = place::target().join("portal/pictures");
        let said = output(
            Command::new("node")
                .args(["--test", "--test-concurrency=1", "--test-reporter=spec", "tests/"])
                .current_dir(web())
                .env("GONGKAO_BROWSER", &browser)
                .env("PORTAL_PYTHON", interpreter())
                .env("PORTAL_TEST_STORES", STORES)
                .env("PORTAL_PICTURES", &pictures),
        )?;
        let closing: Vec<_> = said.lines().filter(|line| line.starts_with('ℹ')).collect();
        Ok(Some(format!("{}\npictures of every page in {}", closing.join("\n"), pictures.display())))
    })
}

const STORES: &str = "sqlite postgresql";

/// A real server to test on: Debian's where one may be installed, and otherwise what is missing.
fn postgresql() -> Result<(), String> {
    let program = "import sys, postgresql; sys.exit(postgresql.program() is None)";
    let tests = folder().join("server/tests");
    let there = || -> Result<bool, String> {
        let python = tools::python()?;
        Ok(output(Command::new(python.program).args(["-c", program]).env("PYTHONPATH", &tests)).is_ok())
    };
    if there()? || (debian::install(&["postgresql"])? && there()?) {
        return Ok(());
    }
    Err("The portal is tested on PostgreSQL too. Install its server; on Debian it is in the package `postgresql`."
        .to_owned())
}

fn build() -> Result<(), String> {
    // Before anything that takes minutes.
    tools::python()?;
    tools::node()?;
    tools::npm()?;
    if !built().exists() {
        println!("The packages are compiled first, which takes some minutes once.");
    }
    python::set_up()?;
    wheel::for_tests()?;
    wasm::build()?;
    step("portal: its Python environment", || {
        let pins = ["requirements.txt", "requirements-test.txt"].map(|name| folder().join("server").join(name));
        let python = tools::python()?;
        let wheel = wheel::built()?;
        Stamp::of("portal-venv").on(&pins).on([&wheel]).with(&python.version).makes(interpreter()).unless_done(|| {
            let environment = place::target().join("portal/venv");
            if !interpreter().exists() {
                output(Command::new(&python.program).args(["-m", "venv"]).arg(&environment))?;
            }
            let mut pip = Command::new(interpreter());
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            output(pip.args(["--requirement"]).arg(&pins[0]).args(["--requirement"]).arg(&pins[1]))?;
            let mut pip = Command::new(interpreter());
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--force-reinstall",
            ]);
            quietly(pip.arg(&wheel))
        })
    })?;
    step("portal: its pages", || {
        let sources = [
            "src",
            "public",
            "index.html",
            "phone.html",
            "package.json",
            "package-lock.json",
            "vite.config.js",
            "tsconfig.json",
        ];
        let package = ["js", "package.json"].map(|path| place::wasm().join(path));
        // `pkg` follows from other files, and so is not looked into by itself.
        let modules = wasm::modules();
        Stamp::of("portal-web")
            .on(sources.map(|path| web().join(path)))
            .on(package)
            .on(modules)
            .makes(built())
            .unless_done(|| {
                let npm = tools::npm()?;
                output(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(web()))?;
                quietly(Command::new(npm).args(["run", "build"]).current_dir(web()))
            })
    })
}

/// The server's interpreter, in its folder, for a demonstration.
fn server(home: &PathBuf) -> Command {
    let mut command = Command::new(interpreter());
    command
        .current_dir(folder().join("server"))
        .env("PYTHONPATH", folder().join("server"))
        .env("PORTAL_DEMONSTRATION", "1")
        .env("PORTAL_HOME", home)
        .env("PORTAL_WEB", built());
    command
}

fn folder() -> PathBuf {
    place::root().join("examples/portal")
}

fn web() -> PathBuf {
    folder().join("web")
}

fn built() -> PathBuf {
    web().join("dist")
}

fn interpreter() -> PathBuf {
    place::target().join("portal/venv").join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}
