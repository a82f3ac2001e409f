"""The list of everything that a contract says something of: operators, their accounts and contracts, companies."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telbill_desktop.domain.folding import fold_all, search_terms


class EntryKind(StrEnum):
    """What an entry of the list is."""

    OPERATOR = "operator"
    ACCOUNT = "account"
    CONTRACT = "contract"
    COMPANY = "company"


class Missing(StrEnum):
    """What an entry still lacks."""

    DETAILS = "details"  # an import made it, and nobody has looked at it
    TERMS = "terms"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class ContractEntry:
    """One row; `owner_id` is the operator of an account or contract, `detail` what else it is known by."""

    kind: EntryKind
    id: int
    label: str
    detail: str = ""
    owner_id: int | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def is_inner(self) -> bool:
        """Whether it stands below its operator."""
        return self.owner_id is not None


def matching(entries: Sequence[ContractEntry], text: str, *, only_missing: bool = False) -> list[ContractEntry]:
    """The entries that a filter leaves: those that hold every word, with the operator above them.

    An operator that holds every word brings everything below it, unless only what is incomplete is wanted.
    """
    terms = search_terms(text)
    if not terms and not only_missing:
        return list(entries)
    owners = {entry.id: entry for entry in entries if entry.kind is EntryKind.OPERATOR}
    kept: set[tuple[EntryKind, int]] = set()
    for entry in entries:
        owner = owners.get(entry.owner_id) if entry.owner_id is not None else None
        words = fold_all((entry.label, entry.detail, owner.label if owner else None))
        if (entry.missing or not only_missing) and all(term in words for term in terms):
            kept.add((entry.kind, entry.id))
            if owner is not None:
                kept.add((owner.kind, owner.id))
    return [entry for entry in entries if (entry.kind, entry.id) in kept]
