"""The same company with ten times its accounts: what a demo of a few thousand invoices is made of."""

from dataclasses import replace

from telbill_desktop.demo.catalogue import Account, Company, Event, FleetItem

_NUMBERS_APART = 500


def enlarged(company: Company, copies: int) -> Company:
    """The company with its accounts, fleet and events that many times, under names and numbers of their own."""
    others = range(1, copies)
    return replace(
        company,
        accounts=(*company.accounts, *(_account(each, at) for at in others for each in company.accounts)),
        fleet=(*company.fleet, *(_item(each, at) for at in others for each in company.fleet)),
        charges=(*company.charges, *(_event(each, at) for at in others for each in company.charges)),
        credit_notes=(*company.credit_notes, *(_event(each, at) for at in others for each in company.credit_notes)),
    )


def _account(account: Account, at: int) -> Account:
    known = account.reference
    reference = replace(known, number=f"{known.number}-{at:02}", client_code=f"{known.client_code}-{at:02}")
    label = f"{account.label} ({at + 1})" if account.label else ""
    return replace(
        account, id=_own(account.id, at), label=label, reference=reference, suffix=f"{account.suffix}-{at:02}"
    )


def _item(held: FleetItem, at: int) -> FleetItem:
    number = held.number
    if number:
        number = f"{number[:-4]}{(int(number[-4:]) + at * _NUMBERS_APART) % 10_000:04}"
    item = replace(held.item, id=_own(held.item.id, at))
    line = _own(held.line, at) if held.line else None
    return replace(held, item=item, account=_own(held.account, at), number=number, line=line)


def _event(event: Event, at: int) -> Event:
    return replace(event, account=_own(event.account, at))


def _own(name: str, at: int) -> str:
    return f"{name}.{at:02}"
