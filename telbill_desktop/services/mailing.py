"""Documents for somebody else: read for a mail's draft, and the log told of it."""

from collections.abc import Callable, Sequence

from telbill_desktop.domain.bundle import BundleDocument
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.services.archive_acts import tell_export
from telbill_desktop.services.bundles import documents
from telbill_desktop.services.documents import content
from telbill_desktop.store.engine import Store

LARGEST = 20_000_000  # octets of a whole mail: many servers refuse more
TOLD = "mail.eml"  # what the log says of where documents went: to whom, the mail program knows
_MEGABYTE = 1_000_000
_LINE, _ENCODED = 57, 78  # octets of a document, and what they take in a mail with the end of their line

Compose = Callable[[Sequence[tuple[BundleDocument, bytes]]], bytes]


def draft_mail(store: Store, deposit_ids: Sequence[int], compose: Compose) -> bytes:
    """A mail with these documents, untouched; nothing is told to the log yet.

    Raises:
        TelbillError: `document_unknown`; `mail_too_large`, before anything is read; what `documents.content` raises.
    """
    found = documents(store, deposit_ids)
    if len(found) < len(set(deposit_ids)) or not found:
        raise TelbillError("document_unknown")
    size = sum(-(-one.size // _LINE) * _ENCODED for one in found)
    if size > LARGEST:
        raise TelbillError("mail_too_large", size=-(-size // _MEGABYTE), limit=LARGEST // _MEGABYTE)
    return compose([(one, content(store, one.deposit_id)) for one in found])


def tell_mail(store: Store, deposit_ids: Sequence[int]) -> None:
    """Tells the log that these documents were put into a mail's draft."""
    tell_export(store, deposit_ids, TOLD)
