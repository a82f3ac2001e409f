"""Whose lines are those of somebody protected, however the operator writes the name."""

import pytest

from telbill_desktop.domain.usage_privacy import ProtectedLines, name_key

PROTECTED = ProtectedLines(
    ["Marie Dupont-Élan"],
    {"+33639980107": ["Paul Roy", "Marie Dupont-Élan"], "+33639980108": ["Paul Roy"]},
)


@pytest.mark.parametrize("name", ["DUPONT ELAN Marie", "marie dupont-elan", "Dupont-Élan, Marie", "Marie  DUPONT ÉLAN"])
def test_a_name_is_the_same_in_any_order_and_without_accents(name: str) -> None:
    assert name_key(name) == name_key("Marie Dupont-Élan")
    assert PROTECTED.hold("0123", name)


@pytest.mark.parametrize(
    ("number", "user", "held"),
    [
        ("+33639980107", "Accueil", True),  # her number, and nobody else's name
        ("+33639980107", "M. Dupont", True),
        ("+33639980107", "ROY Paul", False),  # he had it before or after
        ("+33639980107", "", False),  # a day on which nobody had it
        ("+33639980108", "Accueil", False),
        ("+33639980109", "Marie Dupont", False),  # somebody else, for all that one knows
    ],
)
def test_a_line_is_theirs_by_its_user_or_by_their_number(number: str, user: str, held: bool) -> None:  # noqa: FBT001
    assert PROTECTED.hold(number, user) is held


def test_a_person_without_letters_protects_nobody_without_a_name() -> None:
    assert not ProtectedLines(["—"], {"+33639980107": ["—"]}).hold("+33639980107", "")
