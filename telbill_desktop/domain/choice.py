"""What a filter offers to choose from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One operator, account or company; `count` is how many invoices it has."""

    id: int
    label: str
    to_complete: bool
    count: int
