"""How registers head their columns and what they write in them, from ``headings.toml``."""

import tomllib
from importlib import resources
from typing import Any

READ: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("headings.toml").read_text("utf-8"))
