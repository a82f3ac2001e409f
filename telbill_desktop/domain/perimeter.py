"""The perimeter (« périmètre »): the part of the company's telecoms that every list is narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from telbill_desktop.domain.choice import Choice, TextChoice
from telbill_desktop.domain.errors import TelbillError


@dataclass(frozen=True, slots=True)
class PerimeterChoice:
    """Companies, accounts, sites, radicals and client codes: one of each kind that is named, any of a kind that is not.

    Nothing chosen is everything. What was chosen and is gone since lets nothing through: a choice never widens by
    itself. Sites, radicals and client codes are compared whole, without accents, case, spaces and dashes.
    """

    company_ids: tuple[int, ...] = ()
    account_ids: tuple[int, ...] = ()
    sites: tuple[str, ...] = ()
    radicals: tuple[str, ...] = ()
    client_codes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is chosen, so that something may be left out."""
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Perimeter:
    """A choice under the name that the user gave it.

    `choice` is None when this program cannot read it (a newer one wrote it): it must not be taken for everything.
    """

    id: int
    name: str
    choice: PerimeterChoice | None

    def wanted(self) -> PerimeterChoice:
        """The choice.

        Raises:
            TelbillError: `perimeter_unreadable`.
        """
        if self.choice is None:
            raise TelbillError("perimeter_unreadable", name=self.name)
        return self.choice


@dataclass(frozen=True, slots=True)
class PerimeterOffers:
    """What can be chosen, in a reader's order, each with the number of its invoices."""

    companies: tuple[Choice, ...] = ()
    accounts: tuple[Choice, ...] = ()
    sites: tuple[TextChoice, ...] = ()
    radicals: tuple[TextChoice, ...] = ()
    client_codes: tuple[TextChoice, ...] = ()


def choice_to_json(choice: PerimeterChoice) -> dict[str, Any]:
    """The choice as it is kept: lists by kind; a kind of which nothing is chosen is left out."""
    return {field.name: list(chosen) for field in fields(choice) if (chosen := getattr(choice, field.name))}


def choice_from_json(stored: object) -> PerimeterChoice:
    """The choice that `choice_to_json` wrote.

    Raises:
        ValueError: there is something in it that this program does not know; leaving it out would let more through.
    """
    if not isinstance(stored, Mapping):
        raise ValueError(stored)  # noqa: TRY004 - what is kept is wrong, not the call
    kinds = {field.name: int if field.name.endswith("_ids") else str for field in fields(PerimeterChoice)}
    if unknown := sorted(set(stored) - set(kinds)):
        raise ValueError(unknown)
    for kind, chosen in stored.items():
        if not isinstance(chosen, list) or any(type(each) is not kinds[kind] for each in chosen):
            raise ValueError(kind)
    return PerimeterChoice(**{kind: tuple(chosen) for kind, chosen in stored.items()})
