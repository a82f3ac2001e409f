"""What is said of documents of companies and of contracts."""

from telbill_desktop.domain.sentence_marker import N_

COMPANY_DOCUMENTS = {
    "document_ends_before": N_("What ended on {end} cannot have been received on {received}."),
    "document_there_already": N_("“{document}” is among these documents already."),
    "document_needed": N_("“{document}” is a document of a company or of a contract: remove it there first."),
}
