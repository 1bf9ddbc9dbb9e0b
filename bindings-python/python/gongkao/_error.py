"""The one exception of the package."""

from __future__ import annotations


class GongkaoError(ValueError):
    """The caller broke the contract. What is wrong with an application is never an exception but a finding of its report.

    The text masks long numbers, so that it may be logged.
    """

    code: str
    """A word for programs: ``malformed/form``, ``malformed/policy`` …"""

    path: str
    """The place in the argument, as ``current.level`` or ``work_types[3]``; empty for the whole."""

    def __init__(self, message: str, code: str, path: str) -> None:
        # All three stay in `args`, from which pickle builds the exception again in another process.
        super().__init__(message, code, path)
        self.code = code
        self.path = path

    def __str__(self) -> str:
        return str(self.args[0])


GongkaoError.__module__ = "gongkao"
