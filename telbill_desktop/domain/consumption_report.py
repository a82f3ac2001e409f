"""The report of usage: what it adds up to in several ways, and its calls one by one where they are wanted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from telbill_desktop.domain.report_request import ReportLevel
from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.domain.usage_view import UsageAnswer, UsageCall, UsageGrouping


@dataclass(frozen=True, slots=True)
class ConsumptionReport:
    """`answers` are of the same usage, each grouped otherwise. `calls` are read anew each time that they are asked for.

    Of calls of which totals alone are kept there is none among `calls`; `listed` is how many there are, where the level
    asks for them.
    """

    scope: ReportScope
    level: ReportLevel
    answers: Mapping[UsageGrouping, UsageAnswer]
    calls: Callable[[], Iterator[UsageCall]]
    listed: int = 0
