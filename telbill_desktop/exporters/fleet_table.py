"""The whole fleet as a table that can be changed in a spreadsheet and imported again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.period import last_day_before
from telbill_desktop.exporters.cell_text import phone_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.exporters.cell_text import Cell

# Those of the profile `fleet-fr`, which reads the table back, whatever language the window speaks.
TITLES = (
    *("Compte", "Produit", "Libellé", "Quantité", "Numéro", "SIM", "RIO", "Portabilité", "Ligne"),
    *("Utilisateur", "Équipe", "Utilisateur depuis", "Début", "Fin"),
)


def can_be_told(rows: Sequence[FleetRow]) -> list[FleetRow]:
    """The rows that a table can tell: an option names its line by a number, which some lines do not have."""
    numbers = {row.item.id: row.item.number for row in rows}
    return [row for row in rows if row.item.line_id is None or numbers.get(row.item.line_id)]


def fleet_table(rows: Sequence[FleetRow], products: Mapping[int, str]) -> Iterator[Sequence[Cell]]:
    """Titles, then one row for each thing, with whoever has it as long as it lasts.

    `products` is the word for each product by its id, which no other one of its operator has.
    """
    numbers = {row.item.id: row.item.number for row in rows}
    yield TITLES
    for row in can_be_told(rows):
        item = row.item
        holder = item.holder if item.holder is not None and item.holder.end == item.end else None
        yield (
            row.account.label,
            products[item.product.id],
            item.label if item.label != item.product.label else "",
            item.quantity,
            phone_text(item.number),
            item.iccid,
            item.rio,
            item.ported_on,
            phone_text(numbers[item.line_id]) if item.line_id is not None else "",
            holder.person if holder else "",
            holder.team if holder else "",
            holder.start if holder and holder.start != item.start else None,
            item.start,
            last_day_before(item.end),
        )
