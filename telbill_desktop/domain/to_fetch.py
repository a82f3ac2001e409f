"""What to fetch from the operators' portals: invoices that did not come yet, and the PDFs of those that are known."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.missing_months import ExpectedInvoice

_MONTHS = 12
SOON = timedelta(days=31)  # who looks once a month may come too late the next time


class FetchState(StrEnum):
    """How things stand with a document to fetch."""

    LATE = "late"  # it should have come some days ago
    AVAILABLE = "available"
    TO_COME = "to_come"
    GONE = "gone"  # the portal holds it no longer: the operator must be asked for it


_PLACES = {FetchState.LATE: 0, FetchState.AVAILABLE: 0, FetchState.TO_COME: 1, FetchState.GONE: 2}


@dataclass(frozen=True, slots=True)
class UnfiledInvoice:
    """An invoice or credit note that is known, of which no PDF is archived: from a list, as XML, or entered by hand.

    `has_xml`: its XML is, which may be the very invoice that the operator sent.
    """

    invoice_id: int
    number: str
    issued: date
    account_id: int | None
    operator_id: int
    has_xml: bool = False


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the invoices of an account are fetched; `account` is empty for those that name none."""

    operator_id: int
    operator: str
    terms: OperatorTerms
    account: str = ""

    def deleted_on(self, issued: date) -> date | None:
        """The first day on which it no longer holds an invoice of that date; None: nobody knows how long it does."""
        months = self.terms.portal_months
        if months is None:
            return None
        is_endless = issued.year + months // _MONTHS >= MAXYEAR
        return date.max if is_endless else issued + relativedelta(months=months)


@dataclass(frozen=True, slots=True)
class ToFetch:
    """One document to fetch.

    `day` is the invoice's date; where `is_exact` is False it is about its date: say the month. `invoice_id` and
    `number` are of an invoice that is known and lacks its PDF; `has_xml`: its XML is archived. `available_from` is
    since or from when its operator has it, `deleted_on` the first day on which the portal does not: None where nobody
    knows. `late_since` is of what should have come.
    """

    state: FetchState
    account_id: int | None
    portal: Portal
    day: date
    available_from: date | None
    deleted_on: date | None
    late_since: date | None = None
    invoice_id: int | None = None
    number: str = ""
    is_exact: bool = True
    has_xml: bool = False

    @property
    def account_key(self) -> Hashable:
        """The same for all of one account; those that name none belong to their operator."""
        return self.portal.operator_id, self.account_id

    @property
    def is_there(self) -> bool:
        """Whether it can be fetched, or should be there to be."""
        return _PLACES[self.state] == 0

    def is_deleted_soon(self, today: date) -> bool:
        """Whether what must be fetched may be gone before one looks again."""
        return self.is_there and not self.has_xml and self.deleted_on is not None and self.deleted_on <= today + SOON


@dataclass(frozen=True, slots=True)
class FetchFold:
    """The PDFs that lack of one account where the XML is archived, in order: the XML may be the invoice itself."""

    items: tuple[ToFetch, ...]

    @property
    def portal(self) -> Portal:
        """Of all of them."""
        return self.items[0].portal

    @property
    def account_id(self) -> int | None:
        """Of all of them."""
        return self.items[0].account_id

    @property
    def key(self) -> Hashable:
        """What the fold is known by when the list is made again."""
        return self.items[0].account_key

    @property
    def deleted_on(self) -> date | None:
        """The first day on which one that can be fetched no longer can."""
        return min((one.deleted_on for one in self.items if one.is_there and one.deleted_on), default=None)


FetchRow = ToFetch | FetchFold


@dataclass(frozen=True, slots=True)
class FetchTally:
    """How many documents stand how. `xml_only`: those of every state whose XML is archived; no other counts them."""

    late: int = 0
    available: int = 0
    to_come: int = 0
    gone: int = 0
    xml_only: int = 0
    deleted_soon: int = 0  # of the late and the available ones


def tally(found: Iterable[ToFetch], today: date) -> FetchTally:
    """Counts what is to be fetched."""
    plain: Counter[FetchState] = Counter()
    xml_only = deleted_soon = 0
    for one in found:
        xml_only += one.has_xml
        deleted_soon += one.is_deleted_soon(today)
        plain[one.state] += not one.has_xml
    return FetchTally(
        late=plain[FetchState.LATE],
        available=plain[FetchState.AVAILABLE],
        to_come=plain[FetchState.TO_COME],
        gone=plain[FetchState.GONE],
        xml_only=xml_only,
        deleted_soon=deleted_soon,
    )


def folded(found: Sequence[ToFetch], unfolded: Collection[Hashable]) -> list[FetchRow]:
    """The same order, those whose XML is archived as one row for each account, where the first of them stands.

    Below a fold that is among `unfolded` stand those that it holds.
    """
    folds: dict[Hashable, list[ToFetch]] = {}
    for one in found:
        if one.has_xml:
            folds.setdefault(one.account_key, []).append(one)
    rows: list[FetchRow] = []
    for one in found:
        if not one.has_xml:
            rows.append(one)
        elif held := folds.pop(one.account_key, None):
            fold = FetchFold(tuple(held))
            rows += [fold, *(held if fold.key in unfolded else ())]
    return rows


def expected_to_fetch(one: ExpectedInvoice, portal: Portal, today: date) -> ToFetch:
    """An invoice that did not come."""
    deleted = portal.deleted_on(one.day)
    late_since = one.late_since if one.is_missing(today) else None
    return ToFetch(
        state=_state(one.available_from or one.day, deleted, today, is_late=late_since is not None),
        account_id=one.account_id,
        portal=portal,
        day=one.day,
        available_from=one.available_from,
        deleted_on=deleted,
        late_since=late_since,
        is_exact=one.is_exact,
    )


def unfiled_to_fetch(one: UnfiledInvoice, portal: Portal, today: date) -> ToFetch:
    """The PDF of an invoice that is known."""
    after = portal.terms.available_after_days
    available = None if after is None else one.issued + timedelta(days=after)
    deleted = portal.deleted_on(one.issued)
    return ToFetch(
        state=_state(available or one.issued, deleted, today, is_late=False),
        account_id=one.account_id,
        portal=portal,
        day=one.issued,
        available_from=available,
        deleted_on=deleted,
        invoice_id=one.invoice_id,
        number=one.number,
        has_xml=one.has_xml,
    )


def in_order(found: Iterable[ToFetch]) -> list[ToFetch]:
    """What can be fetched, soonest deleted first; what is to come; what is gone. Each of one deadline by date.

    The PDFs of invoices whose XML is archived come after what else can be fetched: they may not be needed at all.
    """

    def key(one: ToFetch) -> tuple[object, ...]:
        place = _PLACES[one.state]
        deadline = (one.deleted_on or date.max) if one.is_there else date.max
        names = (one.portal.operator.casefold(), one.portal.account.casefold(), one.number)
        return place, one.is_there and one.has_xml, deadline, one.day, *names

    return sorted(found, key=key)


def _state(available: date, deleted: date | None, today: date, *, is_late: bool) -> FetchState:
    if deleted is not None and deleted <= today:
        return FetchState.GONE
    if is_late:
        return FetchState.LATE
    return FetchState.AVAILABLE if available <= today else FetchState.TO_COME
