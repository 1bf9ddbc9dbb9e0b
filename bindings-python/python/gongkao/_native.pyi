from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Literal, final

import pandas
import polars
import pyarrow

from .tables import Column, Dialect, Table, TableSummary, Wanted
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
    Foretold,
    Hit,
    Outcome,
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
    RuleTrace,
    SearchEntry,
    SearchOptions,
    SmsAnswer,
    Span,
    Sql,
    StatisticsRecord,
    StatisticsReport,
    Text,
    Unit,
    UploadLink,
    UploadReport,
    Verified,
    WorkType,
)

__all__ = [
    "Answers",
    "Application",
    "Catalogue",
    "Desk",
    "Engine",
    "Inspector",
    "Policy",
    "SearchIndex",
    "SearchSession",
    "Simulation",
    "Tally",
    "filter_option",
    "inspect",
    "inspect_header",
    "strip_metadata",
]

@final
class Answers:
    """The answers to a table, made while they are read: a stream of Arrow batches, to be read once.

    Everything that reads Arrow reads it: ``pyarrow.table(answers)``, ``polars.DataFrame(answers)``,
    ``pyarrow.RecordBatchReader.from_stream(answers)`` for one batch after the other, DuckDB by its name in a query. One row answers
    one row of the table, in its order: first the columns that were to be kept, then

    - ``outcome``: ``met``, ``unmet`` or ``unknown``; null where the row has an error
    - those that were wanted, see :data:`gongkao.tables.Wanted`
    - ``error`` and ``error_field``: what is wrong with the row, and the column at fault; null where nothing is
    """

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The stream as a capsule of Arrow's C data interface, for whoever reads Arrow. Only once."""

    def __arrow_c_schema__(self) -> Any:
        """The types of the columns as a capsule of Arrow's C data interface."""

    def summary(self) -> TableSummary:
        """The answers in numbers. Asked before they are read it reads them all; afterwards it counts what was read."""

    def to_pyarrow(self) -> pyarrow.Table:
        """The answers as a table of pyarrow, which has to be installed."""

    def to_polars(self) -> polars.DataFrame:
        """The answers as a frame of Polars, which has to be installed."""

    def to_pandas(self) -> pandas.DataFrame:
        """The answers as a frame of pandas, which has to be installed, as has pyarrow."""

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
    def procedure(self) -> ProcedureSource:
        """The procedure as data: states, stages and reasons by their labels, who may do what."""

    def words(self) -> dict[str, Text]:
        """What names of the contract are called, as `level/four` or `field/work_start`."""

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

    def eligible(self, form: ApplicationForm, day: date | str) -> Outcome:
        """Whether the rules of eligibility are met, in a word: the report's ``eligible`` without the report, in a small part of its time."""

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

    def assess_table(
        self,
        table: Table,
        day: date | str,
        *,
        wanted: Collection[Wanted] = ("routes", "codes", "needed", "earliest"),
        keep: Collection[str] = (),
        threads: int | None = None,
    ) -> Answers:
        """Whether the rules are met, for a table of people, one a row.

        The table is anything that gives Arrow columns: of pyarrow, Polars, pandas, DuckDB, DataFusion. It is read as a stream, batch
        by batch, so a table larger than memory will do. :meth:`columns` lists the columns it may have; it may lack any of them, which is an
        answer not given. ``keep`` names the columns handed on as they are, as a key; a column that is neither is refused, for it may be
        a slip. A null is an answer not given.

        A value that is none, as a day that does not exist, gives its row an ``error`` and no ``outcome``, and spoils no other row.

        :param day: for which to decide.
        :param wanted: columns of answers beside the outcome. Each costs time.
        :param keep: columns of the table that come first in the answers. With ``rules`` or ``trace`` that is always ``declared_level``.
        :param threads: how many work on it; as many as the machine runs at a time if nothing is said.
        :raises TableError: the object gives no columns, or a column is unknown or of the wrong type; ``path`` is the column.
        """

    def assess_row(
        self, table: Table, row: int, day: date | str, *, library: CertificateLibrary | None = None
    ) -> Report:
        """Everything there is to say about one row of a table of people, the first being 0.

        :raises TableError: there is no such row, or it holds a value that is none; ``path`` is the column.
        """

    def explain_row(self, row: Mapping[str, Any], day: date | str) -> list[RuleTrace]:
        """The rules of a row as a report has them, from its answers alone: ``declared_level``, ``rules`` and ``trace``.

        What was found instead is in no trace; :meth:`assess_row` says that from the table.

        :param row: a row of answers for which ``rules`` and ``trace`` were wanted.
        :param day: the same as in :meth:`assess_table`.
        :raises TableError: these are not the answers of this policy.
        """

    def columns(self) -> list[Column]:
        """The columns that a table of people may have: those of the form, and one for each fact that the policy asks itself."""

    def sql(self, dialect: Dialect, day: date | str) -> Sql:
        """The verdict on a day as SQL, for an engine that holds the people already. It reads the columns of :meth:`columns`.

        :raises PolicyError: the rules are too long for one expression.
        """

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
        dialect: Dialect,
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
class Simulation:
    """Two engines and a stream of people: who gains and who loses by the new one. What is kept does not grow with the people. Threads
    may share it; their tables take turns.
    """

    def __new__(cls, old: Engine, new: Engine, day: date | str, examples: int = 20) -> Simulation:
        """Begins.

        :param day: for which both decide.
        :param examples: how many of those who gain, and of those who lose, are kept.
        """

    def feed(self, table: Table) -> None:
        """Takes the next people, a table as :meth:`Engine.assess_table` takes it, whose columns are those of either engine. A row
        that cannot be read is counted as such.

        :raises TableError: the object gives no columns, or a column is unknown or of the wrong type; ``path`` is the column.
        """

    def report(self) -> Foretold:
        """What came of those who were taken so far. May be asked again."""

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
