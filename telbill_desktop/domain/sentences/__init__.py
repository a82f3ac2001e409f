"""Every sentence that a code stands for, in English, by area; the catalogue in `resources/i18n` translates them."""

from collections.abc import Mapping
from types import MappingProxyType

from telbill_desktop.domain.sentences.accounting import ACCOUNTING
from telbill_desktop.domain.sentences.archive import ARCHIVE
from telbill_desktop.domain.sentences.archive_log import ARCHIVE_LOG
from telbill_desktop.domain.sentences.certified_invoices import CERTIFIED_INVOICES
from telbill_desktop.domain.sentences.checking import CHECKING
from telbill_desktop.domain.sentences.company_documents import COMPANY_DOCUMENTS
from telbill_desktop.domain.sentences.conflicts import CONFLICTS
from telbill_desktop.domain.sentences.dangers import DANGERS
from telbill_desktop.domain.sentences.files import FILES
from telbill_desktop.domain.sentences.fleet import FLEET
from telbill_desktop.domain.sentences.health import HEALTH
from telbill_desktop.domain.sentences.intake import INTAKE
from telbill_desktop.domain.sentences.leaving import LEAVING
from telbill_desktop.domain.sentences.mapping import MAPPING
from telbill_desktop.domain.sentences.parties import PARTIES
from telbill_desktop.domain.sentences.pdf_text import PDF_TEXT
from telbill_desktop.domain.sentences.profiles import PROFILES
from telbill_desktop.domain.sentences.reading import READING
from telbill_desktop.domain.sentences.signatures import SIGNATURES
from telbill_desktop.domain.sentences.storing import STORING
from telbill_desktop.domain.sentences.tables import TABLES
from telbill_desktop.domain.sentences.trusted_lists import TRUSTED_LISTS
from telbill_desktop.domain.sentences.usage import USAGE
from telbill_desktop.domain.sentences.values import VALUES
from telbill_desktop.domain.sentences.views import VIEWS

SENTENCES: Mapping[str, str] = MappingProxyType(
    VALUES
    | FILES
    | INTAKE
    | READING
    | PDF_TEXT
    | PROFILES
    | TABLES
    | MAPPING
    | CHECKING
    | CONFLICTS
    | PARTIES
    | STORING
    | SIGNATURES
    | TRUSTED_LISTS
    | ARCHIVE_LOG
    | ARCHIVE
    | DANGERS
    | LEAVING
    | COMPANY_DOCUMENTS
    | CERTIFIED_INVOICES
    | VIEWS
    | FLEET
    | USAGE
    | HEALTH
    | ACCOUNTING
)
