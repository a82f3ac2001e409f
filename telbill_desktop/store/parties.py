"""Finds whom a document speaks of, or creates them « à compléter »: operators, companies, accounts, contracts."""

from collections.abc import Iterable

from sqlalchemy import and_, bindparam, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import seller_keys, siren_of
from telbill_desktop.domain.invoice import AccountReference, Party, References
from telbill_desktop.store import search
from telbill_desktop.store.tables.parties import (
    account_alias,
    billing_account,
    company,
    company_key,
    contract,
    operator,
    operator_key,
)
from telbill_desktop.store.unit_of_work import UnitOfWork

ACCOUNT_PARTS = ("number", "radical", "client_code", "sub_account")
_DISTINCT = ("siren", "vat")  # kinds of key that tell two sellers of one name apart

# Asked for each account of a list: made once, because SQLAlchemy takes longer to make them than SQLite to answer.
_OF_OPERATOR = billing_account.c.operator_id == bindparam("of_operator")
_ACCOUNT_OF_WORDS = select(billing_account.c.id).where(
    _OF_OPERATOR, *(billing_account.c[part] == bindparam(part) for part in ACCOUNT_PARTS)
)
_ACCOUNT_OF_ALIAS = (
    select(account_alias.c.account_id)
    .join(billing_account, billing_account.c.id == account_alias.c.account_id)
    .where(_OF_OPERATOR, *(account_alias.c[part] == bindparam(part) for part in ACCOUNT_PARTS))
)


def resolve_operator(unit: UnitOfWork, seller: Party) -> int:
    """The operator that the seller is, which learns the keys that this document adds; a new one when none fits.

    The strongest key that anybody owns decides, unless a stronger one contradicts: the same name with another SIREN is
    another operator. A name alone fits when one operator bears it, or one of those of whom nothing else is known.
    """
    keys = seller_keys(seller)
    found = _operator_owning(unit, keys)
    if found is None:
        siren = siren_of(seller)
        found = unit.insert(
            operator,
            {
                "name": _clean(seller.name) or _clean(siren) or _clean(seller.vat_number) or _clean(seller.legal_id),
                "siren": siren,
                "vat_number": seller.vat_number,
                "country": seller.address.country,
                "to_complete": True,
            },
        )
    else:
        _complete_operator(unit, found, seller)
    add_operator_keys(unit, found, keys)
    return found


def add_operator_keys(unit: UnitOfWork, operator_id: int, keys: Iterable[str]) -> None:
    """The operator is known by these keys from now on."""
    owned = _keys_of(unit, operator_id)
    unit.insert_many(
        operator_key, [{"operator_id": operator_id, "seller_key": key} for key in keys if key not in owned]
    )


def resolve_company(unit: UnitOfWork, buyer: Party | None) -> int | None:
    """The user's company that the document is addressed to; a new one when none fits; None when it names nobody."""
    if buyer is None:
        return None
    siren, vat = siren_of(buyer), buyer.vat_number
    name = _clean(buyer.name) or _clean(siren) or _clean(vat)
    if not name:
        return None
    by_name, by_siren = _merged_into(unit, f"name:{fold(name)}"), _merged_into(unit, f"siren:{siren}" if siren else "")
    known = unit.connection.execute(
        select(company).where(
            (company.c.name_key == fold(name))
            | and_(company.c.siren.is_not(None), company.c.siren == siren)
            | company.c.id.in_(by_name | by_siren)
        )
    ).all()
    same = [row for row in known if siren and (row.siren == siren or row.id in by_siren)] or [
        row for row in known if row.id in by_name or not (siren and row.siren and row.siren != siren)
    ]
    if len(same) > 1:
        same = [row for row in same if row.siren == siren][:1]
    if not same:
        values = {"siren": siren, "vat_number": vat, "code": buyer.code}
        return unit.insert(company, {"name": name, "name_key": fold(name), "to_complete": True, **values})
    row = same[0]
    learnt = {"siren": siren, "vat_number": vat, "code": buyer.code}
    if missing := {field: value for field, value in learnt.items() if value and not getattr(row, field)}:
        unit.update(company, row.id, missing)
    return int(row.id)


def _merged_into(unit: UnitOfWork, buyer_key: str) -> frozenset[int]:
    """The companies that took in one of that name or SIREN."""
    owners = select(company_key.c.company_id).where(company_key.c.buyer_key == buyer_key)
    return frozenset(unit.connection.execute(owners).scalars())


def resolve_account(
    unit: UnitOfWork, operator_id: int, company_id: int | None, reference: AccountReference
) -> int | None:
    """The operator's billing account that the document names; a new one when none fits; None when it names none.

    A document that says less or more than is known fits when exactly one account shares its number or client code,
    contradicts nothing and has the same sub-account; the account learns what was missing.
    """
    named = {part: _clean(getattr(reference, part)) for part in ACCOUNT_PARTS}
    if not any(named.values()):
        return None
    found = _account_exactly(unit, operator_id, named) or _account_fitting(unit, operator_id, named)
    if found is None:
        values = {"label": account_label(named), "company_id": company_id, "to_complete": True}
        return unit.insert(billing_account, {"operator_id": operator_id, **values, **named})
    row = unit.connection.execute(select(billing_account).where(billing_account.c.id == found)).one()
    if row.company_id is None and company_id is not None:
        unit.update(billing_account, found, {"company_id": company_id})
    return found


def resolve_contracts(unit: UnitOfWork, operator_id: int, references: References) -> None:
    """Notes the operator's framework and local contracts that the document names."""
    for kind, number in (("framework", references.framework_contract), ("local", references.local_contract)):
        values = {"operator_id": operator_id, "kind": kind, "number": _clean(number)}
        same = and_(*(contract.c[name] == value for name, value in values.items()))
        if values["number"] and unit.connection.execute(select(contract.c.id).where(same)).first() is None:
            unit.insert(contract, {**values, "to_complete": True})


def account_label(parts: dict[str, str]) -> str:
    """What screens call an account until somebody names it."""
    main = parts["number"] or parts["client_code"] or parts["radical"]
    return " / ".join(part for part in (main, parts["sub_account"]) if part)


def _operator_owning(unit: UnitOfWork, keys: tuple[str, ...]) -> int | None:
    wanted = select(operator_key.c.operator_id, operator_key.c.seller_key).where(operator_key.c.seller_key.in_(keys))
    owners: dict[str, set[int]] = {key: set() for key in keys}
    for operator_id, key in unit.connection.execute(wanted):
        owners[key].add(operator_id)
    for position, key in enumerate(keys):
        fitting = {found for found in owners[key] if not _contradicts(_keys_of(unit, found), keys[:position])}
        named = fitting & owners[keys[-1]]
        if named or key.startswith("id:"):  # a legal identifier may be anything: only with the same name
            fitting = named
        if len(fitting) > 1:
            fitting = {found for found in fitting if not _kinds(_keys_of(unit, found)) & {"siren", "vat", "id"}}
        if len(fitting) == 1:
            return fitting.pop()
    return None


def _contradicts(owned: set[str], stronger: tuple[str, ...]) -> bool:
    """Whether the operator is known by another SIREN or VAT number than the document gives."""
    return any(
        kind in _DISTINCT and key not in owned and any(mine.startswith(f"{kind}:") for mine in owned)
        for key in stronger
        for kind in (key.partition(":")[0],)
    )


def _kinds(keys: set[str]) -> set[str]:
    return {key.partition(":")[0] for key in keys}


def _keys_of(unit: UnitOfWork, operator_id: int) -> set[str]:
    owned = select(operator_key.c.seller_key).where(operator_key.c.operator_id == operator_id)
    return set(unit.connection.execute(owned).scalars())


def _complete_operator(unit: UnitOfWork, operator_id: int, seller: Party) -> None:
    row = unit.connection.execute(select(operator).where(operator.c.id == operator_id)).one()
    learnt = {
        "siren": siren_of(seller),
        "vat_number": seller.vat_number,
        "country": seller.address.country,
    }
    if missing := {field: value for field, value in learnt.items() if value and not getattr(row, field)}:
        unit.update(operator, operator_id, missing)


def _account_exactly(unit: UnitOfWork, operator_id: int, named: dict[str, str]) -> int | None:
    wanted = {"of_operator": operator_id, **named}
    return (
        unit.connection.execute(_ACCOUNT_OF_WORDS, wanted).scalar()
        or unit.connection.execute(_ACCOUNT_OF_ALIAS, wanted).scalar()
    )


def _account_fitting(unit: UnitOfWork, operator_id: int, named: dict[str, str]) -> int | None:
    same = and_(billing_account.c.operator_id == operator_id, billing_account.c.sub_account == named["sub_account"])
    fitting = [
        row
        for row in unit.connection.execute(select(billing_account).where(same)).mappings()
        if any(named[part] and row[part] == named[part] for part in ("number", "client_code"))
        and all(not named[part] or not row[part] or row[part] == named[part] for part in ACCOUNT_PARTS)
    ]
    if len(fitting) != 1:
        return None
    row = fitting[0]
    learnt = {part: value for part, value in named.items() if value and not row[part]}
    if learnt:
        if row["label"] == account_label({part: row[part] for part in ACCOUNT_PARTS}):
            learnt["label"] = account_label({**{part: row[part] for part in ACCOUNT_PARTS}, **learnt})
        unit.update(billing_account, row["id"], learnt)
        search.reindex(unit.connection, search.invoices_of(unit.connection, "billing_account", [row["id"]]))
    return int(row["id"])


def _clean(value: str | None) -> str:
    return " ".join((value or "").split())
