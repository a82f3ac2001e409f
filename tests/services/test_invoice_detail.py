"""One invoice as its detail shows it."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import (
    AccountReference,
    Address,
    Adjustment,
    Category,
    InvoiceLine,
    InvoiceState,
    InvoiceType,
    Party,
    Payment,
    PrecedingInvoice,
    References,
    Totals,
    VatBreakdown,
)
from telbill_desktop.domain.line_summary import Share, summarise
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.services import history, invoice_detail, invoices, parties
from telbill_desktop.store import intake, source_roles, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.parties import resolve_operator
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.deposits import deposited
from tests.services import invoice_samples as samples

PERIOD = Period(date(2026, 10, 29), date(2026, 11, 29))
LINE = InvoiceLine(
    "Forfait 50 Go",
    Decimal("40.000000"),
    number_on_invoice="1",
    description="au bureau",
    purchase_order="BC-5",
    product_code="FM50",
    product_range="Performance",
    category=Category.SUBSCRIPTIONS,
    quantity=Decimal("1.000000"),
    unit="C62",
    unit_price=Decimal("40.000000"),
    vat_category="S",
    vat_rate=Decimal("20.000000"),
    period=PERIOD,
    prorated=True,
    phone_number="0639980101",
    user_name="Zoé O’Brien",
)
WHOLE = samples.draft(
    "A-1312/B",
    totals=Totals(
        ht=Decimal("40.00"),
        vat=Decimal("8.00"),
        ttc=Decimal("48.00"),
        amount_due=Decimal("38.00"),
        lines=Decimal("42.00"),
        allowances=Decimal("3.00"),
        charges=Decimal("1.00"),
        prepaid=Decimal("10.00"),
        rounding=Decimal("0.00"),
        accounting_currency="GBP",
        accounting_vat=Decimal("7.10"),
    ),
    seller=Party("Hexamobile SA", siren="732829320", vat_number="FR44732829320"),
    buyer=Party(
        "Atelier Roche SAS",
        siren="999100019",
        siret="99910001900010",
        code="COOLCO",
        address=Address(("7 impasse des Établis", "69000 Lyon", "FR")),
    ),
    due_date=date(2026, 12, 17),
    period=PERIOD,
    account=AccountReference("CF 2", "RAD", "C 77", "SA-7"),
    references=References(
        "AA0104",
        "50036316",
        "LOC",
        "BU",
        "Évreux",
        "Rouen",
        edi=False,
        buyer_reference="REF",
        accounting_reference="6262",
    ),
    vat=(VatBreakdown("S", Decimal("20.000000"), Decimal("40.00"), Decimal("8.00"), None),),
    adjustments=(
        Adjustment(
            is_charge=False, amount=Decimal("3.00"), vat_category="S", vat_rate=Decimal("20.000000"), reason="Remise"
        ),
    ),
    lines=(LINE, InvoiceLine("Mystère", None)),
    payment=Payment("58", "FR7630006000011234567890189", "M-1", "30 jours"),
    notes=("Pénalités de retard",),
    profile="EN 16931",
    sign_flipped=True,
)


def test_the_detail_says_what_the_document_said(store: Store) -> None:
    [added] = samples.add(store, WHOLE, to_check=True)
    detail = invoice_detail.detail(store, added)
    assert detail.invoice == WHOLE
    assert (detail.operator, detail.account, detail.company) == ("Hexamobile SA", "CF 2 / SA-7", "Atelier Roche SAS")
    assert detail.state is InvoiceState.TO_CHECK
    assert invoice_detail.lines(store, added) == list(WHOLE.lines)


def test_the_least_that_a_document_can_say_is_enough(store: Store) -> None:
    least = samples.draft(buyer=None, type_code=None, totals=Totals(Decimal("1.00"), Decimal("0.00"), Decimal("1.00")))
    detail = invoice_detail.detail(store, samples.add(store, least)[0])
    assert detail.invoice == least
    assert (detail.account_id, detail.company_id, detail.sources, detail.warnings) == (None, None, (), ())


def test_documents_are_listed_with_their_names_and_what_they_say(store: Store) -> None:
    warned = Message(
        "total_mismatch", {"ht": Decimal(1), "vat": Decimal(1), "ttc": Decimal(3), "difference": Decimal(1)}
    )
    poor = Reading(Outcome.READ, "pdf", SourceKind.PDF_TEXT, WHOLE)
    rich = Reading(Outcome.READ, "factur-x", SourceKind.XML, WHOLE, (warned,))
    with unit_of_work(store, "import", {"name": "x"}) as unit:
        added = intake.add_invoice(unit, resolve_operator(unit, WHOLE.seller), WHOLE, rich)
        first = deposited(store, unit.connection, b"%PDF-poor", "liste.pdf", "/in")
        second = deposited(store, unit.connection, b"%PDF-rich", "facture.pdf", "/in")
        deposited(store, unit.connection, b"%PDF-rich", "copie.pdf", "/in")
        third = deposited(store, unit.connection, b"<other/>", "autre.xml", "/in")
        intake.add_source(unit, added, third, source_roles.CONFLICT, InvoiceFigures.of(WHOLE), rich)
        intake.add_source(unit, added, first, source_roles.OTHER, InvoiceFigures.of(WHOLE), poor)
        intake.add_source(unit, added, second, source_roles.MAIN, InvoiceFigures.of(WHOLE), rich)
    detail = invoice_detail.detail(store, added)
    shown, conflict, other = detail.sources
    assert (conflict.name, conflict.role) == ("autre.xml", "conflict")
    assert (shown.name, shown.names, shown.role, shown.kind) == (
        "facture.pdf", ("facture.pdf", "copie.pdf"), "main", SourceKind.XML,
    )  # fmt: skip
    assert (shown.size, shown.media_type, shown.digest) == (9, "application/pdf", vault.digest_of(b"%PDF-rich"))
    assert shown.figures == InvoiceFigures.of(WHOLE)
    assert shown.warnings == detail.warnings == (warned,)
    assert (other.name, other.rank, other.deposit_id) == ("liste.pdf", SourceKind.PDF_TEXT.rank, first)


def test_an_invoice_knows_its_credit_note_and_the_credit_note_its_invoice(store: Store) -> None:
    refers = References(preceding=(PrecedingInvoice("f 1", date(2026, 11, 1)), PrecedingInvoice("F-404")))
    ids = samples.add(
        store,
        samples.draft("F 1"),
        samples.draft("AV 1", type=InvoiceType.CREDIT_NOTE, totals=samples.totals("-5.00"), references=refers),
        samples.draft("AV 2", seller=Party("Lumitel"), references=refers),
        samples.draft("AV 3", references=References(preceding=(PrecedingInvoice("F 1", date(2024, 1, 1)),))),
    )
    invoice, credit_note, other, older = (invoice_detail.detail(store, found) for found in ids)
    assert [(one.number, one.id, one.ttc) for one in invoice.following] == [("AV 1", ids[1], Decimal("-5.00"))]
    assert [(one.number, one.id) for one in credit_note.preceding] == [("F 1", ids[0]), ("F-404", None)]
    assert [one.id for one in other.preceding] == [one.id for one in older.preceding if one] + [None]
    assert older.preceding[0].id is None


def test_an_invoice_that_refers_to_itself_is_related_to_nothing(store: Store) -> None:
    own = samples.draft("F 1", references=References(preceding=(PrecedingInvoice("F 1"),)))
    detail = invoice_detail.detail(store, samples.add(store, own)[0])
    assert detail.following == ()
    assert detail.preceding[0].id is None


def test_the_history_of_an_invoice_is_its_own(store: Store) -> None:
    first, second = samples.add(
        store, samples.draft("F 1"), samples.draft("F 2", seller=Party("Lumitel")), to_check=False
    )
    operators = {one.label: one.id for one in invoices.operators(store)}
    parties.merge_operators(store, operators["Hexamobile SA"], operators["Lumitel"])
    assert [act.kind for act in invoice_detail.detail(store, first).history] == ["import"]
    assert [act.kind for act in invoice_detail.detail(store, second).history] == ["merge_operators", "import"]
    history.undo(store)
    acts = invoice_detail.detail(store, second).history
    assert [(act.kind, act.undone_at is None) for act in acts] == [("merge_operators", False), ("import", True)]


def test_lines_are_summed_by_category_and_by_range() -> None:
    lines = [
        InvoiceLine("a", Decimal("10.00"), category=Category.SUBSCRIPTIONS, product_range="Fibre"),
        InvoiceLine("b", Decimal("2.50"), category=Category.SUBSCRIPTIONS, product_range="Mobile", prorated=True),
        InvoiceLine("c", Decimal("-1.00"), category=Category.USAGE, product_range="Mobile"),
        InvoiceLine("d", Decimal("4.00"), prorated=True),
        InvoiceLine("e", None),
    ]
    summary = summarise(lines)
    nothing = Share(Decimal(0), Decimal(0), 0)
    assert summary.categories == (
        (Category.SUBSCRIPTIONS, Share(Decimal("12.50"), Decimal("2.50"), 2)),
        (Category.OPTIONS, nothing),
        (Category.USAGE, Share(Decimal("-1.00"), Decimal(0), 1)),
        (Category.EQUIPMENT, nothing),
        (Category.ONE_OFF, nothing),
        (None, Share(Decimal("4.00"), Decimal("4.00"), 2)),
    )
    assert [name for name, _ in summary.ranges] == ["Fibre", "Mobile", ""]
    assert dict(summary.ranges)["Mobile"] == Share(Decimal("1.50"), Decimal("2.50"), 2)
    assert summary.total == Share(Decimal("15.50"), Decimal("6.50"), 5)


def test_what_is_all_classified_has_no_unclassified_part() -> None:
    assert [category for category, _ in summarise([]).categories] == list(Category)


def test_exports_get_invoices_with_their_lines_in_order(store: Store) -> None:
    ids = samples.add(store, WHOLE, samples.draft("F 2"))
    found = [(row.number, len(lines)) for row, lines in invoice_detail.with_lines(store, [*ids[::-1], 4711])]
    assert found == [("F 2", 0), ("A-1312/B", 2)]
