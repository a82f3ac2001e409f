"""What a form shows and takes of operators, billing accounts and companies; an empty text stands for « not known »."""

from dataclasses import dataclass

from telbill_desktop.domain.retention import Closing

_CALENDAR_YEAR = Closing()


@dataclass(frozen=True, slots=True)
class OperatorFields:
    """An operator; `country` is ISO 3166-1 alpha-2."""

    name: str
    siren: str = ""
    vat_number: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class AccountFields:
    """A billing account: `label` is what screens show, the rest is what the operator's documents call it."""

    label: str
    company_id: int | None = None
    number: str = ""
    radical: str = ""
    client_code: str = ""
    sub_account: str = ""


@dataclass(frozen=True, slots=True)
class CompanyFields:
    """One of the user's companies; `code` is the name that the operator knows it by.

    `closing` is the last day of its accounting year, from whose end its invoices are kept.
    """

    name: str
    code: str = ""
    siren: str = ""
    vat_number: str = ""
    closing: Closing = _CALENDAR_YEAR
