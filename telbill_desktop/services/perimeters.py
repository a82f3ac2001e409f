"""Perimeters: the parts of the company's telecoms that lists are narrowed to. Every change can be undone."""

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.given_name import given_name, named, refuse_taken
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.perimeter import Perimeter, PerimeterChoice, PerimeterOffers, choice_to_json
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import perimeter_offers
from telbill_desktop.store.queries import views as queries
from telbill_desktop.store.tables.views import perimeter
from telbill_desktop.store.unit_of_work import unit_of_work


def perimeters(store: Store) -> list[Perimeter]:
    """All perimeters, by name."""
    with store.reading() as connection:
        return queries.perimeters(connection)


def perimeter_named(store: Store, name: str) -> Perimeter:
    """The perimeter of that name: accents, case, spaces and dashes aside.

    Raises:
        TelbillError: `perimeter_unknown`.
    """
    return named(perimeters(store), name, "perimeter_unknown")


def offers(store: Store) -> PerimeterOffers:
    """What can be chosen, with the number of invoices of each."""
    with store.reading() as connection:
        return perimeter_offers.offers(connection)


def save_perimeter(store: Store, name: str, choice: PerimeterChoice) -> int:
    """Keeps a choice under a name and returns its id.

    Raises:
        TelbillError: `name_missing`, `perimeter_name_taken`.
    """
    title = given_name(name)
    with unit_of_work(store, "save_perimeter", {"name": title}) as unit:
        known = queries.perimeters(unit.connection)
        refuse_taken(known, title, "perimeter_name_taken")
        values = {"name": title, "position": len(known), "choice": choice_to_json(keepable_values(choice))}
        return unit.insert(perimeter, values)


def edit_perimeter(store: Store, perimeter_id: int, name: str, choice: PerimeterChoice) -> None:
    """Gives a perimeter another name, another choice or both.

    Raises:
        TelbillError: `perimeter_gone`, `name_missing`, `perimeter_name_taken`.
    """
    title, old = given_name(name), _known(store, perimeter_id)
    with unit_of_work(store, "edit_perimeter", {"name": old.name}) as unit:
        refuse_taken(queries.perimeters(unit.connection), title, "perimeter_name_taken", perimeter_id)
        values = {"name": title, "choice": choice_to_json(keepable_values(choice))}
        unit.update(perimeter, perimeter_id, values)


def remove_perimeter(store: Store, perimeter_id: int) -> None:
    """Forgets a perimeter; the invoices stay.

    Raises:
        TelbillError: `perimeter_gone`.
    """
    with unit_of_work(store, "remove_perimeter", {"name": _known(store, perimeter_id).name}) as unit:
        unit.delete(perimeter, perimeter_id)


def _known(store: Store, perimeter_id: int) -> Perimeter:
    with store.reading() as connection:
        found = queries.perimeter_of(connection, perimeter_id)
    if found is None:
        raise TelbillError("perimeter_gone")
    return found
