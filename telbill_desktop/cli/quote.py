"""`telbill quote`: what adding, removing or changing plan would change, without doing it."""

from typing import Any

from telbill_desktop.cli.account_choice import account_named, product_named
from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.fleet import seen_on
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.quote import AdvancePeriod, Quote
from telbill_desktop.services import quoting
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def say(session: Session) -> int:
    """The quote; 1 when what is asked is not allowed, with the reason."""
    options = session.options
    with session.for_reading() as store:
        day = options.on or session.today()
        account_id = account_named(store, options.account)
        product_id = product_named(store, account_id, options.product)
        seen = seen_on(session)  # None: as it was on that day, which is how published quotes are tried
        if options.change_to is not None:
            to_id = product_named(store, account_id, options.change_to)
            made = quoting.quote_changing(store, account_id, product_id, to_id, day, None, seen=seen)
        elif options.remove is not None:
            made = quoting.quote_removing(store, account_id, product_id, options.remove, day, seen=seen)
        else:
            made = quoting.quote_adding(store, account_id, product_id, options.add, day, seen=seen)
    if session.output.as_json:
        session.output.document(_stated(made))
    else:
        _print(session, made)
    return DONE if made.is_allowed else FOUND


def _stated(made: Quote) -> dict[str, Any]:
    """The fields; what a change that is not allowed would come to is null."""
    advance, commitment = made.advance, made.commitment
    consequences = (made.prorata, made.monthly_cost_added, made.monthly_total)
    prorata, cost, total = (f"{one:.2f}" if made.is_allowed else None for one in consequences)
    return {
        "product": made.product.label,
        "on": made.on.isoformat(),
        "unit_price": f"{made.unit_price:.2f}",
        "quantity_now": made.quantity_now,
        "monthly_total_now": f"{made.monthly_total_now:.2f}",
        "quantity_added": made.quantity_added,
        "first_payment": made.first_payment.isoformat() if made.first_payment else None,
        "advance_period": {
            "from": advance.period.start.isoformat(),
            "to": advance.period.end.isoformat(),
            "days": advance.days,
        }
        if advance
        else None,
        "prorata": prorata,
        "monthly_cost_added": cost,
        "monthly_total": total,
        "commitment": {
            "until": commitment.until.isoformat() if commitment.until else None,
            "notice_months": commitment.notice_months,
            "notes": [formats.sentence(note) for note in made.notes],
        },
        "allowed": made.is_allowed,
        "reason": formats.sentence(made.reason) if made.reason else None,
    }


def _print(session: Session, made: Quote) -> None:
    said = [
        (tr("Product"), made.product.label),
        (tr("Unit price per month"), formats.amount(made.unit_price)),
        (tr("In service now"), formats.count(made.quantity_now)),
        (tr("Monthly total now"), formats.amount(made.monthly_total_now)),
    ]
    if made.is_allowed:
        said += _consequences(made)
    for name, value in said:
        session.output.line(formats.labelled(name, printable(value)))
    for note in (*made.notes, *([made.reason] if made.reason else ())):
        session.output.line(formats.sentence(note))


def _consequences(made: Quote) -> list[tuple[str, str]]:
    said = [
        (tr("Added"), formats.count(made.quantity_added)),
        (tr("Monthly cost added"), formats.amount(made.monthly_cost_added)),
        (tr("New monthly total"), formats.amount(made.monthly_total)),
        (tr("First payment"), formats.day(made.first_payment) if made.first_payment else tr("None")),
        (tr("Paid first"), _period(made.advance) if made.advance else tr("None")),
        (tr("Prorata"), formats.amount(made.prorata)),
    ]
    if made.commitment.until is not None:
        said.append((tr("Committed until"), formats.day(last_day_before(made.commitment.until))))
    return said


def _period(advance: AdvancePeriod) -> str:
    """The period as people say it: its last day is still in it."""
    text = ntr("{first} to {last}, {days} day of {base}", "{first} to {last}, {days} days of {base}", advance.days)
    return text.format(
        first=formats.day(advance.period.start),
        last=formats.day(advance.period.last_day),
        days=formats.count(advance.days),
        base=formats.count(advance.base),
    )
