"""The options of `archive`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]
Common = Callable[[argparse.ArgumentParser], None]
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


def add(verb: Adder, common: Common) -> None:
    """Adds the verb with its acts; `common` gives an act the options that every verb has."""
    archive = verb("archive", tr("Keeps documents as they came, and proves that they are still so."))
    acts = archive.add_subparsers(dest="act", required=True, metavar=tr("ACT"), title=tr("acts"))

    def act(name: str, explained: str) -> argparse.ArgumentParser:
        parser = acts.add_parser(name, help=explained, description=explained, allow_abbrev=False)
        common(parser)
        return parser

    adding = act("add", tr("Keeps files; those that are invoices are taken in too."))
    adding.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr("files or folders"))
    listing = act("list", tr("Lists the documents that are kept."))
    listing.add_argument(
        "--text", default="", metavar=tr("TEXT"), help=tr("words of the document, its names, its invoice")
    )
    listing.add_argument(
        "--group",
        choices=[one.value for one in ArchiveGroup],
        default=ArchiveGroup.ALL.value,
        help=tr("only those of which that is known"),
    )
    act("verify", tr("Reads every document and the log again."))
    _add_bundle(act("bundle", tr("Writes a year's documents to another place, with what proves them.")))
    trusting = act("trust", tr("Trusts the signatures of a certificate, and of those that it issued."))
    either = trusting.add_mutually_exclusive_group(required=True)
    either.add_argument(
        "certificate", nargs="?", metavar=tr("CERT"), help=tr("a certificate in PEM or DER, or a trusted list")
    )
    either.add_argument("--list", action="store_true", help=tr("say which are trusted"))
    trusting.add_argument(
        "--signed-by", metavar=tr("CERT"), help=tr("of a trusted list: the certificate that has to have signed it")
    )
    either.add_argument("--remove", metavar=tr("FINGERPRINT"), help=tr("trust that one no more"))
    trusting.set_defaults(check=_signer_of_nothing)


def _signer_of_nothing(options: argparse.Namespace) -> str:
    """Why `archive trust` cannot be done as it was asked for; nothing where it can."""
    is_of_nothing = options.signed_by is not None and options.certificate is None
    return tr("--signed-by says who signed a trusted list: name the list too") if is_of_nothing else ""


def _add_bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=_year, required=True, metavar=tr("YEAR"), help=tr("the year of the documents"))
    parser.add_argument(
        "--out", type=_place, required=True, metavar=tr("PLACE"), help=tr("a new folder, or a zip: FILE.zip")
    )
    parser.add_argument(
        "--accounting-year", action="store_true", help=tr("the accounting year that ends in it, not the calendar year")
    )
    parser.add_argument(
        "--account",
        dest="accounts",
        action="append",
        metavar=tr("REF"),
        help=tr("only the invoices of this billing account; may be given several times"),
    )


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text[:5]) <= _LAST_YEAR:
        return int(text)
    raise argparse.ArgumentTypeError(tr("“{text}” is not a year").format(text=text))


def _place(text: str) -> Path:
    if not text:  # a script's variable that nobody set
        raise argparse.ArgumentTypeError(tr("the name of a folder is missing"))
    return Path(text)
