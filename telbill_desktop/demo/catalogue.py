"""The invented company as values: operators, accounts, products, people and what is in service."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.demo.look import Look
from telbill_desktop.domain.charging import Item, Plan, Price
from telbill_desktop.domain.contact import ContactFields
from telbill_desktop.domain.invoice import AccountReference, Category, Party, Payment, References


@dataclass(frozen=True, slots=True)
class Operator:
    """Who sends invoices. `pattern` makes a number of year, month, sequence and the account's suffix.

    An invoice is on the portal `available_after_days` days after its date, and stays there `portal_months` months.
    """

    id: str
    party: Party
    look: Look
    pattern: str
    first: int
    step: int
    available_after_days: int
    portal_months: int
    contacts: tuple[ContactFields, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepaid:
    """A credit that was paid in advance, with tax, and the first day that invoices are set against it."""

    balance: Decimal
    since: date


@dataclass(frozen=True, slots=True)
class Account:
    """A billing account: whom it bills, how it is charged and paid, in which format its invoices come.

    `label` is its name in-house; empty for an account that the user has not looked at yet.
    """

    id: str
    label: str
    operator: Operator
    reference: AccountReference
    buyer: Party
    plan: Plan
    references: References
    payment: Payment
    days_to_pay: int
    format: str
    usage: str
    suffix: str
    prepaid: Prepaid | None


@dataclass(frozen=True, slots=True)
class Product:
    """What is sold; `kind` is line, option, licence, number or service.

    `grouped` ones share a line of the invoice when nothing tells them apart.
    """

    id: str
    code: str
    label: str
    range: str
    category: Category
    kind: str
    vat_rate: Decimal
    grouped: bool
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class FleetItem:
    """Something in service on an account, and who has it; an option of a line has the line's number."""

    item: Item
    product: Product
    account: str
    number: str | None
    person: str | None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the company, and the team."""

    name: str
    team: str


@dataclass(frozen=True, slots=True)
class Event:
    """A purchase, a one-off charge or a credit note."""

    account: str
    on: date
    category: Category
    range: str
    label: str
    price: Decimal
    quantity: int
    person: str | None
    vat_category: str
    vat_rate: Decimal
    exemption: str | None
    about: date | None
    style: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """An invoice whose printed total is off by so much."""

    account: str
    invoice: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Company:
    """Everything that the demo's invoices are made of."""

    reference_date: date
    first_day: date
    staff: tuple[Staff, ...]
    contacts: tuple[ContactFields, ...]  # whom the operators may call there
    accounts: tuple[Account, ...]
    fleet: tuple[FleetItem, ...]
    charges: tuple[Event, ...]
    credit_notes: tuple[Event, ...]
    oddities: tuple[Oddity, ...]
