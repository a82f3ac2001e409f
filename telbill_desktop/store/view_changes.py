"""Saved views, perimeters, reports and suppliers' accounts follow when what they name becomes another record."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select

from telbill_desktop.store.tables.reports import accounting_rules, report_definition
from telbill_desktop.store.tables.views import perimeter, saved_view
from telbill_desktop.store.unit_of_work import UnitOfWork


def follow_operator(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Views of the merged operator are of the kept one, and so is its account of a supplier where that has none."""
    _follow(unit, saved_view, "filter", {"operator_id": (merged_id, kept_id)})
    for row in unit.connection.execute(select(accounting_rules.c.id, accounting_rules.c.rules)).all():
        suppliers = dict(row.rules.get("suppliers", {}))
        code = suppliers.pop(str(merged_id), None)
        if code is not None:
            suppliers.setdefault(str(kept_id), code)
            unit.update(accounting_rules, row.id, {"rules": row.rules | {"suppliers": suppliers}})


def follow_account(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Views and perimeters that name the merged account name the kept one."""
    moved = (merged_id, kept_id)
    _follow(unit, saved_view, "filter", {"account_id": moved})
    _follow(unit, perimeter, "choice", {"account_ids": moved})
    _follow_in_reports(unit, {"account_ids": moved})


def follow_company(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Views and perimeters that name the merged company name the kept one."""
    moved = (merged_id, kept_id)
    _follow(unit, saved_view, "filter", {"company_id": moved})
    _follow(unit, perimeter, "choice", {"company_ids": moved})
    _follow_in_reports(unit, {"company_ids": moved})


def _follow_in_reports(unit: UnitOfWork, moved: Mapping[str, tuple[int, int]]) -> None:
    """As `_follow`, of the choice within each report."""
    for row in unit.connection.execute(select(report_definition.c.id, report_definition.c.definition)).all():
        choice = row.definition.get("perimeter") if isinstance(row.definition, dict) else None
        if isinstance(choice, dict) and (after := _after(choice, moved)) != choice:
            unit.update(report_definition, row.id, {"definition": row.definition | {"perimeter": after}})


def _follow(unit: UnitOfWork, table: Table, column: str, moved: Mapping[str, tuple[int, int]]) -> None:
    for row in unit.connection.execute(select(table.c.id, table.c[column]).order_by(table.c.id)).all():
        stored = row[1]
        if not isinstance(stored, dict):
            continue  # a newer program's: it cannot be used here, and is kept as it is
        if (after := _after(stored, moved)) != stored:
            unit.update(table, row.id, {column: after})


def _after(stored: dict[str, Any], moved: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    return stored | {name: _replaced(stored[name], *ids) for name, ids in moved.items() if name in stored}


def _replaced(named: Any, merged_id: int, kept_id: int) -> Any:  # noqa: ANN401 - one id or a list of them
    if isinstance(named, list):
        return list(dict.fromkeys(kept_id if each == merged_id else each for each in named))
    return kept_id if named == merged_id else named
