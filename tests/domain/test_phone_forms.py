"""A French number is found in every way in which it is typed."""

import pytest

from telbill_desktop.domain.numbering import number_facts, stored_number
from telbill_desktop.domain.phone_forms import phone_forms


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("0612345678", {"+33612345678"}),
        ("+33 6 12 34 56 78", {"0612345678", "+33612345678"}),
        ("0033612345678", {"0612345678", "+33612345678"}),
        ("0692 00 12 34", {"+33692001234", "+262692001234"}),
        ("+33692001234", {"0692001234", "+33692001234", "+262692001234"}),
        ("+262 692 00 12 34", {"0692001234", "+33692001234", "+262692001234"}),
        ("00262692001234", {"0692001234", "+33692001234", "+262692001234"}),
        ("+596596201234", {"0596201234", "+33596201234", "+596596201234"}),
        ("+262639690123", {"0639690123", "+33639690123", "+262639690123"}),
        ("0709121234", {"+33709121234", "+596709121234"}),
        ("+596709121234", {"0709121234", "+33709121234", "+596709121234"}),
        ("0976 60 12 34", {"+33976601234", "+596976601234"}),
        ("+596 976 60 12 34", {"0976601234", "+33976601234", "+596976601234"}),
        ("+590692001234", set()),
        ("+3225551234", set()),
        ("3900", set()),
        ("siège", set()),
    ],
)
def test_a_number_has_its_other_forms(number: str, forms: set[str]) -> None:
    assert set(phone_forms(number)) == {number, *forms}


def test_no_number_has_no_form() -> None:
    assert phone_forms("") == ()


@pytest.mark.parametrize("text", ["0692001234", "+262692001234", "+33692001234", "0596201234", "0639980107"])
def test_what_is_typed_and_what_is_shown_are_forms_of_what_is_stored(text: str) -> None:
    stored = stored_number(text)
    shown = number_facts(stored).shown.replace(" ", "")
    assert {text, shown} <= set(phone_forms(stored))
