"""How an engine comes back from pickle."""

from __future__ import annotations

from collections.abc import Sequence

from ._native import Engine
from .types import CatalogueData, PolicySource, Unit


def engine(catalogue: CatalogueData, policy: PolicySource, units: Sequence[Unit] | None) -> Engine:
    """The engine made of these, as :meth:`Engine.__reduce__` gave them out."""
    return Engine(catalogue=catalogue, policy=policy, units=units)
