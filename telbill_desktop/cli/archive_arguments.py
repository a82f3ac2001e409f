"""The options of `archive`."""

import argparse
from collections.abc import Callable

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.system.i18n import tr

Adder = Callable[[str, str], argparse.ArgumentParser]
Common = Callable[[argparse.ArgumentParser], None]


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
    trusting = act("trust", tr("Trusts the signatures of a certificate, and of those that it issued."))
    either = trusting.add_mutually_exclusive_group(required=True)
    either.add_argument("certificate", nargs="?", metavar=tr("CERT"), help=tr("a certificate in PEM or DER"))
    either.add_argument("--list", action="store_true", help=tr("say which are trusted"))
    either.add_argument("--remove", metavar=tr("FINGERPRINT"), help=tr("trust that one no more"))
