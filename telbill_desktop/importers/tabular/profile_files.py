"""Profiles as TOML files: those that ship with the program, and the user's own in the settings folder."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.table import Dialect
from telbill_desktop.domain.table_profile import (
    DATES,
    FIELDS_OF,
    NUMBERS,
    ColumnFormat,
    TableField,
    TableKind,
    TableProfile,
    UsageDirection,
    UsageStatus,
)
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.importers.tabular.invoice_head import currency_of
from telbill_desktop.importers.tabular.row_values import FieldParsers
from telbill_desktop.importers.tabular.titles import title_key
from telbill_desktop.system.resources import resources

FOLDER = "table_profiles"
SUFFIX = ".toml"
_KEYS = frozenset(
    {"name", "kind", "columns", "constants", "words", "ignored", "decimal_mark", "grouping", "date_order", "dialect"}
) | {"sheet", "file_name", "formats", "only_named", "needs", "untitled"}
_FORMAT_KEYS = frozenset({"decimal_mark", "grouping", "date_order"})
_MEANINGS: Mapping[TableField, type[StrEnum]] = {
    TableField.TYPE: InvoiceType,
    TableField.LINE_CATEGORY: Category,
    TableField.USAGE_LABEL: UsageCategory,
    TableField.USAGE_DIRECTION: UsageDirection,
    TableField.USAGE_STATUS: UsageStatus,
}
Word = TypeVar("Word", bound=StrEnum)


@cache
def built_in_profiles() -> tuple[TableProfile, ...]:
    """Those that ship with the program, by key."""
    paths = sorted((resources() / FOLDER).glob(f"*{SUFFIX}"))
    return tuple(read_profile(path.read_text("utf-8"), path.stem, built_in=True) for path in paths)


def read_profile(text: str, key: str, *, built_in: bool = False) -> TableProfile:
    """The profile that a file's text describes; `key` is the file's name without its ending.

    Raises:
        TelbillError: `profile_unreadable` with the key and what is wrong in it; `profile_wrong_value` with the place.
    """
    try:
        stored = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # the latter for brackets nested a thousandfold
        raise TelbillError("profile_unreadable", profile=key, reason=str(error)) from None
    if unknown := sorted(set(stored) - _KEYS):
        raise _wrong(key, unknown[0], "")
    kind = _word(TableKind, stored.get("kind"), key, "kind")
    whole = _format(stored, ColumnFormat(), key, "")
    profile = TableProfile(
        key=key,
        name=_text(stored.get("name"), key, "name"),
        kind=kind,
        columns={
            field: _texts(titles, key, f"columns.{field}") for field, titles in _fields(stored, "columns", kind, key)
        },
        constants={
            field: _text(value, key, f"constants.{field}") for field, value in _fields(stored, "constants", kind, key)
        },
        words={field: _words(field, value, key) for field, value in _fields(stored, "words", kind, key)},
        ignored=_texts(stored.get("ignored", []), key, "ignored"),
        decimal_mark=whole.decimal_mark,
        grouping=whole.grouping,
        date_order=whole.date_order,
        formats=dict(_formats(stored, whole, kind, key)),
        dialect=_dialect(stored["dialect"], key) if "dialect" in stored else None,
        sheet=_text(stored.get("sheet", ""), key, "sheet", blank=True),
        file_name=_pattern(stored.get("file_name", ""), key),
        only_named=stored.get("only_named", False) is True,
        needs=tuple(_word(TableField, word, key, "needs") for word in _texts(stored.get("needs", []), key, "needs")),
        untitled=_texts(stored.get("untitled", []), key, "untitled"),
        built_in=built_in,
    )
    _check_titles(profile)
    _check_constants(profile)
    return profile


def load_profile(path: Path) -> TableProfile:
    """The profile in a file of the user's.

    Raises:
        TelbillError: `profile_unreadable`, `profile_wrong_value`; `profile_key_ships` for one that would take the place
            of a profile that ships, which nobody would notice.
    """
    if path.stem in {one.key for one in built_in_profiles()}:
        raise TelbillError("profile_key_ships", profile=path.stem)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TelbillError("profile_unreadable", profile=path.stem, reason=str(error)) from None
    return read_profile(text, path.stem)


def profile_text(profile: TableProfile) -> str:
    """The file of a profile, as `read_profile` reads it."""
    lines = [f"name = {_quoted(profile.name)}", f"kind = {_quoted(profile.kind)}"]
    lines += [f"decimal_mark = {_quoted(profile.decimal_mark)}", f"date_order = {_quoted(profile.date_order)}"]
    for name in ("grouping", "sheet", "file_name"):
        if value := getattr(profile, name):
            lines.append(f"{name} = {_quoted(value)}")
    if profile.only_named:
        lines.append("only_named = true")
    for name in ("needs", "untitled", "ignored"):
        if values := getattr(profile, name):
            lines.append(f"{name} = [{', '.join(map(_quoted, values))}]")
    if profile.dialect is not None:
        lines += ["", "[dialect]", f"encoding = {_quoted(profile.dialect.encoding)}"]
        lines += [f"delimiter = {_quoted(profile.dialect.delimiter)}", f"quote = {_quoted(profile.dialect.quote)}"]
    lines += ["", "[columns]"]
    lines += [f"{field} = [{', '.join(map(_quoted, titles))}]" for field, titles in profile.columns.items()]
    if profile.constants:
        lines += ["", "[constants]", *(f"{field} = {_quoted(value)}" for field, value in profile.constants.items())]
    for field, written in profile.formats.items():
        lines += ["", f"[formats.{field}]", f"decimal_mark = {_quoted(written.decimal_mark)}"]
        lines += [f"grouping = {_quoted(written.grouping)}", f"date_order = {_quoted(written.date_order)}"]
    for field, words in profile.words.items():
        lines += ["", f"[words.{field}]", *(f"{_quoted(word)} = {_quoted(means)}" for word, means in words.items())]
    return "\n".join([*lines, ""])


def _fields(stored: Mapping[str, Any], name: str, kind: TableKind, key: str) -> Iterator[tuple[TableField, Any]]:
    group = stored.get(name, {})
    if not isinstance(group, dict):
        raise _wrong(key, name, str(group))
    for word, value in group.items():
        field = _word(TableField, word, key, name)
        if field not in FIELDS_OF[kind]:
            raise _wrong(key, name, word)
        yield field, value


def _formats(
    stored: Mapping[str, Any], whole: ColumnFormat, kind: TableKind, key: str
) -> Iterator[tuple[TableField, ColumnFormat]]:
    """The columns that are written otherwise; what such a column does not say is as in the whole table."""
    for field, value in _fields(stored, "formats", kind, key):
        where = f"formats.{field}"
        if field not in NUMBERS | DATES or not isinstance(value, dict):
            raise _wrong(key, where, str(value))
        if unknown := sorted(set(value) - _FORMAT_KEYS):
            raise _wrong(key, f"{where}.{unknown[0]}", "")
        yield field, _format(value, whole, key, f"{where}.")


def _format(stored: Mapping[str, Any], otherwise: ColumnFormat, key: str, where: str) -> ColumnFormat:
    mark = _one_of((",", "."), stored.get("decimal_mark", otherwise.decimal_mark), key, f"{where}decimal_mark")
    grouping = _text(stored.get("grouping", otherwise.grouping), key, f"{where}grouping", blank=True)
    if mark in grouping:
        raise _wrong(key, f"{where}grouping", grouping)
    order = _word(DateOrder, stored.get("date_order", str(otherwise.date_order)), key, f"{where}date_order")
    return ColumnFormat(mark, grouping, order)


def _dialect(stored: object, key: str) -> Dialect:
    if not isinstance(stored, dict):
        raise _wrong(key, "dialect", str(stored))
    return Dialect(
        _text(stored.get("encoding"), key, "dialect.encoding"),
        _text(stored.get("delimiter"), key, "dialect.delimiter"),
        _text(stored.get("quote", '"'), key, "dialect.quote"),
    )


def _words(field: TableField, stored: object, key: str) -> dict[str, str]:
    """What cells of the field mean; a field whose cells are taken as they stand has no such words."""
    where = f"words.{field}"
    if not isinstance(stored, dict) or field not in _MEANINGS:
        raise _wrong(key, where, str(stored))
    return {word: str(_word(_MEANINGS[field], meant, key, where)) for word, meant in stored.items()}


def _check_titles(profile: TableProfile) -> None:
    """A column stands for one field: a title under two of them would be read as either."""
    seen: dict[str, TableField] = {}
    for field, titles in profile.columns.items():
        for title in titles:
            if (compared := title_key(title)) and seen.setdefault(compared, field) is not field:
                raise _wrong(profile.key, f"columns.{field}", title)


def _check_constants(profile: TableProfile) -> None:
    """Constants are read as the cells of their column would be."""
    parsers = FieldParsers(profile)
    for field, text in profile.constants.items():
        try:
            said = currency_of({field: text}) if field is TableField.CURRENCY else parsers.of(field)(text)
            if field is TableField.USAGE_DIRECTION and said not in set(UsageDirection):
                said = None
        except TelbillError:
            said = None
        if said in {None, ""}:
            raise _wrong(profile.key, f"constants.{field}", text)


def _text(value: object, key: str, where: str, *, blank: bool = False) -> str:
    if not isinstance(value, str) or not (value or blank):
        raise _wrong(key, where, "" if value is None else str(value))
    return value


def _texts(value: object, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(key, where, str(value))
    return tuple(_text(each, key, where) for each in value)


def _word(words: type[Word], value: object, key: str, where: str) -> Word:
    if not isinstance(value, str) or value not in {each.value for each in words}:
        raise _wrong(key, where, "" if value is None else str(value))
    return words(value)


def _one_of(allowed: tuple[str, ...], value: object, key: str, where: str) -> str:
    if value not in allowed:
        raise _wrong(key, where, str(value))
    return str(value)


def _pattern(value: object, key: str) -> str:
    pattern = _text(value, key, "file_name", blank=True)
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise TelbillError("profile_unreadable", profile=key, reason=f"file_name: {error}") from None
    for group in groups:
        _word(TableField, group, key, "file_name")
    return pattern


def _wrong(key: str, where: str, value: str) -> TelbillError:
    return TelbillError("profile_wrong_value", profile=key, field=where, text=value[:80])


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are too, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
