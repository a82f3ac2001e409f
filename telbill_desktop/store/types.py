"""Column types: exact integers for money, ISO text for dates, neutral between SQLite and PostgreSQL.

STRICT tables on SQLite know INTEGER and TEXT only; SQLAlchemy's own Numeric and Date would store REAL and DATE.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from telbill_desktop.domain.money import from_cents, from_micros, to_cents, to_micros

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_NOTHING = "[]"


def json_text(value: object) -> str:
    """A JSON value as `Json` columns hold it."""
    return _NOTHING if value == [] else _WRITER.encode(value)


Id = BigInteger().with_variant(Integer, "sqlite")


class Cents(TypeDecorator[Decimal]):
    """An amount in whole cents."""

    impl = Id
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002, D102
        return None if value is None else to_cents(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002, D102
        return None if value is None else from_cents(value)


class Micros(TypeDecorator[Decimal]):
    """A number in whole millionths: unit prices, quantities, line amounts, rates."""

    impl = Id
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002, D102
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002, D102
        return None if value is None else from_micros(value)


class CivilDate(TypeDecorator[date]):
    """A date without time or zone, as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002, D102
        return None if value is None else date.fromisoformat(value)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, as ISO text that sorts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return None if value is None else datetime.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002, D102, FBT001
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002, D102
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """A JSON value as compact text, keys sorted so that equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002, D102
        return None if value is None else json.loads(value)
