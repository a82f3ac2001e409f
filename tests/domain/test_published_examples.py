"""What operators publish of their own invoices, computed again to the cent."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.charging import Item, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from tests.domain.engine_cases import rule_of

EXAMPLES = tomllib.loads(Path(__file__).with_name("published_examples.toml").read_text("utf-8"))["example"]


def item_of(name: str, quantity: int, price: str, start: date, end: date | str) -> Item:
    until = end if isinstance(end, date) else None
    return Item(name, start, (Price(start, Decimal(price)),), until, quantity)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["says"][:50])
def test_an_operator_s_own_example_comes_out_to_the_cent(example: dict[str, Any]) -> None:
    plan = Plan(Cycle(example["anchor"]), rule_of(example.get("rule", {})), not example.get("arrears"))
    items = [item_of(name, *facts) for name, facts in example["items"].items()]
    found = charges(plan, items, example["invoice"])
    said = sorted((one.item, one.section.value, one.days, one.base, str(one.amount)) for one in found)
    assert said == sorted(tuple(line) for line in example["lines"])


def test_there_are_examples_of_every_operator_that_publishes_some() -> None:
    operators = {one["operator"].split(",")[0] for one in EXAMPLES}
    assert operators >= {"SFR Business", "AT&T", "Ringover", "Aircall", "Orange", "Telus Business"}
