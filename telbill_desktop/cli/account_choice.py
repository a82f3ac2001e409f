"""Finding the billing account, the product and the person that a verb names."""

from collections.abc import Callable, Iterable

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.services import invoices, parties, people, products
from telbill_desktop.store.engine import Store

SHOWN = 60  # characters of a name that there is not


def account_named(store: Store, text: str) -> int:
    """The account of that label, number, radical or client code; accents, case, spaces and dashes aside.

    One that another was merged into goes by the words of that one too.

    Raises:
        TelbillError: `account_unknown`, `account_ambiguous`.
    """
    known = parties.account_words(store)
    return _named(known, lambda key: known[key], text, ("account_unknown", "account_ambiguous"))


def product_named(store: Store, account_id: int, text: str) -> int:
    """The product of the account's operator with that label or code. Raises `product_unknown`, `product_ambiguous`."""
    sold = {one.id: one for one in products.products_of(store, parties.operator_of(store, account_id))}

    def words(product_id: int) -> tuple[str, ...]:
        return (sold[product_id].label, sold[product_id].code)

    return _named(sold, words, text, ("product_unknown", "product_ambiguous"))


def products_sold(store: Store, text: str) -> set[int]:
    """The products of that label or code, one at each operator that has it. Raises `product_nowhere`."""
    known = [one for seller in invoices.operators(store) for one in products.products_of(store, seller.id)]
    for fits in _fitting(text):
        if found := {one.id for one in known if any(map(fits, (fold(one.label), fold(one.code))))}:
            return found
    raise TelbillError("product_nowhere", text=text[:SHOWN])


def person_named(store: Store, text: str) -> int:
    """The person of that name. Raises `person_unknown`, `person_ambiguous`."""
    known = {one.id: one for one in people.people(store)}
    return _named(known, lambda key: (known[key].name,), text, ("person_unknown", "person_ambiguous"))


def _named(known: Iterable[int], words: Callable[[int], tuple[str, ...]], text: str, codes: tuple[str, str]) -> int:
    """What is called exactly so, else the only one of which it is a part."""
    called = {key: [fold(word) for word in words(key) if word] for key in known}
    unknown, ambiguous = codes
    for fits in _fitting(text):
        found = [key for key, names in called.items() if any(map(fits, names))]
        if len(found) == 1:
            return found[0]
        if found:
            raise TelbillError(ambiguous, text=text[:SHOWN], count=len(found))
    raise TelbillError(unknown, text=text[:SHOWN])


def _fitting(text: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """Whether a folded word is the text, and whether it has it within; an empty text is nothing's name."""
    wanted = fold(text)
    return (lambda word: bool(wanted) and word == wanted, lambda word: bool(wanted) and wanted in word)
