"""How operators say that they charge, from `resources/rule_templates.toml`, for an account to begin with."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from telbill_desktop.domain.proration import Basis, Rounding, Rule
from telbill_desktop.system.resources import resources


@dataclass(frozen=True, slots=True)
class RuleTemplate:
    """A rule under its name, and the page that it was taken from; `advance` is how that operator charges."""

    name: str
    source: str
    advance: bool
    rule: Rule


@lru_cache(maxsize=1)
def rule_templates() -> tuple[RuleTemplate, ...]:
    """What ships with the program, in the order of the file."""
    stored = tomllib.loads((resources() / "rule_templates.toml").read_text("utf-8"))
    return tuple(
        RuleTemplate(
            one["name"],
            one["source"],
            one["charging"] == "advance",
            Rule(
                Basis(one["basis"]),
                one["count_first_day"],
                Rounding(one["rounding"]),
                one["round_at"] == "line",
                one["on_removal"] == "credit",
            ),
        )
        for one in stored["template"]
    )
