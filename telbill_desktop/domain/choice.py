"""What a filter offers to choose from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One operator, account or company; `count` is how many invoices it has."""

    id: int
    label: str
    to_complete: bool
    count: int


@dataclass(frozen=True, slots=True)
class TextChoice:
    """One site, radical or client code, as documents write it; `count` is how many invoices it has."""

    text: str
    count: int
