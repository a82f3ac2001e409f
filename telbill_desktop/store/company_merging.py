"""Merging two of the user's companies: every row through the journal."""

from sqlalchemy import select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store import contract_merging, view_changes
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, company_key
from telbill_desktop.store.unit_of_work import UnitOfWork

_LEARNT = ("siren", "vat_number", "code", "closing_month", "closing_day")


def merge_companies(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """The kept company has the other's invoices and accounts, and is found under its name and SIREN; it is no more.

    Raises:
        TelbillError: `party_gone`, `merge_with_itself`.
    """
    kept, merged = record(unit.connection, company, kept_id), record(unit.connection, company, merged_id)
    if kept_id == merged_id:
        raise TelbillError("merge_with_itself", name=kept["name"])
    for table in (invoice, billing_account):
        own = select(table.c.id).where(table.c.company_id == merged_id).order_by(table.c.id)
        unit.update_many(table, unit.connection.execute(own).scalars().all(), {"company_id": kept_id})
    _move_keys(unit, kept_id, merged_id, [f"name:{merged['name_key']}", f"siren:{merged['siren'] or ''}"])
    learnt = {name: merged[name] for name in _LEARNT if merged[name] and not kept[name]}
    contract_merging.follow_company(unit, kept_id, merged_id)
    view_changes.follow_company(unit, kept_id, merged_id)
    unit.delete(company, merged_id)
    if learnt:
        unit.update(company, kept_id, learnt)


def _move_keys(unit: UnitOfWork, kept_id: int, merged_id: int, keys: list[str]) -> None:
    def owned_by(owner: int) -> dict[str, int]:
        rows = select(company_key.c.buyer_key, company_key.c.id).where(company_key.c.company_id == owner)
        return {row.buyer_key: row.id for row in unit.connection.execute(rows.order_by(company_key.c.id))}

    moved, owned = owned_by(merged_id), owned_by(kept_id)
    unit.delete_many(company_key, list(moved.values()))
    wanted = [key for key in dict.fromkeys([*moved, *keys]) if key != "siren:" and key not in owned]
    unit.insert_many(company_key, [{"company_id": kept_id, "buyer_key": key} for key in wanted])
