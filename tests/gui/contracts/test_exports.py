"""The export button of the page: what is written is read back as a spreadsheet would."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, PaymentMethod
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contact import ContactFields as Person
from telbill_desktop.domain.contact import ContactOwner, ContactRole
from telbill_desktop.domain.contract_fields import ConditionFields, ContractFields, ContractKind, ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.services import contacts, contract_list, contract_terms, products
from tests.gui.contracts.conftest import LONG_AGO, User

FORMULA = "=1+2"


def stock(user: User) -> None:
    """A contract, terms, a product of two prices that looks like a formula, and what was granted."""
    bound = Commitment(date(2025, 1, 1), date(2027, 1, 1), 3)
    made = contract_terms.add_contract(user.store, 1, ContractFields("@LOC 9", ContractKind.LOCAL, bound))
    terms = BillingTerms(
        Cycle(date(2026, 1, 5)), method=PaymentMethod.CARD, days_to_pay=20, means="•••• 4421", contract_id=made
    )
    contract_terms.set_terms(user.store, 1, terms)
    prices = (Price(date(2026, 1, 1), Decimal("1234.50")), Price(date(2026, 7, 1), Decimal("1300.00")))
    fields = ProductFields(FORMULA, ProductKind.LICENCE, Category.SUBSCRIPTIONS, prices, code="0042")
    sold = products.add_product(user.store, 1, fields)
    half = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(50), date(2026, 1, 1), date(2026, 4, 1))
    products.add_condition(user.store, ConditionFields(sold, half, 1, "Avenant 2"))


def export(user: User, words: str, path: Path) -> None:
    """Chooses in the menu of the export button."""
    user.answers.saves_to = path
    user.desk.on_store_changed()
    user.wait(lambda: "@LOC 9 — local contract" in user.entries())
    [action] = [one for one in user.desk._window.top_bar.exports() if one.text() == words]
    action.trigger()
    user.wait(lambda: path.name in user.desk._window.notices.text.text())


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_contracts_have_their_dates(user: User, tmp_path: Path) -> None:
    stock(user)
    export(user, "Contracts, CSV…", tmp_path / "c.csv")
    row = next(one for one in read_back(tmp_path / "c.csv") if "LOC 9" in one["Number"])
    assert row["Number"] == "'@LOC 9"
    assert (row["Kind"], row["Start"], row["Committed until"]) == ("Local contract", "01/01/2025", "31/12/2026")
    assert row["Notice, in months"] == "3"


def test_the_accounts_have_their_terms(user: User, tmp_path: Path) -> None:
    stock(user)
    export(user, "Billing accounts with their terms, CSV…", tmp_path / "a.csv")
    [row] = read_back(tmp_path / "a.csv")
    assert row["Operator"] == user.page.operator.heading.text()
    assert (row["Contract"], row["Date of an invoice"], row["Months in a period"]) == ("'@LOC 9", "05/01/2026", "1")
    assert (row["Subscriptions are charged"], row["Days are counted as"]) == ("In advance", "Real days")
    assert (row["Payment"], row["Card or account, masked"]) == ("Card", "•••• 4421")
    assert row["Days after the invoice date"] == "20"


def test_each_price_is_a_row_and_a_formula_is_a_text(user: User, tmp_path: Path) -> None:
    stock(user)
    export(user, "Products with their prices, CSV…", tmp_path / "p.csv")
    rows = [one for one in read_back(tmp_path / "p.csv") if one["Code"] == "0042"]
    assert {one["VAT rate"] for one in rows} == {"20,00"}
    assert [(one["Label"], one["From"], one["To"], one["Price excl. VAT"]) for one in rows] == [
        (f"'{FORMULA}", "01/01/2026", "30/06/2026", "1234,50"),
        (f"'{FORMULA}", "01/07/2026", "", "1300,00"),
    ]


def test_the_conditions_say_what_grants_them(user: User, tmp_path: Path) -> None:
    stock(user)
    export(user, "Special conditions, CSV…", tmp_path / "s.csv")
    [row] = read_back(tmp_path / "s.csv")
    assert (row["Product"], row["Condition"], row["Amount or percent"]) == (f"'{FORMULA}", "Percent off", "50,00")
    assert (row["From"], row["To"], row["Label"]) == ("01/01/2026", "31/03/2026", "Avenant 2")


def test_the_contacts_of_operators_and_companies_have_their_roles(user: User, tmp_path: Path) -> None:
    stock(user)
    of_operator = Person(ContactRole.SALES, FORMULA, "01 99 00 12 34", "sales@example.org", "le matin")
    contacts.add_contact(user.store, ContactOwner(operator_id=1), of_operator)
    contacts.add_contact(
        user.store, ContactOwner(company_id=1), Person(ContactRole.ACCOUNTING, phone="+32 2 555 12 12")
    )
    export(user, "Contacts, CSV…", tmp_path / "k.csv")
    first, second = [list(one.values()) for one in read_back(tmp_path / "k.csv")]
    operator, company = user.page.operator.heading.text(), contract_list.company_sheet(user.store, 1).fields.name
    assert first == [operator, "", "Sales", f"'{FORMULA}", "01 99 00 12 34", "sales@example.org", "le matin"]
    assert second == ["", company, "Accounting", "", "+3225551212", "", ""]


def test_the_workbook_holds_numbers_dates_and_no_formula(user: User, tmp_path: Path) -> None:
    stock(user)
    export(user, "Everything of the contracts, XLSX…", tmp_path / "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == ["Contracts", "Billing accounts", "Products and prices", "Special conditions", "Contacts"]
    rows = list(book["Products and prices"].iter_rows(min_row=2))
    [first, second] = [row for row in rows if row[1].value == "0042"]
    assert (first[2].data_type, first[2].value) == ("s", f"'{FORMULA}")
    assert Decimal(str(first[10].value)) == Decimal("1234.5")
    assert first[8].value.date() == date(2026, 1, 1)
    assert (second[8].value.date(), second[9].value) == (date(2026, 7, 1), None)
    [known] = [row for row in rows if row[1].value == "F20"]
    assert known[8].value.date() == user.today - LONG_AGO


def test_what_the_workbook_cannot_hold_is_said(user: User, tmp_path: Path) -> None:
    stock(user)
    contract_terms.add_contract(user.store, 1, ContractFields("LOC\x07", ContractKind.LOCAL))
    export(user, "Everything of the contracts, XLSX…", tmp_path / "b.xlsx")
    assert "1 character that such a file cannot hold was replaced by \ufffd." in user.desk._window.notices.text.text()


def test_what_the_filter_hides_is_not_written(user: User, tmp_path: Path) -> None:
    stock(user)
    user.answers.saves_to = tmp_path / "none.csv"
    user.page.list.filter.setText("nobody is called so")
    next(one for one in user.page.exports.acts if one.text().startswith("Products with their prices")).trigger()
    user.wait(lambda: "0 rows" in user.desk._window.notices.text.text())
    assert read_back(tmp_path / "none.csv") == []
