"""A document of the archive that proves something: a mandate, an address, a special condition."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """`name` is the one under which its bytes came first; `media_type` is what they are."""

    deposit_id: int
    name: str
    media_type: str
