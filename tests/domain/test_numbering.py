"""How phone numbers are stored and shown, and what they say of themselves."""

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.numbering import number_facts, stored_number


@pytest.mark.parametrize("text", ["06 39 98 01 07", "06.39.98.01.07", "+33 6 39 98 01 07", "0033639980107"])
def test_a_number_is_stored_once_however_it_is_typed(text: str) -> None:
    assert stored_number(text) == "+33639980107"


@pytest.mark.parametrize(
    ("number", "shown", "country", "kind"),
    [
        ("+33639980107", "06 39 98 01 07", "FR", "mobile"),  # kept free for fiction: in no list of ranges in use
        ("+33199004401", "01 99 00 44 01", "FR", "fixed"),
        ("+33612345678", "06 12 34 56 78", "FR", "mobile"),
        ("+33800123456", "0 800 12 34 56", "FR", "toll_free"),
        ("+3225551212", "+32 2 555 12 12", "BE", "fixed"),
    ],
)
def test_a_number_says_its_country_and_type(number: str, shown: str, country: str, kind: str) -> None:
    facts = number_facts(number)
    assert (facts.shown, facts.country, facts.kind) == (shown, country, kind)


def test_a_word_is_no_number() -> None:
    with pytest.raises(TelbillError, match="number_impossible"):
        stored_number("demain")
