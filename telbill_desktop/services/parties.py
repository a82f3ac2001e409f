"""Operators, billing accounts and companies: added, edited, merged. Each is one act that can be undone."""

from typing import Any

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import compact, is_siren, is_vat
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.store import company_merging, merge_warnings, party_changes, party_making
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import parties as queries
from telbill_desktop.store.unit_of_work import unit_of_work


def operator_fields(store: Store, operator_id: int) -> OperatorFields:
    """What is known of an operator, for a form.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        return queries.operator_fields(connection, operator_id)


def account_fields(store: Store, account_id: int) -> AccountFields:
    """What is known of a billing account, for a form. Raises what `operator_fields` raises."""
    with store.reading() as connection:
        return queries.account_fields(connection, account_id)


def company_fields(store: Store, company_id: int) -> CompanyFields:
    """What is known of a company, for a form. Raises what `operator_fields` raises."""
    with store.reading() as connection:
        return queries.company_fields(connection, company_id)


def account_words(store: Store) -> dict[int, tuple[str, ...]]:
    """What each billing account is called by, those included that were merged into it: labels, numbers and codes."""
    found: dict[int, tuple[str, ...]] = {}
    with store.reading() as connection:
        for account_id, _operator_id, words in queries.account_words(connection):
            found[account_id] = (*found.get(account_id, ()), *words)
    return found


def operator_of(store: Store, account_id: int) -> int:
    """The operator of a billing account. Raises what `operator_fields` raises."""
    with store.reading() as connection:
        return queries.operator_of(connection, account_id)


def add_operator(store: Store, fields: OperatorFields) -> int:
    """Adds an operator that no document has named yet, and returns its id.

    Raises:
        TelbillError: `name_missing`, `siren_impossible`, `vat_number_impossible`, `siren_taken`; `operator_taken` when
            another one bears the name and nothing tells the two apart.
    """
    values = _operator_row(fields)
    with unit_of_work(store, "add_operator", {"name": values["name"]}) as unit:
        return party_making.add_operator(unit, values)


def add_account(store: Store, operator_id: int, fields: AccountFields) -> int:
    """Adds a billing account of an operator and returns its id.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `account_taken`.
    """
    values = _account_row(fields)
    operator_fields(store, operator_id)
    with unit_of_work(store, "add_account", {"name": values["label"]}) as unit:
        return party_making.add_account(unit, operator_id, values)


def add_company(store: Store, fields: CompanyFields) -> int:
    """Adds one of the user's companies and returns its id.

    Raises:
        TelbillError: `name_missing`, `siren_impossible`, `vat_number_impossible`, `siren_taken`; `company_taken` when
            another one bears the name and nothing tells the two apart.
    """
    values = _company_row(fields)
    with unit_of_work(store, "add_company", {"name": values["name"]}) as unit:
        return party_making.add_company(unit, values)


def edit_operator(store: Store, operator_id: int, fields: OperatorFields) -> None:
    """Writes what is known of an operator; it is complete from then on.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `siren_impossible`, `vat_number_impossible`, `siren_taken`.
    """
    values = _operator_row(fields)
    old = operator_fields(store, operator_id)
    with unit_of_work(store, "edit_operator", {"name": old.name}) as unit:
        party_changes.edit_operator(unit, operator_id, values)


def edit_account(store: Store, account_id: int, fields: AccountFields) -> None:
    """Writes what is known of a billing account; it is complete from then on.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `account_taken`.
    """
    values = _account_row(fields)
    old = account_fields(store, account_id)
    with unit_of_work(store, "edit_account", {"name": old.label}) as unit:
        party_changes.edit_account(unit, account_id, values)


def edit_company(store: Store, company_id: int, fields: CompanyFields) -> None:
    """Writes what is known of one of the user's companies; it is complete from then on.

    With another accounting year, documents of its invoices are kept longer where that asks for it, never less long.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `siren_impossible`, `vat_number_impossible`, `siren_taken`.
    """
    values = _company_row(fields)
    old = company_fields(store, company_id)
    with unit_of_work(store, "edit_company", {"name": old.name}) as unit:
        party_changes.edit_company(unit, company_id, values)


def merge_operators(store: Store, kept: int, merged: int) -> None:
    """Makes one operator of two: invoices, accounts, contracts and keys move, so that imports find the kept one.

    Raises:
        TelbillError: `party_gone`, `merge_with_itself`; `merge_clash`, which names the numbers, when both have an
            invoice of the same number and year and these are not one and the same. Nothing is changed then.
    """
    names = {"kept": operator_fields(store, kept).name, "merged": operator_fields(store, merged).name}
    with unit_of_work(store, "merge_operators", names) as unit:
        party_changes.merge_operators(unit, kept, merged)


def said_of_operators(store: Store, kept: int, merged: int) -> list[Message]:
    """What becomes otherwise when one operator is merged into another: accounts of the same words become one.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        return merge_warnings.said_of_operators(connection, kept, merged)


def said_of_accounts(store: Store, kept: int, merged: int) -> list[Message]:
    """What becomes otherwise when one account is merged into another: terms, minimums, special conditions.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        return merge_warnings.said_of_accounts(connection, kept, merged)


def merge_accounts(store: Store, kept: int, merged: int) -> None:
    """Makes one billing account of two of the same operator: invoices move, imports find the kept one.

    Its terms, and its minimum of a product, stand where it has any; special conditions of both hold.

    Raises:
        TelbillError: `party_gone`, `merge_with_itself`, `merge_operators_first`. Nothing is changed then.
    """
    names = {"kept": account_fields(store, kept).label, "merged": account_fields(store, merged).label}
    with unit_of_work(store, "merge_accounts", names) as unit:
        party_changes.merge_accounts(unit, kept, merged)


def merge_companies(store: Store, kept: int, merged: int) -> None:
    """Makes one of two of the user's companies: invoices and accounts move, imports find the kept one.

    Raises:
        TelbillError: `party_gone`, `merge_with_itself`. Nothing is changed then.
    """
    names = {"kept": company_fields(store, kept).name, "merged": company_fields(store, merged).name}
    with unit_of_work(store, "merge_companies", names) as unit:
        company_merging.merge_companies(unit, kept, merged)


def _operator_row(fields: OperatorFields) -> dict[str, Any]:
    return {
        "name": _name(fields.name),
        "siren": _siren(fields.siren),
        "vat_number": _vat_number(fields.vat_number),
        "country": fields.country.strip().upper() or None,
    }


def _account_row(fields: AccountFields) -> dict[str, Any]:
    return {
        "label": _name(fields.label),
        "company_id": fields.company_id,
        "number": _tidy(fields.number),
        "radical": _tidy(fields.radical),
        "client_code": _tidy(fields.client_code),
        "sub_account": _tidy(fields.sub_account),
    }


def _company_row(fields: CompanyFields) -> dict[str, Any]:
    return {
        "name": _name(fields.name),
        "code": _tidy(fields.code) or None,
        "siren": _siren(fields.siren),
        "vat_number": _vat_number(fields.vat_number),
        "closing_month": fields.closing.month,
        "closing_day": fields.closing.day,
    }


def _name(text: str) -> str:
    name = _tidy(text)
    if not name:
        raise TelbillError("name_missing")
    return name


def _siren(text: str) -> str | None:
    siren = compact(text)
    if siren and not is_siren(siren):
        raise TelbillError("siren_impossible", text=text)
    return siren or None


def _vat_number(text: str) -> str | None:
    number = compact(text)
    if number and not is_vat(number):
        raise TelbillError("vat_number_impossible", text=text)
    return number or None


def _tidy(text: str) -> str:
    return " ".join(text.split())
