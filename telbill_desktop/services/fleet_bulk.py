"""A whole fleet taken in at once: one act, all of it or nothing.

It is in service already, and the invoices that came have it: nothing is made up for. So do tables (`fleet_import`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.numbering import stored_iccid, stored_number, stored_rio
from telbill_desktop.store import fleet_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.fleet import assignment, fleet_item
from telbill_desktop.store.unit_of_work import unit_of_work


@dataclass(frozen=True, slots=True)
class BulkItem:
    """An item to be added; `line` is the place, in the same list, of the line that an option belongs to."""

    fields: FleetItemFields
    line: int | None = None


def add_fleet(store: Store, name: str, items: Sequence[BulkItem]) -> list[int]:
    """Adds every item with who has it, and returns their ids in order; `name` says in the history where they are from.

    Raises:
        TelbillError: `number_impossible`, `iccid_impossible`, `rio_impossible`; nothing is added then.
    """
    rows = [
        {
            **fleet_changes.item_row(item.fields),
            "number": stored_number(item.fields.number),
            "iccid": stored_iccid(item.fields.iccid),
            "rio": stored_rio(item.fields.rio),
        }
        for item in items
    ]
    with unit_of_work(store, "import_fleet", {"name": name, "count": len(items)}) as unit:
        ids: dict[int, int] = {}
        for options in (False, True):
            chosen = [at for at, item in enumerate(items) if (item.line is not None) is options]
            lines = [ids.get(items[at].line or 0) if options else rows[at]["line_id"] for at in chosen]
            made = [{**rows[at], "line_id": line} for at, line in zip(chosen, lines, strict=True)]
            ids.update(zip(chosen, unit.insert_many(fleet_item, made), strict=True))
        unit.insert_many(
            assignment,
            [
                {
                    "item_id": ids[at],
                    "person_id": item.fields.person_id,
                    "start": item.fields.start,
                    "end": item.fields.end,
                }
                for at, item in enumerate(items)
                if item.fields.person_id is not None
            ],
        )
    return [ids[at] for at in range(len(items))]
