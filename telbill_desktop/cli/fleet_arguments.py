"""The options of the verbs about contracts and the fleet."""

import argparse
from collections.abc import Callable

from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]


def add(verb: Adder) -> None:
    """Adds the verbs; `verb` makes one of a name and its explanation."""
    prorate = verb("prorate", tr("Computes the lines of an invoice from a case in a file, and says why."))
    prorate.add_argument("file", metavar=tr("FILE"), help=tr("a case in JSON"))
