"""Run where nothing but the wheel is installed."""

import subprocess
import sys
from pathlib import Path

from gongkao import Engine, inspect

report = Engine().assess(
    {"candidate": {"name": "张三", "identity_number": "11010519491231002X"}, "declared": {"level": "four"}},
    None,
    "2022-03-10",
)
assert report["policy"]["id"] == "henan-2022", report["policy"]
assert report["findings"], "an empty form has something to say"
assert inspect(b"%PDF-1.7")["kind"] == "pdf"

command = Path(sys.executable).with_name("gongkao")
bare = subprocess.run([command, "search", "byy"], capture_output=True, text=True)
if sys.argv[1:] == ["cli"]:
    assert (bare.returncode, bare.stdout.split()[0]) == (0, "播音员"), bare
else:
    assert (bare.returncode, bare.stdout, bare.stderr.count("\n")) == (2, "", 1) and "gongkao[cli]" in bare.stderr, bare
