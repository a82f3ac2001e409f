"""Documents of a perimeter: asked of all at once or of one after the other, the same ones."""

from itertools import product
from pathlib import Path

from sqlalchemy import select

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.engine import create_store
from telbill_desktop.store.queries.archive import is_of_perimeter, of_perimeter
from telbill_desktop.store.tables.archive import custody
from telbill_desktop.store.tables.parties import billing_account, company
from tests.builders import draft
from tests.services.scenarios import ELSEWHERE, ids, read, take


def test_both_ways_give_the_same_documents_whatever_is_chosen(tmp_path: Path) -> None:
    with create_store(tmp_path / "store") as store:
        take(store, read(draft(number="1")), read(draft(number="2", account=ELSEWHERE)))
        kinds = (
            [(), *((one,) for one in ids(store, company)), (99,)],
            [(), *((one,) for one in ids(store, billing_account)), (99,)],
            [(), ("Nulle part",)],
            [(), ("zz",)],
            [(), ("zz",)],
        )
        choices = [choice for one in product(*kinds) if (choice := PerimeterChoice(*one))]
        found = []
        with store.reading() as connection:
            for choice in choices:
                together = set(connection.execute(of_perimeter(connection, choice)).scalars())
                singly = select(custody.c.deposit_id).where(is_of_perimeter(connection, choice, custody.c.deposit_id))
                assert set(connection.execute(singly).scalars()) == together
                found.append(len(together))
    assert {*found} == {0, 1, 2}
