"""A row means the same whatever stood before it: names that were looked up once take no shorter way to another key."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind, TableProfile
from telbill_desktop.domain.usage import UsageRecord
from telbill_desktop.importers.usage import read_usage
from tests.importers.usage.names import Names

FIELDS = {
    TableField.ACCOUNT: "Compte",
    TableField.NUMBER: "Facture",
    TableField.USAGE_OWN: "Ligne",
    TableField.USAGE_LABEL: "Libellé",
    TableField.USAGE_OTHER: "Appelé",
    TableField.USAGE_START: "Début",
    TableField.USAGE_AMOUNT: "Montant",
    TableField.USAGE_REFERENCE: "Référence",
}
QUANTITIES = {
    TableField.USAGE_QUANTITY: "Quantité",
    TableField.USAGE_DURATION: "Durée",
    TableField.USAGE_VOLUME: "Volume",
    TableField.USAGE_COUNT: "Nombre",
}
USUAL = {
    "Compte": "CF1",
    "Facture": "F1",
    "Ligne": "0612345678",
    "Libellé": "Appels",
    "Appelé": "0698765432",
    "Début": "05/03/2026 10:22:31",
    "Montant": "0,125",
    "Référence": "R1",
    "Quantité": "93",
    "Remarque": "ok",
}
CELLS = {
    "Compte": ["CF1", "", "'1"],
    "Facture": ["F1", "", '="12"'],
    "Ligne": ["0612345678", "06 12 34 56 78", "'0612345678", "Poste 12", ""],
    "Libellé": ["Appels", "SMS", "Internet mobile", "Divers", "Roaming SMS", "", "'3G", '="SMS"'],
    "Appelé": ["0698765432", "06 98 76 54 32", "+33698765432", "0033698765432", "0039061234", "0692123456",
               "0690123456", "3103", "", "061234****", "0700123456", '="0698765432"', "'0698765432", "08", "15"],
    "Début": ["05/03/2026 10:22:31", "05/03/2026T10:22:31", "05/03/2026", "06/03/2026 00:00:00", "5/3/2026 10:22",
              " 05/03/2026 10:22:31", "2026-03-05 10:22:31"],
    "Montant": ["0,125", "", " ", "0", "-1", "1 234,5", '="0,125"', "'1", "0,1234567"],
    "Référence": ["R1", "", '="0012"', "'0012", "0012", " R1"],
    "Quantité": ["93", "0", "", "00", "0:00:00", "0:01:33", "1", "12,5 Mo", "3 s", "²", "٣", "93,5", "1 h", "-1",
                 " 93"],
    "Remarque": ["ok", "", '="1"', "a;b"],
}  # fmt: skip


def profile(quantity: TableField, unit: str = "") -> TableProfile:
    columns = {field: (title,) for field, title in FIELDS.items()} | {quantity: ("Quantité",)}
    constants = {TableField.USAGE_UNIT: unit} if unit else {}
    return TableProfile("own", "Own", TableKind.USAGE, columns, constants, ignored=("Remarque",))


def row(**changed: str) -> list[str]:
    return list({**USUAL, **changed}.values())


ODD_CELLS = st.one_of([st.tuples(st.just(title), st.sampled_from(cells)) for title, cells in CELLS.items()])
ODD_ROWS = st.lists(ODD_CELLS, max_size=3).map(lambda changed: row(**dict(changed)))


def text_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows under their titles, every cell within quotation marks."""
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in [list(USUAL), *rows])
    return ("\n".join(quoted) + "\n").encode()


def read(names: Names, rows: Sequence[Sequence[str]], of: TableProfile) -> list[UsageRecord | None]:
    """The record of each row, None for one that is left out; `names` gives the same ids each time."""
    source = read_usage(io.BytesIO(text_of(rows)), "a.csv", (), TableChoice(of))
    assert source is not None
    at = {place: record for chunk in source.chunks(names) for record, place in zip(*chunk, strict=True)}
    return [at.get(place) for place in range(2, len(rows) + 2)]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([*QUANTITIES]),
    st.sampled_from(["", "min", "s Mo"]),
    st.lists(ODD_ROWS, min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_a_row_is_the_same_record_wherever_it_stands(
    quantity: TableField, unit: str, rows: list[list[str]], chance: Random
) -> None:
    names, of = Names(), profile(quantity, unit)
    shuffled = [*rows, row(), *rows, row()]
    chance.shuffle(shuffled)
    assert read(names, shuffled, of) == [read(names, [one] * nth, of)[-1] for one, nth in counted(names, shuffled, of)]


def counted(names: Names, rows: Sequence[list[str]], of: TableProfile) -> Iterator[tuple[list[str], int]]:
    """Each row, and how many said the same up to it: of those that name no second each is another record."""
    before = Counter[int]()
    for one in rows:
        [record] = read(names, [one], of)
        key = -1 if record is None else record[0]
        before[key] += 1
        yield one, 1 if record is None else before[key]


def test_a_reference_that_a_spreadsheet_dressed_is_the_same_call_after_others() -> None:
    names, of = Names(), profile(TableField.USAGE_QUANTITY)
    for dressed in ('="0012"', "'0012"):
        odd = row(Référence=dressed)
        assert (
            read(names, [row(), odd], of)[1] == read(names, [odd], of)[0] == read(names, [row(Référence="0012")], of)[0]
        )


def test_no_duration_is_the_same_message_after_others_that_have_one() -> None:
    names, of = Names(), profile(TableField.USAGE_DURATION)
    lasting, message = row(Libellé="SMS"), row(Libellé="SMS", Quantité="0")
    assert read(names, [lasting, message], of)[1] == read(names, [message], of)[0]


def test_a_remark_that_swallowed_a_row_is_told_of_after_others() -> None:
    names, of = Names(), profile(TableField.USAGE_QUANTITY)
    swallowed = "ok\n" + ";".join(row())
    text = text_of([row(), row(Remarque=swallowed), row()])
    source = read_usage(io.BytesIO(text), "a.csv", (), TableChoice(of))
    assert source is not None
    assert sum(len(records) for records, _lines in source.chunks(names)) == 2
    assert [one.message.code for one in source.problems] == ["usage_cell_of_rows"]
