"""A store with the account of source 004's own example, and what a verb says is in service there."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.proration import Basis, Rule
from telbill_desktop.services import contract_terms, fleet, people, products
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, operator
from tests.builders import draft
from tests.services.scenarios import ids, read, take

START, APRIL = date(2025, 1, 1), date(2026, 4, 1)
TERMS = BillingTerms(
    Cycle(APRIL), Rule(Basis.FIXED_30), advance=False, method=PaymentMethod.TRANSFER, days_to_pay=15, payer="Compta"
)


def account(store: Store) -> int:
    """Source 004: ten licences at 64 euros and three numbers at 5, charged in arrears by months of 30 days."""
    take(store, read(draft()))
    [key] = ids(store, billing_account)
    contract_terms.set_terms(store, key, TERMS)
    licence = sold(store, "Licence Advanced", "ADVANCED", "64.00")
    number = sold(store, "Numéro France", "DID", "5.00", ProductKind.NUMBER)
    sold(store, "Licence Smart", "SMART", "24.00")
    fleet.add_items(store, FleetItemFields(key, licence, START), 9)
    someone = people.add_person(store, PersonFields("Zoé Maillard", "Accueil"))
    fleet.add_items(store, FleetItemFields(key, licence, START, person_id=someone))
    for at in range(3):
        fleet.add_items(store, FleetItemFields(key, number, START, number=f"01 99 00 10 0{at}"))
    return key


def sold(store: Store, label: str, code: str, price: str, kind: ProductKind = ProductKind.LICENCE) -> int:
    [seller] = ids(store, operator)
    prices = (Price(START, Decimal(price)),)
    return products.add_product(store, seller, ProductFields(label, kind, Category.SUBSCRIPTIONS, prices, code=code))


def listed(run: Callable[..., Any], day: str) -> list[dict[str, Any]]:
    """What is in service on a day."""
    return list(run("fleet", "list", "--on", day, "--json").document["items"])
