from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, final

from .types import (
    Acknowledgement,
    ActionView,
    Advice,
    Analysis,
    ApplicationEvent,
    ApplicationForm,
    ApplicationState,
    CaseReport,
    CatalogueData,
    CertificateLibrary,
    ChallengeAnswer,
    Changes,
    Command,
    Complaint,
    Coverage,
    Decision,
    DecisionRecord,
    Diagnostic,
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
    PolicyScope,
    PolicySource,
    ProcedureSource,
    Progress,
    Relation,
    Replay,
    Report,
    RowError,
    SearchEntry,
    SearchOptions,
    SmsAnswer,
    Span,
    Sql,
    StatisticsRecord,
    StatisticsReport,
    Unit,
    UploadLink,
    UploadReport,
    Verified,
    WorkType,
)

__all__ = [
    "Application",
    "Catalogue",
    "Desk",
    "Engine",
    "Inspector",
    "Policy",
    "SearchIndex",
    "SearchSession",
    "Tally",
    "filter_option",
    "inspect",
    "inspect_header",
    "strip_metadata",
]

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
class Catalogue:
    """A catalogue of work types (工种目录). Threads may share it; ``len`` is how many work types it has."""

    def __new__(cls, data: CatalogueData | Catalogue | None = None) -> Catalogue:
        """Of what is given as data; the work types confirmed for Henan where nothing is.

        A code or name that stands twice, or a merger that leads nowhere, is refused: ``malformed/catalogue``, with the path.
        """

    @staticmethod
    def reference() -> Catalogue:
        """Names other provinces use for the same kind of exam, to look things up in; not Henan's."""

    @staticmethod
    def from_csv(title: str, csv: str | bytes | bytearray | memoryview) -> Catalogue:
        """Of a CSV file, a text or its bytes in UTF-8, whose first row names the columns: ``name``, and any of ``code``,
        ``group``, ``levels``, ``status``, ``merged_into``, ``neighbours``, ``provinces``, ``source``. Lists inside a cell are
        separated by ``;``.

        Good rows are kept; :meth:`complaints` names every other. Refused whole, as ``malformed/catalogue``, are only a file
        that is not UTF-8, one whose first row does not name the columns, and one of more than 100,000 rows.
        """

    def complaints(self) -> list[RowError]:
        """The rows of the CSV file that were left out, each with its line, the column at fault and what to do."""

    def data(self) -> CatalogueData:
        """The catalogue as data."""

    def find(self, code_or_name: str) -> WorkType | None:
        """The work type of a code or name; None where there is none."""

    def relation(self, held: str, declared: str) -> Relation | None:
        """How a declared work type relates to the one held, each a code or name; None where the catalogue lacks one of them."""

    def search(self, query: str, limit: int = 10, options: SearchOptions | None = None) -> list[Hit]:
        """The work types that what was typed may mean, the likeliest first, at most `limit`."""

    def index(self) -> SearchIndex:
        """The index behind :meth:`search`, for a session or to be stored."""

    def __len__(self) -> int: ...

@final
class Desk:
    """An engine and a procedure, where applications are handled. Threads may share it."""

    def __new__(
        cls,
        *,
        catalogue: CatalogueData | Catalogue | None = None,
        policy: PolicySource | Policy | None = None,
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
        catalogue: CatalogueData | Catalogue | None = None,
        policy: PolicySource | Policy | None = None,
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

    def sql_values(self, form: ApplicationForm, day: date | str) -> dict[str, int | None]:
        """The columns of ``Sql.computed`` for one form, by name; None where nothing was answered."""

@final
class Policy:
    """Rules as data, and what can be said of them. Threads may share it.

    Where a method takes a catalogue, it decides with those work types; Henan's where none is given.
    """

    def __new__(cls, source: PolicySource) -> Policy:
        """Of its data, as :meth:`source` gives it out. What is wrong with it is ``malformed/policy``, with the path."""

    @staticmethod
    def shipped(name: str) -> Policy:
        """One that comes with the library, by its name, as ``henan-2018``. It has no cases."""

    @staticmethod
    def shipped_names() -> list[str]:
        """The names of all that come with the library."""

    @staticmethod
    def from_toml(files: Mapping[str, str], base: Policy | None = None) -> Policy:
        """Of its TOML files, the texts by file name. One that extends another is put on `base`, or on the one of that name that
        comes with the library. An error names the file, and the path in it.
        """

    @staticmethod
    def select(scope: PolicyScope, among: Sequence[Policy] | None = None) -> Policy:
        """The one that holds for a place and exam year: the nearest to the unit, then the city, then the province; then the one
        that begins later; then the one that ends sooner. Refused where none holds, or two of which neither goes first.
        Looked for among those that come with the library where none are given.
        """

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def digest(self) -> str:
        """SHA-256 of its content, in hexadecimal: two policies with the same digest decide the same."""

    def source(self) -> PolicySource:
        """The policy as data, without its cases."""

    def show(self, language: Literal["zh", "en"] = "zh") -> str:
        """An outline for a person to read: every rule by level, with its numbers and its clause."""

    def lint(self, day: date | str | None = None) -> list[Diagnostic]:
        """What is odd about it; with a day, also whether it is due for review."""

    def run_cases(self, catalogue: CatalogueData | Catalogue | None = None) -> CaseReport:
        """Runs its own cases, which its TOML files have and its data has not."""

    def analyse(self, catalogue: CatalogueData | Catalogue | None = None) -> Analysis:
        """What it can and cannot do, for everybody: rules nobody passes, gaps between levels, exceptions without effect …"""

    def coverage(self, catalogue: CatalogueData | Catalogue | None = None) -> Coverage:
        """What its own cases show of every comparison, and cases for what they do not."""

    def difference(self, new: Policy | PolicySource, catalogue: CatalogueData | Catalogue | None = None) -> Changes:
        """What a newer policy decides otherwise, and for whom."""

    def sql(
        self,
        dialect: Literal["duckdb", "postgresql", "spark", "datafusion"],
        day: date | str,
        catalogue: CatalogueData | Catalogue | None = None,
    ) -> Sql:
        """The verdict on a day as one SQL expression: ``TRUE`` met, ``FALSE`` refused, ``NULL`` unknown. Columns it reads that
        no form has by itself are worked out by :meth:`Engine.sql_values`.
        """

@final
class SearchIndex:
    """A list that can be searched by hanzi and pinyin as it is typed: units, cities, work types. Threads may share it; ``len`` is
    how many entries it has.
    """

    def __new__(cls, entries: Sequence[SearchEntry], *, prefix: bool = False) -> SearchIndex:
        """Of a list, each entry with a key of its own and a name of at most 255 characters; others are refused, as
        ``malformed/index`` with the path. With `prefix`, one that finds only what starts a name, at less than half the size.
        """

    @staticmethod
    def from_bytes(data: bytes | bytearray | memoryview) -> SearchIndex:
        """Of the bytes that :meth:`to_bytes` gave out. Bytes that are damaged, or of another format, are ``malformed/index``."""

    def to_bytes(self) -> bytes:
        """The index as bytes, to be stored or sent."""

    def search(self, query: str, limit: int = 10, options: SearchOptions | None = None) -> list[Hit]:
        """What may be meant by what was typed, the likeliest first, at most `limit`."""

    def session(self, limit: int = 10, options: SearchOptions | None = None) -> SearchSession:
        """A search that follows what is being typed."""

    def __len__(self) -> int: ...

@final
class SearchSession:
    """A search that follows what is being typed, made by an index. What was found for shorter queries is kept."""

    def push(self, typed: str) -> list[Hit]:
        """Types more; the hits."""

    def pop(self) -> list[Hit]:
        """Takes back the last character typed; the hits."""

    def set(self, typed: str) -> list[Hit]:
        """Takes what an input field now holds; the hits."""

    @property
    def query(self) -> str:
        """What has been typed."""

    @property
    def is_complete(self) -> bool:
        """Whether the hits are all there are, as far as looser ways of matching were followed."""

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

def filter_option(query: str, text: str, options: SearchOptions | None = None) -> list[Span] | None:
    """The pieces of a text that match what was typed; None where it does not match."""

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
