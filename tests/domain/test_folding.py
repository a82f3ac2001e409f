"""Text as it is compared and searched."""

import pytest

from telbill_desktop.domain.folding import fold, fold_all, search_terms


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("A-1312/B", "1312"),
        ("Société", "societe"),
        ("Cœur de réseau", "coeur"),
        ("LÆTITIA", "laetitia"),
        ("Straße", "strasse"),
        ("06 39 98 01 01", "0639980101"),
        ("N\u00b0\u00a04\u202f278", "4278"),
        ("L\u2019Atelier", "l'atelier"),
    ],
)
def test_what_a_person_types_is_found_in_what_a_document_writes(written: str, typed: str) -> None:
    assert fold(typed) in fold(written)


def test_a_term_is_not_found_across_two_values() -> None:
    assert fold("ab") not in fold_all(("a", None, "", "b"))


def test_a_number_typed_in_groups_is_one_word_and_words_are_several() -> None:
    assert search_terms("06 39 98") == ("063998",)
    assert search_terms("Hexa 2026 -") == ("hexa", "2026")
