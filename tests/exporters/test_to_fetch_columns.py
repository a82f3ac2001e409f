"""What is to be fetched as cells: days where they are known, words where they are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.to_fetch import FetchState, Portal, ToFetch
from telbill_desktop.exporters.to_fetch_columns import missing_months_table, months_words, to_fetch_table
from telbill_desktop.system.i18n import use_language

PORTAL = Portal(1, "Lumitel", OperatorTerms(), "Nantes")
ONE = ToFetch(FetchState.LATE, 7, PORTAL, date(2026, 9, 20), None, None, date(2026, 9, 27))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Titles and words in English."""
    use_language("en")
    yield
    use_language("en")


def row(one: ToFetch) -> list[object]:
    _titles, cells = to_fetch_table([one])
    return list(cells)


def test_a_row_has_a_cell_for_each_title_and_days_are_days() -> None:
    titles, cells = to_fetch_table([ONE])
    assert dict(zip(titles, cells, strict=True)) == {
        "State": "Late",
        "Operator": "Lumitel",
        "Account": "Nantes",
        "Invoice": "Invoice of 20/09/2026",
        "Available from": None,
        "Deleted from the portal on": None,
        "Late since": date(2026, 9, 27),
        "Date of the invoice": date(2026, 9, 20),
        "XML archived": "",
    }


def test_where_nobody_knows_the_day_the_month_is_said() -> None:
    cells = row(replace(ONE, is_exact=False))
    assert (cells[3], cells[7]) == ("Invoice of September 2026", "09/2026")


def test_a_portal_that_deletes_nothing_says_never() -> None:
    assert row(replace(ONE, deleted_on=date.max))[5] == "never"


def test_an_invoice_that_is_known_goes_by_its_number() -> None:
    cells = row(replace(ONE, invoice_id=3, number="B-9", has_xml=True))
    assert (cells[3], cells[8]) == ("B-9", "yes")


def test_months_that_follow_each_other_are_said_from_the_first_to_the_last() -> None:
    days = [date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5), date(2026, 3, 5)]
    assert months_words(days) == "November 2025 to January 2026, March 2026"
    _titles, cells = missing_months_table([(PORTAL, days)])
    assert list(cells) == ["Lumitel", "Nantes", 4, "November 2025 to January 2026, March 2026"]
