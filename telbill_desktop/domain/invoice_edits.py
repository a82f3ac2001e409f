"""What became of a change of several invoices at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edited:
    """`changed` invoices are other than before; `accounts_cleared` of them lost an account of another operator."""

    changed: int
    accounts_cleared: int = 0
