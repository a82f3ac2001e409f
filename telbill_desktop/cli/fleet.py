"""`telbill fleet`: what is in service and who has it; added, removed, given, released, changed."""

from contextlib import suppress
from datetime import date
from typing import Any

from telbill_desktop.cli.account_choice import SHOWN, account_named, person_named, product_named, products_sold
from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.numbering import number_facts, stored_number
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.services import fleet, invoices
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def run(session: Session) -> int:
    """The act that the command line names, then what it concerns."""
    acts = {"add": _add, "remove": _remove, "assign": _assign, "release": _release, "change": _change}
    options = session.options
    day = options.on or session.today()
    if options.act == "list":
        with session.for_reading() as store:
            return _say(session, store, _listed(session, store, day))
    with session.for_writing() as store:
        touched = acts[options.act](session, store, day)
        found = [fleet.item_detail(store, item_id, day).item for item_id in touched]
        return _say(session, store, found)


def seen_on(session: Session) -> date | None:
    """The day on which a change is told, where invoices that came lack it; None where they have it already."""
    return session.today() if session.options.late else None


def _listed(session: Session, store: Store, day: date) -> list[FleetItem]:
    options = session.options
    account_id = account_named(store, options.account) if options.account is not None else None
    found = fleet.fleet(store, day, account_ids=None if account_id is None else [account_id])
    if options.product is not None:
        sold = (
            products_sold(store, options.product)
            if account_id is None
            else {product_named(store, account_id, options.product)}
        )
        found = [one for one in found if one.product.id in sold]
    if options.person is not None:
        person_id = person_named(store, options.person)
        found = [one for one in found if one.holder is not None and one.holder.person_id == person_id]
    return found


def _add(session: Session, store: Store, day: date) -> list[int]:
    options = session.options
    account_id = account_named(store, options.account)
    fields = FleetItemFields(
        account_id=account_id,
        product_id=product_named(store, account_id, options.product),
        start=day,
        number=options.number or "",
        iccid=options.iccid or "",
        person_id=person_named(store, options.person) if options.person is not None else None,
        line_id=_item(store, options.line, day).id if options.line is not None else None,
    )
    return fleet.add_items(store, fields, options.count or 1, seen=seen_on(session))


def _remove(session: Session, store: Store, day: date) -> list[int]:
    item = _item(store, session.options.item, day)
    return [fleet.remove_item(store, item.id, day, seen=seen_on(session))]


def _assign(session: Session, store: Store, day: date) -> list[int]:
    item = _item(store, session.options.item, day)
    fleet.assign(store, item.id, person_named(store, session.options.person), day)
    return [item.id]


def _release(session: Session, store: Store, day: date) -> list[int]:
    item = _item(store, session.options.item, day)
    fleet.release(store, item.id, day)
    return [item.id]


def _change(session: Session, store: Store, day: date) -> list[int]:
    item = _item(store, session.options.item, day)
    product_id = product_named(store, item.account_id, session.options.product)
    return [item.id, fleet.change_plan(store, item.id, product_id, day, seen=seen_on(session))]


def _item(store: Store, text: str, day: date) -> FleetItem:
    """What is in service with that number, or that id in the store. Raises `item_choice`."""
    served = fleet.fleet(store, day)
    number = ""
    with suppress(TelbillError):  # an id, or nothing that there is
        number = stored_number(text)
    by_number = [one for one in served if number and one.number == number]
    by_id = [one for one in served if text.isascii() and text.isdigit() and str(one.id) == text]
    found = by_number or by_id
    if len(found) != 1:
        raise TelbillError("item_choice", text=text[:SHOWN])
    return found[0]


def _national(item: FleetItem) -> str:
    return number_facts(item.number).shown


def _say(session: Session, store: Store, items: list[FleetItem]) -> int:
    labels = {choice.id: choice.label for choice in invoices.accounts(store)}
    if session.output.as_json:
        session.output.document({"items": [_stated(item, labels[item.account_id]) for item in items]})
        return DONE
    headers = [tr("Id"), tr("Product"), tr("Number"), tr("Account"), tr("User"), tr("Since"), tr("Until")]
    rows = [
        [
            str(item.id),
            item.label,
            _national(item) if item.number else "",
            labels[item.account_id],
            item.holder.person if item.holder else tr("Free"),
            formats.day(item.start),
            formats.day(last_day_before(item.end)) if item.end else "",
        ]
        for item in items
    ]
    session.output.table(headers, rows)
    return DONE


def _stated(item: FleetItem, account: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "product": item.product.label,
        "code": item.product.code,
        "kind": item.product.kind.value,
        "account": account,
        "quantity": item.quantity,
        "number": item.number or None,
        "iccid": item.iccid or None,
        "user": item.holder.person if item.holder else None,
        "team": item.holder.team if item.holder else None,
        "start": item.start.isoformat(),
        "end": item.end.isoformat() if item.end else None,
        "paid_until": item.paid_until.isoformat() if item.paid_until else None,
        "line": item.line_id,
    }
