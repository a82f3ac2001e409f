"""Text that can be kept: any text is only data, but not every text is one that a database or a file can hold."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_UNKEEPABLE = re.compile("[\\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"

T = TypeVar("T")


def keepable(text: str) -> str:
    """The text without what UTF-8 cannot hold (lone surrogates, which stand for odd bytes in file names) and NUL."""
    return _UNKEEPABLE.sub(REPLACEMENT, text)


def keepable_values(value: T) -> T:
    """The same value, every text in it keepable: dataclasses and tuples are looked through."""
    found: Any = value
    if isinstance(value, str):
        found = value if _UNKEEPABLE.search(value) is None else keepable(value)
    elif isinstance(value, tuple):
        parts = [keepable_values(part) for part in value]
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            found = tuple(parts)
    elif is_dataclass(value) and not isinstance(value, type):
        found = _record(value)
    result: T = found
    return result


def _record(value: Any) -> Any:  # noqa: ANN401 - any dataclass
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if (new := keepable_values(old)) is not old:
            changed[field.name] = new
    return replace(value, **changed) if changed else value
