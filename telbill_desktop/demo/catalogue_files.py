"""Reading the invented company from `db/demo`."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from telbill_desktop.demo.catalogue import Account, Company, Event, FleetItem, Oddity, Operator, Prepaid, Product, Staff
from telbill_desktop.demo.look import Look
from telbill_desktop.domain.charging import Item, Minimum, Plan, Price
from telbill_desktop.domain.contact import ContactFields, ContactRole
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.invoice import AccountReference, Address, Category, Party, Payment, References
from telbill_desktop.domain.proration import Basis, Rule
from telbill_desktop.system.resources import database_files

STANDARD_RATE = "20"


def load(folder: Path | None = None) -> Company:
    """The company of `db/demo`, or of another folder with the same files."""
    source = folder or database_files() / "demo"
    company, operators, products, fleet, events = (
        tomllib.loads((source / f"{name}.toml").read_text("utf-8"))
        for name in ("company", "operators", "products", "fleet", "events")
    )
    people = {key: person["name"] for key, person in company["people"].items()}
    known = {stated["id"]: _product(stated) for stated in products["products"]}
    numbers = {stated["id"]: stated.get("number") for stated in fleet["items"]}
    return Company(
        reference_date=company["reference_date"],
        first_day=company["first_day"],
        staff=tuple(Staff(one["name"], company["teams"][one["team"]]["name"]) for one in company["people"].values()),
        contacts=_contacts(company["contacts"]),
        accounts=_accounts(operators, company),
        fleet=tuple(_fleet_item(stated, known, people, numbers) for stated in fleet["items"]),
        charges=tuple(_event(stated, people) for stated in events["charges"]),
        credit_notes=tuple(_event(stated, people) for stated in events["credit_notes"]),
        oddities=tuple(
            Oddity(stated["account"], stated["invoice"], Decimal(stated["amount"])) for stated in events["oddities"]
        ),
    )


def _accounts(operators: Mapping[str, Any], company: Mapping[str, Any]) -> tuple[Account, ...]:
    stated_operators = {stated["id"]: stated for stated in operators["operators"]}
    return tuple(_account(stated, stated_operators[stated["operator"]], company) for stated in operators["accounts"])


def _account(stated: Mapping[str, Any], operator: Mapping[str, Any], company: Mapping[str, Any]) -> Account:
    payment, prepaid = stated["payment"], stated.get("prepaid")
    return Account(
        id=stated["id"],
        label=stated["label"],
        operator=_operator(operator),
        reference=AccountReference(
            stated["number"], stated.get("radical"), stated["client_code"], stated.get("sub_account")
        ),
        buyer=_buyer(company, stated["site"]),
        plan=_plan(stated, operator),
        references=References(framework_contract=operator["framework_contract"], **stated["references"]),
        payment=Payment(means=payment["means"], iban=payment.get("iban"), mandate=payment.get("mandate")),
        days_to_pay=payment["days"],
        format=stated["format"],
        usage=stated["usage"],
        suffix=stated.get("suffix", ""),
        prepaid=Prepaid(Decimal(prepaid["balance"]), prepaid["since"]) if prepaid else None,
    )


def _operator(stated: Mapping[str, Any]) -> Operator:
    party = _party(stated, stated["name"], stated["siret"], stated["address"])
    look = Look(**stated["look"], service=stated["service"], legal=tuple(stated["legal"]))
    numbers, portal = stated["numbers"], (stated["portal"]["after_days"], stated["portal"]["months"])
    people = _contacts(stated["contacts"])
    return Operator(stated["id"], party, look, numbers["pattern"], numbers["first"], numbers["step"], *portal, people)


def _contacts(stated: Iterable[Mapping[str, Any]]) -> tuple[ContactFields, ...]:
    return tuple(ContactFields(**{**one, "role": ContactRole(one["role"])}) for one in stated)


def _buyer(company: Mapping[str, Any], site: str) -> Party:
    own, place = company["company"], company["sites"][site]
    return _party(own, own["name"], place["siret"], place, code=own["code"])


def _party(
    stated: Mapping[str, Any], name: str, siret: str, place: Mapping[str, Any], *, code: str | None = None
) -> Party:
    return Party(
        name=name,
        siren=stated["siren"],
        siret=siret,
        vat_number=stated["vat_number"],
        code=code,
        address=Address(tuple(place["lines"]), place["postcode"], place["city"], "FR"),
    )


def _plan(stated: Mapping[str, Any], operator: Mapping[str, Any]) -> Plan:
    cycle, rule = stated["cycle"], stated.get("rule", operator["rule"])
    return Plan(
        cycle=Cycle(cycle["anchor"], cycle.get("months", 1), cycle.get("invoice_every_months")),
        rule=Rule(**{**rule, "basis": Basis(rule["basis"])}),
        advance=stated.get("advance", operator["advance"]),
        minimums=tuple(
            Minimum(each["product"], each["quantity"], Decimal(each["amount"])) for each in stated.get("minimums", ())
        ),
    )


def _product(stated: Mapping[str, Any]) -> Product:
    return Product(
        id=stated["id"],
        code=stated["code"],
        label=stated["label"],
        range=stated["range"],
        category=Category(stated["category"]),
        kind=stated["kind"],
        vat_rate=Decimal(stated.get("vat_rate", STANDARD_RATE)),
        grouped=stated.get("grouped", False),
        prices=tuple(Price(price["from"], Decimal(price["amount"])) for price in stated["prices"]),
    )


def _fleet_item(
    stated: Mapping[str, Any],
    products: Mapping[str, Product],
    people: Mapping[str, str],
    numbers: Mapping[str, str | None],
) -> FleetItem:
    product, person = products[stated["product"]], stated.get("person")
    item = Item(stated["id"], stated["start"], product.prices, stated.get("end"), product=product.id)
    number = numbers[stated["id"]] or numbers.get(stated.get("on", ""))
    return FleetItem(item, product, stated["account"], number, people[person] if person else None, stated.get("on"))


def _event(stated: Mapping[str, Any], people: Mapping[str, str]) -> Event:
    person = stated.get("person")
    return Event(
        account=stated["account"],
        on=stated["on"],
        category=Category(stated["category"]),
        range=stated["range"],
        label=stated["label"],
        price=Decimal(stated["price"]),
        quantity=stated.get("quantity", 1),
        person=people[person] if person else None,
        vat_category=stated.get("vat_category", "S"),
        vat_rate=Decimal(stated.get("vat_rate", STANDARD_RATE)),
        exemption=stated.get("exemption"),
        about=stated.get("about"),
        style=stated.get("style", ""),
    )
