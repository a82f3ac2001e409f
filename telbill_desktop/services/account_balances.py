"""What is known of an account's next invoices beyond its fleet: balances, ordered equipment. Each change is one act."""

from decimal import Decimal

from telbill_desktop.domain.contract_fields import BalanceFields, PlannedChargeFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.money import is_whole_cents
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import account_balance, planned_charge
from telbill_desktop.store.tables.parties import billing_account
from telbill_desktop.store.unit_of_work import unit_of_work


def add_planned_charge(store: Store, fields: PlannedChargeFields) -> int:
    """Notes a one-off charge or equipment that an invoice will charge, and returns its id.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `quantity_impossible`, `price_too_precise`.
    """
    label = " ".join(fields.label.split())
    if not label:
        raise TelbillError("name_missing")
    if fields.quantity < 1:
        raise TelbillError("quantity_impossible")
    _check_cents(fields.amount)
    _account(store, fields.account_id)
    with unit_of_work(store, "add_planned_charge", {"label": label}) as unit:
        return unit.insert(
            planned_charge,
            {
                "account_id": fields.account_id,
                "kind": fields.kind.value,
                "label": label,
                "due_on": fields.due_on,
                "quantity": fields.quantity,
                "amount": fields.amount,
                "vat_category": fields.vat.category,
                "vat_rate": fields.vat.percent,
            },
        )


def remove_planned_charge(store: Store, charge_id: int) -> None:
    """Takes a one-off charge away that will not come. Raises `party_gone`."""
    with store.reading() as connection:
        label = record(connection, planned_charge, charge_id)["label"]
    with unit_of_work(store, "remove_planned_charge", {"label": label}) as unit:
        unit.delete(planned_charge, charge_id)


def add_balance(store: Store, fields: BalanceFields) -> int:
    """Notes an unpaid or prepaid balance of an account, and returns its id.

    Raises:
        TelbillError: `party_gone`, `balance_negative`, `price_too_precise`.
    """
    _check_cents(fields.amount)
    if fields.amount <= 0:
        raise TelbillError("balance_negative")
    with unit_of_work(store, "add_balance", {"account": _account(store, fields.account_id)}) as unit:
        return unit.insert(
            account_balance,
            {
                "account_id": fields.account_id,
                "kind": fields.kind.value,
                "amount": fields.amount,
                "known_on": fields.known_on,
                "note": " ".join(fields.note.split()),
            },
        )


def remove_balance(store: Store, balance_id: int) -> None:
    """Takes a balance away. Raises `party_gone`."""
    with store.reading() as connection:
        account_id = record(connection, account_balance, balance_id)["account_id"]
    with unit_of_work(store, "remove_balance", {"account": _account(store, account_id)}) as unit:
        unit.delete(account_balance, balance_id)


def _account(store: Store, account_id: int) -> str:
    with store.reading() as connection:
        return str(record(connection, billing_account, account_id)["label"])


def _check_cents(amount: Decimal) -> None:
    if not is_whole_cents(amount):
        raise TelbillError("price_too_precise", text=str(amount))
