"""How purchases are booked: journal, accounts, suppliers, and the share of each team. Source of the accounts: PCG."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.invoice_kinds import Category

_ACCOUNT = re.compile(r"[0-9][0-9A-Z]{2,19}")  # LPF art. A. 47 A-1: it begins with three figures of the PCG at least
_FIGURES = re.compile(r"[0-9]{3}")
_WORD = re.compile(r"[0-9A-Z]{1,20}")
_LONGEST_SUPPLIER = 12  # characters of the account that is proposed for a supplier


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account of the ledger, or a journal: its number or code, and what it is called."""

    number: str
    name: str


class TeamSplit(StrEnum):
    """Where a charge says whose it is: nowhere, in its label, or in the number of its account."""

    NONE = "none"
    LABEL = "label"
    ACCOUNT = "account"


_TELECOMS = LedgerAccount("626", "Frais postaux et de télécommunications")


def _charges() -> dict[Category | None, LedgerAccount]:
    equipment = LedgerAccount("6063", "Fournitures d'entretien et de petit équipement")
    return {one: equipment if one is Category.EQUIPMENT else _TELECOMS for one in (*Category, None)}


@dataclass(frozen=True, slots=True)
class AccountingRules:
    """Everything that entries need beside the invoices.

    `charges` has an account for each category, None being what is not classified. `suppliers` are the accounts of
    operators by their ids, `sections` the codes of teams by theirs; of who is not named see `supplier_codes` and
    `section_codes`.
    """

    journal: LedgerAccount = LedgerAccount("AC", "Achats")
    charges: Mapping[Category | None, LedgerAccount] = field(default_factory=_charges)
    vat: LedgerAccount = LedgerAccount("44566", "TVA sur autres biens et services")
    supplier: LedgerAccount = LedgerAccount("401", "Fournisseurs")
    prepaid: LedgerAccount = LedgerAccount("486", "Charges constatées d'avance")
    accrued: LedgerAccount = LedgerAccount("408", "Fournisseurs - Factures non parvenues")
    suppliers: Mapping[int, str] = field(default_factory=dict)
    split: TeamSplit = TeamSplit.NONE
    sections: Mapping[int, str] = field(default_factory=dict)

    def charge_account(self, category: Category | None) -> LedgerAccount:
        """The account of a category, under the one name that its number has: that of the first category with it."""
        number = self.charges[category].number
        return next(own for each in (*Category, None) if (own := self.charges[each]).number == number)


def as_code(name: str) -> str:
    """A name as the code of an account: capitals and figures."""
    return re.sub("[^0-9A-Z]", "", without_accents(name).upper())[:_LONGEST_SUPPLIER]


def supplier_codes(rules: AccountingRules, operators: Mapping[int, str]) -> dict[int, str]:
    """The account of each operator, by its id: what was said, else its name as a code, which no other one has."""
    return _codes(rules.suppliers, operators)


def section_codes(rules: AccountingRules, teams: Mapping[int, str]) -> dict[int, str]:
    """The code of each team, by its id: what was said, which may be of several, else its name as one that no other has.

    Names that begin alike are one code when they are cut, and two teams' charges would be one section's.
    """
    return _codes(rules.sections, teams)


def _codes(said: Mapping[int, str], names: Mapping[int, str]) -> dict[int, str]:
    taken = set(said.values())
    found = {}
    for key, name in sorted(names.items()):
        code = said.get(key)
        if not code:
            code = as_code(name) or str(key)
            while code in taken:
                code = f"{code}{key}"
            taken.add(code)
        found[key] = code
    return found


def checked(rules: AccountingRules) -> AccountingRules:
    """The rules, when every account and code is one.

    Raises:
        TelbillError: `ledger_account_impossible`, `ledger_code_impossible`, `ledger_name_missing`,
            `supplier_account_twice`.
    """
    named = [*rules.charges.values(), rules.vat, rules.supplier, rules.prepaid, rules.accrued]
    for account in named:
        if not _ACCOUNT.fullmatch(account.number) or not _FIGURES.match(account.number):
            raise TelbillError("ledger_account_impossible", text=account.number[:40])
    for code in (rules.journal.number, *rules.suppliers.values(), *rules.sections.values()):
        if not _WORD.fullmatch(code):
            raise TelbillError("ledger_code_impossible", text=code[:40])
    for one in (rules.journal, *named):
        if not one.name.strip():
            raise TelbillError("ledger_name_missing", account=one.number)
    seen: set[str] = set()
    for code in rules.suppliers.values():
        if code in seen:
            raise TelbillError("supplier_account_twice", text=code)
        seen.add(code)
    return rules


def rules_to_json(rules: AccountingRules) -> dict[str, Any]:
    """The rules as they are kept."""
    return {
        **{name: _written(getattr(rules, name)) for name in _SINGLE},
        "charges": {_key(category): _written(one) for category, one in rules.charges.items()},
        "suppliers": {str(key): code for key, code in rules.suppliers.items()},
        "sections": {str(key): code for key, code in rules.sections.items()},
        "split": rules.split.value,
    }


def rules_from_json(stored: object) -> AccountingRules:
    """The rules that `rules_to_json` wrote.

    Raises:
        ValueError: this program does not know them.
    """
    if not isinstance(stored, Mapping) or set(stored) != {*_SINGLE, "charges", "suppliers", "sections", "split"}:
        raise ValueError(stored)
    return AccountingRules(
        **{name: _read(stored[name]) for name in _SINGLE},
        charges={_category(key): _read(one) for key, one in stored["charges"].items()},
        suppliers={int(key): str(code) for key, code in stored["suppliers"].items()},
        sections={int(key): str(code) for key, code in stored["sections"].items()},
        split=TeamSplit(stored["split"]),
    )


_SINGLE = ("journal", "vat", "supplier", "prepaid", "accrued")
_UNCLASSIFIED = "unclassified"


def _key(category: Category | None) -> str:
    return _UNCLASSIFIED if category is None else category.value


def _category(key: str) -> Category | None:
    return None if key == _UNCLASSIFIED else Category(key)


def _written(one: LedgerAccount) -> dict[str, str]:
    return {"number": one.number, "name": one.name}


def _read(stored: Mapping[str, str]) -> LedgerAccount:
    return LedgerAccount(str(stored["number"]), str(stored["name"]))
