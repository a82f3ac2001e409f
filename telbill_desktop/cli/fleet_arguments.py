"""The options of the verbs about contracts, the fleet and the invoices to come."""

import argparse
from collections.abc import Callable
from datetime import date

from telbill_desktop.domain.date_text import parse_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.system.formats import sentence
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]
_MOST_MONTHS = 120
_MOST = 10_000  # things at once: an import brings more
_NEEDED = {
    "list": (),
    "add": ("account", "product"),
    "remove": ("item",),
    "assign": ("item", "person"),
    "release": ("item",),
    "change": ("item", "product"),
}
_MAY_HAVE = {
    "list": ("account", "product", "person"),
    "add": ("person", "number", "iccid", "line", "count", "late"),
    "remove": ("late",),
    "change": ("late",),
}
# The day, every act has.
_ANY = ("item", "account", "product", "person", "number", "iccid", "line", "count", "late")


def add(verb: Adder) -> None:
    """Adds the verbs; `verb` makes one of a name and its explanation."""
    _add_prorate(verb)
    _add_upcoming(verb)
    _add_quote(verb)
    _add_fleet(verb)


def _add_prorate(verb: Adder) -> None:
    prorate = verb("prorate", tr("Computes the lines of an invoice from a case in a file, and says why."))
    prorate.add_argument("file", metavar=tr("FILE"), help=tr("a case in JSON"))


def _add_upcoming(verb: Adder) -> None:
    upcoming = verb("upcoming", tr("Lists the invoices to come."))
    upcoming.add_argument("--account", metavar=tr("REF"), help=tr("of that billing account alone"))
    _add_day(upcoming, tr("as if that day were today"))
    upcoming.add_argument(
        "--months", type=_months, metavar=tr("COUNT"), help=tr("all of so many months, not the next one alone")
    )


def _add_quote(verb: Adder) -> None:
    quote = verb("quote", tr("Says what a change of the fleet would cost, and changes nothing."))
    quote.add_argument("--account", required=True, metavar=tr("REF"), help=tr("the billing account"))
    quote.add_argument("--product", required=True, metavar=tr("PRODUCT"), help=tr("its label or code"))
    either = quote.add_mutually_exclusive_group(required=True)
    either.add_argument("--add", type=_count, metavar=tr("COUNT"), help=tr("so many more"))
    either.add_argument("--remove", type=_count, metavar=tr("COUNT"), help=tr("so many fewer"))
    either.add_argument("--change-to", metavar=tr("PRODUCT"), help=tr("another product in its place"))
    _add_day(quote, tr("from that day on"))
    _add_late(quote)


def _add_fleet(verb: Adder) -> None:
    fleet = verb("fleet", tr("Lists and changes what is in service and who has it."))
    fleet.add_argument("act", choices=tuple(_NEEDED), help=tr("what to do"))
    fleet.add_argument("item", nargs="?", metavar=tr("ITEM"), help=tr("a number, or an id of the list"))
    fleet.add_argument("--account", metavar=tr("REF"), help=tr("the billing account"))
    fleet.add_argument("--product", metavar=tr("PRODUCT"), help=tr("its label or code"))
    fleet.add_argument("--person", metavar=tr("NAME"), help=tr("who has it"))
    fleet.add_argument("--number", metavar=tr("NUMBER"), help=tr("the phone number of what is added"))
    fleet.add_argument("--iccid", metavar=tr("NUMBER"), help=tr("its SIM card"))
    fleet.add_argument("--line", metavar=tr("ITEM"), help=tr("the line that an option belongs to"))
    fleet.add_argument("--count", type=_count, metavar=tr("COUNT"), help=tr("how many are added"))
    _add_day(fleet, tr("on that day"))
    _add_late(fleet)
    fleet.set_defaults(check=_check_fleet)


def _check_fleet(options: argparse.Namespace) -> str | None:
    """What the act lacks, or has no use for, in a sentence; None when it can be done."""
    act = options.act
    if missing := [name for name in _NEEDED[act] if not getattr(options, name)]:
        return tr("fleet {act} needs {names}").format(act=act, names=_named(missing))
    taken = {*_NEEDED[act], *_MAY_HAVE.get(act, ())}
    if idle := [name for name in _ANY if name not in taken and getattr(options, name) not in {None, False}]:
        return tr("fleet {act} takes no {names}").format(act=act, names=_named(idle))
    return None


def _named(names: list[str]) -> str:
    return ", ".join(tr("ITEM") if name == "item" else f"--{name}" for name in names)


def _add_day(verb: argparse.ArgumentParser, explained: str) -> None:
    verb.add_argument("--on", type=day_of, metavar=tr("DATE"), help=explained)


def _add_late(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--late", action="store_true", help=tr("invoices that came already lack it: the next one makes up for them")
    )


def day_of(text: str) -> date:
    """A day as somebody typed it. Raises ArgumentTypeError."""
    try:
        return parse_date(text)
    except TelbillError as error:
        raise argparse.ArgumentTypeError(sentence(error.message)) from error


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise argparse.ArgumentTypeError(tr("“{text}” is not a number from 1 on").format(text=text[:40]))
    figures = text.lstrip("0")
    if len(figures) > len(str(_MOST)) or int(figures) > _MOST:
        raise argparse.ArgumentTypeError(tr("at most {count}").format(count=_MOST))
    return int(figures)


def _months(text: str) -> int:
    months = _count(text)
    if months > _MOST_MONTHS:
        raise argparse.ArgumentTypeError(tr("at most {count} months").format(count=_MOST_MONTHS))
    return months
