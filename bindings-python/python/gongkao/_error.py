"""The exceptions of the package, by what was wrong with what."""

from __future__ import annotations


class GongkaoError(ValueError):
    """The caller broke the contract. What is wrong with an application is never an exception but a finding of its report, and a
    command that may not be done now is a refusal in its answer.

    Its text is one sentence: what is wrong, where, what to do. Long numbers are masked, so that it may be logged. It can be pickled,
    and so comes back from another process as it was raised.

    ======================  ==================================================================================
    :class:`InputError`     what was asked about: a form, a library, a day, a command, uploads …
    :class:`TableError`     a kind of it: a table of people, or one of its columns
    :class:`DefinitionError`  what an engine or a desk is made of: a catalogue, units, a procedure
    :class:`PolicyError`    a kind of it: a policy or its messages
    :class:`DamagedError`   what was stored and is not as it was written: a log, a search index
    ======================  ==================================================================================
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


class InputError(GongkaoError):
    """What was asked about has not the form of the contract: an unknown field, a word that is none, a day that does not exist."""


class TableError(InputError):
    """A table of people cannot be read: ``path`` is the column. A row that cannot be read raises nothing; it has its own error."""


class DefinitionError(GongkaoError):
    """An engine or a desk cannot be made of this catalogue, these units or this procedure."""


class PolicyError(DefinitionError):
    """A policy or its messages say something that cannot hold, or a name that is none."""


class DamagedError(GongkaoError):
    """What was stored is not what was written: an event of a log was changed or left out, an index is cut short."""


for _class in (GongkaoError, InputError, TableError, DefinitionError, PolicyError, DamagedError):
    _class.__module__ = "gongkao"
