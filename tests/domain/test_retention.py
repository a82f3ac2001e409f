"""Until which day documents are kept, and what is said before it."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.retention import Closing, DocumentKind, keep_until, may_dispose

CALENDAR_YEAR = Closing()
OF_THE_ACCOUNTS = (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.OTHER)
OF_A_CONTRACT = (DocumentKind.CONTRACT, DocumentKind.BANK, DocumentKind.MANDATE)
WHILE_NEEDED = (DocumentKind.IDENTITY, DocumentKind.COMPANY)

closings = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Closing(day.month, day.day))
kinds = st.sampled_from(DocumentKind)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("kind", OF_THE_ACCOUNTS)
@pytest.mark.parametrize(
    ("document", "closing", "until"),
    [
        (date(2026, 1, 1), CALENDAR_YEAR, date(2036, 12, 31)),
        (date(2026, 12, 31), CALENDAR_YEAR, date(2036, 12, 31)),
        (date(2028, 2, 29), CALENDAR_YEAR, date(2038, 12, 31)),
        (date(2026, 6, 30), Closing(6, 30), date(2036, 6, 30)),
        (date(2026, 7, 1), Closing(6, 30), date(2037, 6, 30)),
        (date(2026, 2, 28), Closing(2, 29), date(2036, 2, 29)),  # the last of February, in each year its own
        (date(2028, 2, 29), Closing(2, 29), date(2038, 2, 28)),
        (date(2028, 2, 29), Closing(2, 28), date(2039, 2, 28)),  # the year ended the day before
        (date(9995, 3, 1), CALENDAR_YEAR, date.max),
        (date.max, Closing(6, 30), date.max),
    ],
)
def test_documents_of_the_accounts_are_kept_ten_years_from_the_end_of_their_accounting_year(
    kind: DocumentKind, document: date, closing: Closing, until: date
) -> None:
    assert keep_until(kind, document, closing) == until


@pytest.mark.parametrize("kind", OF_A_CONTRACT)
@pytest.mark.parametrize(
    ("document", "contract_end", "until"),
    [
        (date(2024, 3, 1), date(2027, 1, 1), date(2031, 12, 31)),  # in force through 31 December 2026
        (date(2024, 3, 1), date(2028, 3, 1), date(2033, 2, 28)),  # through 29 February
        (date(2026, 3, 1), date(2025, 1, 1), date(2031, 3, 1)),  # written after the end: of its own date
        (date(2024, 2, 29), date(2024, 1, 1), date(2029, 2, 28)),
    ],
)
def test_what_proves_a_contract_is_kept_five_years_from_its_end(
    kind: DocumentKind, document: date, contract_end: date, until: date
) -> None:
    assert keep_until(kind, document, CALENDAR_YEAR, contract_end) == until


@pytest.mark.parametrize("kind", OF_A_CONTRACT)
def test_while_a_contract_runs_there_is_no_last_day_and_nothing_may_go(kind: DocumentKind) -> None:
    assert keep_until(kind, date(1990, 1, 1), CALENDAR_YEAR) is None
    assert may_dispose(kind, date(2026, 11, 28), None, hold=False) == Message("keep_running")


@pytest.mark.parametrize("kind", WHILE_NEEDED)
def test_papers_that_are_kept_while_needed_may_go_when_nobody_holds_them(kind: DocumentKind) -> None:
    assert keep_until(kind, date(2026, 1, 1), CALENDAR_YEAR, date(2020, 1, 1)) is None
    assert may_dispose(kind, date(2026, 1, 2), None, hold=False) is None
    assert may_dispose(kind, date(2026, 1, 2), None, hold=True) == Message("keep_held")


@given(st.sampled_from(OF_THE_ACCOUNTS), DAYS, closings)
def test_a_document_of_the_accounts_is_never_kept_shorter_than_either_bound(
    kind: DocumentKind, document: date, closing: Closing
) -> None:
    until = keep_until(kind, document, closing)
    year_end = closing.year_end(document)
    assert until is not None
    assert until >= document + relativedelta(years=6)
    assert until >= year_end + relativedelta(years=10)
    assert document <= year_end < document + timedelta(days=367)


@given(DAYS, closings)
def test_an_accounting_year_ends_on_its_closing_day_and_the_next_one_begins_then(day: date, closing: Closing) -> None:
    end = closing.year_end(day)
    assert (end.month, end.day) in {(closing.month, closing.day), (2, 28)}
    assert closing.year_end(end) == end
    assert closing.year_end(end + timedelta(days=1)) > end


@given(st.sampled_from(OF_A_CONTRACT), DAYS, DAYS)
def test_what_proves_a_contract_is_never_kept_shorter_than_either_bound(
    kind: DocumentKind, document: date, contract_end: date
) -> None:
    until = keep_until(kind, document, CALENDAR_YEAR, contract_end)
    assert until is not None
    assert until >= document + relativedelta(years=5)
    assert until >= contract_end - timedelta(days=1) + relativedelta(years=5)


@given(kinds, DAYS, DAYS, closings, st.one_of(st.none(), DAYS))
def test_a_later_document_is_never_kept_shorter(
    kind: DocumentKind, one: date, other: date, closing: Closing, contract_end: date | None
) -> None:
    earlier, later = (keep_until(kind, day, closing, contract_end) for day in sorted((one, other)))
    assert (earlier is None) == (later is None)
    assert earlier is None or later is None or earlier <= later


@given(kinds, DAYS, closings, DAYS)
def test_a_document_may_go_the_day_after_its_last_one_and_not_before(
    kind: DocumentKind, document: date, closing: Closing, contract_end: date
) -> None:
    until = keep_until(kind, document, closing, contract_end)
    if until is not None:
        assert may_dispose(kind, until, until, hold=False) == Message("keep_until_day", {"day": until})
        assert may_dispose(kind, until + timedelta(days=1), until, hold=False) is None
        assert may_dispose(kind, until + timedelta(days=1), until, hold=True) == Message("keep_held")


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (0, 1), (13, 1), (1, 0)])
def test_a_day_that_no_year_has_ends_no_accounting_year(month: int, day: int) -> None:
    with pytest.raises(TelbillError) as refusal:
        Closing(month, day)
    assert refusal.value.message.code == "closing_impossible"
