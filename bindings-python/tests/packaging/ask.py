"""Run where nothing but the wheel is installed."""

from gongkao import Engine, inspect

report = Engine().assess(
    {"candidate": {"name": "张三", "identity_number": "11010519491231002X"}, "declared": {"level": "four"}},
    None,
    "2022-03-10",
)
assert report["policy"]["id"] == "henan-2022", report["policy"]
assert report["findings"], "an empty form has something to say"
assert inspect(b"%PDF-1.7")["kind"] == "pdf"
