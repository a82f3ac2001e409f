"""What the mapping assistant knows of a table that nobody knows, what it proposes, and what it has to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Dialect, Row
from telbill_desktop.domain.table_profile import ColumnFormat, TableField, TableKind, TableProfile


class Look(StrEnum):
    """What the cells of a column look like."""

    BLANK = "blank"
    DATE = "date"
    AMOUNT = "amount"  # figures with decimals
    FIGURES = "figures"  # whole ones
    SIREN = "siren"
    PHONE = "phone"
    CURRENCY = "currency"
    CODE = "code"  # short, with digits, nearly every cell another
    TEXT = "text"


class Confidence(StrEnum):
    """How sure a proposal for a column is."""

    CHOSEN = "chosen"  # by the user or by a profile that is known
    TITLE = "title"  # its title means nothing else, and its cells look so
    ASKED = "asked"  # the title or the look says perhaps: there is a question
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NumberEvidence:
    """In which ways a column's figures can be written, by its cells.

    One format: it reads most cells, and no other reads as many otherwise. Several: each reads the same cells as other
    amounts, `doubtful` for one. `proves` says that the decimal mark was seen at work.
    """

    formats: tuple[ColumnFormat, ...] = ()
    proves: bool = False
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """In which orders a column's days can be written; several: none of them is ruled out, `doubtful` for one day.

    `shape` is what days here look like: columns of one shape are written by one hand.
    """

    orders: tuple[DateOrder, ...] = ()
    proves: bool = False
    doubtful: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class ColumnSurvey:
    """One column below the header, which `title` tells; "" where nothing can.

    `filled` counts cells, `distinct` different texts among them; `example` is the first of them.
    """

    column: int
    title: str
    look: Look
    filled: int
    distinct: int
    example: str
    numbers: NumberEvidence = NumberEvidence()
    dates: DateEvidence = DateEvidence()


@dataclass(frozen=True, slots=True)
class Wish:
    """How a table is to be opened; None or "": as it is found."""

    dialect: Dialect | None = None
    sheet: str = ""
    header: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A table as the assistant shows it; of a large text (`is_beginning`) the beginning alone was looked at.

    `rows` are the first ones, from the beginning of the file; `header` is the position of the row of titles among
    them and `header_sure` whether it holds titles without doubt. `row_count` counts the rows below it. `found` is the
    dialect that the file seems to have, `dialect` the one it was opened with. `lost` are the places (line, column) in
    the rows below the header where a formula has no stored result.
    """

    kind: str
    rows: tuple[Row, ...]
    header: int
    header_sure: bool
    row_count: int
    columns: tuple[ColumnSurvey, ...]
    dialect: Dialect | None = None
    found: Dialect | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    first_sheet: str = ""
    hidden_sheets: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    currency: str = ""
    lost: frozenset[tuple[int, int]] = frozenset()
    is_beginning: bool = False

    @property
    def body(self) -> tuple[Row, ...]:
        """The first rows below the header."""
        return self.rows[self.header + 1 :]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a table mean, decided so far.

    `columns` give the field of a column; a column of `perhaps` is one of some fields, or none: there is a question.
    `formats` are those that somebody chose; elsewhere the cells say it. `constants` belong to the profile, those of
    `here` to this file alone. `units` are those in which the figures of a column are counted, several where the row
    tells which; `words` say what cells of a field mean, as `TableProfile.words`.
    """

    kind: TableKind
    kind_sure: bool = True
    header_sure: bool = True
    columns: Mapping[int, TableField] = field(default_factory=dict)
    perhaps: Mapping[int, tuple[TableField, ...]] = field(default_factory=dict)
    formats: Mapping[int, ColumnFormat] = field(default_factory=dict)
    constants: Mapping[TableField, str] = field(default_factory=dict)
    here: Mapping[TableField, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[TableField, Mapping[str, str]] = field(default_factory=dict)


class Asking(StrEnum):
    """What a question is about."""

    KIND = "kind"
    HEADER = "header"
    MEANING = "meaning"  # what a column is
    COLUMN = "column"  # which column is a field
    NUMBERS = "numbers"
    DATES = "dates"
    UNIT = "unit"  # in what durations and volumes are counted
    ACCOUNT = "account"  # whose usage it is
    WORD = "word"  # what a cell of a column means


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in words, and what it decides; a column given None is left aside."""

    words: Message
    kind: TableKind | None = None
    header: bool = False
    columns: Mapping[int, TableField | None] = field(default_factory=dict)
    formats: Mapping[int, ColumnFormat] = field(default_factory=dict)
    constants: Mapping[TableField, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    meant: Mapping[TableField, Mapping[str, str]] = field(default_factory=dict)  # words of cells with what they mean


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is not certain. `blocks`: nothing is imported before it is answered."""

    about: Asking
    words: Message
    answers: tuple[Answer, ...]
    columns: tuple[int, ...] = ()
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the worker makes of a file: its survey, a plan to begin with, and how sure each column's meaning is.

    `profiles` are known ones of which the table has most titles, the best first; the plan begins with `profile`.
    """

    survey: Survey
    plan: Plan
    confidence: Mapping[int, Confidence]
    profiles: tuple[TableProfile, ...] = ()
    profile: TableProfile | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a plan makes of the rows shown.

    `wrong` says of a cell (line of the file, column) why it cannot be read, of a row (column -1) what it lacks;
    `wrong_constants` the same of constants. `lacks` are groups of required fields of which nothing gives one.
    """

    wrong: Mapping[tuple[int, int], Message]
    wrong_constants: Mapping[TableField, Message]
    lacks: tuple[frozenset[TableField], ...]
    questions: tuple[Question, ...]
    formats: Mapping[int, ColumnFormat]

    @property
    def is_ready(self) -> bool:
        """Whether the file may be imported so."""
        return not (self.lacks or self.wrong_constants or any(question.blocks for question in self.questions))
