"""Finds a work type and explains a decision: `python examples/quickstart.py`, where the package is installed."""

import json
from pathlib import Path

import gongkao

engine = gongkao.Engine()
for hit in engine.search("byy", 5):
    print(hit["name"], hit["reading"])

form = json.loads(Path(__file__).with_name("quickstart.json").read_text(encoding="utf-8"))
report = engine.assess(form, {"certificates": []}, "2022-03-10")
print(report["verdict"], report["eligible"])
for finding in report["findings"]:
    print(f"  {finding['severity']:8} {finding['message']['zh']}")
