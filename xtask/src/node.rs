//! Node's side of the tests: the pinned tools of `bindings-wasm/package.json`.

use std::process::Command;

use crate::place;
use crate::run::{quietly, step};
use crate::stamp::Stamp;
use crate::tools;

/// Installs the tools where they are missing or their pins changed.
pub fn set_up() -> Result<(), String> {
    step("Node tools", || {
        let node = tools::node()?;
        let folder = place::wasm();
        Stamp::of("node-tools")
            .on([folder.join("package-lock.json")])
            .with(&node.version)
            .makes(folder.join("node_modules"))
            .unless_done(|| {
                quietly(Command::new(tools::npm()?).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
            })
    })
}

/// Node on a script, in the browser crate's folder.
pub fn node() -> Command {
    let mut command = Command::new("node");
    command.current_dir(place::wasm());
    command
}
