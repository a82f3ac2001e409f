"""Whom to call or write to: at an operator, or at a company of one's own, by role (source 004, « Vos contacts »)."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.numbering import number_facts, stored_number

# One address and nothing round it; which characters a name may hold is for the domain's own server to say.
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")


class ContactRole(StrEnum):
    """What somebody is asked about."""

    TECHNICAL = "technical"
    ACCOUNTING = "accounting"
    OPERATIONAL = "operational"
    SALES = "sales"
    SUPPORT = "support"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ContactOwner:
    """An operator or a company: exactly one of the two."""

    operator_id: int | None = None
    company_id: int | None = None

    def __post_init__(self) -> None:
        """Whoever writes code that forgets one, or names both, hears of it at once."""
        if (self.operator_id is None) == (self.company_id is None):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class ContactFields:
    """One contact; `phone` is E.164, empty where none is known."""

    role: ContactRole
    name: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


def tidied(fields: ContactFields) -> ContactFields:
    """The fields as they are kept: spaces that say nothing gone, the number as it is dialled from anywhere.

    Raises:
        TelbillError: `contact_missing`, `number_impossible`, `email_impossible`.
    """
    name, phone, email, note = (
        " ".join(text.split()) for text in (fields.name, fields.phone, fields.email, fields.note)
    )
    if not (name or phone or email):
        raise TelbillError("contact_missing")
    if email and not _EMAIL.fullmatch(email):
        raise TelbillError("email_impossible", text=email)
    return replace(fields, name=name, phone=stored_number(phone), email=email, note=note)


def called(fields: ContactFields) -> str:
    """What a contact is called: by name, or else by what is known."""
    return fields.name or fields.email or number_facts(fields.phone).shown
