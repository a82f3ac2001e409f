"""What the program says to its user: a code and parameters, put into words at the edge.

Lower floors never build sentences. They raise or return a `Message`; `system.formats.sentence` looks its English source
up in `domain.sentences`, translates it and formats its parameters, for the window, the command line and the exports.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from telbill_desktop.domain.money import Money
from telbill_desktop.domain.sentences import SENTENCES


@dataclass(frozen=True, slots=True)
class Words:
    """Words of this program inside a sentence, English sources that are translated with it: names of fields."""

    words: tuple[str, ...]


Param = str | int | Decimal | date | Money | Words


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the user; `code` is stable and belongs to scripts and tests.

    Raises:
        KeyError: the code has no sentence in `domain.sentences` (a defect, never a user's mistake).
    """

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in SENTENCES:
            raise KeyError(self.code)

    @property
    def template(self) -> str:
        """The English source, with `{named}` parameters: the msgid of the catalogue."""
        return SENTENCES[self.code]


def params_to_json(params: Mapping[str, Param]) -> dict[str, Any]:
    """Parameters as JSON values: a stored warning is put into words when it is read, in the reader's language."""
    return {name: _to_json(value) for name, value in params.items()}


def params_from_json(stored: Mapping[str, Any]) -> dict[str, Param]:
    """The parameters that `params_to_json` wrote."""
    return {name: _from_json(value) for name, value in stored.items()}


def _to_json(value: Param) -> object:
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, Words):
        return {"words": list(value.words)}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _from_json(value: Any) -> Param:  # noqa: ANN401 - what json.loads gives
    if not isinstance(value, dict):
        return value if isinstance(value, int) else str(value)
    if "amount" in value:
        return Money(Decimal(value["amount"]), value["currency"])
    if "words" in value:
        return Words(tuple(value["words"]))
    if "decimal" in value:
        return Decimal(value["decimal"])
    return date.fromisoformat(value["date"])
