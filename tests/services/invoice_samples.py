"""Invoices as importing writes them, the same at random for the same seed, and the list as plain Python makes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from random import Random

from sqlalchemy import func, insert, select

from telbill_desktop.domain import folding
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import (
    AccountReference,
    InvoiceDraft,
    InvoiceLine,
    InvoiceState,
    InvoiceType,
    Party,
    PrecedingInvoice,
    References,
    Totals,
)
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.services.invoice_edits import set_mark
from telbill_desktop.store import custody
from telbill_desktop.store.engine import Store
from telbill_desktop.store.intake import add_invoice, add_source
from telbill_desktop.store.parties import account_label, resolve_operator
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

# Of the same texts, again and again.
fold, search_terms = lru_cache(9999)(folding.fold), lru_cache(99)(folding.search_terms)
SELLERS = ("Hexamobile SA", "Lumitel", "Factéo Mobile", "Nuvox 100 %")
BUYERS = ("Atelier Roche SAS", "Brûlerie du Vexin", "atelier roche")
LABELS = ("Forfait 50 Go", "Option _Europe_", "Roaming 100 %", 'Appels "spéciaux"', "Carte SIM", "Prêt l’été")
USERS = ("Élodie Lefèvre", "Zoé O'Brien", "Camille Perrin", None)
PHONES = ("0639980101", "+33639980102", "06 39 98 01 03", None)


def draft(number: str = "A-1312/B", **changes: object) -> InvoiceDraft:
    """A plain invoice."""
    made = InvoiceDraft(
        number=number,
        issue_date=date(2026, 11, 17),
        type=InvoiceType.INVOICE,
        type_code="380",
        currency="EUR",
        totals=Totals(Decimal("100.00"), Decimal("20.00"), Decimal("120.00"), Decimal("120.00")),
        seller=Party("Hexamobile SA"),
        buyer=Party("Atelier Roche SAS"),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # any field of a draft


def totals(ht: str, vat: str = "0.00") -> Totals:
    """Totals that agree."""
    return Totals(Decimal(ht), Decimal(vat), Decimal(ht) + Decimal(vat), Decimal(ht) + Decimal(vat))


def add(
    store: Store,
    *drafts: InvoiceDraft,
    to_check: bool = False,
    source: SourceKind | None = None,
    warnings: tuple[Message, ...] = (),
) -> list[int]:
    """Writes invoices as an import does, each with an act of its own, and returns their ids."""
    ids = []
    for made in drafts:
        with unit_of_work(store, "import", {"name": made.number}) as unit:
            reading = Reading(
                Outcome.READ, "cii", source or SourceKind.XML, draft=made, warnings=warnings, to_check=to_check
            )
            ids.append(add_invoice(unit, resolve_operator(unit, made.seller), made, reading))
            if source is not None:
                add_source(unit, ids[-1], _deposited(unit, made), MAIN, InvoiceFigures.of(made), reading)
    return ids


def _deposited(unit: UnitOfWork, made: InvoiceDraft) -> int:
    """A document in the register."""
    count = unit.connection.execute(select(func.count()).select_from(deposit)).scalar_one()
    now = datetime.now(UTC)
    row = {
        "digest_algorithm": "sha256",
        "digest": f"{count}-{made.number}",
        "size": 1,
        "media_type": "application/pdf",
        "deposited_at": now,
        "os_user": "somebody",
        "program_version": "0",
    }
    key = int(unit.connection.execute(insert(deposit).returning(deposit.c.id), row).scalar_one())
    custody.begin(unit.connection, [(key, now)])
    return key


@dataclass(frozen=True)
class Known:
    """An invoice with what the list shows and searches, found without the store."""

    id: int
    draft: InvoiceDraft
    state: InvoiceState
    source: SourceKind | None = None
    warned: bool = False
    mark: InvoiceMark | None = None

    @cached_property
    def account(self) -> str:
        """The label of its account."""
        words = {name: getattr(self.draft.account, name) or "" for name in AccountReference.__dataclass_fields__}
        return account_label(words) if any(words.values()) else ""

    @cached_property
    def texts(self) -> list[str]:
        """Everything that a search looks through, folded."""
        return [fold(text) for text in self._texts() if text]

    def _texts(self) -> Iterable[str | None]:
        made, named = self.draft, self.draft.references
        yield from (made.number, made.seller.name, made.buyer.name if made.buyer else None, self.account)
        yield from (made.account.number, made.account.radical, made.account.client_code, made.account.sub_account)
        yield from (named.purchase_order, named.framework_contract, named.business_unit, named.site_1, named.site_2)
        yield from (preceding.number for preceding in named.preceding)
        for line in made.lines:
            yield from (line.label, line.user_name, line.phone_number)
            digits = "".join(filter(str.isdigit, line.phone_number or ""))
            yield from (f"0{digits[-9:]}", f"+33{digits[-9:]}") if digits else ()


def many(store: Store, seed: int, count: int) -> list[Known]:
    """Random invoices in the store."""
    random = Random(seed)  # noqa: S311 - the same invoices every time
    found = []
    for index in range(count):
        made = _random_draft(random, index)
        checked, warned = random.random() < 0.2, random.random() < 0.2
        source = random.choice((None, SourceKind.XML, SourceKind.LIST_ROW))
        warnings = (Message("file_empty", {"file": "a"}),) if warned else ()
        [added] = add(store, made, to_check=checked, source=source, warnings=warnings)
        state = InvoiceState.TO_CHECK if checked else InvoiceState.READ
        found.append(Known(added, made, state, source, warned, random.choice((None, None, *InvoiceMark))))
    for mark in InvoiceMark:
        set_mark(store, [one.id for one in found if one.mark is mark], mark)
    return found


def _random_draft(random: Random, index: int) -> InvoiceDraft:
    day = date(2026, 1, 1) + timedelta(days=random.randrange(40) * 7)
    kind = random.choice((InvoiceType.INVOICE, InvoiceType.INVOICE, InvoiceType.CREDIT_NOTE))
    ht = Decimal(random.randrange(1, 30)) * (-1 if kind is InvoiceType.CREDIT_NOTE else 1)
    seller = random.choice(SELLERS)
    lines = tuple(
        InvoiceLine(random.choice(LABELS), ht, phone_number=random.choice(PHONES), user_name=random.choice(USERS))
        for _ in range(random.choice((0, 0, 1, 3)))
    )
    return draft(
        random.choice((f"A-{index}/B", f"{6000 + index}", f"FÉ {index:04d}", f"50%_{index}", f"a{index}")),
        issue_date=day,
        due_date=random.choice((None, day + timedelta(days=30))),
        type=kind,
        type_code="381" if kind is InvoiceType.CREDIT_NOTE else "380",
        currency=random.choice(("EUR", "EUR", "CHF")),
        totals=_random_totals(random, ht),
        seller=Party(seller),
        buyer=random.choice((None, Party(random.choice(BUYERS)))),
        account=_random_account(random, SELLERS.index(seller)),
        references=References(
            purchase_order=random.choice((None, f"AA0104{random.randrange(9)}")),
            framework_contract=random.choice((None, "50036316")),
            business_unit=random.choice((None, None, "BU Grand-Ouest")),
            site_1=random.choice((None, "Évreux", "Saint-Étienne")),
            site_2=random.choice((None, None, "EVREUX", "Brest")),
            preceding=(PrecedingInvoice(f"A-{random.randrange(50)}/B"),) if kind is InvoiceType.CREDIT_NOTE else (),
        ),
        lines=lines,
    )


def _random_totals(random: Random, ht: Decimal) -> Totals:
    """Totals that agree, some of which the document leaves blank."""
    made = replace(totals(str(ht), str(ht / 5)), amount_due=random.choice((None, ht)))
    blank = random.choice(((), (), (), ("ttc",), ("ht", "vat"), ("vat", "ttc")))
    return replace(
        made,
        ht=None if "ht" in blank else made.ht,
        vat=None if "vat" in blank else made.vat,
        ttc=None if "ttc" in blank else made.ttc,
    )


def _random_account(random: Random, seller: int) -> AccountReference:
    number = random.choice((None, "CF 2", "CF 10", "cf-3"))
    if number is None:
        return AccountReference()
    return AccountReference(
        number=f"{number}{seller}",
        radical=f"R-{seller}{number[:1]}",
        client_code=random.choice((f"C{number[-1]}", f"c {number[-1]}")),
        sub_account=random.choice((None, "7", "SA-71")),
    )


LAST_WHEN_BLANK = {
    InvoiceColumn.DUE_DATE,
    InvoiceColumn.AMOUNT_DUE,
    InvoiceColumn.HT,
    InvoiceColumn.VAT,
    InvoiceColumn.TTC,
}


def expected(known: Sequence[Known], wanted: InvoiceFilter, order: InvoiceOrder) -> list[int]:
    """The list as plain Python makes it."""
    found = [one for one in known if matches(one, wanted)]
    found.sort(key=lambda one: (one.draft.issue_date, one.id), reverse=True)
    found.sort(key=lambda one: sort_key(one, order.column), reverse=order.descending)
    if order.column in LAST_WHEN_BLANK:
        found.sort(key=lambda one: not sort_key(one, order.column)[0])
    return [one.id for one in found]


def matches(one: Known, wanted: InvoiceFilter) -> bool:
    """Whether the filter lets the invoice through; identifiers of parties are not looked at."""
    made, account = one.draft, one.draft.account
    words = [
        fold(text) for text in (one.account, account.number or "", account.client_code or "", account.sub_account or "")
    ]
    return (
        all(any(term in text for text in one.texts) for term in search_terms(wanted.text))
        and (wanted.since is None or made.issue_date >= wanted.since)
        and (wanted.until is None or made.issue_date <= wanted.until)
        and (wanted.min_ttc is None or (made.totals.ttc is not None and made.totals.ttc >= wanted.min_ttc))
        and (wanted.max_ttc is None or (made.totals.ttc is not None and made.totals.ttc <= wanted.max_ttc))
        and fold(wanted.number) in fold(made.number)
        and fold(wanted.operator) in fold(made.seller.name)
        and any(fold(wanted.account) in text for text in words)
        and fold(wanted.sub_account) in fold(account.sub_account or "")
        and wanted.type in {None, made.type}
        and wanted.state in {None, one.state}
        and _matches_parts(one, wanted)
    )


def _matches_parts(one: Known, wanted: InvoiceFilter) -> bool:
    """The rest of `matches`: what speaks of one part of the invoice."""
    made, named = one.draft, one.draft.references
    references = [named.purchase_order, named.framework_contract, named.local_contract, named.business_unit]
    references += [named.site_1, named.site_2, named.buyer_reference, named.accounting_reference]
    references += [preceding.number for preceding in named.preceding]
    words = search_terms(wanted.line_text)
    lines = [[fold(text) for text in _line_texts(line)] for line in made.lines]
    return (
        fold(wanted.client_code) in fold(made.account.client_code or "")
        and fold(wanted.subscriber) in fold(made.buyer.name if made.buyer else "")
        and (not fold(wanted.reference) or any(fold(wanted.reference) in fold(each or "") for each in references))
        and (not words or any(all(any(word in text for text in line) for word in words) for line in lines))
        and wanted.has_document in {None, one.source not in {None, SourceKind.LIST_ROW}}
        and wanted.has_warnings in {None, one.warned or one.state is InvoiceState.TO_CHECK}
        and wanted.mark in {None, one.mark}
        and (not wanted.unmarked or one.mark is None)
        and wanted.currency.upper() in {"", made.currency}
    )


def _line_texts(line: InvoiceLine) -> Iterable[str]:
    digits = "".join(filter(str.isdigit, line.phone_number or ""))
    yield from (line.label, line.description or "", line.user_name or "", line.phone_number or "")
    yield from (f"0{digits[-9:]}", f"+33{digits[-9:]}") if digits else ()


def sort_key(one: Known, column: InvoiceColumn) -> tuple[object, ...]:
    """By what a column is sorted; the first is whether anything is known."""
    made = one.draft
    values: dict[InvoiceColumn, object] = {
        InvoiceColumn.TYPE: list(InvoiceType).index(made.type),
        InvoiceColumn.DATE: made.issue_date,
        InvoiceColumn.NUMBER: number_key(made.number),
        InvoiceColumn.HT: made.totals.ht,
        InvoiceColumn.VAT: made.totals.vat,
        InvoiceColumn.TTC: made.totals.ttc,
        InvoiceColumn.AMOUNT_DUE: made.totals.amount_due,
        InvoiceColumn.DUE_DATE: made.due_date,
        InvoiceColumn.CURRENCY: made.currency,
        InvoiceColumn.SUBSCRIBER: natural_key(made.buyer.name if made.buyer else ""),
        InvoiceColumn.CLIENT_CODE: natural_key(made.account.client_code or ""),
        InvoiceColumn.OPERATOR: natural_key(made.seller.name),
        InvoiceColumn.ACCOUNT: natural_key(one.account),
        InvoiceColumn.STATE: list(InvoiceState).index(one.state),
        InvoiceColumn.MARK: [None, *InvoiceMark].index(one.mark),
    }
    value = values[column]
    return (False,) if value is None else (True, value)
