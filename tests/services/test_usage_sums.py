"""What usage adds up to, of any days, by anything: what adding its rows up one by one gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import CallOrder, UsageCall, UsageFilter, UsageGrouping
from telbill_desktop.services import people, usage
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store import usage_sums
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.tables.usage import usage_by_user
from tests.usage_files import Call, call, take, write

FIRST = datetime(2025, 11, 20)  # noqa: DTZ001 - the wall's clock
DAYS = 140
LABELS = (
    ("Appels nationaux mobiles", UsageCategory.NATIONAL_MOBILE, ("0612345678", "0692123456")),
    ("Appels vers l'international", UsageCategory.INTERNATIONAL, ("+212612345678", "+4930123456")),
    ("SMS", UsageCategory.MESSAGES, ("0698765432",)),
    ("Internet mobile (données)", UsageCategory.DATA, ("",)),
)
USERS = (("Ana Petit", "0611111111"), ("Léo Martin", "0622222222"), ("", "0633333333"))
COUNTRIES = {
    "0612345678": "FR",
    "0692123456": "RE",
    "+212612345678": "MA",
    "+4930123456": "DE",
    "0698765432": "FR",
    "": "",
}
TEAMS = {"Ana Petit": "Atelier", "Léo Martin": "", "": ""}


@dataclass(frozen=True)
class Used:
    """One row, as it is counted apart."""

    day: date
    user: str
    number: str
    account: str
    category: UsageCategory
    country: str
    quantity: int
    amount: int
    invoice: str


def made() -> list[tuple[Call, Used]]:
    """Three hundred rows over five months, every one other than the others."""
    rows = []
    for at in range(300):
        label, category, numbers = LABELS[at % 4]
        user, number = USERS[at * 7 % 3]
        called = numbers[at // 4 % len(numbers)]
        start = FIRST + timedelta(days=at * 37 % DAYS, seconds=at * 1013 % 86_400)
        quantity = 1 if category is UsageCategory.MESSAGES else at + 1
        amount = (at % 5) * (1 if at % 11 else -1) * 1234
        account, invoice = f"CF{at % 2}", f"F{at % 3}"
        cells = call(
            invoice=invoice,
            account=account,
            line=number,
            user=user,
            label=label,
            called=called,
            start=f"{start:%d/%m/%Y %H:%M:%S}",
            quantity=str(quantity),
            amount=f"{Decimal(amount) / 1_000_000:f}".replace(".", ","),
        )
        phone = f"+33{number[1:]}"
        rows.append(
            (cells, Used(start.date(), user, phone, account, category, COUNTRIES[called], quantity, amount, invoice))
        )
    return rows


USED = [used for _, used in made()]
KEYS: dict[UsageGrouping, Callable[[Used], str]] = {
    UsageGrouping.MONTH: lambda used: f"{used.day:%Y%m}",
    UsageGrouping.USER: lambda used: used.user,
    UsageGrouping.TEAM: lambda used: TEAMS[used.user],
    UsageGrouping.CATEGORY: lambda used: used.category.value,
    UsageGrouping.DESTINATION: lambda used: used.country,
    UsageGrouping.LINE: lambda used: used.number,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("usage")
    with create_store(folder / "store") as opened:
        people.add_person(opened, PersonFields("Ana PETIT", "Atelier"))
        people.add_person(opened, PersonFields("Léo Martin"))
        take(opened, write(folder / "a.csv", [cells for cells, _ in made()]))
        yield opened


def added_up(rows: list[Used], by: UsageGrouping) -> dict[str, tuple[int, Decimal, int, int]]:
    found: dict[str, tuple[int, Decimal, int, int]] = {}
    for used in rows:
        count, amount, charged, seconds = found.get(KEYS[by](used), (0, Decimal(0), 0, 0))
        is_call = used.category in {UsageCategory.NATIONAL_MOBILE, UsageCategory.INTERNATIONAL}
        found[KEYS[by](used)] = (
            count + 1,
            amount + Decimal(used.amount) / 1_000_000,
            charged + (used.amount != 0),
            seconds + (used.quantity if is_call else 0),
        )
    return found


periods = st.builds(
    lambda start, length: Period(FIRST.date() + timedelta(days=start), FIRST.date() + timedelta(days=start + length)),
    st.integers(-40, DAYS),
    st.integers(0, DAYS + 60),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.none() | periods,
    st.sampled_from(list(KEYS)),
    st.sets(st.sampled_from(["Ana Petit", "LEO MARTIN", ""]), max_size=2),
    st.sets(st.sampled_from([each[1] for each in LABELS]), max_size=2),
    st.sets(st.sampled_from(["FR", "MA", ""]), max_size=1),
    st.sampled_from(["", "", "", "F1"]),
)
def test_any_question_gives_what_adding_up_row_by_row_gives(
    store: Store,
    period: Period | None,
    by: UsageGrouping,
    users: set[str],
    categories: set[UsageCategory],
    destinations: set[str],
    invoice: str,
) -> None:
    names = {"LEO MARTIN": "Léo Martin"}
    meant = [
        used
        for used in USED
        if (period is None or period.start <= used.day < period.end)
        and (not users or used.user in {names.get(user, user) for user in users})
        and (not categories or used.category in categories)
        and (not destinations or used.country in destinations)
        and (not invoice or used.invoice == invoice)
    ]
    wanted = UsageFilter(
        period=period,
        users=tuple(users),
        categories=tuple(categories),
        destinations=tuple(destinations),
        invoice=invoice,
    )
    answer = usage.usage(store, wanted, by, with_categories=True)
    told = {
        group.key.replace("Ana PETIT", "Ana Petit"): (
            group.total.count,
            group.total.amount,
            group.total.charged_count,
            group.total.seconds,
        )
        for group in answer.groups
    }
    assert told == added_up(meant, by)
    assert answer.total.amount == sum((used.amount for used in meant), 0) / Decimal(1_000_000)
    assert all(sum(part.count for part in group.by_category.values()) == group.total.count for group in answer.groups)
    keys, is_cut = usage.calls_of(store, wanted, CallOrder.START)
    assert (len(keys), is_cut) == (len(meant), False)


def test_the_sums_that_are_kept_are_those_of_the_records_and_a_wrong_one_is_mended(store: Store) -> None:
    with store.reading() as connection:
        assert usage_sums.differences(connection) == []
    before = usage.usage(store, UsageFilter(), UsageGrouping.USER)
    with store.writing() as connection:
        connection.execute(update(usage_by_user).values(amount=usage_by_user.c.amount + 1))
    with store.reading() as connection:
        assert usage_sums.differences(connection)
    usage.rebuild(store)
    assert usage.usage(store, UsageFilter(), UsageGrouping.USER) == before


def test_a_perimeter_narrows_usage_to_its_accounts(store: Store) -> None:
    accounts = usage.usage(store, UsageFilter(), UsageGrouping.ACCOUNT).groups
    assert sorted(group.name.rpartition(" ")[2] for group in accounts) == ["CF0", "CF1"]
    [first, _] = accounts
    only = UsageFilter(perimeter=PerimeterChoice(account_ids=(int(first.key),)))
    for by in KEYS:
        assert usage.usage(store, only, by).total == first.total


@pytest.mark.parametrize("order", list(CallOrder))
def test_calls_come_in_the_order_that_is_asked_for(store: Store, order: CallOrder) -> None:
    keys, _ = usage.calls_of(store, UsageFilter(), order)
    calls = usage.calls(store, keys)
    keys_of: dict[CallOrder, Callable[[UsageCall], object]] = {
        CallOrder.START: lambda each: each.started,
        CallOrder.USER: lambda each: (each.user, each.started),
        CallOrder.CALLED: lambda each: (each.called, each.started),
        CallOrder.AMOUNT: lambda each: (each.amount, each.started),
    }
    assert calls == sorted(calls, key=keys_of[order])  # type: ignore[arg-type] # each of them can be compared
    assert usage.calls_of(store, UsageFilter(), order, descending=True)[0] == keys[::-1]
    assert {each.team for each in calls if each.user == "Ana PETIT"} == {"Atelier"}


def test_what_is_out_of_the_bundle_is_told_apart(store: Store) -> None:
    total = usage.usage(store, UsageFilter(), UsageGrouping.MONTH).total
    assert total.count - total.charged_count == sum(not used.amount for used in USED)
    assert total.messages + total.bytes + total.seconds == sum(used.quantity for used in USED)
    charged = total.charged_messages + total.charged_bytes + total.charged_seconds
    assert charged == sum(used.quantity for used in USED if used.amount)
