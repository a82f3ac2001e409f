"""What documents of the archive are, in words."""

from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.system.i18n import tr


def kind_words(kind: DocumentKind) -> str:
    """What a document is, in words."""
    return {
        DocumentKind.INVOICE: tr("invoice"),
        DocumentKind.CREDIT_NOTE: tr("credit note"),
        DocumentKind.CONTRACT: tr("contract"),
        DocumentKind.IDENTITY: tr("identity paper"),
        DocumentKind.COMPANY: tr("extract of the register of companies"),
        DocumentKind.BANK: tr("bank account details"),
        DocumentKind.MANDATE: tr("mandate"),
        DocumentKind.OTHER: tr("other document"),
    }[kind]
