"""The options of `usage`."""

import argparse
from collections.abc import Callable

from telbill_desktop.cli.fleet_arguments import day_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.numbering import stored_number
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]


def add(verb: Adder) -> None:
    """Adds the verb; `verb` makes one of a name and its explanation."""
    usage = verb("usage", tr("Says what calls, messages and data add up to, by user, month or something else."))
    usage.add_argument("--from", dest="since", type=day_of, metavar=tr("DATE"), help=tr("from that day on"))
    usage.add_argument("--to", dest="until", type=day_of, metavar=tr("DATE"), help=tr("until that day, with it"))
    usage.add_argument("--user", action="append", metavar=tr("NAME"), help=tr("of that user alone; may be said again"))
    usage.add_argument("--team", action="append", metavar=tr("NAME"), help=tr("of that team alone; may be said again"))
    usage.add_argument(
        "--category",
        action="append",
        choices=[each.value for each in UsageCategory],
        help=tr("of that category alone; may be said again"),
    )
    usage.add_argument(
        "--number",
        action="append",
        type=_number,
        metavar=tr("NUMBER"),
        help=tr("of that line alone; may be said again"),
    )
    usage.add_argument("--account", metavar=tr("REF"), help=tr("of that billing account alone"))
    usage.add_argument("--invoice", metavar=tr("NUMBER"), default="", help=tr("what that invoice charges alone"))
    usage.add_argument("--rebuild", action="store_true", help=tr("first make the sums of months anew from the records"))
    usage.add_argument(
        "--by",
        choices=[each.value for each in UsageGrouping],
        default=UsageGrouping.MONTH.value,
        help=tr("what is added up together"),
    )


def _number(text: str) -> str:
    """As the store has it; an extension or a name stays what it is."""
    try:
        return stored_number(text)
    except TelbillError:
        return " ".join(text.split())
