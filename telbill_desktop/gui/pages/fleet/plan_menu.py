"""The context menu of a plan in service: what its buttons do, and another plan for one of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.fleet_rules import why_plan_stays
from telbill_desktop.gui.pages.fleet.product_card import why_no_fewer
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.fleet_view import ProductRow
    from telbill_desktop.gui.pages.fleet.page import FleetPage


def fill_plan_menu(menu: QMenu, page: FleetPage) -> None:
    """Each act on or off as it may, with the reason below one that is off."""
    product, acts = page.products.current(), page.acts
    if product is None:
        return
    writable = not page.context.workspace.store.read_only
    for text, act, why in (
        (tr("Add one…"), acts.add_to_product, ""),
        (tr("Remove one…"), acts.remove_from_product, why_no_fewer(product)),
        (tr("Change the plan of one…"), acts.change_plan_of_product, _why_plan_stays(product, page)),
    ):
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False, act=act: act(product))
        action.setEnabled(writable and not why)
        if why:
            menu.addAction(why.replace("&", "&&")).setEnabled(False)


def _why_plan_stays(product: ProductRow, page: FleetPage) -> str:
    """Why none of its things can get another plan; they are all of the same product."""
    own = (row.item for row in page.fleet.rows if row.is_served and row.item.product.id == product.product.id)
    served = next(own, None) if product.in_service else None
    if served is None:
        return why_no_fewer(product)
    stays = why_plan_stays(served, page.fleet.sold, page.day)
    return formats.sentence(stays) if stays is not None else ""
