from collections.abc import Sequence
from datetime import date
from typing import Literal, final

from .types import (
    Acknowledgement,
    ActionView,
    Advice,
    ApplicationEvent,
    ApplicationForm,
    ApplicationState,
    CatalogueData,
    CertificateLibrary,
    ChallengeAnswer,
    Command,
    Complaint,
    Decision,
    DecisionRecord,
    Difference,
    Due,
    Facts,
    FileReport,
    FileUpload,
    Finding,
    Foresight,
    Hit,
    Page,
    PageMatch,
    PageOptions,
    PolicySource,
    ProcedureSource,
    Progress,
    Replay,
    Report,
    SmsAnswer,
    StatisticsRecord,
    StatisticsReport,
    Unit,
    UploadLink,
    UploadReport,
    Verified,
)

__all__ = ["Application", "Desk", "Engine", "Inspector", "Tally", "inspect", "inspect_header", "strip_metadata"]

@final
class Application:
    """One application at a desk, made by it: the events it holds and the state they lead to. Threads may share it.

    A host that may write keeps the events of a `decide` before it tells anybody. Elsewhere `preview`, and `take` in what has
    happened.
    """

    @property
    def version(self) -> int:
        """How many events there were, which is what a command against this application names."""

    @property
    def state(self) -> ApplicationState | None:
        """As the events left it, a copy each time; None before the first."""

    @property
    def events(self) -> list[ApplicationEvent]:
        """The events it holds, a copy each time: all, or those after the snapshot it began with."""

    def decide(self, command: Command, facts: Facts) -> Decision:
        """What a command leads to; its events are taken in, and the answer does not repeat the state. A refusal changes nothing."""

    def preview(self, command: Command, facts: Facts) -> Decision:
        """What a command would lead to, with the state after it. Nothing is taken in."""

    def take(self, events: Sequence[ApplicationEvent], now: str) -> None:
        """Takes in events that were decided elsewhere and follow those that are here; where one does not, none is.

        The error then has the fault as its code, as `log/altered`, and the event's place as its path, as `[3]`.
        """

    def actions(self, facts: Facts) -> list[ActionView]:
        """Every action: whether it may be done now, what stands in the way, what it asks for, until when."""

    def progress(self, facts: Facts) -> Progress:
        """Where it stands, for whoever asks. Like every question below an error before it has begun."""

    def due(self, now: str) -> list[Due]:
        """What is late with it, or will be."""

    def challenge(self, facts: Facts) -> ChallengeAnswer:
        """A challenge before its ticket is printed, or the refusal to make one."""

    def upload_link(self, material: str, address: str, facts: Facts) -> UploadLink:
        """The live upload token of a material as a link and its QR code; the token follows the address as it stands."""

    def page(self, page: Literal["form", "ticket", "result"], now: str, options: PageOptions | None = None) -> Page:
        """A page of it, `form`, `ticket` or `result`, as one HTML text."""

    def compare_page(self, text: str) -> PageMatch:
        """What the text of a page's QR code says of it."""

@final
class Desk:
    """An engine and a procedure, where applications are handled. Threads may share it."""

    def __new__(
        cls,
        *,
        catalogue: CatalogueData | None = None,
        policy: PolicySource | None = None,
        units: Sequence[Unit] | None = None,
        procedure: ProcedureSource | None = None,
    ) -> Desk: ...
    def application(self) -> Application:
        """An application that has not begun."""

    def open(
        self,
        events: Sequence[ApplicationEvent],
        now: str,
        *,
        snapshot: ApplicationState | None = None,
        head: str | None = None,
    ) -> Application:
        """The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there.

        A log that was tampered with is an error with the fault as its code, as `log/altered`, and the event's place as its path,
        as `[3]`.
        """

    def decide(self, state: ApplicationState | None, command: Command, facts: Facts) -> Decision:
        """What a command leads to: events and the application after them, or a refusal that changes nothing."""

    def replay(
        self,
        events: Sequence[ApplicationEvent],
        now: str,
        *,
        snapshot: ApplicationState | None = None,
        head: str | None = None,
    ) -> Replay:
        """The application a log gives, from its start or from a snapshot on; where `head` is given, the log must end there."""

    def actions(self, state: ApplicationState | None, facts: Facts) -> list[ActionView]:
        """Every action: whether it may be done now, what stands in the way, what it asks for, until when."""

    def progress(self, state: ApplicationState, facts: Facts) -> Progress:
        """Where an application stands, for whoever asks."""

    def due(self, state: ApplicationState, now: str) -> list[Due]:
        """What is late with an application, or will be."""

    def challenge(self, state: ApplicationState, facts: Facts) -> ChallengeAnswer:
        """A challenge before a ticket is printed, or the refusal to make one."""

    def upload_link(self, state: ApplicationState, material: str, address: str, facts: Facts) -> UploadLink:
        """The live upload token of a material as a link and its QR code; the token follows the address as it stands."""

    def page(
        self,
        page: Literal["form", "ticket", "result"],
        state: ApplicationState,
        now: str,
        options: PageOptions | None = None,
    ) -> Page:
        """A page of an application, `form`, `ticket` or `result`, as one HTML text."""

    def compare_page(self, state: ApplicationState, text: str) -> PageMatch:
        """What the text of a page's QR code says of the saved application."""

    def check_password(self, password: str, repeated: str) -> list[Complaint]:
        """Everything wrong with a password typed twice; empty where nothing is."""

    def ask_for_sms(self, mobile: str, last: str | None, now: str) -> SmsAnswer:
        """Whether another verification code may be sent to a number whose last one went out at `last`."""

    def check_real_name(self, name: str, identity_number: str, verified: Verified | None) -> list[Complaint]:
        """What is wrong with name and number beside what real-name verification said; empty where nothing is."""

    def tally(self, now: str) -> Tally:
        """An empty accumulator for statistics, which measures ages up to `now`."""

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

    def judge_uploads(self, uploads: Sequence[FileUpload]) -> list[UploadReport]:
        """What there is to say about files sent for materials, each with what is in it."""

    def judge_title(self, title: str) -> list[Finding]:
        """What there is to say about a thesis title as it is typed."""

@final
class Tally:
    """An accumulator for statistics: feed it lists of records, ask it for the counts."""

    def add(self, records: Sequence[StatisticsRecord]) -> None:
        """Counts some more."""

    def report(self) -> StatisticsReport:
        """The counts so far."""

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
