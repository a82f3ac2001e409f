"""Ways to book purchases and to keep reports, for the test that undoes and redoes every act."""

from dataclasses import replace
from datetime import date

from telbill_desktop.domain.accounting import AccountingRules, TeamSplit
from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.services.reports import definitions
from telbill_desktop.services.reports.entries import change_accounting, hand_out
from telbill_desktop.store.engine import Store
from tests.services.scenarios import Act, scenario
from tests.services.scenarios_of_lists import many

ALL = ReportRequest(ReportKind.ENTRIES)
TODAY = date(2026, 12, 1)


def hand(store: Store, request: ReportRequest = ALL) -> None:
    hand_out(store, request, TODAY, "entries.txt", lambda _report: None)


@scenario("change_accounting")
def _accounts_that_nobody_said_yet(store: Store) -> Act:
    many(store, 1)
    return lambda store: change_accounting(store, AccountingRules())


@scenario("change_accounting")
def _other_accounts(store: Store) -> Act:
    many(store, 1)
    change_accounting(store, AccountingRules())
    return lambda store: change_accounting(
        store, replace(AccountingRules(), split=TeamSplit.LABEL, suppliers={1: "HEX"})
    )


@scenario("export_entries")
def _invoices_that_were_never_booked(store: Store) -> Act:
    many(store, 3)
    return hand


@scenario("export_entries")
def _invoices_of_which_some_are_booked_again(store: Store) -> Act:
    many(store, 2)
    hand(store)
    return lambda store: hand(store, replace(ALL, again=True))


FLEET = DefinedReport(ReportKind.FLEET, "xlsx")


@scenario("save_report")
def _a_report_beside_another_one(store: Store) -> Act:
    definitions.save_report(store, "Parc", FLEET)

    def act(store: Store) -> None:
        definitions.save_report(store, "Parc du mois", FLEET)

    return act


@scenario("rename_report")
def _a_report_with_another_name(store: Store) -> Act:
    known = definitions.save_report(store, "Parc", FLEET)
    return lambda store: definitions.rename_report(store, known, "Parc mobile")


@scenario("remove_report")
def _a_report_that_is_wanted_no_more(store: Store) -> Act:
    known = definitions.save_report(store, "Parc", FLEET)
    return lambda store: definitions.remove_report(store, known)
