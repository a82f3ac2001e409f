"""Which account a verb means by what is typed."""

from dataclasses import replace
from pathlib import Path

from telbill_desktop.cli.account_choice import account_named
from telbill_desktop.domain.invoice import AccountReference
from telbill_desktop.services import parties
from telbill_desktop.store.tables.parties import billing_account
from tests.builders import draft
from tests.new_stores import new_store
from tests.services.scenarios import ids, read, take


def test_an_account_goes_by_the_words_of_one_that_was_merged_into_it_too(tmp_path: Path) -> None:
    with new_store(tmp_path / "store") as store:
        for number, code in (("F-1", "CF 100"), ("F-2", "CF 200")):
            take(store, read(replace(draft(number=number), account=AccountReference(code))))
        kept, merged = ids(store, billing_account)
        assert [account_named(store, text) for text in ("cf-100", "200")] == [kept, merged]
        parties.merge_accounts(store, kept, merged)
        assert [account_named(store, text) for text in ("cf-100", "CF 200")] == [kept, kept]
