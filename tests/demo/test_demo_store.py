"""Making the demo's store: through the import, marked, reused, replaced only when it is a demo's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop import importers
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.company import REFERENCE_DATE, create_demo
from telbill_desktop.domain.contact import ContactRole
from telbill_desktop.domain.errors import CancelledError, StoreError
from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services import contract_list, invoices
from telbill_desktop.services.outlook import outlook
from telbill_desktop.store.engine import Store
from telbill_desktop.system.demo_marker import mark_of, put_mark
from tests.new_stores import new_store

DOCUMENTS = 27  # of the last six weeks


class Impatient(Unwatched):
    """Gives up after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, text: str = "") -> None:  # noqa: ARG002 - counts, whatever is said
        self.left -= 1
        if self.left < 0:
            raise CancelledError


def count(store: Store) -> int:
    return len(invoices.find_ids(store, InvoiceFilter(), InvoiceOrder()))


def test_its_invoices_are_in_the_store_under_their_operators(small: Store) -> None:
    assert {choice.label for choice in invoices.operators(small)} >= {"Hexamobile", "Lumitel", "Nuvox"}
    assert count(small) == DOCUMENTS


def test_one_account_is_left_to_complete(small: Store) -> None:
    assert [choice.label for choice in invoices.accounts(small) if choice.to_complete] == ["NV-4471-P / PREPAID"]
    assert not any(choice.to_complete for choice in [*invoices.operators(small), *invoices.companies(small)])


def test_its_operators_and_its_company_have_contacts(small: Store) -> None:
    operators = [contract_list.operator_sheet(small, choice.id).contacts for choice in invoices.operators(small)]
    assert all(operators)
    [company] = [choice.id for choice in invoices.companies(small)]
    shown = [one for _, one in contract_list.company_sheet(small, company).contacts]
    assert [one.role for one in shown] == [ContactRole.OPERATIONAL, ContactRole.ACCOUNTING]
    assert all(one.phone.startswith(("+3319900", "+3363998")) for one in shown)


def test_its_folder_says_that_it_is_the_demo_and_when_it_lives(small: Store) -> None:
    folder = small.folder
    mark = mark_of(folder)
    assert mark
    assert mark.reference_date == REFERENCE_DATE
    assert sorted(path.name for path in folder.parent.iterdir()) == ["demo"]
    assert not (folder / "incoming").exists()


def test_a_users_store_has_no_reference_date(tmp_path: Path) -> None:
    with new_store(tmp_path / "own") as store:
        assert mark_of(store.folder) is None


def test_the_second_time_it_is_opened_as_it_was_left(small: Store, folder: Path, autumn: Company) -> None:
    small.close()
    made = (folder / "demo.toml").stat().st_mtime_ns
    with create_demo(folder, importers.read, Impatient(0), company=autumn) as again:
        assert count(again) == DOCUMENTS
    assert (folder / "demo.toml").stat().st_mtime_ns == made


def test_a_demo_of_another_program_version_is_replaced(small: Store, folder: Path, autumn: Company) -> None:
    small.close()
    mark = mark_of(folder)
    assert mark is not None
    put_mark(folder, replace(mark, program="0.0.1"))
    shorter = replace(autumn, first_day=date(2026, 11, 15))
    with create_demo(folder, importers.read, Unwatched(), company=shorter) as store:
        assert 0 < count(store) < DOCUMENTS
    assert mark_of(folder) == mark


def test_a_demo_in_use_is_not_replaced(small: Store, folder: Path, autumn: Company) -> None:
    mark = mark_of(folder)
    assert mark is not None
    put_mark(folder, replace(mark, program="0.0.1"))
    with pytest.raises(StoreError) as caught:
        create_demo(folder, importers.read, Unwatched(), company=autumn)
    assert caught.value.message.code == "store_held"
    assert count(small) == DOCUMENTS


def test_a_users_store_is_never_replaced(folder: Path, autumn: Company) -> None:
    new_store(folder).close()
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(StoreError) as caught:
        create_demo(folder, importers.read, Unwatched(), company=autumn)
    assert caught.value.message.code == "demo_folder_taken"
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("steps", [2, 25])
def test_a_cancelled_creation_leaves_nothing(folder: Path, autumn: Company, steps: int) -> None:
    with pytest.raises(CancelledError):
        create_demo(folder, importers.read, Impatient(steps), company=autumn)
    assert list(folder.parent.iterdir()) == []


def test_a_cancelled_replacement_leaves_the_older_demo(small: Store, folder: Path, autumn: Company) -> None:
    small.close()
    mark = mark_of(folder)
    assert mark is not None
    put_mark(folder, replace(mark, size="large"))
    with pytest.raises(CancelledError):
        create_demo(folder, importers.read, Impatient(25), company=autumn)
    assert mark_of(folder) == replace(mark, size="large")


def test_two_creations_hold_the_same_documents(small: Store, tmp_path: Path, autumn: Company) -> None:
    with create_demo(tmp_path / "other", importers.read, Unwatched(), company=autumn) as other:
        assert digests(other) == digests(small)


def digests(store: Store) -> set[str]:
    return {str(path.relative_to(store.archive)) for path in store.archive.rglob("*") if path.is_file()}


def test_the_next_invoice_of_sonora_charges_what_is_in_service_and_what_was_added_meanwhile(small: Store) -> None:
    row = next(row for row in outlook(small, REFERENCE_DATE).rows if row.name == "Sonora · Siège")
    charged = {ForecastSection.RECURRING, ForecastSection.PRORATA}
    assert row.invoice.invoice_date == date(2026, 12, 1)
    assert sum(line.amount for line in row.invoice.lines if line.section in charged) == Decimal("1002.73")
