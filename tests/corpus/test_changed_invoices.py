"""Real invoices, changed in memory: no exception, and no wrong amount is ever accepted in silence."""

import random
from decimal import Decimal, InvalidOperation

import pytest
from lxml import etree

from telbill_desktop.documents.attachments import attachments
from telbill_desktop.documents.pdf_file import opened_pdf
from telbill_desktop.domain.messages import params_to_json
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.importers import read
from telbill_desktop.system.formats import sentence
from tests.corpus.conftest import CORPUS, expected_rows

INVOICES = [row for row in expected_rows("hybrid-cii", "hybrid-zugferd1", "xml-") if row["invoice_number"]]
# The totals that other figures of the same document confirm, in CII and in UBL.
CONFIRMED = {
    *("TaxBasisTotalAmount", "GrandTotalAmount", "LineTotalAmount", "CalculatedAmount", "BasisAmount"),
    *("TaxExclusiveAmount", "TaxInclusiveAmount", "LineExtensionAmount", "PayableAmount", "DuePayableAmount"),
    *("TaxableAmount", "AllowanceTotalAmount", "ChargeTotalAmount"),
}
SEED = 20261122


def xml_of(row: dict[str, str]) -> bytes:
    content = (CORPUS / row["file"]).read_bytes()
    if not content.startswith(b"%PDF"):
        return content
    with opened_pdf(content) as pdf:
        return next(file.content for file in attachments(pdf) if file.content)


def tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(remove_comments=True, resolve_entities=False))


def said(reading: Reading) -> set[str]:
    """Everything that was said, with its amounts."""
    messages = [*reading.warnings, *([reading.message] if reading.message else [])]
    for message in messages:
        sentence(message)
        assert message.code != "reader_failed", message.params
    return {f"{message.code} {sorted(params_to_json(message.params).items())}" for message in messages}


def is_amount(element: etree._Element) -> bool:
    try:
        return bool(Decimal((element.text or "").strip()))
    except InvalidOperation:
        return False


@pytest.mark.parametrize("row", INVOICES, ids=lambda row: row["file"])
def test_a_changed_total_is_refused_or_remarked(row: dict[str, str]) -> None:
    root = tree(xml_of(row))
    before = read(etree.tostring(root), row["file"])
    if before.draft is None:
        assert before.outcome is Outcome.REFUSED
        return
    known = said(before)
    for element in root.iter("{*}*"):
        if etree.QName(element).localname not in CONFIRMED or len(element) or not is_amount(element):
            continue
        if not counts(element):
            continue
        stated = element.text or ""
        for wrong in (
            str(Decimal(stated) + 1),
            str(Decimal(stated) * 10),
            str(-Decimal(stated)),
            f"{stated}x",
            "NaN",
            "1,5",
        ):
            element.text = wrong
            after = read(etree.tostring(root), row["file"])
            remarked = said(after) - known
            assert after.outcome is Outcome.REFUSED or remarked, (element.tag, stated, wrong)
        element.text = stated


def counts(element: etree._Element) -> bool:
    """Whether another figure confirms the amount: bases of percentages, gross prices and a line's own TTC have none."""
    unconfirmed = {"SpecifiedTradeAllowanceCharge", "AllowanceCharge", "GrossPriceProductTradePrice"}
    if etree.QName(element).localname == "GrandTotalAmount":
        unconfirmed.add("SpecifiedLineTradeSettlement")
    return not unconfirmed & {etree.QName(each).localname for each in element.iterancestors()}


@pytest.mark.parametrize("row", INVOICES, ids=lambda row: row["file"])
def test_random_damage_never_raises(row: dict[str, str]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same damage every time
    original = xml_of(row)
    for _ in range(12):
        root = tree(original)
        elements = list(root.iter("{*}*"))
        for _ in range(chance.randint(1, 4)):
            damage(chance.choice(elements), chance)
        said(read(etree.tostring(root), row["file"]))
    for _ in range(8):
        cut = bytearray(original)
        for _ in range(chance.randint(1, 6)):
            cut[chance.randrange(len(cut))] = chance.randrange(256)
        said(read(bytes(cut[: chance.randrange(len(cut) // 2, len(cut))]), row["file"]))


def damage(element: etree._Element, chance: random.Random) -> None:
    """One element removed, emptied, doubled, renamed or given another value."""
    parent = element.getparent()
    what = chance.randrange(6)
    if what == 0 and parent is not None:
        parent.remove(element)
    elif what == 1:
        for child in list(element):
            element.remove(child)
    elif what == 2 and parent is not None:
        parent.append(tree(etree.tostring(element)))
    elif what == 3:
        element.tag = "Renamed"
    elif what == 4:
        element.text = chance.choice(["", "-", "99999999999999999999", "20260230", "0", "\u0663", "true", "x" * 5000])
    else:
        for name in list(element.attrib):
            element.set(name, chance.choice(["", "USD", "610", "0009"]))


@pytest.mark.parametrize(
    "row", [row for row in INVOICES if row["kind"].startswith("hybrid")][::6], ids=lambda row: row["file"]
)
def test_a_pdf_cut_or_scratched_never_gives_other_figures(row: dict[str, str]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same damage every time
    content = (CORPUS / row["file"]).read_bytes()
    sound = read(content, row["file"])
    for _ in range(10):
        scratched = bytearray(content)
        for _ in range(20):
            scratched[chance.randrange(len(scratched))] = chance.randrange(256)
        after = read(bytes(scratched[: chance.choice([len(content), len(content) * 9 // 10])]), row["file"])
        said(after)
        if after.draft is not None and sound.draft is not None and after.draft.totals != sound.draft.totals:
            assert said(after) - said(sound)
