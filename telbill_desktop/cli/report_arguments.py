"""The options of `report`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from telbill_desktop.cli.fleet_arguments import day_of
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report_request import LEVELS, OF_DAYS, OF_MONTHS, OF_ONE_DAY, ReportKind, ReportLevel
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]
RUN = "run"  # a report that is kept under a name
_MOST_MONTHS = 12  # ahead
_LEVELLED = {kind.value: levels for kind, levels in LEVELS.items()}
_OPTIONS = {
    "level": "--level",
    "since": "--from",
    "until": "--to",
    "period": "--period",
    "on": "--on",
    "months": "--months",
    "again": "--again",
    "accounts": "--account",
    "perimeter": "--perimeter",
}


def add(verb: Adder) -> None:
    """Adds the verb; `verb` makes one of a name and its explanation."""
    report = verb("report", tr("Writes a report as XLSX, CSV, HTML or PDF, or entries for the accountant."))
    names = [*(kind.value for kind in ReportKind), RUN]
    report.add_argument("report", choices=names, metavar=tr("REPORT"), help=", ".join(names))
    report.add_argument("saved", nargs="?", metavar=tr("NAME"), help=tr("of “run”: a report that is kept under a name"))
    report.add_argument(
        "--out", type=Path, required=True, metavar=tr("FILE"), help=tr("its ending says what it is: .xlsx, .csv, …")
    )
    report.add_argument(
        "--level", choices=[each.value for each in ReportLevel], help=tr("of invoices and consumption: how detailed")
    )
    report.add_argument("--from", dest="since", type=day_of, metavar=tr("DATE"), help=tr("issued on that day or later"))
    report.add_argument("--to", dest="until", type=day_of, metavar=tr("DATE"), help=tr("issued on that day or before"))
    report.add_argument("--period", choices=[each.value for each in ReadyDays], help=tr("days counted from today"))
    report.add_argument("--on", type=day_of, metavar=tr("DATE"), help=tr("as of that day; of cutoff the closing day"))
    report.add_argument("--months", type=_months, metavar=tr("COUNT"), help=tr("invoices to come of so many months"))
    report.add_argument(
        "--account",
        dest="accounts",
        action="append",
        metavar=tr("REF"),
        help=tr("that billing account; may be repeated"),
    )
    report.add_argument("--perimeter", metavar=tr("NAME"), help=tr("only what lies in that perimeter"))
    report.add_argument("--again", action="store_true", help=tr("entries that were prepared before too"))
    report.add_argument("--plain", action="store_true", help=tr("a CSV as programs read it: commas, points, no mark"))
    report.set_defaults(check=_check)


def _check(options: argparse.Namespace) -> str | None:
    """What the report lacks or has no use for, in a sentence; None when it can be made."""
    name = options.report
    if name == RUN and not options.saved:
        return tr("report run needs the name of a report")
    if name != RUN and options.saved:
        return tr("report {name} takes no other name").format(name=name)
    taken = {"accounts", "perimeter"} | _taken(ReportKind(name)) if name != RUN else set()
    idle = [option for key, option in _OPTIONS.items() if key not in taken and getattr(options, key)]
    if idle:
        return tr("report {name} takes no {names}").format(name=name, names=", ".join(idle))
    level = ReportLevel(options.level) if options.level else ReportLevel.TOTALS
    for is_wrong, said in (
        (
            name in _LEVELLED and level not in _LEVELLED[name],
            tr("report {name} has no level {level}").format(name=name, level=level.value),
        ),
        (options.period and (options.since or options.until), tr("--period stands in place of --from and --to")),
        (options.accounts and options.perimeter, tr("--account stands in place of --perimeter")),
        (options.plain and options.out.suffix.casefold() != ".csv", tr("--plain is of a .csv alone")),
    ):
        if is_wrong:
            return said
    return None


def _taken(kind: ReportKind) -> set[str]:
    return {
        *(("since", "until", "period") if kind in OF_DAYS else ()),
        *(("on",) if kind in OF_ONE_DAY else ()),
        *(("months",) if kind in OF_MONTHS else ()),
        *(("level",) if kind in LEVELS else ()),
        *(("again",) if kind is ReportKind.ENTRIES else ()),
    }


def _months(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _MOST_MONTHS):
        raise argparse.ArgumentTypeError(tr("a number of months from 1 to {most}").format(most=_MOST_MONTHS))
    return int(text)
