"""The verbs and their options."""

import argparse
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from telbill_desktop import __version__
from telbill_desktop.cli import (
    archive_arguments,
    fleet_arguments,
    privacy_arguments,
    report_arguments,
    usage_arguments,
)
from telbill_desktop.cli.argument_words import teach_argparse
from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.system.formats import sentence
from telbill_desktop.system.i18n import LANGUAGES, tr

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

UNMARKED = "none"
_AMOUNT_OPTIONS = ("--min", "--max")
_DESCENDING = re.compile(r"-[a-z]")
_NEGATIVE = re.compile(r"-[\d\s.,\u00a0\u202f]")


def language_of(argv: Sequence[str]) -> str | None:
    """`--lang`, before anything is translated."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", choices=LANGUAGES)
    early.error = lambda _message: None  # type: ignore[assignment,method-assign,return-value] # the real parser says it
    return getattr(early.parse_known_args(_plain(argv))[0], "lang", None)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The verb with its options, in the language in use.

    Raises:
        SystemExit: 2 for wrong usage, 0 after `--help` and `--version`.
    """
    teach_argparse()
    parser = argparse.ArgumentParser(
        prog="telbill",
        description=tr("Telecom invoices: read, checked, found again, kept. Without a verb, the window opens."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Telbill Desktop {__version__}")
    _add_common(parser, default=None)
    verbs = parser.add_subparsers(dest="verb", metavar=tr("VERB"), title=tr("verbs"))
    _add_windows(verbs)
    _add_import(verbs)
    _add_invoices(verbs)
    fleet_arguments.add(lambda name, explained: _verb(verbs, name, explained))
    usage_arguments.add(lambda name, explained: _verb(verbs, name, explained))
    report_arguments.add(lambda name, explained: _verb(verbs, name, explained))
    privacy_arguments.add(lambda name, explained: _verb(verbs, name, explained))
    _add_verify_pdf(verbs)
    archive_arguments.add(
        lambda name, explained: _verb(verbs, name, explained),
        lambda act: _add_common(act, default=argparse.SUPPRESS),
    )
    _add_journal(verbs)
    options = parser.parse_args(_plain(argv))
    if (check := getattr(options, "check", None)) is not None and (lacking := check(options)):
        parser.error(lacking)
    if options.verb is None:
        options.verb, options.screenshot = "gui", None
    return options


def _add_verify_pdf(verbs: "Verbs") -> None:
    verify = _verb(
        verbs, "verify-pdf", tr("Says of PDFs whether they are what was signed, and by whom; keeps nothing.")
    )
    verify.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr("PDFs"))
    verify.add_argument(
        "--trust",
        action="append",
        metavar=tr("CERT"),
        help=tr(
            "a certificate in PEM or DER, or a trusted list: its signatures, and those that it issued, are trusted"
        ),
    )


def _verb(verbs: "Verbs", name: str, explained: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=explained, description=explained, allow_abbrev=False)
    _add_common(verb, default=argparse.SUPPRESS)  # what stands before the verb holds unless it is said again after
    return verb


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument("--store", type=_folder, metavar=tr("DIR"), default=default, help=tr("the folder of the store"))
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=tr("the language of the answers"))
    parser.add_argument(
        "--json",
        action="store_true",
        default=default or False,
        help=tr("one JSON document on standard output"),
    )


def _add_windows(verbs: "Verbs") -> None:
    gui = _verb(verbs, "gui", tr("Opens the window."))
    gui.add_argument("paths", nargs="*", metavar=tr("PATH"), help=tr("files or folders to import"))
    demo = _verb(verbs, "demo", tr("Creates the demo company in its own store and opens it."))
    demo.add_argument("--no-gui", action="store_true", help=tr("only create it"))
    demo.add_argument("--size", choices=("small", "large"), default="small", help=tr("how many invoices it has"))
    for verb in (gui, demo):
        verb.add_argument("--screenshot", metavar=tr("FILE"), help=tr("save a picture of the window and close it"))


def _add_import(verbs: "Verbs") -> None:
    verb = _verb(verbs, "import", tr("Imports files, or everything in folders."))
    verb.add_argument("paths", nargs="+", metavar=tr("PATH"), help=tr("a file or a folder"))
    verb.add_argument(
        "--profile", metavar=tr("PROFILE"), help=tr("read tables by this profile, whatever they look like")
    )
    verb.add_argument("--account", metavar=tr("REF"), help=tr("the billing account of tables that do not name one"))
    verb.add_argument("--dry-run", action="store_true", help=tr("say what would be done, and do nothing"))


def _add_invoices(verbs: "Verbs") -> None:
    verb = _verb(verbs, "invoices", tr("Lists invoices."))
    _add_ranges(verb)
    _add_texts(verb)
    _add_kinds(verb)
    verb.add_argument(
        "--view", type=_searched, metavar=tr("NAME"), help=tr("a saved view, which the other options narrow or change")
    )
    verb.add_argument("--perimeter", type=_searched, metavar=tr("NAME"), help=tr("only what lies in that perimeter"))
    verb.add_argument(
        "--sort",
        type=_order,
        metavar=tr("COLUMN"),
        help=tr("a column, with - before it for descending: {columns}").format(
            columns=", ".join(each.value for each in InvoiceColumn)
        ),
    )
    verb.add_argument("--limit", type=_count, metavar=tr("COUNT"), help=tr("at most so many rows"))
    verb.add_argument("--csv", action="store_true", help=tr("the list as CSV for a spreadsheet"))
    show = _verb(verbs, "show", tr("Shows one invoice whole."))
    show.add_argument("number", metavar=tr("NUMBER"), help=tr("the invoice's number"))
    show.add_argument("--operator", type=_searched, metavar=tr("NAME"), help=tr("when two operators use the number"))


def _add_ranges(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--from", dest="since", type=fleet_arguments.day_of, metavar=tr("DATE"), help=tr("issued on that day or later")
    )
    verb.add_argument(
        "--to", dest="until", type=fleet_arguments.day_of, metavar=tr("DATE"), help=tr("issued on that day or before")
    )
    verb.add_argument("--min", type=_amount, metavar=tr("AMOUNT"), help=tr("this much with tax, or more"))
    verb.add_argument("--max", type=_amount, metavar=tr("AMOUNT"), help=tr("this much with tax, or less"))


def _add_texts(verb: argparse.ArgumentParser) -> None:
    for name, explained in (
        ("--number", tr("part of the number")),
        ("--account", tr("part of the billing account")),
        ("--sub-account", tr("part of the sub-account")),
        ("--client-code", tr("part of the client code")),
        ("--subscriber", tr("part of the subscriber's name")),
        ("--operator", tr("part of the operator's name")),
        ("--reference", tr("part of an order, a contract, a site or another reference")),
        ("--line", tr("words that one line must hold: label, description, number, user")),
        ("--text", tr("words that must all be found")),
    ):
        verb.add_argument(name, type=_searched, metavar=tr("TEXT"), help=explained)
    verb.add_argument("--currency", type=_searched, metavar=tr("CODE"), help=tr("a currency: EUR, CHF, …"))


def _add_kinds(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--type", choices=[each.value for each in InvoiceType], help=tr("invoices or credit notes"))
    verb.add_argument("--status", choices=[each.value for each in InvoiceState], help=tr("whether the figures agree"))
    marks = [*(each.value for each in InvoiceMark), UNMARKED]
    verb.add_argument("--mark", choices=marks, help=tr("by the mark that somebody gave them"))
    for name, dest, with_it, without in (
        ("document", "has_document", tr("only those with a document"), tr("only those known from lists alone")),
        ("warnings", "has_warnings", tr("only those with a warning"), tr("only those without a warning")),
        ("conflicts", "in_conflict", tr("only those whose documents disagree"), tr("only those without a conflict")),
    ):
        either = verb.add_mutually_exclusive_group()
        positive = f"--{name}" if name == "warnings" else f"--has-{name}"
        either.add_argument(positive, dest=dest, action="store_const", const=True, help=with_it)
        either.add_argument(f"--no-{name}", dest=dest, action="store_const", const=False, help=without)


def _add_journal(verbs: "Verbs") -> None:
    _verb(verbs, "history", tr("Lists what was done, latest first."))
    _verb(verbs, "undo", tr("Undoes what was done last."))
    _verb(verbs, "redo", tr("Does again what was undone last."))
    _verb(verbs, "doctor", tr("Checks everything that can be checked."))


def _plain(argv: Sequence[str]) -> list[str]:
    """A negative amount is a value, though it begins with a dash: `--min -12,50`; so is `--sort -date`."""
    words: list[str] = []
    for word in argv:
        before = words[-1] if words else ""
        if (before in _AMOUNT_OPTIONS and _NEGATIVE.match(word)) or (before == "--sort" and _DESCENDING.match(word)):
            words[-1] += f"={word}"
        else:
            words.append(word)
    return words


def _folder(text: str) -> str:
    if not text:  # a script's variable that nobody set: not the user's own store
        raise argparse.ArgumentTypeError(tr("the name of a folder is missing"))
    return text


def _amount(text: str) -> Decimal:
    try:
        return parse_amount(text)
    except TelbillError as error:
        raise argparse.ArgumentTypeError(sentence(error.message)) from error


def _searched(text: str) -> str:
    if not fold(text):  # nothing to look for would find everything
        raise argparse.ArgumentTypeError(tr("“{text}” holds no letter and no figure to look for").format(text=text))
    return text


def _order(text: str) -> tuple[InvoiceColumn, bool]:
    try:
        return InvoiceColumn(text.removeprefix("-")), text.startswith("-")
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("there is no column “{text}”").format(text=text)) from error


def _count(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise argparse.ArgumentTypeError(tr("“{text}” is not a number of rows").format(text=text))
