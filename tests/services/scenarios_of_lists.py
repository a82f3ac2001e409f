"""Ways to change several invoices at once, saved views and perimeters."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.invoice_edits import Edited
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.tasks import PutOff, Task, TaskKind
from telbill_desktop.services import invoice_edits, parties, perimeters, saved_views, tasks
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.tables.views import snooze
from tests.builders import LINES, draft
from tests.services.scenarios import ELSEWHERE, OTHER, Act, ids, read, scenario, take


def many(store: Store, count: int) -> list[int]:
    """So many invoices of one operator."""
    take(store, *(read(draft(number=f"F-{number}", lines=LINES)) for number in range(count)))
    return ids(store, invoice)


for _mark in InvoiceMark:

    @scenario(f"mark_{_mark}")
    def _an_invoice_that_is_marked(store: Store, mark: InvoiceMark = _mark) -> Act:
        chosen = many(store, 2)[:1]
        return lambda store: _done(invoice_edits.set_mark(store, chosen, mark), 1)

    @scenario(f"mark_{_mark}_many")
    def _invoices_of_which_one_was_marked(store: Store, mark: InvoiceMark = _mark) -> Act:
        chosen = many(store, 3)
        invoice_edits.set_mark(store, chosen[:1], mark)
        return lambda store: _done(invoice_edits.set_mark(store, chosen, mark), 2)


def _done(edited: Edited, changed: int, cleared: int = 0) -> None:
    assert edited == Edited(changed, cleared)


@scenario("unmark")
def _a_marked_invoice(store: Store) -> Act:
    chosen = many(store, 1)
    invoice_edits.set_mark(store, chosen, InvoiceMark.DISPUTED)
    return lambda store: _done(invoice_edits.set_mark(store, chosen, None), 1)


@scenario("unmark_many")
def _marked_invoices(store: Store) -> Act:
    chosen = many(store, 3)
    invoice_edits.set_mark(store, chosen[:2], InvoiceMark.VERIFIED)
    return lambda store: _done(invoice_edits.set_mark(store, chosen, None), 2)


def _account_elsewhere(store: Store) -> int:
    take(store, read(draft(number="other", account=ELSEWHERE)))
    return ids(store, billing_account)[-1]


@scenario("set_account")
def _an_invoice_and_another_account(store: Store) -> Act:
    chosen, account = many(store, 2)[:1], _account_elsewhere(store)
    return lambda store: _done(invoice_edits.set_account(store, chosen, account), 1)


@scenario("set_account_many")
def _invoices_and_another_account(store: Store) -> Act:
    chosen, account = many(store, 3), _account_elsewhere(store)
    return lambda store: _done(invoice_edits.set_account(store, chosen, account), 3)


@scenario("clear_account")
def _an_invoice_with_an_account(store: Store) -> Act:
    chosen = many(store, 1)
    return lambda store: _done(invoice_edits.set_account(store, chosen, None), 1)


@scenario("clear_account_many")
def _invoices_with_an_account(store: Store) -> Act:
    chosen = many(store, 2)
    return lambda store: _done(invoice_edits.set_account(store, chosen, None), 2)


@scenario("set_operator")
def _an_invoice_with_an_account_and_another_operator(store: Store) -> Act:
    chosen = many(store, 1)
    take(store, read(draft(number="other", seller=OTHER)))
    return lambda store: _done(invoice_edits.set_operator(store, chosen, ids(store, operator)[-1]), 1, 1)


@scenario("set_operator_many")
def _invoices_of_which_one_has_no_account(store: Store) -> Act:
    chosen = many(store, 3)
    invoice_edits.set_account(store, chosen[:1], None)
    take(store, read(draft(number="other", seller=OTHER)))
    return lambda store: _done(invoice_edits.set_operator(store, chosen, ids(store, operator)[-1]), 3, 2)


@scenario("save_view")
def _a_filter(store: Store) -> Act:
    saved_views.save_view(store, "Première", InvoiceFilter(text="x"))
    wanted = InvoiceFilter(mark=InvoiceMark.DISPUTED, min_ttc=Decimal("12.50"))
    return lambda store: _nothing(saved_views.save_view(store, "À suivre", wanted))


@scenario("change_view")
def _a_view_and_another_filter(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.change_view(store, view, InvoiceFilter(text="y"))


@scenario("rename_view")
def _a_view(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.rename_view(store, view, "Suivies")


@scenario("move_view")
def _three_views(store: Store) -> Act:
    view = [saved_views.save_view(store, name, InvoiceFilter(text=name)) for name in "abc"][2]
    return lambda store: saved_views.move_view(store, view, 0)


@scenario("remove_view")
def _one_of_two_views(store: Store) -> Act:
    view, _ = (saved_views.save_view(store, name, InvoiceFilter(text=name)) for name in "ab")
    return lambda store: saved_views.remove_view(store, view)


@scenario("put_view_aside")
def _a_view_of_the_side_bar(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.show_in_sidebar(store, view, shown=False)


@scenario("put_view_in_sidebar")
def _a_view_that_was_kept_out_of_the_side_bar(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    saved_views.show_in_sidebar(store, view, shown=False)
    return lambda store: saved_views.show_in_sidebar(store, view, shown=True)


@scenario("pin_view")
def _a_view_that_is_not_on_the_overview(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    return lambda store: saved_views.pin(store, view, pinned=True)


@scenario("unpin_view")
def _a_view_of_the_overview(store: Store) -> Act:
    view = saved_views.save_view(store, "À suivre", InvoiceFilter(text="x"))
    saved_views.pin(store, view, pinned=True)
    return lambda store: saved_views.pin(store, view, pinned=False)


_TO_CHECK = Task(TaskKind.TO_CHECK, "12", "F-12")


@scenario("put_off")
def _something_to_do(store: Store) -> Act:
    del store
    return lambda store: tasks.put_off(store, _TO_CHECK, PutOff.WEEK, date(2026, 11, 22))


@scenario("put_off")
def _something_that_is_put_off_for_longer(store: Store) -> Act:
    tasks.put_off(store, _TO_CHECK, PutOff.TOMORROW, date(2026, 11, 22))
    return lambda store: tasks.put_off(store, _TO_CHECK, PutOff.FOR_GOOD, date(2026, 11, 22))


@scenario("tell_again")
def _something_that_was_put_off(store: Store) -> Act:
    tasks.put_off(store, _TO_CHECK, PutOff.FOR_GOOD, date(2026, 11, 22))
    return lambda store: tasks.tell_again(store, _TO_CHECK, ids(store, snooze))


@scenario("save_perimeter")
def _a_choice(store: Store) -> Act:
    perimeters.save_perimeter(store, "Sud", PerimeterChoice(sites=("Nîmes",)))
    return lambda store: _nothing(perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",))))


@scenario("edit_perimeter")
def _a_perimeter(store: Store) -> Act:
    kept = perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",)))
    return lambda store: perimeters.edit_perimeter(store, kept, "Sud", PerimeterChoice(sites=("Nîmes",)))


@scenario("remove_perimeter")
def _a_perimeter_that_is_not_needed(store: Store) -> Act:
    kept = perimeters.save_perimeter(store, "Nord", PerimeterChoice(sites=("Lille",)))
    return lambda store: perimeters.remove_perimeter(store, kept)


@scenario("merge_accounts")
def _two_accounts_that_views_and_perimeters_name(store: Store) -> Act:
    take(store, read(draft(number="1")), read(draft(number="2", account=ELSEWHERE)))
    kept, merged = ids(store, billing_account)
    saved_views.save_view(store, "Mobiles", InvoiceFilter(account_id=merged))
    perimeters.save_perimeter(store, "Siège", PerimeterChoice(account_ids=(kept, merged)))
    return lambda store: parties.merge_accounts(store, kept, merged)


def _nothing(_result: object) -> None:
    """What an act gives back is not looked at."""
