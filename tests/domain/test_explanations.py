"""Every kind of line says why it is what it is, in French and in English."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Item, Minimum, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.explanations import explained
from telbill_desktop.domain.proration import Basis, Rule
from telbill_desktop.system.formats import sentence
from telbill_desktop.system.i18n import use_language
from tests.domain.engine_cases import lone

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
KEPT = lone(date(2025, 1, 1))
ADDED = lone(date(2026, 4, 17))
GONE = lone(date(2025, 1, 1), date(2026, 4, 17))
DISCOUNT_GONE = Item("x", date(2025, 1, 1), (Price(APRIL, Decimal("-30.00")),), date(2026, 4, 17), 2)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    yield
    use_language("en")


def said(items: Sequence[Item], rule: Rule, language: str, cycle: Cycle | None = None) -> str:
    plan = Plan(cycle or Cycle(APRIL), rule, minimums=(Minimum("seat", 2, Decimal("12.00")),) if not items else ())
    use_language(language)
    line = charges(plan, items, MAY)[-1]
    return sentence(explained(line, rule)).replace("\u00a0", " ").replace("\u202f", " ")


ACTUAL, ANY_USE, MONTHS = Rule(), Rule(Basis.NONE), Rule(Basis.MONTHS_THEN_DAYS)
YEAR = Cycle(date(2026, 1, 1), 12, 1)


@pytest.mark.parametrize(
    ("items", "rule", "cycle", "english", "french"),
    [
        (
            [KEPT],
            ACTUAL,
            None,
            "1 at €30.00 for the whole period, from 01/05/2026 to 31/05/2026: €30.00.",
            "1 à 30,00 € pour la période entière, du 01/05/2026 au 31/05/2026 : 30,00 €.",
        ),
        (
            [ADDED],
            ACTUAL,
            None,
            "1 at €30.00 for 14 of 30 days, from 17/04/2026 to 30/04/2026: €14.00.",
            "1 à 30,00 € pour 14 jours sur 30, du 17/04/2026 au 30/04/2026 : 14,00 €.",
        ),
        (
            [ADDED],
            MONTHS,
            None,
            "1 at €30.00 for 14 of 30 days, from 17/04/2026 to 30/04/2026: €14.00.",
            "1 à 30,00 € pour 14 jours sur 30, du 17/04/2026 au 30/04/2026 : 14,00 €.",
        ),
        ([ADDED], MONTHS, YEAR, "whole months and days of broken ones: €21.17.", ": 21,17 €."),
        ([ADDED], ANY_USE, None, "any use charges the whole period: €30.00.", ": 30,00 €."),
        (
            [GONE],
            ACTUAL,
            None,
            "14 of 30 days are no longer used, from 17/04/2026 to 30/04/2026: of 1 at €30.00, what the days used cost",
            "14 jours sur 30 ne sont plus utilisés, du 17/04/2026 au 30/04/2026",
        ),
        (
            [DISCOUNT_GONE],
            ACTUAL,
            None,
            "of 2 at −€30.00, what the days used cost less what was charged gives €28.00.",
            "pour 2 à −30,00 €",
        ),
        (
            [],
            ACTUAL,
            None,
            "2 short of the committed minimum, at €12.00, from 01/05/2026 to 31/05/2026: €24.00.",
            "du 01/05/2026 au 31/05/2026 : 24,00 €.",
        ),
    ],
)
def test_a_line_says_why(items: list[Item], rule: Rule, cycle: Cycle | None, english: str, french: str) -> None:
    assert english in said(items, rule, "en", cycle)
    assert french in said(items, rule, "fr", cycle)
    assert said(items, rule, "fr", cycle) != said(items, rule, "en", cycle)
