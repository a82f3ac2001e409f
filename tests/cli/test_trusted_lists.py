"""`telbill archive trust LIST` and `verify-pdf --trust LIST`: certificates from the list that a country publishes."""

from datetime import timedelta
from pathlib import Path

import pytest

from telbill_desktop.exporters.event_words import told
from telbill_desktop.store import archive_log
from telbill_desktop.store.engine import open_store
from telbill_desktop.system import paths
from tests.cli.conftest import Run
from tests.documents import signed_pdfs as make
from tests.documents import trusted_lists as lists
from tests.documents.trusted_lists import Service, authority, trusted_list

with_option = pytest.mark.skipif(not lists.HAS_OPTION, reason="the option eu-lists is not installed")
SIGNER = lists.digest_of(make.identity(lists.OPERATOR)[0])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facture.pdf").write_bytes(make.signed(make.invoice()))
    (tmp_path / "tenue.der").write_bytes(make.identity(lists.OPERATOR)[0])
    (tmp_path / "autre.der").write_bytes(authority())
    if lists.HAS_OPTION:
        others = [Service(f"Autre {at}", authority(f"Autorité {at}")) for at in range(2)]
        (tmp_path / "liste.xml").write_bytes(trusted_list([Service("Cachets d’essai", authority()), *others]))
    return tmp_path


@with_option
def test_a_signer_whose_issuer_a_list_names_is_trusted(run: Run, folder: Path) -> None:
    pdf, path = str(folder / "facture.pdf"), str(folder / "liste.xml")
    assert run("verify-pdf", pdf, "--json").document[0]["trust"] == "unknown"
    ran = run("verify-pdf", pdf, "--trust", path, "--json")
    assert (ran.code, ran.document[0]["trust"]) == (0, "trusted")
    assert "List of FR, number 41 of " in ran.err
    assert f"signed by {lists.OPERATOR}; compare this fingerprint with the one published: {SIGNER}" in ran.err


@with_option
def test_the_archive_trusts_what_a_list_names_and_its_log_names_the_list(run: Run, folder: Path) -> None:
    run("archive", "add", str(folder / "facture.pdf"))
    ran = run("archive", "trust", str(folder / "liste.xml"), "--json")
    assert (ran.code, len(ran.document["trusted"])) == (0, 3)
    assert SIGNER in ran.err
    assert run("archive", "list", "--json").document["documents"][0]["trust"] == "trusted"
    assert run("archive", "verify", "--json").document["chain"] == "intact"
    with open_store(Path(paths.default_store()), for_writing=False) as store, store.reading() as connection:
        event = next(one for one in archive_log.events(connection) if one.facts.get("service") == "Cachets d’essai")
    assert event.facts["list_sha256"] == lists.digest_of((folder / "liste.xml").read_bytes())
    assert (event.facts["list_number"], event.facts["list_signer_fingerprint"]) == (41, SIGNER)
    assert event.facts["list_issued"] == (lists.NOW - timedelta(days=10)).isoformat()
    assert "; from the trusted list of FR, number 41 of " in told(event)


@with_option
def test_a_list_that_another_signed_than_the_one_stated_is_refused(run: Run, folder: Path) -> None:
    path = str(folder / "liste.xml")
    ran = run("archive", "trust", path, "--signed-by", str(folder / "autre.der"))
    assert ran.code == 2
    assert f"is signed by {lists.OPERATOR} with another certificate" in ran.err
    assert run("archive", "trust", "--list", "--json").document == {"trusted": []}
    stated = run("archive", "trust", path, "--signed-by", str(folder / "tenue.der"), "--json")
    assert (stated.code, len(stated.document["trusted"])) == (0, 3)
    assert "compare this fingerprint" not in stated.err


@with_option
def test_a_list_is_not_signed_by_one_of_the_authorities_that_it_names(run: Run, folder: Path) -> None:
    path = folder / "propre.xml"
    path.write_bytes(trusted_list([Service("La sienne", make.identity(lists.OPERATOR)[0])]))
    ran = run("archive", "trust", str(path), "--signed-by", str(path))
    assert (ran.code, "another certificate" in ran.err) == (2, True)


@with_option
def test_a_list_that_has_expired_says_so(run: Run, folder: Path) -> None:
    path = folder / "vieille.xml"
    path.write_bytes(trusted_list([Service("S", authority())], next_update=lists.NOW - timedelta(days=3)))
    ran = run("verify-pdf", str(folder / "facture.pdf"), "--trust", str(path))
    assert (ran.code, "This list should have been replaced on " in ran.err) == (0, True)


@with_option
def test_a_list_that_was_altered_trusts_nobody(run: Run, folder: Path) -> None:
    path = folder / "liste.xml"
    path.write_bytes(path.read_bytes().replace(b"Autre 1", b"Autre 7"))
    assert run("verify-pdf", str(folder / "facture.pdf"), "--trust", str(path)).code == 2
    ran = run("archive", "trust", str(path))
    assert (ran.code, "was changed, or is not from whom it says" in ran.err) == (2, True)


def test_nobody_signs_a_certificate_alone_as_a_list(run: Run, folder: Path) -> None:
    ran = run("archive", "trust", str(folder / "autre.der"), "--signed-by", str(folder / "tenue.der"))
    assert (ran.code, "autre.der” is no trusted list" in ran.err) == (2, True)


def test_xml_that_is_no_list_is_named(run: Run, folder: Path) -> None:
    (folder / "facture.xml").write_text("<Invoice/>", encoding="utf-8")
    ran = run("verify-pdf", str(folder / "facture.pdf"), "--trust", str(folder / "facture.xml"))
    assert (ran.code, "is XML, but no trusted list" in ran.err) == (2, True)


@pytest.mark.parametrize("asked", [["--list"], ["--remove", "00"]])
def test_the_signer_of_a_list_is_not_said_without_the_list(run: Run, folder: Path, asked: list[str]) -> None:
    ran = run("archive", "trust", *asked, "--signed-by", str(folder / "tenue.der"))
    assert (ran.code, "name the list too" in ran.err) == (2, True)
