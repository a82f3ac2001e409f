"""Ways to change what is kept of usage, for the test that undoes and redoes every act."""

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.services import people, usage_privacy
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from tests.services.scenarios import Act, scenario
from tests.usage_files import Call, call, on, take_calls

KNOWN = on("01/02/2026", "02/02/2026", "28/02/2026")


def some_usage(store: Store) -> None:
    """A file that came before; with it came the secret of the store, which stays."""
    take_calls(store, KNOWN, name="february.csv")


@scenario("import_usage")
def _calls_some_of_which_are_known(store: Store) -> Act:
    some_usage(store)
    return lambda store: imports(
        store, [*KNOWN, *on("05/03/2026", "06/03/2026"), call(start="07/03/2026", amount="0,00")]
    )


@scenario("import_usage")
def _calls_of_an_account_and_an_invoice_that_nobody_knew(store: Store) -> Act:
    some_usage(store)
    calls = on("05/02/2026", "05/03/2026")
    return lambda store: imports(
        store,
        [*calls, *(one._replace(account="CF 9", invoice="F-2", user="", start=f"{one.start[:-1]}9") for one in calls)],
    )


@scenario("import_usage")
def _calls_of_which_totals_alone_are_kept(store: Store) -> Act:
    some_usage(store)
    usage_privacy.keep_calls(store, each=False)
    return lambda store: imports(store, [*KNOWN, *on("05/03/2026", "06/03/2026")])


@scenario("import_usage")
def _calls_of_somebody_protected_among_others(store: Store) -> Act:
    some_usage(store)
    people.add_person(store, PersonFields("Marie Dupont", is_protected=True))
    return lambda store: imports(store, on("05/03/2026", user="Marie Dupont") + on("06/03/2026"))


def imports(store: Store, calls: list[Call]) -> None:
    assert take_calls(store, calls).status is FileStatus.IMPORTED


@scenario("keep_calls")
def _a_store_of_which_nobody_was_asked(store: Store) -> Act:
    some_usage(store)
    return lambda store: usage_privacy.keep_calls(store, each=True)


@scenario("keep_totals")
def _a_store_in_which_each_call_is_kept(store: Store) -> Act:
    usage_privacy.keep_calls(store, each=True)
    some_usage(store)
    return lambda store: usage_privacy.keep_calls(store, each=False)


@scenario("edit_person")
def _somebody_who_is_protected_from_now_on(store: Store) -> Act:
    person = people.add_person(store, PersonFields("Marie Dupont", "Atelier"))
    some_usage(store)
    return lambda store: people.edit_person(store, person, PersonFields("Marie Dupont", "Atelier", is_protected=True))
