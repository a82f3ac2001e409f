"""The calls, messages and sessions behind what the demo's invoices charge, as its operators' portals export them.

What a line charges is split exactly: its calls add up to its minutes, messages or megabytes, and to its amount. A
mobile line also uses its bundle, which costs nothing. Invented, and the same every time.
"""

import csv
import io
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from telbill_desktop.demo.billing import Issued
from telbill_desktop.demo.catalogue import Account, Company, FleetItem
from telbill_desktop.demo.usage import MEGABYTES, MINUTES
from telbill_desktop.domain.charging import in_service
from telbill_desktop.domain.invoice import Category, InvoiceLine
from telbill_desktop.domain.period import Period
from telbill_desktop.system.resources import database_files

MONTHS = 13  # of invoices that have their detail: a year, and the same month of the year before
_TITLES = (
    *("N° facture", "Compte de facturation", "N° ligne", "Utilisateur", "Catégorie d'appel", "N° appelé"),
    *("Date et heure de début", "Durée (s) / Volume (octets)", "Montant HT (€)"),
)
_MOBILE, _WITHOUT = "mobile", "none"
_DAY_BEGINS, _DAY_ENDS = 8 * 3600, 19 * 3600  # seconds: of an office
_SATURDAY = 5
_PARTS = 10_000  # of a euro: as the portals write amounts


@dataclass(frozen=True, slots=True)
class _Use:
    """One row; `who` are the number and the name of the line, `amount` is in ten-thousandths of a euro."""

    moment: datetime
    who: tuple[str, str]
    label: str
    called: str
    quantity: int
    amount: int


def call_details(company: Company, sent: Sequence[Issued]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files: one of each operator and month, with its invoices of that month."""
    since = company.reference_date - relativedelta(months=MONTHS)
    details = _Details(company)
    files: dict[tuple[str, str], list[list[str]]] = {}
    for each in sent:
        if each.draft.issue_date > since and each.account.usage != _WITHOUT and not each.draft.sign_flipped:
            key = (each.draft.issue_date.isoformat()[:7], each.account.operator.id)
            files.setdefault(key, []).extend(details.rows(each))
    for (month, operator), rows in sorted(files.items()):
        if rows:
            yield f"{operator}-communications-{month}.csv", _written(rows)


class _Details:
    """Splits what invoices charge, by what `db/demo/calls.toml` says."""

    def __init__(self, company: Company) -> None:
        stated = tomllib.loads((database_files() / "demo" / "calls.toml").read_text("utf-8"))
        self._called: Mapping[str, str | list[str]] = stated["called"]
        self._charged: Mapping[str, Mapping[str, Any]] = stated["charged"]
        self._included: Sequence[Mapping[str, Any]] = stated["included"]
        self._company = company

    def rows(self, issued: Issued) -> Iterator[list[str]]:
        """The rows of one invoice, in the order of time."""
        draft, account = issued.draft, issued.account
        # Made-up figures, not secrets: seeded by what they belong to, so that every creation finds the same ones.
        chance = random.Random(f"{draft.number} {account.id}")  # noqa: S311
        window = account.plan.cycle.window_of(draft.issue_date)
        held = [one for one in self._company.fleet if one.account == account.id and in_service(one.item, window.start)]
        uses = [
            use
            for line in draft.lines
            if line.category is Category.USAGE
            for use in self._charges(line, account, held, window, chance)
        ]
        if account.usage == _MOBILE:
            uses += self._of_bundles(held, window, chance)
        for use in sorted(uses, key=lambda one: (one.moment, one.who, one.label, one.called)):
            whole, parts = divmod(use.amount, _PARTS)
            said = [use.label, use.called, f"{use.moment:%d/%m/%Y %H:%M:%S}", str(use.quantity), f"{whole},{parts:04}"]
            yield [draft.number, account.reference.number or "", *use.who, *said]

    def _charges(
        self, line: InvoiceLine, account: Account, held: Sequence[FleetItem], window: Period, chance: random.Random
    ) -> Iterator[_Use]:
        """What a line charges: of its own number and user where it names them, else of whoever the account has."""
        kind = self._charged[line.product_code or ""]
        quantities = _split(_counted(line), int(kind["most"]), chance)
        amounts = _shared(int((line.amount or Decimal(0)) * _PARTS), quantities)
        named = (line.phone_number or "", line.user_name or "")
        everybody = [named] if any(named) else _people(account, held)
        for quantity, amount in zip(quantities, amounts, strict=True):
            called = self._number(kind["to"], chance)
            yield _Use(_moment(window, chance), chance.choice(everybody), line.label, called, quantity, amount)

    def _of_bundles(self, held: Sequence[FleetItem], window: Period, chance: random.Random) -> Iterator[_Use]:
        lines = dict.fromkeys((one.number or "", one.person or "") for one in held if one.product.kind == "line")
        for who in lines:
            for kind in self._included:
                for _ in range(chance.randint(*kind["times"])):
                    called, quantity = self._number(kind["to"], chance), chance.randint(*kind["each"])
                    yield _Use(_moment(window, chance), who, kind["label"], called, quantity, 0)

    def _number(self, to: str, chance: random.Random) -> str:
        """A number to which nobody answers; "" where none is called."""
        if not to:
            return ""
        known = self._called[to]
        pattern = known if isinstance(known, str) else chance.choice(known)
        masked = pattern.endswith("****")  # the operator's own mask stays
        digits = (str(chance.randrange(10)) if mark == "*" and not masked else mark for mark in pattern)
        return "".join(digits)


def _counted(line: InvoiceLine) -> int:
    """The line's quantity in seconds, bytes or pieces."""
    factor = {MINUTES: 60, MEGABYTES: 1_000_000}.get(line.unit or "", 1)
    return int((line.quantity or Decimal(0)) * factor)


def _split(whole: int, most: int, chance: random.Random) -> list[int]:
    """Parts of the whole, none larger than `most`."""
    parts = []
    while whole > 0:
        part = min(whole, chance.randint(max(most // 8, 1), most))
        parts.append(part)
        whole -= part
    return parts


def _shared(amount: int, quantities: Sequence[int]) -> list[int]:
    """The amount, shared by the quantities and without a remainder."""
    whole, before, done, shares = sum(quantities), 0, 0, []
    for quantity in quantities:
        done += quantity
        upto = amount * done // whole
        shares.append(upto - before)
        before = upto
    return shares


def _people(account: Account, held: Sequence[FleetItem]) -> list[tuple[str, str]]:
    """Who calls with which number: everybody of an account shares its numbers; a service without any has its name."""
    numbers = list(dict.fromkeys(one.number for one in held if one.number))
    names = list(dict.fromkeys(one.person for one in held if one.person))
    if not names:
        return [(number, "") for number in numbers] or [(f"API {account.reference.client_code}", "")]
    return [(numbers[at % len(numbers)] if numbers else "", name) for at, name in enumerate(names)]


def _moment(window: Period, chance: random.Random) -> datetime:
    """A moment of an office's day, now and then of a Saturday."""
    days = (window.end - window.start).days
    day = window.start + timedelta(days=chance.randrange(days))
    if day.weekday() >= _SATURDAY and chance.random() < 0.8:  # noqa: PLR2004 - four weekends of five are quiet
        day = window.start + timedelta(days=chance.randrange(days))
    return _at(day, chance.randrange(_DAY_BEGINS, _DAY_ENDS))


def _at(day: date, second: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(seconds=second)  # noqa: DTZ001 - the wall's clock


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_TITLES, *rows])
    return text.getvalue().encode("utf-8-sig")
