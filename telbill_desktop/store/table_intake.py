"""Writes what a list of invoices says: all its rows at once, each against the invoice that it speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

from sqlalchemy import RowMapping, func, select

from telbill_desktop.domain.conflict import adds_up
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType, Party
from telbill_desktop.domain.list_row import ListRow, ListRows
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.store import draft_to_rows, intake, parties, search, twins
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.images import all_are
from telbill_desktop.store.list_rows import Place, draft_of, head_columns, source_columns
from telbill_desktop.store.rechecking import recheck
from telbill_desktop.store.source_roles import CONFLICT, OTHER, settled_fields
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_warning
from telbill_desktop.store.unit_of_work import UnitOfWork

_SOURCE = SourceKind.LIST_ROW
_COMPARED = (
    *(invoice.c.id, invoice.c.operator_id, invoice.c.number_key, invoice.c.year, invoice.c.issue_date),
    *(invoice.c.type, invoice.c.currency, invoice.c.ht, invoice.c.vat, invoice.c.ttc, invoice.c.amount_due),
    invoice.c.due_date,
)
_OF_LISTS = (  # what a row of a list may know besides
    *(invoice.c.period_start, invoice.c.period_end, invoice.c.recipient_name, invoice.c.client_code),
    *(invoice.c.sub_account, invoice.c.purchase_order, invoice.c.framework_contract, invoice.c.local_contract),
)

_NAMING = (  # what tells where a row belongs
    *("operator", "subscriber", "account", "radical", "client_code", "sub_account"),
    *("framework_contract", "local_contract"),
)

_Claim = tuple[object, ...]
Identity = tuple[int, str, int]  # operator, number_key, year


@dataclass(slots=True)
class ListOutcome:
    """What became of the rows of one list: ids of new invoices, and how many rows were known, completing or other."""

    new: list[int] = field(default_factory=list)
    identical: int = 0
    completed: int = 0
    changed: list[ListRow] = field(default_factory=list)
    called_otherwise: list[ListRow] = field(default_factory=list)  # of the identical: who or where is another
    elsewhere: list[tuple[str, str]] = field(default_factory=list)  # of the new: number, operator that has it too


def add_list(unit: UnitOfWork, deposit_id: int, rows: Sequence[ListRow], file_format: str) -> ListOutcome:
    """Takes every row in. A row that contradicts its invoice is noted as a conflict; nothing is overwritten.

    A row that says the same of an invoice known from elsewhere is noted as one more source, once.
    """
    outcome = ListOutcome()
    rows = ListRows.of(rows)
    told = rows.told
    operators = {name: parties.resolve_operator(unit, Party(name)) for name in dict.fromkeys(told["operator"])}
    years = [day.year for day in told["issue_date"]]
    keys = map(number_key, told["number"])
    identities = list(zip(map(operators.__getitem__, told["operator"]), keys, years, strict=True))
    known = _known(unit, identities)
    new = [place for place, identity in enumerate(identities) if identity not in known]
    outcome.new = _add_new(unit, deposit_id, rows.only(new), [identities[place] for place in new], file_format, outcome)
    present = [(rows[place], known[identity]) for place, identity in enumerate(identities) if identity in known]
    _note_known(unit, deposit_id, present, file_format, outcome)
    return outcome


def _known(unit: UnitOfWork, identities: Iterable[Identity]) -> dict[Identity, Mapping[str, Any]]:
    """The invoices that the rows speak of, as the store has them."""
    keys: dict[int, list[str]] = {}
    for operator_id, key, _year in identities:
        keys.setdefault(operator_id, []).append(key)
    wanted = set(identities)
    found: dict[Identity, Mapping[str, Any]] = {}
    for operator_id, numbers in keys.items():
        for row in _of_operator(unit, operator_id, list(dict.fromkeys(numbers))):
            if (identity := (operator_id, row["number_key"], row["year"])) in wanted:
                found[identity] = dict(row)
    return found


def _of_operator(unit: UnitOfWork, operator_id: int, numbers: Sequence[str]) -> Iterator[RowMapping]:
    """The operator's invoices among which are all of these numbers: one by one when it has more than are asked for."""
    own = select(*_COMPARED, *_OF_LISTS).where(invoice.c.operator_id == operator_id)
    count = select(func.count()).where(invoice.c.operator_id == operator_id)
    if unit.connection.execute(count).scalar_one() <= len(numbers):
        yield from unit.connection.execute(own).mappings()
        return
    for chunk in chunks(numbers):
        yield from unit.connection.execute(own.where(invoice.c.number_key.in_(chunk))).mappings()


def _say_twins(unit: UnitOfWork, rows: ListRows, identities: Sequence[Identity], outcome: ListOutcome) -> ListRows:
    """The rows, with a warning on each of which another operator has an invoice that may be the same."""
    own = {operator_id for operator_id, _key, _year in identities}
    if len(own) == 1 and twins.is_alone(unit.connection, *own):
        return rows
    sought = [
        twins.Sought(operator_id, key, row.issue_date, row.currency, row.ht, row.ttc)
        for row, (operator_id, key, _year) in zip(rows, identities, strict=True)
    ]
    if not (others := twins.other_operators(unit.connection, sought)):
        return rows
    warnings = list(rows.told["warnings"])
    for place, (number, each) in enumerate(zip(rows.told["number"], sought, strict=True)):
        if (other := others.get(each)) is not None:
            outcome.elsewhere.append((number, other))
            warnings[place] = (*warnings[place], twins.twin(number, other))
    return rows.with_warnings(warnings)


def _add_new(
    unit: UnitOfWork,
    deposit_id: int,
    rows: ListRows,
    identities: Sequence[Identity],
    file_format: str,
    outcome: ListOutcome,
) -> list[int]:
    if not rows:
        return []
    rows = _say_twins(unit, rows, identities, outcome)
    heads = head_columns(rows, _places(unit, rows, identities), [key for _operator, key, _year in identities])
    ids = unit.insert_columns(invoice, heads)
    now = datetime.now(UTC)
    unit.insert_columns(invoice_source, source_columns(rows, ids, deposit_id, file_format, now))
    warnings = [
        {"invoice_id": key, "position": position, **draft_to_rows.warning_row(message)}
        for key, said in zip(ids, rows.told["warnings"], strict=True)
        for position, message in enumerate(said, start=1)
    ]
    unit.insert_many(invoice_warning, warnings)
    search.index_new_heads(unit.connection, ids, heads)
    return ids


def _places(unit: UnitOfWork, rows: ListRows, identities: Sequence[Identity]) -> list[Place]:
    """Where each row belongs; rows that name the same are looked up once."""
    places = _Places(unit)
    known: dict[tuple[object, ...], Place] = {}
    found = []
    differing = [column for column in (rows.told[name] for name in _NAMING) if not all_are(column, column[0])]
    for at, named in enumerate(zip(*differing, strict=True) if differing else repeat((), len(rows))):
        if (place := known.get(named)) is None:
            operator_id = identities[at][0]
            place = known[named] = (operator_id, *places.of(operator_id, draft_of(rows[at])))
        found.append(place)
    return found


def _note_known(
    unit: UnitOfWork,
    deposit_id: int,
    rows: Sequence[tuple[ListRow, Mapping[str, Any]]],
    file_format: str,
    outcome: ListOutcome,
) -> None:
    noted = _noted(unit, [stored["id"] for _row, stored in rows])
    sources, now = [], datetime.now(UTC)
    for row, stored in rows:
        draft = draft_of(row)
        figures = InvoiceFigures.of(draft)
        shown = _figures(stored, figures)
        known = noted[stored["id"]]
        role, more = OTHER, False
        if figures.agrees_with(shown):
            more = _completed(unit, stored, shown, draft)
            outcome.completed += more
            outcome.identical += not more
            if _calls_otherwise(stored, draft):
                outcome.called_otherwise.append(row)
        elif deposit_id in known.decided or _claim(figures) in known.settled:
            outcome.identical += 1
        else:
            role = CONFLICT
            _filled(unit, stored, draft)  # who and where is in nobody's dispute
            outcome.changed.append(row)
        if known.is_new(deposit_id, role, figures, more=more):
            reading = Reading(Outcome.READ, file_format, _SOURCE, warnings=row.warnings)
            sources.append({"invoice_id": stored["id"], **intake.source_row(deposit_id, role, figures, reading, now)})
    unit.insert_many(invoice_source, sources)


def _completed(unit: UnitOfWork, stored: Mapping[str, Any], shown: InvoiceFigures, draft: InvoiceDraft) -> bool:
    """Writes what the row knows and the invoice does not; whether there was any."""
    figures = shown.completed_by(InvoiceFigures.of(draft))
    if figures != shown:
        intake.show_figures(unit, stored["id"], figures)
        if adds_up(figures) is False:
            recheck(unit, stored["id"])
    return _filled(unit, stored, draft) or figures != shown


def _calls_otherwise(stored: Mapping[str, Any], draft: InvoiceDraft) -> bool:
    """Whether the row names another subscriber, account, order, contract or period than the invoice, amounts aside."""
    said = intake.surroundings_of(draft)
    both = [(stored[column.name], said[column.name]) for column in _OF_LISTS]
    return any(one and other and fold(str(one)) != fold(str(other)) for one, other in both)


def _filled(unit: UnitOfWork, stored: Mapping[str, Any], draft: InvoiceDraft) -> bool:
    said = intake.surroundings_of(draft)
    blank = any(not stored[column.name] and said[column.name] for column in _OF_LISTS)
    return blank and intake.fill_blanks(unit, stored["id"], draft)


@dataclass(slots=True)
class _Noted:
    """What is noted of one invoice: by which documents, what lists said in conflict, what somebody decided about."""

    deposits: set[int] = field(default_factory=set)
    conflicts: set[_Claim] = field(default_factory=set)
    settled: set[_Claim] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    is_listed: bool = False

    def is_new(self, deposit_id: int, role: str, figures: InvoiceFigures, *, more: bool) -> bool:
        """Whether this has to be noted: what another list said just so is noted once. It is noted from now on."""
        if deposit_id in self.deposits:
            return False
        claim = _claim(figures)
        said = claim in self.conflicts if role == CONFLICT else (self.is_listed and not more) or claim in self.settled
        if said:
            return False
        self.deposits.add(deposit_id)
        if role == CONFLICT:
            self.conflicts.add(claim)
        else:
            self.is_listed = True
        return True


def _noted(unit: UnitOfWork, invoice_ids: Sequence[int]) -> dict[int, _Noted]:
    """What is noted of these invoices already."""
    noted = {invoice_id: _Noted() for invoice_id in invoice_ids}
    for chunk in chunks(invoice_ids):
        for source in unit.connection.execute(select(invoice_source).where(invoice_source.c.invoice_id.in_(chunk))):
            known = noted[source.invoice_id]
            known.deposits.add(source.deposit_id)
            if settled_fields(source.figures) is not None:
                known.settled.add(_claim(InvoiceFigures.from_json(source.figures)))
                known.decided.add(source.deposit_id)
            elif source.role == CONFLICT:
                known.conflicts.add(_claim(InvoiceFigures.from_json(source.figures)))
            known.is_listed |= source.role != CONFLICT and source.kind == _SOURCE.value
    return noted


def _claim(figures: InvoiceFigures) -> _Claim:
    """What makes two documents contradict each other."""
    return (figures.issue_date, figures.currency, figures.type, figures.totals)


def _figures(stored: Mapping[str, Any], like: InvoiceFigures) -> InvoiceFigures:
    """The invoice in the store, as far as it is compared."""
    return InvoiceFigures(
        number=like.number,
        issue_date=stored["issue_date"],
        due_date=stored["due_date"],
        type=InvoiceType(stored["type"]),
        type_code=None,
        currency=stored["currency"],
        total_ht=stored["ht"],
        total_vat=stored["vat"],
        total_ttc=stored["ttc"],
        amount_due=stored["amount_due"],
        seller=like.seller,
        lines=0,
    )


class _Places:
    """Companies and accounts of the rows, each looked up once."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._companies: dict[str, int | None] = {"": None}
        self._accounts: dict[tuple[object, ...], int | None] = {}
        self._contracts: set[tuple[object, ...]] = set()

    def of(self, operator_id: int, draft: InvoiceDraft) -> tuple[int | None, int | None]:
        """The company and the account of an invoice; its contracts are noted."""
        name = draft.buyer.name if draft.buyer else ""
        if name not in self._companies:
            self._companies[name] = parties.resolve_company(self._unit, draft.buyer)
        company_id = self._companies[name]
        account = (operator_id, company_id, draft.account)
        if account not in self._accounts:
            self._accounts[account] = parties.resolve_account(self._unit, operator_id, company_id, draft.account)
        contracts = (operator_id, draft.references)
        if contracts not in self._contracts:
            self._contracts.add(contracts)
            parties.resolve_contracts(self._unit, operator_id, draft.references)
        return company_id, self._accounts[account]
