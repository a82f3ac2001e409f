"""What an operator sends for a draft: a Factur-X PDF, signed by some, or the XML alone."""

from telbill_desktop.demo.billing import Issued
from telbill_desktop.demo.cii import cii_xml
from telbill_desktop.demo.facturx import Attachment, Declaration
from telbill_desktop.demo.paper import invoice_pdf, title_of
from telbill_desktop.demo.signing import as_sent
from telbill_desktop.demo.ubl import ubl_xml


def document_of(issued: Issued) -> tuple[str, bytes]:
    """File name and bytes; the same draft gives the same bytes."""
    draft, account = issued.draft, issued.account
    name = f"{account.operator.id}-{draft.issue_date.isoformat()}-{title_of(draft).lower()}-{draft.number}"
    if account.format == "ubl":
        return f"{name}.xml", ubl_xml(draft)
    if account.format == "cii":
        return f"{name}.xml", cii_xml(draft)
    declaration = Declaration(f"{title_of(draft)} {draft.number}", draft.seller.name, draft.issue_date)
    paper = invoice_pdf(draft, account.operator.look, (Attachment(cii_xml(draft)),), declaration)
    return f"{name}.pdf", as_sent(paper, account, draft.issue_date)
