import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceSums
from telbill_desktop.gui.models.invoice_sums_words import list_text, selection_text
from tests.gui.invoices.user import User
from tests.gui.user import plain


@pytest.fixture
def user_with_blanks(made_store: Path, tmp_path: Path, request: pytest.FixtureRequest) -> User:
    """A store in which two invoices came from a list that leaves their totals blank."""
    shutil.copytree(made_store, tmp_path / "store")
    with sqlite3.connect(tmp_path / "store" / "telbill.sqlite3") as connection:
        connection.execute("UPDATE invoice SET ttc = NULL, vat = NULL WHERE number IN ('F-100', 'F-200')")
    connection.close()
    user: User = request.getfixturevalue("open_user")()
    return user


def test_a_blank_amount_is_a_blank_cell_and_the_sums_say_how_many(user_with_blanks: User) -> None:
    user = user_with_blanks
    row = user.numbers.index("F-100")
    assert user.column(InvoiceColumn.TTC)[row] == ""
    assert user.column(InvoiceColumn.HT)[row] != ""
    user.wait(lambda: user.status.startswith("7 invoices, 2 of them without every amount · "))
    user.click_row(row)
    user.wait(lambda: user.status.startswith("1 invoice selected, 1 of them without every amount · "))
    user.click_row(user.numbers.index("C-7"))
    user.wait(lambda: user.status.startswith("1 invoice selected · "))


def test_incomplete_invoices_of_all_currencies_are_one_number() -> None:
    one = InvoiceSums("EUR", 3, Decimal(1), Decimal(1), Decimal(2), incomplete=1)
    other = InvoiceSums("USD", 2, Decimal(1), Decimal(1), Decimal(2), incomplete=2)
    assert plain(list_text(5, [one, other])).startswith("5 invoices, 3 of them without every amount · excl. VAT")
    assert "without" not in selection_text(1, [InvoiceSums("EUR", 1, Decimal(1), Decimal(1), Decimal(2))])
