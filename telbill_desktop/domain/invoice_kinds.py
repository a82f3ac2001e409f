"""What an invoice, its state and its lines are called; apart from the draft, which lists and filters do not need."""

from enum import StrEnum


class InvoiceType(StrEnum):
    """What a document is, once its sign is normalised."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Category(StrEnum):
    """The five categories of an operator's invoice (source: Bouygues Telecom Entreprises, « Rubriques »)."""

    SUBSCRIPTIONS = "subscriptions"
    OPTIONS = "options"
    USAGE = "usage"
    EQUIPMENT = "equipment"
    ONE_OFF = "one_off"


class InvoiceMark(StrEnum):
    """What the user notes of an invoice while working through a list."""

    TO_REVIEW = "to_review"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class InvoiceState(StrEnum):
    """Whether the figures agree with each other."""

    READ = "read"
    TO_CHECK = "to_check"
