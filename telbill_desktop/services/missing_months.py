"""What the archive lacks, by account: the months without any invoice, and the invoices of which no PDF is archived."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.missing_months import ExpectedInvoice
from telbill_desktop.domain.missing_months import missing as missing_of
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.to_fetch import Portal, UnfiledInvoice
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import expected_invoices as queries
from telbill_desktop.store.queries.perimeter_accounts import accounts_within


@dataclass(frozen=True, slots=True)
class AccountGaps:
    """What lacks of one account, by date. `account_id` is None for invoices of an operator that name no account."""

    account_id: int | None
    portal: Portal
    months: tuple[ExpectedInvoice, ...] = ()
    without_pdf: tuple[UnfiledInvoice, ...] = ()


def missing(store: Store, today: date, *, perimeter: PerimeterChoice | None = None) -> list[AccountGaps]:
    """Every account of which something lacks on a day, by operator and account; accounts that nobody named come last.

    Invoices that name no account are left out as soon as a perimeter is chosen.
    """
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
        portals = queries.account_portals(connection, within)
        accounts = queries.account_invoices(connection, today, portals)
        unfiled = queries.unfiled(connection, today)
        operators = queries.operator_portals(connection)
    of_account: dict[int, list[UnfiledInvoice]] = defaultdict(list)
    of_none: dict[int, list[UnfiledInvoice]] = defaultdict(list)
    for one in unfiled:
        if one.account_id is not None:
            of_account[one.account_id].append(one)
        elif within is None:
            of_none[one.operator_id].append(one)
    found = [
        AccountGaps(
            each.account_id,
            portals[each.account_id],
            tuple(missing_of(each, today)),
            tuple(of_account.get(each.account_id, ())),
        )
        for each in accounts
    ]
    found += [AccountGaps(None, operators[key], (), tuple(lacking)) for key, lacking in sorted(of_none.items())]
    return [one for one in found if one.months or one.without_pdf]
