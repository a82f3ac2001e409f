"""A store with very many invoices, the same every time, made in bulk: what the benches search, sort and scroll.

python bench/many_invoices.py FOLDER [--count 100000] [--full]
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.store import cost_sums, search
from telbill_desktop.store.engine import Store, create_store, open_store
from telbill_desktop.store.tables.documents import deposit, invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_line, invoice_vat, invoice_warning
from telbill_desktop.store.tables.parties import billing_account, company, operator, operator_key

SEED = 20261122
FIRST_DAY = date(2016, 11, 23)
DAYS = 3652
ACCOUNTS = 240
WITH_LINES, LINES = 0.2, (2, 20)
FULL, FULL_LINES = 1.0, (10, 30)
NUMBERS = 17  # of an account, of which an invoice names some
LINES_OF_NUMBER = 4
_BATCH = 5000

OPERATORS = ("Hexamobile", "Lumitel", "Nuvox", "Factéo Mobile", "Sonora Télécom", "Orbéa Fibre")
COMPANIES = ("Atelier Roche SAS", "Brûlerie du Vexin", "Cabinet Lemoine & Associés", "Menuiserie Duprè")
FIRST_NAMES = ("Élodie", "Yann", "Zoé", "Karim", "Inès", "Loïc", "Maëlle", "Théo", "Agnès", "Gaël", "Noémie", "Hugo")
LAST_NAMES = ("Lefèvre", "Marchand", "Benali", "Kerouac", "Dupré", "Fontaine", "Nguyen", "Pélissier", "Roux", "Simon")
PRODUCTS = (
    ("Forfait Performance 20 Go", "Performance", "subscriptions", 2400),
    ("Forfait Essentiel 2 h", "Essentiel", "subscriptions", 1290),
    ("Fibre Pro 1 Gbit/s", "Fibre Pro", "subscriptions", 4490),
    ("Option Europe et Amérique du Nord", "Options Monde", "options", 500),
    ("Multi-SIM", "Options", "options", 700),
    ("Communications hors forfait vers mobiles", "Conso", "usage", 312),
    ("Appels vers numéros spéciaux", "Conso", "usage", 87),
    ("Location routeur 4G", "Équipements", "equipment", 1500),
    ("Frais d'activation", "Actes", "one_off", 1000),
    ("Changement de carte SIM", "Actes", "one_off", 1250),
)
MARKS = {0: "disputed", **dict.fromkeys((50, 100, 150), "to_review"), **dict.fromkeys(range(1, 37), "verified")}
DEPOSIT = {
    "id": 1, "digest_algorithm": "sha256", "digest": "0" * 64, "size": 1, "media_type": "application/xml",
    "deposited_at": "2026-11-22T00:00:00.000000+00:00", "os_user": "bench", "program_version": "0",
}  # fmt: skip
SITES = ("Nantes", "Lyon Part-Dieu", "Rouen", "Brest", "Saint-Étienne", "Évreux")


@dataclass(slots=True)
class Batch:
    """Rows on their way into the store, at the values that the columns hold (cents, millionths, ISO dates)."""

    invoices: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    taxes: list[dict[str, Any]] = field(default_factory=list)


def make_store(folder: Path, count: int = 100_000, *, full: bool = False) -> Store:
    """A new store with so many invoices over ten years; a fifth of them have 2 to 20 lines.

    `full`: each has 10 to 30, four for each number, and the numbers of an account are its own.
    """
    store = create_store(folder)
    chance = random.Random(SEED)  # noqa: S311 - the same invoices every time
    with store.writing() as connection:
        _add_parties(connection)
        accounts = _add_accounts(connection, chance)
        _add(connection, deposit, [DEPOSIT])
        for batch in _batches(chance, accounts, count, full=full):
            _add(connection, invoice, batch.invoices)
            _add(connection, invoice_source, [_source(row) for row in batch.invoices])
            _add(connection, invoice_warning, [_warning(row["id"]) for row in batch.invoices if row["id"] % 33 == 0])
            _add(connection, invoice_line, batch.lines)
            _add(connection, invoice_vat, batch.taxes)
        search.rebuild(connection)
        cost_sums.rebuild(connection)
    return store


def kept_store(folder: Path, count: int = 100_000, *, full: bool = False) -> Store:
    """The store of an earlier run, or a new one."""
    return open_store(folder) if folder.exists() else make_store(folder, count, full=full)


def _batches(chance: random.Random, accounts: list[dict[str, Any]], count: int, *, full: bool) -> Iterator[Batch]:
    batch, line_id, tax_id = Batch(), 1, 1
    share, many = (FULL, FULL_LINES) if full else (WITH_LINES, LINES)
    for invoice_id in range(1, count + 1):
        account = accounts[min(int(chance.expovariate(6) * len(accounts)), len(accounts) - 1)]
        row = _invoice(chance, invoice_id, account)
        batch.invoices.append(row)
        if chance.random() < share:
            lines = _lines(chance, row, line_id, many)
            if full:
                _name_numbers(lines, row["account_id"], row["id"])
            batch.lines += lines
            line_id += len(lines)
            batch.taxes.append(_tax(row, tax_id))
            tax_id += 1
        if len(batch.invoices) == _BATCH:
            yield batch
            batch = Batch()
    yield batch


def _invoice(chance: random.Random, invoice_id: int, account: dict[str, Any]) -> dict[str, Any]:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    credit = chance.random() < 0.06  # noqa: PLR2004 - some six percent are credit notes
    ht = max(int(chance.lognormvariate(9.2, 1.3)), 100) * (-1 if credit else 1)
    vat = round(ht / 5)
    number = _number(chance, invoice_id, account["operator_id"], day)
    seller = OPERATORS[account["operator_id"] - 1]
    due = day + timedelta(days=30) if chance.random() < 0.9 else None  # noqa: PLR2004
    ordered = f"AA{chance.randrange(10**8):08d}" if chance.random() < 0.3 else None  # noqa: PLR2004
    return {
        "id": invoice_id,
        "operator_id": account["operator_id"],
        "company_id": account["company_id"],
        "account_id": account["id"],
        "type": "credit_note" if credit else "invoice",
        "type_code": "381" if credit else "380",
        "sign_flipped": int(credit),
        "number": number,
        "number_key": number_key(number),
        "year": day.year,
        "issue_date": day.isoformat(),
        "due_date": due and due.isoformat(),
        "period_start": day.replace(day=1).isoformat(),
        "period_end": (day.replace(day=1) + timedelta(days=28)).isoformat(),
        "currency": "GBP" if account["operator_id"] == 3 and chance.random() < 0.05 else "EUR",  # noqa: PLR2004
        "ht": ht,
        "vat": vat,
        "ttc": ht + vat,
        "amount_due": ht + vat,
        "seller_name": seller,
        "recipient_name": COMPANIES[account["company_id"] - 1],
        "recipient_code": COMPANIES[account["company_id"] - 1][:6].upper(),
        "recipient_siret": "",
        "recipient_address": "",
        "client_code": account["client_code"],
        "sub_account": account["sub_account"],
        "purchase_order": ordered,
        "framework_contract": f"5{account['operator_id']:07d}",
        "site_1": chance.choice(SITES),
        "preceding": "[]",
        "notes": "[]",
        "mark": MARKS.get(invoice_id % 200),
        "state": "to_check" if chance.random() < 0.02 else "read",  # noqa: PLR2004
    }


def _number(chance: random.Random, invoice_id: int, operator_id: int, day: date) -> str:
    serial = f"{invoice_id * 7 + chance.randrange(7):07d}"
    shapes = (
        f"62{serial}",
        f"LT-{day.year}-{serial}",
        f"INV-NV-{serial}",
        f"FM {serial[:3]} {serial[3:]}",
        f"SO-{day:%Y-%m}-{serial}",
        f"A-{serial}/B",
    )
    return shapes[operator_id - 1]


def _lines(chance: random.Random, row: dict[str, Any], first: int, many: tuple[int, int]) -> list[dict[str, Any]]:
    count, left = chance.randint(*many), row["ht"] * 10_000
    lines = []
    for position in range(count):
        label, gamme, category, cents = chance.choice(PRODUCTS)
        amount = left if position == count - 1 else cents * 10_000
        left -= amount
        user = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        lines.append(
            {
                "id": first + position,
                "invoice_id": row["id"],
                "position": position,
                "label": label,
                "product_range": gamme,
                "category": category,
                "quantity": 1_000_000,
                "unit_price": amount,
                "amount": amount,
                "vat_category": "S",
                "vat_rate": 20_000_000,
                "period_start": row["period_start"],
                "period_end": row["period_end"],
                "prorated": int(chance.random() < 0.1),  # noqa: PLR2004
                "phone_number": f"06{chance.randrange(400) * 248_413 % 10**8:08d}",
                "user_name": user,
            }
        )
    return lines


def _name_numbers(lines: list[dict[str, Any]], account_id: int, first: int) -> None:
    """Gives the lines to the numbers of their account, each of which is one user's."""
    for at, line in enumerate(lines):
        line["phone_number"], line["user_name"] = number_of(account_id, first + at // LINES_OF_NUMBER)


def number_of(account_id: int, place: int) -> tuple[str, str]:
    """A number of an account and the name of its user."""
    at = account_id * NUMBERS + place % NUMBERS
    name = f"{FIRST_NAMES[at % len(FIRST_NAMES)]} {LAST_NAMES[at // len(FIRST_NAMES) % len(LAST_NAMES)]} {at}"
    return f"06{10_000_000 + at * 137:08d}", name


def _source(row: dict[str, Any]) -> dict[str, Any]:
    """All invoices share one document; of a few only a list speaks."""
    euros = {f"total_{name}": f"{row[name] / 100:.2f}" for name in ("ht", "vat", "ttc")}
    figures = {name: row[name] for name in ("number", "issue_date", "due_date", "type", "type_code", "currency")}
    figures |= {**euros, "amount_due": euros["total_ttc"], "seller": row["seller_name"], "lines": 0}
    return {
        "id": row["id"],
        "invoice_id": row["id"],
        "deposit_id": DEPOSIT["id"],
        "role": "main",
        "kind": "list_row" if row["id"] % 40 == 0 else "xml",
        "rank": 0,
        "format": "cii",
        "figures": json.dumps(figures),
        "added_at": DEPOSIT["deposited_at"],
    }


def _warning(invoice_id: int) -> dict[str, Any]:
    return {"id": invoice_id, "invoice_id": invoice_id, "position": 1, "code": "file_empty", "params": "{}"}


def _tax(row: dict[str, Any], key: int) -> dict[str, Any]:
    place = {"id": key, "invoice_id": row["id"], "position": 0}
    return {**place, "category": "S", "rate": 20_000_000, "basis": row["ht"], "amount": row["vat"]}


def _add_parties(connection: Connection) -> None:
    companies = [
        {"id": key, "name": name, "name_key": fold(name), "siren": f"{300_000_000 + key}", "to_complete": 0}
        for key, name in enumerate(COMPANIES, 1)
    ]
    operators = [{"id": key, "name": name, "country": "FR", "to_complete": 0} for key, name in enumerate(OPERATORS, 1)]
    keys = [
        {"id": key, "operator_id": key, "seller_key": f"name:{fold(name)}"} for key, name in enumerate(OPERATORS, 1)
    ]
    _add(connection, company, companies)
    _add(connection, operator, operators)
    _add(connection, operator_key, keys)


def _add_accounts(connection: Connection, chance: random.Random) -> list[dict[str, Any]]:
    accounts = []
    for key in range(1, ACCOUNTS + 1):
        number = f"1-{10_265_655_000 + key * 331}"
        accounts.append(
            {
                "id": key,
                "operator_id": chance.randint(1, len(OPERATORS)),
                "company_id": chance.randint(1, len(COMPANIES)),
                "label": f"CF {key}",
                "number": number,
                "radical": number[:8],
                "client_code": f"C{chance.randrange(10**6):06d}",
                "sub_account": f"{key % 7}" if key % 3 == 0 else "",
                "to_complete": int(key % 10 == 0),
            }
        )
    _add(connection, billing_account, accounts)
    return accounts


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = list(rows[0])
    places = ", ".join(f":{name}" for name in names)
    driver: Any = connection.connection.driver_connection
    driver.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})", rows)  # noqa: S608 - our names


def main() -> int:
    """Makes the store that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="20 lines an invoice, two millions of 100 000")
    asked = parser.parse_args()
    started = time.perf_counter()
    make_store(asked.folder, asked.count, full=asked.full).close()
    print(f"{asked.count} invoices in {time.perf_counter() - started:.1f} s: {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
