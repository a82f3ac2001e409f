"""Verdicts in a bundle: what was said at the deposit with its evidence, and what is said now."""

import re
from decimal import Decimal
from pathlib import Path

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.bundle import BundleRequest
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services import judging, trust
from telbill_desktop.services.bundles import bundle_contents
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store import vault
from tests.bundles import bundled, files_of
from tests.documents import signed_pdfs
from tests.new_stores import new_store


def inspect(content: bytes, anchors: Anchors, _totals: tuple[Decimal, ...]) -> Inspection:
    return Inspection(report(content, anchors), "", None)


def test_both_verdicts_stand_with_their_evidence(tmp_path: Path) -> None:
    signed = signed_pdfs.signed(signed_pdfs.invoice())
    changed = signed_pdfs.amended(signed, signed_pdfs.another_amount)
    with new_store(tmp_path / "store") as store:
        for content, name in ((signed, "signed.pdf"), (changed, "changed.pdf"), (signed_pdfs.invoice(), "plain.pdf")):
            vault.take(store, content, name, "/in")
        judging.judge_waiting(store, inspect, Unwatched())
        authority = described(signed_pdfs.identity(signed_pdfs.ISSUER, authority=True)[0], "ca.der")
        trust.trust(store, authority)
        judging.judge_again(store, inspect, Unwatched())
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
        year = signed_pdfs.NOW.year
        documents = bundle_contents(store, BundleRequest(year)).documents
        bundled(store, tmp_path / "out", BundleRequest(year))
    files = files_of(tmp_path / "out")
    page = files["reports.html"].decode()
    sections = {name: part for part in page.split("<section ") if (name := _named(part))}
    assert set(sections) == {"signed", "changed", "plain", "later"}
    whole = sections["signed"]
    assert "intact — The file is what was signed" in whole
    assert whole.count("not known: nobody added the issuer") == 1
    assert whole.count("trusted by the archive&#x27;s owner") == 1
    assert whole.index("First verdict, ") < whole.index("Last verdict, ")
    [document] = [one for one in documents if one.name == "signed.pdf"]
    assert document.at_deposit is not None
    chain = document.at_deposit.report.signatures[0].chain
    assert chain
    assert all(link.sha256 in whole for link in chain)
    assert authority[0].sha256 in whole
    assert "pyhanko" in whole.casefold()
    assert "not checked: nothing is looked up on a network" in whole
    assert "changed since it was signed" in sections["changed"]
    assert "intact —" not in sections["changed"]
    assert "not signed — The file is not signed." in sections["plain"]
    assert "Nobody has looked at the signatures" in sections["later"]
    assert signed in files.values()


def _named(section: str) -> str:
    found = re.search(r"_([a-z]+)\.pdf</h2>", section)
    return found[1] if found else ""
