from collections.abc import Sequence
from datetime import date
from typing import final

from .types import (
    Acknowledgement,
    ApplicationForm,
    CatalogueData,
    CertificateLibrary,
    DecisionRecord,
    Difference,
    FileReport,
    FileUpload,
    Finding,
    Hit,
    PolicySource,
    Report,
    Unit,
    UploadReport,
)

__all__ = ["Engine", "Inspector", "inspect", "inspect_header", "strip_metadata"]

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

    def judge_uploads(self, uploads: Sequence[FileUpload]) -> list[UploadReport]:
        """What there is to say about files sent for materials, each with what is in it."""

    def judge_title(self, title: str) -> list[Finding]:
        """What there is to say about a thesis title as it is typed."""

@final
class Inspector:
    """Reads one file as its bytes arrive."""

    def __new__(cls, name: str | None = None, title: str | None = None) -> Inspector: ...
    def feed(self, data: bytes | bytearray | memoryview) -> None:
        """Takes the next bytes."""

    def finish(self) -> FileReport:
        """What is in the file, of which this was all. Only once."""

def inspect(
    data: bytes | bytearray | memoryview, name: str | None = None, title: str | None = None
) -> FileReport:
    """What is in a file."""

def inspect_header(
    data: bytes | bytearray | memoryview, name: str | None = None, title: str | None = None
) -> FileReport:
    """What the beginning of a file says."""

def strip_metadata(data: bytes | bytearray | memoryview) -> bytes | None:
    """The same JPEG without what identifies a place or a person; None where it is no JPEG, or its headers break off."""
