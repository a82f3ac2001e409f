"""Template files: TOML in, a checked `PdfTemplate` out, or a sentence that names the file and the key.

The format, with everything optional but name, supplier, recognised_by and the required fields:

    name = "Free, fibre"                       date_order = "dmy"                 # or "mdy"
    recognised_by = ["421 938 861"]            absent = ["Avoir"]
    language = "fr"                            decimal_mark = ","            # or "."
    currency = "EUR"                           type = "invoice"              # or "credit_note"
    [supplier]    name, siren, vat_number, country
    [fields.ttc]  labels = ["Total TTC"], pattern, place = "right" | "below" | "within",
                  pages = "all" | "first" | "last"
    [fields.vat]  constant = "0.00"
    [rows]        vat = '…(?P<rate>…)…(?P<amount>…)', lines = '…(?P<label>…)…(?P<amount>…)'
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identifiers import is_siren, is_vat
from telbill_desktop.domain.invoice import Address, InvoiceType, Party
from telbill_desktop.domain.pdf_template import REQUIRED, FieldRule, Pages, PdfTemplate, Place, TemplateField

Chosen = TypeVar("Chosen", bound=StrEnum)

_TOP = frozenset(
    {"name", "recognised_by", "absent", "language", "currency", "decimal_mark", "date_order", "type"}
    | {"supplier", "fields", "rows"}
)
_SUPPLIER = frozenset({"name", "siren", "vat_number", "country"})
_RULE = frozenset({"labels", "place", "pattern", "pages", "constant"})
_ROWS = {"vat": {"rate", "amount"}, "lines": {"label", "amount"}}
_SHORTEST_SIGN = 6  # folded characters of all texts together that a supplier is known by
_LARGEST = 100_000  # bytes


def load_template(path: Path) -> PdfTemplate:
    """The template in a file.

    Raises:
        TelbillError: `template_unreadable`, `template_invalid` with the file's name and the key at fault.
    """
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise TelbillError("template_unreadable", file=path.name, reason="100 KB")
        stored = tomllib.loads(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TelbillError("template_unreadable", file=path.name, reason=str(error)[:160]) from None
    return _Checked(path.name).template(stored, str(path))


class _Checked:
    """Takes one file's values apart; whatever is wrong is said with its key."""

    def __init__(self, file: str) -> None:
        self._file = file

    def template(self, stored: Mapping[str, Any], path: str) -> PdfTemplate:
        """The whole template."""
        self._only(stored, _TOP, "")
        rows = self._table(stored, "rows")
        self._only(rows, frozenset(_ROWS), "rows.")
        fields = self._fields(self._table(stored, "fields"), "vat" in rows)
        recognised_by = self._texts(stored, "recognised_by")
        if sum(len(fold(text)) for text in recognised_by) < _SHORTEST_SIGN:
            self._refuse("recognised_by")
        return PdfTemplate(
            name=self._text(stored, "name"),
            supplier=self._supplier(self._table(stored, "supplier")),
            recognised_by=recognised_by,
            fields=fields,
            currency=self._text(stored, "currency", "EUR", re.compile("[A-Z]{3}")),
            language=self._text(stored, "language", "fr", re.compile("[a-z]{2}")),
            type=self._one_of(stored, "type", InvoiceType, InvoiceType.INVOICE),
            absent=self._texts(stored, "absent"),
            decimal_mark=self._text(stored, "decimal_mark", "", re.compile("[.,]")) or None,
            date_order=self._one_of(stored, "date_order", DateOrder, None),
            vat_rows=self._rows(rows, "vat"),
            lines=self._rows(rows, "lines"),
            file=path,
        )

    def _supplier(self, stored: Mapping[str, Any]) -> Party:
        self._only(stored, _SUPPLIER, "supplier.")
        siren = self._text(stored, "siren", "", prefix="supplier.") or None
        vat_number = self._text(stored, "vat_number", "", prefix="supplier.") or None
        if siren and not is_siren(siren):
            self._refuse("supplier.siren")
        if vat_number and not is_vat(vat_number):
            self._refuse("supplier.vat_number")
        country = self._text(stored, "country", "", re.compile("[A-Z]{2}"), prefix="supplier.") or None
        name = self._text(stored, "name", prefix="supplier.")
        return Party(name=name, siren=siren, vat_number=vat_number, address=Address(country=country))

    def _fields(self, stored: Mapping[str, Any], has_vat_rows: bool) -> dict[TemplateField, FieldRule]:  # noqa: FBT001 - one caller
        names = {each.value for each in TemplateField}
        fields = {}
        for key in stored:
            if key not in names:
                self._refuse(f"fields.{key}")
            fields[TemplateField(key)] = self._rule(self._table(stored, key, "fields."), TemplateField(key))
        for each in REQUIRED:
            if each not in fields and not (each is TemplateField.VAT and has_vat_rows):
                self._refuse(f"fields.{each.value}")
        return fields

    def _rule(self, stored: Mapping[str, Any], of: TemplateField) -> FieldRule:
        prefix = f"fields.{of.value}."
        self._only(stored, _RULE, prefix)
        if "constant" in stored:
            return self._constant(stored, of, prefix)
        place = self._one_of(stored, "place", Place, Place.RIGHT, prefix)
        labels = self._texts(stored, "labels", prefix)
        pattern = self._pattern(stored, "pattern", 1 if place is Place.WITHIN else 0, prefix)
        if place is Place.WITHIN and pattern is None:
            self._refuse(f"{prefix}pattern")
        if place is Place.WITHIN and labels:
            self._refuse(f"{prefix}labels")
        if place is not Place.WITHIN and not (labels and all(fold(label) for label in labels)):
            self._refuse(f"{prefix}labels")
        return FieldRule(labels, place, pattern, self._one_of(stored, "pages", Pages, Pages.ALL, prefix))

    def _constant(self, stored: Mapping[str, Any], of: TemplateField, prefix: str) -> FieldRule:
        if of is not TemplateField.VAT or set(stored) != {"constant"}:
            self._refuse(f"{prefix}constant")
        try:
            amount = parse_amount(self._text(stored, "constant", prefix=prefix), decimal_mark=".")
        except TelbillError:
            self._refuse(f"{prefix}constant")
        if amount:  # a tax that is never printed can only be none
            self._refuse(f"{prefix}constant")
        return FieldRule(constant=amount)

    def _rows(self, stored: Mapping[str, Any], key: str) -> str | None:
        pattern = self._pattern(stored, key, 0, "rows.")
        if pattern is not None and not _ROWS[key] <= set(re.compile(pattern).groupindex):
            self._refuse(f"rows.{key}")
        return pattern

    def _pattern(self, stored: Mapping[str, Any], key: str, groups: int, prefix: str) -> str | None:
        text = self._text(stored, key, "", prefix=prefix)
        if not text:
            return None
        try:
            compiled = re.compile(text)
        except (re.error, OverflowError, RecursionError):
            self._refuse(f"{prefix}{key}")
        if compiled.groups < groups:
            self._refuse(f"{prefix}{key}")
        return text

    def _only(self, stored: Mapping[str, Any], known: frozenset[str], prefix: str) -> None:
        for key in stored:
            if key not in known:
                self._refuse(f"{prefix}{key}")

    def _table(self, stored: Mapping[str, Any], key: str, prefix: str = "") -> dict[str, Any]:
        found = stored.get(key, {})
        return found if isinstance(found, dict) else self._refuse(f"{prefix}{key}")

    def _texts(self, stored: Mapping[str, Any], key: str, prefix: str = "") -> tuple[str, ...]:
        found = stored.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
            self._refuse(f"{prefix}{key}")
        return tuple(found)

    def _text(
        self,
        stored: Mapping[str, Any],
        key: str,
        default: str | None = None,
        form: re.Pattern[str] | None = None,
        prefix: str = "",
    ) -> str:
        """The text of that form; a key without a default must be there."""
        found = stored.get(key, default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            return self._refuse(f"{prefix}{key}")
        if form is not None and found != default and not form.fullmatch(found):
            self._refuse(f"{prefix}{key}")
        return found.strip()

    def _one_of(
        self,
        stored: Mapping[str, Any],
        key: str,
        kind: Callable[[str], Chosen],
        default: Any,  # noqa: ANN401 - one of the kind, or None
        prefix: str = "",
    ) -> Any:  # noqa: ANN401 - same
        if key not in stored:
            return default
        try:
            return kind(stored[key])
        except ValueError:
            self._refuse(f"{prefix}{key}")

    def _refuse(self, key: str) -> NoReturn:
        raise TelbillError("template_invalid", file=self._file, key=key)
