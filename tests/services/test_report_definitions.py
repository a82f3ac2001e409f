from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.accounting import AccountingRules
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report_definition import DefinedReport, report_from_json, report_to_json
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.exporters.reports.made import made_report
from telbill_desktop.services import invoices, parties
from telbill_desktop.services.reports import definitions
from telbill_desktop.services.reports.entries import accounting, change_accounting
from telbill_desktop.services.reports.values import report_values
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company, operator
from telbill_desktop.store.tables.reports import report_definition
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import draft
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take

FLEET = DefinedReport(ReportKind.FLEET, "xlsx")
MONTHLY = DefinedReport(
    ReportKind.INVOICES,
    "csv",
    ReportLevel.LINES,
    days=ReadyDays.LAST_MONTH,
    perimeter=PerimeterChoice(account_ids=(3,), sites=("Lyon",)),
    is_plain=True,
)
FIXED = DefinedReport(ReportKind.ENTRIES, "txt", since=date(2026, 1, 1), until=date(2026, 6, 30))
YEAR_END = DefinedReport(ReportKind.CUTOFF, "pdf", on=date(2026, 12, 31))
AHEAD = DefinedReport(ReportKind.UPCOMING, "html", months=6)


def refused(code: str, act: object) -> None:
    with pytest.raises(TelbillError) as error:
        act()  # type: ignore[operator] # a function without arguments
    assert error.value.message.code == code


@pytest.mark.parametrize("report", [FLEET, MONTHLY, FIXED, YEAR_END, AHEAD])
def test_a_report_is_kept_whole(report: DefinedReport) -> None:
    assert report_from_json(report_to_json(report)) == report


def test_days_move_along_with_the_month_in_which_it_is_run() -> None:
    november, december = (MONTHLY.request_on(date(2026, month, 20)) for month in (11, 12))
    assert (november.since, november.until) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (december.since, december.until) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (FIXED.request_on(date(2027, 5, 1)).since, FLEET.request_on(date(2027, 5, 1)).on) == (date(2026, 1, 1), None)


@pytest.mark.parametrize(
    "stored",
    [
        {"kind": "fleet"},
        {"kind": "dreams", "format": "xlsx"},
        {"kind": "fleet", "format": "txt"},
        {"kind": "fleet", "format": "xlsx", "colour": "red"},
        {"kind": "invoices", "format": "xlsx", "days": "next_month"},
        ["fleet"],
    ],
)
def test_what_a_newer_program_wrote_is_not_taken_for_another_report(store: Store, stored: object) -> None:
    with unit_of_work(store, "save_report", {"name": "Parc"}) as unit:
        unit.insert(report_definition, {"name": "Parc", "position": 0, "definition": stored})
    refused("report_unreadable", definitions.report_named(store, "parc").wanted)


def test_a_name_stands_for_one_report(store: Store) -> None:
    known = definitions.save_report(store, " Parc  mobile ", FLEET)
    other = definitions.save_report(store, "Écritures", FIXED)
    refused("report_name_taken", lambda: definitions.save_report(store, "PARC-MOBILE", FLEET))
    refused("report_name_taken", lambda: definitions.rename_report(store, other, "parc mobile"))
    refused("name_missing", lambda: definitions.save_report(store, " ", FLEET))
    definitions.rename_report(store, known, "Parc Mobile")
    assert [one.name for one in definitions.saved_reports(store)] == ["Parc Mobile", "Écritures"]
    assert definitions.report_named(store, "ecritures").wanted() == FIXED
    refused("report_unknown", lambda: definitions.report_named(store, "Paie"))


def test_what_is_gone_is_said(store: Store) -> None:
    known = definitions.save_report(store, "Parc", FLEET)
    definitions.remove_report(store, known)
    refused("report_gone", lambda: definitions.remove_report(store, known))
    refused("report_gone", lambda: definitions.rename_report(store, known, "Parc"))


def test_a_report_follows_accounts_and_companies_that_are_merged(store: Store) -> None:
    take(
        store,
        read(draft(number="1")),
        read(draft(number="2", account=ELSEWHERE, buyer=Party("Roche Groupe", siren="732829320"))),
    )
    (kept, merged), (own, other) = ids(store, billing_account), ids(store, company)
    choice = PerimeterChoice(account_ids=(merged,), company_ids=(own, other))
    definitions.save_report(store, "Parc", replace(FLEET, perimeter=choice))
    parties.merge_accounts(store, kept, merged)
    parties.merge_companies(store, own, other)
    assert definitions.report_named(store, "Parc").wanted().perimeter == PerimeterChoice((own,), (kept,))


def test_a_supplier_keeps_its_account_when_operators_are_merged(store: Store) -> None:
    take(store, read(draft(number="1")), read(draft(number="2", seller=OTHER)))
    kept, merged = ids(store, operator)
    change_accounting(store, replace(AccountingRules(), suppliers={merged: "F042"}))
    parties.merge_operators(store, kept, merged)
    assert accounting(store)[1].suppliers == {kept: "F042"}
    assert len(invoices.operators(store)) == 1


def test_a_report_of_accounts_that_are_gone_is_not_said_to_be_of_everything(store: Store) -> None:
    take(store, read(draft()))
    [known] = ids(store, billing_account)
    said = []
    for chosen in ((), (known,), (known, 998), (998, 999)):
        asked = replace(FLEET, perimeter=PerimeterChoice(account_ids=chosen)).request_on(date(2026, 12, 1))
        with report_values(store, asked, date(2026, 12, 1)) as values:
            said.append(dict(made_report(values).facts)["Perimeter"])
    assert said == [
        "Everything",
        said[1],
        f"{said[1]}, 1 of the chosen is no longer in the store",
        "2 of the chosen are no longer in the store",
    ]
