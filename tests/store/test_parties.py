"""Whom a document speaks of: found again under other words, never mixed up with a stranger."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from telbill_desktop.domain.invoice import AccountReference, Party, References
from telbill_desktop.store import parties
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company, contract, operator, operator_key
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

ONE, TWO = "732829320", "443061841"  # SIRENs with sound keys
VAT_ONE, GERMAN, SPANISH = "FR44732829320", "DE136695976", "ESB58378431"


@pytest.fixture
def unit(store: Store) -> Iterator[UnitOfWork]:
    with unit_of_work(store, "import", {"name": "test"}) as made:
        yield made


def seller(name: str = "Hexamobile", **changes: str) -> Party:
    return Party(name, **changes)  # type: ignore[arg-type] # texts only


def test_a_seller_is_made_once_and_is_to_be_completed(unit: UnitOfWork) -> None:
    first = parties.resolve_operator(unit, seller("Hexamobile  SA", siren=ONE))
    assert parties.resolve_operator(unit, seller("Hexamobile  SA", siren=ONE)) == first
    row = unit.connection.execute(select(operator)).one()
    assert (row.name, row.siren, row.to_complete) == ("Hexamobile SA", ONE, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (seller(), seller(siren=ONE)),
        (seller(siren=ONE), seller()),
        (seller("HEXA-MOBILE"), seller("Hexamobile", vat_number=VAT_ONE)),
        (seller(siren=ONE), seller("Other name", siren=ONE)),
        (seller(siren=ONE), seller("Other name", siret=ONE + "00074")),
        (seller(siren=ONE), seller("Other name", vat_number=VAT_ONE)),
        (seller(vat_number=GERMAN), seller("Andere GmbH", vat_number="DE 136 695 976")),
        (seller(legal_id="HRB 1234"), seller(legal_id="HRB 1234")),
    ],
)
def test_a_seller_is_found_again_under_other_words(unit: UnitOfWork, before: Party, after: Party) -> None:
    assert parties.resolve_operator(unit, before) == parties.resolve_operator(unit, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (seller(siren=ONE), seller(siren=TWO)),
        (seller(vat_number=GERMAN), seller(vat_number=SPANISH)),
        (seller("Hexamobile"), seller("Lumitel")),
        (seller("Hexamobile", legal_id="12345"), seller("Lumitel", legal_id="12345")),
        (seller("Hexamobile", siren="123456789"), seller("Lumitel", siren="123456789")),
        (seller("Hexamobile", vat_number="DE123456789"), seller("Lumitel", vat_number="DE123456789")),
    ],
)
def test_strangers_stay_apart(unit: UnitOfWork, before: Party, after: Party) -> None:
    assert parties.resolve_operator(unit, before) != parties.resolve_operator(unit, after)


def test_a_seller_of_a_vat_group_is_told_by_its_siren(unit: UnitOfWork) -> None:
    first = parties.resolve_operator(unit, seller("Groupe", siren=ONE, vat_number=GERMAN))
    second = parties.resolve_operator(unit, seller("Filiale", siren=TWO, vat_number=GERMAN))
    assert first != second
    assert parties.resolve_operator(unit, seller("Filiale", vat_number=GERMAN)) == second


def test_what_a_later_document_adds_is_learnt(unit: UnitOfWork) -> None:
    first = parties.resolve_operator(unit, seller())
    parties.resolve_operator(unit, seller(siren=ONE, vat_number=VAT_ONE))
    row = unit.connection.execute(select(operator)).one()
    assert (row.siren, row.vat_number) == (ONE, VAT_ONE)
    assert parties.resolve_operator(unit, seller("Renamed", siren=ONE)) == first
    assert parties.resolve_operator(unit, seller("Renamed")) == first


def test_a_name_alone_that_several_bear_has_one_operator_of_its_own(unit: UnitOfWork) -> None:
    known = {parties.resolve_operator(unit, seller(siren=ONE)), parties.resolve_operator(unit, seller(siren=TWO))}
    alone = parties.resolve_operator(unit, seller())
    assert alone not in known
    assert parties.resolve_operator(unit, seller()) == alone
    assert unit.connection.execute(select(func.count()).select_from(operator)).scalar() == 3


def test_finding_again_writes_nothing(unit: UnitOfWork) -> None:
    parties.resolve_operator(unit, seller(siren=ONE))
    before = unit.connection.execute(select(operator_key)).all()
    parties.resolve_operator(unit, seller(siren=ONE))
    assert unit.connection.execute(select(operator_key)).all() == before


def test_a_company_is_found_by_siren_else_by_name(unit: UnitOfWork) -> None:
    first = parties.resolve_company(unit, Party("Atelier Roche SAS", code="COOLCO"))
    assert parties.resolve_company(unit, Party("ATELIER-ROCHE SAS", siret=ONE + "00074")) == first
    assert parties.resolve_company(unit, Party("Another name", siren=ONE)) == first
    assert parties.resolve_company(unit, Party("Atelier Roche SAS", siren=TWO)) != first
    rows = unit.connection.execute(select(company).order_by(company.c.id)).all()
    assert [(row.siren, row.code, row.to_complete) for row in rows] == [(ONE, "COOLCO", True), (TWO, None, True)]


def test_a_name_alone_that_several_companies_bear_has_one_of_its_own(unit: UnitOfWork) -> None:
    known = {parties.resolve_company(unit, Party("Atelier", siren=siren)) for siren in (ONE, TWO)}
    alone = parties.resolve_company(unit, Party("Atelier"))
    assert alone not in known
    assert parties.resolve_company(unit, Party("Atelier")) == alone


@pytest.mark.parametrize("buyer", [None, Party(""), Party("  ")])
def test_a_document_that_names_no_buyer_makes_no_company(unit: UnitOfWork, buyer: Party | None) -> None:
    assert parties.resolve_company(unit, buyer) is None


def account(unit: UnitOfWork, **words: str) -> int | None:
    operator_id = parties.resolve_operator(unit, seller(siren=ONE))
    return parties.resolve_account(unit, operator_id, None, AccountReference(**words))


def test_a_document_that_names_no_account_makes_none(unit: UnitOfWork) -> None:
    assert account(unit) is None
    assert account(unit, number="  ") is None


def test_an_account_is_found_again_and_learns(unit: UnitOfWork) -> None:
    first = account(unit, client_code="C1")
    assert account(unit, client_code="C1", number="CF 2") == first
    assert account(unit, number="CF 2") == first
    assert account(unit, number="CF  2 ", radical="R") == first
    row = unit.connection.execute(select(billing_account)).one()
    assert (row.label, row.number, row.radical, row.client_code, row.to_complete) == ("CF 2", "CF 2", "R", "C1", True)


def test_accounts_that_contradict_each_other_are_two(unit: UnitOfWork) -> None:
    first = account(unit, number="CF 2", client_code="C1")
    others = [
        account(unit, number="CF 2", client_code="C2"),
        account(unit, number="CF 2", client_code="C1", sub_account="7"),
        account(unit, radical="R"),
        account(unit, number="CF 3", radical="R"),
    ]
    assert len({first, *others}) == 5


def test_an_account_that_several_fit_is_another_one(unit: UnitOfWork) -> None:
    known = {account(unit, number="CF 2", client_code="C1"), account(unit, number="CF 2", client_code="C2")}
    assert account(unit, number="CF 2") not in known


def test_the_same_words_of_two_operators_are_two_accounts(unit: UnitOfWork) -> None:
    one, two = parties.resolve_operator(unit, seller("One")), parties.resolve_operator(unit, seller("Two"))
    words = AccountReference(number="1")
    assert parties.resolve_account(unit, one, None, words) != parties.resolve_account(unit, two, None, words)


def test_contracts_are_noted_once(unit: UnitOfWork) -> None:
    one = parties.resolve_operator(unit, seller())
    for _ in range(2):
        parties.resolve_contracts(unit, one, References(framework_contract="50036316", local_contract="L 1"))
        parties.resolve_contracts(unit, one, References())
    rows = unit.connection.execute(select(contract).order_by(contract.c.id)).all()
    assert [(row.kind, row.number) for row in rows] == [("framework", "50036316"), ("local", "L 1")]
