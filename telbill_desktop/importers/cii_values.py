"""Values as CII writes them: dates with a format code (UNTDID 2379), amounts, parties, periods."""

import re
from calendar import monthrange
from datetime import date, timedelta

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Address, Party
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.parties import best_name, party_of
from telbill_desktop.importers.xml_fields import Node, civil_date, iso_date, period_left_out, period_of, quoted

# UNTDID 2379: 102 CCYYMMDD, 203 with hours and minutes, 204 with seconds, 205 and 304 with a zone as well.
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{4}(?:[0-9]{2})?(?:[+-]?[0-9]{2}:?[0-9]{2}|Z)?")
_ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]*(?:Z|[+-][0-9]{2}:[0-9]{2})?)?")
_MOMENTS = frozenset({"203", "204", "205", "304", "303"})
_STRETCHES = {
    "602": re.compile(r"(?P<year>[0-9]{4})"),
    "610": re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})"),
    "616": re.compile(r"(?P<year>[0-9]{4})(?P<week>[0-9]{2})"),
}


def cii_date(node: Node | None, field: str) -> date | None:
    """The date in `IssueDateTime`, `DueDateDateTime`, …; None when there is none.

    Raises:
        TelbillError: `date_invalid`: not the digits that its format code announces, or no such day; `date_beyond`.
    """
    if node is None:
        return None
    if (text := node.single(field, "DateTimeString")) is not None:
        return _by_format(node, field, text)
    if (text := node.single(field, "DateTime", "Date")) is not None:
        moment = _ISO_MOMENT.fullmatch(text)
        return iso_date(node, field, moment[1] if moment else text)
    if len(node.element) == 0 and (text := node.value()) is not None:
        return _bare(node, field, text)
    return None


def _by_format(node: Node, field: str, text: str) -> date:
    holder = node.child("DateTimeString")
    code = holder.attribute("format") if holder is not None else ""
    pattern = _MOMENT if code in _MOMENTS else _DAY
    if code in _MOMENTS or code in {"102", ""}:
        found = pattern.fullmatch(text)
        if found:
            return civil_date(node, field, text, found[1], found[2], found[3])
    raise node.error("date_invalid", field, text=quoted(text))


def _bare(node: Node, field: str, text: str) -> date:
    """ZUGFeRD 1 release candidates put xsd:dateTime straight into the element."""
    if moment := _ISO_MOMENT.fullmatch(text):
        return iso_date(node, field, moment[1])
    raise node.error("date_invalid", field, text=quoted(text))


def _bound(node: Node | None, field: str, *, last: bool) -> date | None:
    """One end of a period, which may be told by the year, month or ISO week that it begins or ends with.

    Raises:
        TelbillError: `date_invalid`.
    """
    holder = node.child("DateTimeString") if node is not None else None
    stretch = _STRETCHES.get(holder.attribute("format")) if holder is not None else None
    if node is None or stretch is None:
        return cii_date(node, field)
    text = node.single(field, "DateTimeString") or ""
    try:
        if found := stretch.fullmatch(text):
            return _last_day(found) if last else _first_day(found)
    except ValueError:  # week 54, month 13
        pass
    raise node.error("date_invalid", field, text=quoted(text))


def _first_day(stretch: re.Match[str]) -> date:
    named = stretch.groupdict()
    if "week" in named:
        return date.fromisocalendar(int(named["year"]), int(named["week"]), 1)
    return date(int(named["year"]), int(named.get("month", 1)), 1)


def _last_day(stretch: re.Match[str]) -> date:
    named = stretch.groupdict()
    first = _first_day(stretch)
    if "week" in named:
        return first + timedelta(days=6)
    month = int(named.get("month", 12))
    return date(first.year, month, monthrange(first.year, month)[1])


def cii_period(node: Node, path: str, field: str, remarks: Remarks) -> Period | None:
    """The billing period at a path, its last day included in the document; a date that is none is remarked."""
    period = node.child(path)
    if period is None:
        return None
    try:
        first = _bound(period.child("StartDateTime"), f"{field} StartDateTime", last=False)
        last = _bound(period.child("EndDateTime"), f"{field} EndDateTime", last=True)
    except TelbillError as error:
        period_left_out(error, remarks)
        return None
    return period_of(first, last, remarks)


def cii_party(node: Node | None) -> tuple[Party, str | None, bool] | None:
    """The party, the identifier that the other party gave it, and whether it has a tax registration at all."""
    if node is None:
        return None
    registrations = [
        (found.attribute("schemeID").upper(), text)
        for found in node.all("SpecifiedTaxRegistration/ID")
        if (text := found.value())
    ]
    vat = next((text for scheme, text in registrations if scheme in {"VA", "VAT"}), None)
    identifiers = _identifiers(node, "ID", "GlobalID")
    legal = _identifiers(node, "SpecifiedLegalOrganization/ID")
    name = best_name(node.text("Name"), node.text("SpecifiedLegalOrganization/TradingBusinessName"))
    if not name and not identifiers and not legal and not registrations:
        return None
    known = next((text for _, text in [*legal, *identifiers, *registrations]), "")
    party, code = party_of(name or known, _address(node), identifiers, legal, vat)
    return party, code, bool(registrations)


def _identifiers(node: Node, *paths: str) -> list[tuple[str, str]]:
    return [(found.attribute("schemeID"), text) for found in node.all(*paths) if (text := found.value())]


def _address(node: Node) -> Address:
    postal = node.child("PostalTradeAddress")
    if postal is None:
        return Address()
    named = [*postal.texts("LineOne"), *postal.texts("LineTwo"), *postal.texts("LineThree")]
    street = " ".join(postal.texts("BuildingNumber") + postal.texts("StreetName"))
    return Address(
        lines=tuple([*named, street] if street else named),
        postcode=postal.text("PostcodeCode"),
        city=postal.text("CityName"),
        country=postal.text("CountryID"),
    )
