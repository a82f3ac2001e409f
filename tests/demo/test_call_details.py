"""The calls of the demo company: what invoices charge to the micro-euro, and what bundles include, imported as any."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop import importers
from telbill_desktop.demo.billing import Issued
from telbill_desktop.demo.call_details import MONTHS, call_details
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.company import create_demo
from telbill_desktop.domain.invoice import Category
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import usage, usage_privacy
from telbill_desktop.workspaces import ReadsUsage

Row = dict[str, str]


@pytest.fixture(scope="session")
def rows(company: Company, drafts: list[Issued]) -> list[Row]:
    """Those of all files."""
    return list(read(call_details(company, drafts)))


def read(files: Iterator[tuple[str, bytes]]) -> Iterator[Row]:
    for name, content in files:
        assert name.endswith(".csv")
        yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")


def amount(row: Row) -> Decimal:
    return Decimal(row["Montant HT (€)"].replace(",", "."))


def quantity(row: Row) -> int:
    return int(row["Durée (s) / Volume (octets)"])


def test_what_is_charged_adds_up_to_the_lines_of_the_invoices(drafts: list[Issued], rows: list[Row]) -> None:
    """By invoice and label; also by user where the invoice names one."""
    charged: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows:
        if amount(row):
            for user in {row["Utilisateur"], ""}:
                key = (row["N° facture"], row["Catégorie d'appel"], user)
                charged[key] += amount(row)
                counted[key] += quantity(row)
    stated: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    used: dict[tuple[str, str, str], int] = defaultdict(int)
    invoices = {row["N° facture"] for row in rows}
    for each in drafts:
        for line in each.draft.lines:
            if line.category is Category.USAGE and each.draft.number in invoices:
                factor = {"MIN": 60, "4L": 1_000_000, "C62": 1}[line.unit or ""]
                for user in {line.user_name or "", ""}:
                    stated[each.draft.number, line.label, user] += line.amount or 0
                    used[each.draft.number, line.label, user] += int((line.quantity or 0) * factor)
    assert len(stated) > 300
    assert {key: charged[key] for key in stated} == dict(stated)
    assert {key: counted[key] for key in used} == dict(used)
    assert {key[:2] for key in charged} == {key[:2] for key in stated}  # nothing else costs anything


def test_there_are_thirteen_months_of_them_each_within_what_its_invoice_charges(
    drafts: list[Issued], rows: list[Row]
) -> None:
    windows = {each.draft.number: each.account.plan.cycle.window_of(each.draft.issue_date) for each in drafts}
    days = {each.draft.number: each.draft.issue_date for each in drafts}
    assert len({f"{days[row['N° facture']]:%Y-%m}" for row in rows}) == MONTHS
    for row in rows:
        moment = datetime.strptime(row["Date et heure de début"], "%d/%m/%Y %H:%M:%S")  # noqa: DTZ007 - the wall's
        assert windows[row["N° facture"]].start <= moment.date() < windows[row["N° facture"]].end
    assert 10_000 < len(rows) < 30_000


def test_they_are_the_same_every_time_and_nobody_has_the_numbers(
    company: Company, drafts: list[Issued], rows: list[Row]
) -> None:
    assert list(read(call_details(company, drafts))) == rows
    nobodys = ("0639980", "0199000", "0261910", "0353010", "0465710", "0536490")
    services = ("0044207946", "0044770090", "0049302312", "089900", "082600")
    assert all(row["N° appelé"].startswith(nobodys + services) for row in rows if row["N° appelé"])


def test_they_are_imported_with_the_documents(tmp_path: Path, company: Company) -> None:
    short = replace(company, first_day=date(2026, 11, 12))
    with create_demo(tmp_path / "demo", importers.read, Unwatched(), company=short, usage=ReadsUsage()) as store:
        assert usage_privacy.is_asked(store)
        by_category = usage.usage(store, UsageFilter(), UsageGrouping.CATEGORY)
        by_user = usage.usage(store, UsageFilter(), UsageGrouping.USER)
    assert by_category.total.count > 100
    assert {group.key for group in by_category.groups} >= {UsageCategory.DATA.value, UsageCategory.MESSAGES.value}
    assert UsageCategory.OTHER.value not in {group.key for group in by_category.groups}
    assert {"Inès Delorme", "Camille Perrin"} <= {group.name for group in by_user.groups}
