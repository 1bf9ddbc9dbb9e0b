from collections.abc import Sequence
from datetime import date
from typing import final

from .types import (
    Acknowledgement,
    Advice,
    ApplicationForm,
    CatalogueData,
    CertificateLibrary,
    DecisionRecord,
    Difference,
    Foresight,
    Hit,
    PolicySource,
    Report,
    Unit,
)

__all__ = ["Engine"]

@final
class Engine:
    """One catalogue and one policy, asked about forms. Threads may share it."""

    def __new__(
        cls,
        *,
        catalogue: CatalogueData | None = None,
        policy: PolicySource | None = None,
        units: Sequence[Unit] | None = None,
    ) -> Engine: ...
    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """The work types that what was typed may mean, the likeliest first."""

    def assess(self, form: ApplicationForm, library: CertificateLibrary | None, day: date | str) -> Report:
        """Everything there is to say about a form on a day."""

    def when(self, form: ApplicationForm, library: CertificateLibrary | None, day: date | str) -> Foresight:
        """When the same facts pass, and until when."""

    def what(self, form: ApplicationForm, library: CertificateLibrary | None, day: date | str) -> Advice:
        """What would meet the rules at the least cost."""

    def record(self, form: ApplicationForm, library: CertificateLibrary | None, day: date | str) -> DecisionRecord:
        """What a back end keeps of a decision: by which policy, on which facts, and how every rule came out."""

    def reproduce(
        self, record: DecisionRecord, form: ApplicationForm, library: CertificateLibrary | None
    ) -> list[Difference]:
        """Makes a recorded decision again and says where the two part; nothing where they agree."""

    def submit(
        self,
        form: ApplicationForm,
        library: CertificateLibrary,
        day: date | str,
        acknowledged: Sequence[Acknowledgement] = (),
    ) -> Report:
        """What submitting the form answers. The library is needed, empty if it has no records."""
