"""The folded texts of invoices in which a search looks, made from their records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from sqlalchemy import Connection, select

from telbill_desktop.domain.folding import fold, fold_all
from telbill_desktop.domain.phone_forms import phone_forms
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.images import Columns
from telbill_desktop.store.sqlite import trigrams
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import billing_account, operator

_BESIDE = (
    "seller_name", "recipient_name", "recipient_code", "recipient_siret", "client_code", "sub_account",
    "purchase_order", "framework_contract", "local_contract", "business_unit", "site_1", "site_2", "buyer_reference",
    "accounting_reference",
)  # fmt: skip
_REFERENCES = (
    "purchase_order", "framework_contract", "local_contract", "business_unit", "site_1", "site_2", "buyer_reference",
    "accounting_reference",
)  # fmt: skip
_ACCOUNT = ("label", "number", "radical", "client_code")
_PARTIES = (  # under names that no column of an invoice has
    operator.c.name.label("operator"),
    *(billing_account.c[name].label(f"account_{name}") for name in _ACCOUNT),
)
_LINE = ("label", "description", "purchase_order", "product_code", "product_range", "user_name")

TextRow = tuple[int, str, str, str, str, str, str]  # the columns of `search.invoice_text`
Texts = tuple[TextRow, list[str]]  # and the texts of its lines


def texts_of(connection: Connection, ids: Sequence[int]) -> Iterator[Texts]:
    """The texts of invoices as they are stored; there are no more ids than one statement takes."""
    words: dict[int, dict[str | None, None]] = defaultdict(dict)  # an ordered set: labels repeat
    said: dict[int, dict[str, None]] = defaultdict(dict)
    named = [invoice_line.c[name] for name in _LINE]
    wanted = invoice_line.c.invoice_id.in_(ids)
    for owner, phone, *values in connection.execute(
        select(invoice_line.c.invoice_id, invoice_line.c.phone_number, *named)
        .where(wanted)
        .order_by(invoice_line.c.invoice_id, invoice_line.c.position)
    ):
        forms = phone_forms(phone or "")
        words[owner].update(dict.fromkeys((*values, *forms)))
        label, description, *_, user = values
        if line := _joined((label, description, *forms, user)):
            said[owner][line] = None
    for row in connection.execute(_heads().where(invoice.c.id.in_(ids))).mappings():
        preceding = [str(item.get("number") or "") for item in row["preceding"]]
        parties = [row[each.name] for each in _PARTIES]
        beside = _Beside.of(row, parties, preceding, words[row["id"]])
        yield beside.row(row["id"], row["number"]), list(said[row["id"]])


def texts_of_heads(connection: Connection, ids: Sequence[int], heads: Columns) -> Iterator[TextRow]:
    """The texts of invoices that have no lines and follow none, from what is stored of them, column by column."""
    operators = _records(connection, (operator.c.id, operator.c.name), heads["operator_id"])
    accounts = _records(
        connection, (billing_account.c.id, *(billing_account.c[name] for name in _ACCOUNT)), heads["account_id"]
    )
    shared: dict[tuple[Any, ...], _Beside] = {}
    names = (*_BESIDE, "operator_id", "account_id")
    for invoice_id, number, said in zip(
        ids, heads["number"], zip(*(heads[name] for name in names), strict=True), strict=True
    ):
        if (beside := shared.get(said)) is None:
            head = dict(zip(names, said, strict=True))
            parties = (*operators[head["operator_id"]], *accounts.get(head["account_id"], ()))
            beside = shared[said] = _Beside.of(head, parties)
        yield beside.row(invoice_id, number)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the text of an invoice says beside its number: the invoices of a list share it."""

    columns: tuple[str, str, str, str]  # sub_account, client_code, subscriber, reference
    values: tuple[str | None, ...]
    text: str

    @classmethod
    def of(
        cls,
        head: Mapping[Any, Any],
        parties: Iterable[str | None],
        preceding: Sequence[str] = (),
        words: Iterable[str | None] = (),
    ) -> Self:
        values = tuple(dict.fromkeys((*(head[name] for name in _BESIDE), *parties, *preceding, *words)))
        columns = (
            fold(head["sub_account"]),
            fold(head["client_code"]),
            fold(head["recipient_name"]),
            fold_all((*(head[name] for name in _REFERENCES), *preceding)),
        )
        return cls(columns, values, _joined(values))

    def row(self, invoice_id: int, number: str) -> TextRow:
        folded = fold(number)
        alone = folded and self.text and number not in self.values  # what is said twice stands where it came first
        text = f"{folded}\n{self.text}" if alone else _joined((number, *self.values))
        return (invoice_id, folded, *self.columns, text + trigrams.PADDING)


@lru_cache(maxsize=4096)
def _folded(value: str) -> str:
    return fold(value)


def _joined(values: tuple[str | None, ...]) -> str:
    """`folding.fold_all` of what repeats, in a text and among invoices: each value once."""
    return "\n".join(folded for value in dict.fromkeys(values) if value and (folded := _folded(value)))


def _records(connection: Connection, columns: Sequence[Any], ids: Iterable[int | None]) -> dict[int, tuple[str, ...]]:
    """By the first of these columns, the others."""
    found: dict[int, tuple[str, ...]] = {}
    for chunk in chunks([key for key in dict.fromkeys(ids) if key is not None]):
        for key, *values in connection.execute(select(*columns).where(columns[0].in_(chunk))):
            found[key] = tuple(values)
    return found


def _heads() -> Any:  # noqa: ANN401 - a select of twenty columns has no shorter type
    joined = invoice.join(operator, operator.c.id == invoice.c.operator_id).outerjoin(
        billing_account, billing_account.c.id == invoice.c.account_id
    )
    return select(
        *(invoice.c.id, invoice.c.number, invoice.c.preceding),
        *(invoice.c[name] for name in _BESIDE),
        *_PARTIES,
    ).select_from(joined)
