"""Every template of a rule computes the example that its operator publishes, to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Item, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.services.rule_templates import RuleTemplate, rule_templates

# name: an anchor, the invoice's date, items (quantity, price, start, end), the amounts of its lines
Bought = tuple[int, str, str, str | None]
EXAMPLES: dict[str, tuple[str, str, list[Bought], list[str]]] = {
    # A plan at 8.00 changed for one at 60.00 on 14 June, invoiced on the 29th.
    "SFR Business": (
        "2017-05-29",
        "2017-06-29",
        [(1, "8.00", "2016-01-29", "2017-06-14"), (1, "60.00", "2017-06-14", None)],
        ["-3.87", "29.03", "60.00"],
    ),
    # 45.00 to 60.00 with 20 days left of 30.
    "AT&T": (
        "2026-04-01",
        "2026-05-01",
        [(1, "45.00", "2025-01-01", "2026-04-11"), (1, "60.00", "2026-04-11", None)],
        ["-30.00", "40.00", "60.00"],
    ),
    # 10 licences, 3 numbers, and 3, 2 and 1 licences added in April.
    "Ringover": (
        "2026-04-01",
        "2026-05-01",
        [
            (10, "64.00", "2025-01-01", None),
            (3, "5.00", "2025-01-01", None),
            (3, "64.00", "2026-04-01", None),
            (2, "64.00", "2026-04-09", None),
            (1, "64.00", "2026-04-02", None),
        ],
        ["15.00", "61.87", "93.86", "192.00", "640.00"],
    ),
    # A number removed inside its month is paid to the end of it.
    "Aircall": ("2024-09-13", "2024-10-13", [(1, "5.00", "2024-01-13", "2024-10-01")], []),
    # An amendment gives back 87 % of the month for 4 users.
    "Aircall, avenant": (
        "2024-07-06",
        "2024-08-06",
        [(6, "30.00", "2024-01-06", None), (4, "30.00", "2024-01-06", "2024-07-10")],
        ["-104.52", "180.00"],
    ),
    # 10 days « du 14 au 24 » of an offer at 30.00.
    "Orange": ("2026-03-25", "2026-04-25", [(1, "30.00", "2026-04-14", None)], ["10.00", "30.00"]),
    "Telus": (
        "2026-09-01",
        "2026-10-01",
        [(1, "35.00", "2025-01-01", "2026-09-27"), (1, "30.00", "2026-09-27", None)],
        ["-4.67", "4.00", "30.00"],
    ),
}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("template", rule_templates(), ids=lambda one: one.name)
def test_a_template_computes_what_its_operator_publishes(template: RuleTemplate) -> None:
    anchor, invoice_date, items, amounts = EXAMPLES[template.name]
    plan = Plan(Cycle(day(anchor)), template.rule, template.advance)
    made = charges(
        plan,
        [
            Item(str(at), day(start), (Price(day(start), Decimal(price)),), day(end) if end else None, quantity)
            for at, (quantity, price, start, end) in enumerate(items)
        ],
        day(invoice_date),
    )
    assert sorted(one.amount for one in made) == [Decimal(amount) for amount in amounts]


def test_every_template_has_a_source_and_an_example() -> None:
    assert {one.name for one in rule_templates()} == set(EXAMPLES)
    assert all(one.source for one in rule_templates())
