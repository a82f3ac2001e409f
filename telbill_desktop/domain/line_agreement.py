"""Whether two documents of one invoice have the same lines, and which ones differ.

Lines are compared whatever their order: the amount, the folded label, and the quantity where both state one. A line
without an amount is a heading, a group or a note (`importers.line_groups`), which a poorer profile leaves out. A
document without any line has nothing to compare (MINIMUM and BASIC WL carry none).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.money import Money

_BYTES = 16  # of a digest: chance will not make two alike

LinePair = tuple[InvoiceLine | None, InvoiceLine | None]
# The codes of what `told` says.
LINES_DIFFER = frozenset(
    {"line_amount_otherwise", "line_label_otherwise", "line_quantity_otherwise"}
    | {"line_only_said", "line_only_known", "lines_otherwise_more"}
)
_NAMED = 3
_SHOWN_OF_LABEL = 60


@dataclass(frozen=True, slots=True)
class LineMarks:
    """What a document's lines are known by without being kept: digests of amounts and labels, and with quantities.

    `quantities` is None where a line states none.
    """

    lines: str
    quantities: str | None

    @classmethod
    def of(cls, lines: Sequence[InvoiceLine]) -> Self | None:
        """The marks of lines; None without any that counts."""
        entries = _entries(lines)
        if not entries:
            return None
        said = [(_plain(entry.line.amount), entry.label) for entry in entries]
        quantities = [_plain(entry.line.quantity) for entry in entries]
        whole = None if "" in quantities else _digest(zip(said, quantities, strict=True))
        return cls(_digest(said), whole)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self | None:
        """What `to_json` wrote; None when nothing was."""
        return None if stored is None else cls(stored["lines"], stored["quantities"])

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {"lines": self.lines, "quantities": self.quantities}

    def differ(self, other: "LineMarks") -> bool:
        """Whether these are the marks of other lines."""
        quantities = (self.quantities, other.quantities)
        return self.lines != other.lines or (None not in quantities and quantities[0] != quantities[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A line with its label as it is compared."""

    line: InvoiceLine
    label: str


_Key = Callable[[_Entry], Hashable]
# What leads from a line to the one that it was changed into, surest first.
_CHANGED: tuple[_Key, ...] = (
    lambda entry: (entry.line.amount, entry.label),
    lambda entry: entry.label,
    lambda entry: (entry.line.amount, entry.line.quantity),
    lambda entry: entry.line.number_on_invoice,
)


def differing_lines(known: Sequence[InvoiceLine], said: Sequence[InvoiceLine]) -> list[LinePair]:
    """The lines that differ, as pairs of what is known and what is said now; None stands for no line.

    Empty where one of the two has no lines at all, as the profiles MINIMUM and BASIC WL.
    """
    left, right = _entries(known), _entries(said)
    if not left or not right:
        return []
    _, left, right = _paired(left, right, lambda entry: (entry.line.amount, entry.label, entry.line.quantity))
    left, right = _without_blank_quantities(left, right)
    changed: list[LinePair] = []
    for key in _CHANGED:
        pairs, left, right = _paired(left, right, key)
        changed.extend(pairs)
    return [*changed, *((entry.line, None) for entry in left), *((None, entry.line) for entry in right)]


def told(pairs: Sequence[LinePair], currency: str) -> list[Message]:
    """The first of the differing lines with both sides, and how many more there are."""
    found = [_message(known, said, currency) for known, said in pairs[:_NAMED]]
    if len(pairs) > _NAMED:
        found.append(Message("lines_otherwise_more", {"count": len(pairs) - _NAMED}))
    return found


def _entries(lines: Sequence[InvoiceLine]) -> list[_Entry]:
    return [_Entry(line, fold(line.label)) for line in lines if line.amount is not None]


def _without_blank_quantities(left: list[_Entry], right: list[_Entry]) -> tuple[list[_Entry], list[_Entry]]:
    """What is left when a quantity that one side leaves blank is no difference."""

    def key(entry: _Entry) -> Hashable:
        return entry.line.amount, entry.label

    blank_left = [entry for entry in left if entry.line.quantity is None]
    stated_left = [entry for entry in left if entry.line.quantity is not None]
    _, blank_left, right = _paired(blank_left, right, key)
    blank_right = [entry for entry in right if entry.line.quantity is None]
    stated_right = [entry for entry in right if entry.line.quantity is not None]
    _, stated_left, blank_right = _paired(stated_left, blank_right, key)
    return [*blank_left, *stated_left], [*blank_right, *stated_right]


def _digest(values: Iterable[object]) -> str:
    return hashlib.sha256(repr(sorted(map(repr, values))).encode()).hexdigest()[: 2 * _BYTES]


def _plain(number: Decimal | None) -> str:
    """The same text for 1, 1.0 and 1.000000; empty for None."""
    return "" if number is None else f"{number.normalize():f}"


def _paired(left: list[_Entry], right: list[_Entry], key: _Key) -> tuple[list[LinePair], list[_Entry], list[_Entry]]:
    """Pairs of one key, in their order, and what is left of both sides; an entry without a key stays."""
    waiting: dict[Hashable, list[_Entry]] = defaultdict(list)
    for entry in reversed(left):
        waiting[key(entry)].append(entry)
    pairs: list[LinePair] = []
    taken: set[_Entry] = set()
    alone = []
    for entry in right:
        name = key(entry)
        if name is not None and waiting.get(name):
            match = waiting[name].pop()
            taken.add(match)
            pairs.append((match.line, entry.line))
        else:
            alone.append(entry)
    return pairs, [entry for entry in left if entry not in taken], alone


def _message(known: InvoiceLine | None, said: InvoiceLine | None, currency: str) -> Message:
    if said is None:
        return Message("line_only_known", _named(known, currency))
    if known is None:
        return Message("line_only_said", _named(said, currency))
    if fold(known.label) != fold(said.label):
        sides = {"known": _shown(known), "said": _shown(said)}
        return Message(
            "line_label_otherwise", {**sides, "was": _money(known, currency), "amount": _money(said, currency)}
        )
    if known.amount != said.amount:
        return Message(
            "line_amount_otherwise",
            {"line": _shown(said), "known": _money(known, currency), "said": _money(said, currency)},
        )
    quantities = {"known": known.quantity or 0, "said": said.quantity or 0}
    return Message("line_quantity_otherwise", {"line": _shown(said), **quantities})


def _named(line: InvoiceLine | None, currency: str) -> dict[str, Param]:
    return {} if line is None else {"line": _shown(line), "amount": _money(line, currency)}


def _shown(line: InvoiceLine) -> str:
    return line.label[:_SHOWN_OF_LABEL] or (line.number_on_invoice or "?")[:_SHOWN_OF_LABEL]


def _money(line: InvoiceLine, currency: str) -> Money:
    return Money(line.amount or Decimal(0), currency)
