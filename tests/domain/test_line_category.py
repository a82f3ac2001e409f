"""The five categories, from the supplier's heading or from words of the label."""

import pytest

from telbill_desktop.domain.invoice import Category
from telbill_desktop.domain.line_category import category_of


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Abonnements", Category.SUBSCRIPTIONS),
        ("Services en option", Category.OPTIONS),
        ("Communications", Category.USAGE),
        ("Equipements", Category.EQUIPMENT),
        ("Équipements", Category.EQUIPMENT),
        ("ACTES PONCTUELS", Category.ONE_OFF),
        ("Subscriptions", Category.SUBSCRIPTIONS),
        ("Usage", Category.USAGE),
    ],
)
def test_the_supplier_s_heading_decides(heading: str, category: Category) -> None:
    assert category_of(heading, "Frais de mise en service, option et abonnement") is category


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("Dépassement forfait additionnel Data 10 Go", Category.USAGE),
        ("Option SMS illimités : hors forfait", Category.USAGE),
        ("Data add-on overage", Category.USAGE),
        ("Forfait additionnel Data 10 Go", Category.OPTIONS),
        ("Option Internationale", Category.OPTIONS),
        ("Abonnement Fibre Pro", Category.SUBSCRIPTIONS),
        ("Forfait Mobile 50 Go", Category.SUBSCRIPTIONS),
        ("Appels vers l'international", Category.USAGE),
        ("Itinérance hors Europe", Category.USAGE),
        ("Smartphone Galaxy S30", Category.EQUIPMENT),
        ("Frais de mise en service", Category.ONE_OFF),
        ("Promotion exceptionnelle", Category.ONE_OFF),
        ("Geste commercial", Category.ONE_OFF),
        ("Monatliche Grundgebühr", Category.SUBSCRIPTIONS),
        ("Outgoing calls", Category.USAGE),
    ],
)
def test_without_a_heading_the_label_tells(label: str, category: Category) -> None:
    assert category_of(None, label) is category


def test_overage_is_never_an_option() -> None:
    """Source: « Les éventuels dépassements de forfaits additionnels sont comptabilisés dans (…) Communications »."""
    for label in ("Dépassement option Data", "Hors-forfait pass Europe", "Option : dépassement"):
        assert category_of(None, label) is Category.USAGE


def test_a_range_tells_when_the_label_does_not() -> None:
    assert category_of(None, "Référence 12-B", "Terminaux et accessoires") is Category.EQUIPMENT


def test_what_no_word_tells_stays_unclassified() -> None:
    assert category_of(None, "Divers") is None
    assert category_of("Divers", "Divers") is None
    assert category_of("", "") is None
