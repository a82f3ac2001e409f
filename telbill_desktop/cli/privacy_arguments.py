"""The options of `privacy`."""

import argparse
from collections.abc import Callable

from telbill_desktop.cli.fleet_arguments import day_of
from telbill_desktop.cli.privacy import CALLS, TOTALS
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]


def add(verb: Adder) -> None:
    """Adds the verb; `verb` makes one of a name and its explanation."""
    privacy = verb("privacy", tr("Says what is kept of calls, decides it, and makes totals of old ones."))
    privacy.add_argument(
        "--keep",
        choices=(CALLS, TOTALS),
        help=tr("keep each call from now on, without the last digits of the number called, or totals alone"),
    )
    privacy.add_argument(
        "--purge",
        action="store_true",
        help=tr("say which calls, those older than twelve months, would become totals for good"),
    )
    privacy.add_argument(
        "--before", type=day_of, metavar=tr("DATE"), help=tr("with --purge: those before the month of that day")
    )
    privacy.add_argument("--yes", action="store_true", help=tr("with --purge: do it"))
    privacy.set_defaults(check=_check)


def _check(options: argparse.Namespace) -> str:
    """What is wrong with the options together; "" for nothing."""
    alone = (options.before is not None or options.yes) and not options.purge
    return tr("--before and --yes belong to --purge") if alone else ""
