"""Reports that the user keeps under a name, to be run again: days that move along with the calendar, format and all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.perimeter import PerimeterChoice, choice_from_json, choice_to_json
from telbill_desktop.domain.ready_days import ReadyDays, ready_days
from telbill_desktop.domain.report_request import ReportKind, ReportLevel, ReportRequest, formats_of

_EVERYTHING = PerimeterChoice()


@dataclass(frozen=True, slots=True)
class DefinedReport:
    """What is asked for, whenever it is run. `format` is the suffix of its file, `is_plain` a CSV for programs.

    `days` are counted from the day on which it is run; without them `since` and `until` stand. `on` None is the usual
    day of its kind, by then.
    """

    kind: ReportKind
    format: str
    level: ReportLevel = ReportLevel.TOTALS
    days: ReadyDays | None = None
    since: date | None = None
    until: date | None = None
    on: date | None = None
    months: int | None = None
    perimeter: PerimeterChoice = _EVERYTHING
    is_plain: bool = False

    def request_on(self, today: date) -> ReportRequest:
        """What is asked for on a day."""
        since, until = self.since, self.until
        if self.days is not None:
            since, until = ready_days(today)[self.days]
        return ReportRequest(self.kind, self.level, since, until, self.on, self.months, self.perimeter or None)


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A report under the name that the user gave it.

    `report` is None when this program cannot read it (a newer one wrote it): it must not be taken for another one.
    """

    id: int
    name: str
    position: int
    report: DefinedReport | None

    def wanted(self) -> DefinedReport:
        """The report.

        Raises:
            TelbillError: `report_unreadable`.
        """
        if self.report is None:
            raise TelbillError("report_unreadable", name=self.name)
        return self.report


def report_to_json(report: DefinedReport) -> dict[str, Any]:
    """The report as it is kept; what is as usual is left out."""
    usual = DefinedReport(report.kind, report.format)
    kept = {field.name: getattr(report, field.name) for field in fields(report)}
    said = {name: value for name, value in kept.items() if value != getattr(usual, name)}
    return {"kind": report.kind.value, "format": report.format, **{name: _written(each) for name, each in said.items()}}


def report_from_json(stored: object) -> DefinedReport:
    """The report that `report_to_json` wrote.

    Raises:
        ValueError: there is something in it that this program does not know.
    """
    if not isinstance(stored, Mapping) or (set(stored) - set(_READ)):
        raise ValueError(stored)
    try:
        report = DefinedReport(**{name: _READ[name](value) for name, value in stored.items()})
    except TypeError as error:
        raise ValueError(stored) from error
    if report.format not in formats_of(report.kind):
        raise ValueError(report.format)
    return report


def _written(value: Any) -> Any:  # noqa: ANN401 - a field of a report, a JSON value
    if isinstance(value, PerimeterChoice):
        return choice_to_json(value)
    return value.isoformat() if isinstance(value, date) else value


_READ: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "kind": ReportKind,
        "format": str,
        "level": ReportLevel,
        "days": ReadyDays,
        "since": date.fromisoformat,
        "until": date.fromisoformat,
        "on": date.fromisoformat,
        "months": int,
        "perimeter": choice_from_json,
        "is_plain": bool,
    }
)
