"""`telbill verify-pdf`: one verdict a file, in a sentence or as JSON; nothing is kept."""

import hashlib
from pathlib import Path

import pytest

from telbill_desktop.system import formats
from tests.cli.conftest import Run
from tests.documents import dangerous_pdfs, withdrawn
from tests.documents import signed_pdfs as make


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "facture.pdf"
    path.write_bytes(make.signed(make.invoice()))
    return path


def test_a_signed_file_is_intact_and_its_signer_unknown_until_its_issuer_is_trusted(
    run: Run, signed: Path, tmp_path: Path
) -> None:
    root = tmp_path / "autorite.der"
    root.write_bytes(make.identity(make.ISSUER)[0])
    before = hashlib.sha256(signed.read_bytes()).hexdigest()
    found = [run("verify-pdf", str(signed), *options, "--json") for options in ([], ["--trust", str(root)])]
    assert [(one.code, one.document[0]["integrity"], one.document[0]["trust"]) for one in found] == [
        (0, "intact", "unknown"),
        (0, "intact", "trusted"),
    ]
    [stated] = found[0].document
    assert (stated["file"], stated["signer"], stated["time_source"]) == (str(signed), "Hexamobile SA", "declared")
    assert [one["field"] for one in stated["signatures"]] == ["Signature1"]
    assert hashlib.sha256(signed.read_bytes()).hexdigest() == before
    assert not (tmp_path / "store").exists()


def test_the_answers_are_said_in_lines(run: Run, signed: Path) -> None:
    lines = run("verify-pdf", str(signed)).out.splitlines()
    assert lines[0] == f"{signed}: The file is what was signed: nothing was changed since."
    assert lines[1] == f"  Signer: Hexamobile SA ({make.ISSUER}): not known yet: nobody added its issuer"
    assert lines[2] == "  Revocation: not checked offline"
    assert lines[3].endswith(", says the signer")


def test_with_what_the_certificate_was_checked_is_said(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "autorite.der"
    root.write_bytes(withdrawn.ROOT)
    content, gone = make.signed(make.invoice()), {"Hexamobile SA": withdrawn.YESTERDAY}
    said, stated = [], []
    for name, data in {
        "liste.pdf": withdrawn.with_lists(content, [withdrawn.listed()]),
        "reponse.pdf": withdrawn.with_lists(content, said=[withdrawn.answered()]),
        "revoque.pdf": withdrawn.with_lists(content, [withdrawn.listed(gone)]),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        said.append(run("verify-pdf", str(path), "--trust", str(root)).out.splitlines()[1:3])
        stated += run("verify-pdf", str(path), "--trust", str(root), "--json").document
    day = formats.day(withdrawn.YESTERDAY.date())
    listed = f"  Revocation: checked with the list of revoked certificates of {day} that the file holds"
    assert [lines[1] for lines in said] == [
        listed,
        f"  Revocation: checked with the issuer's answer of {day} that the file holds",
        listed,
    ]
    assert said[2][0].endswith("its certificate was withdrawn by its issuer")
    assert [(one["integrity"], one["trust"], one["revocation"]) for one in stated] == [
        ("intact", "trusted", "crl"),
        ("intact", "trusted", "ocsp"),
        ("intact", "revoked", "crl"),
    ]
    dates = {signature["revocation_date"] for one in stated for signature in one["signatures"]}
    assert dates == {withdrawn.YESTERDAY.date().isoformat()}


def test_what_was_changed_is_found_beside_what_was_not(run: Run, signed: Path, tmp_path: Path) -> None:
    changed, plain = tmp_path / "autre.pdf", tmp_path / "simple.pdf"
    changed.write_bytes(make.amended(signed.read_bytes(), make.another_amount))
    plain.write_bytes(make.invoice())
    ran = run("verify-pdf", str(signed), str(changed), str(plain), "--json")
    assert (ran.code, [one["integrity"] for one in ran.document]) == (1, ["intact", "modified", "unsigned"])
    assert run("verify-pdf", str(plain)).code == 0


def test_what_else_is_in_a_file_is_said_beside_the_verdict_and_changes_it_not(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facture.pdf"
    script = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
    dangerous = dangerous_pdfs.changed(dangerous_pdfs.in_catalogue(OpenAction=script))
    path.write_bytes(make.signed(dangerous_pdfs.changed(dangerous_pdfs.attached("detail.xlsx"), dangerous)))
    ran = run("verify-pdf", str(path))
    assert (ran.code, ran.out.splitlines()[-2:]) == (
        0,
        [
            "  To know: The PDF contains a script (JavaScript). It was not run.",
            "  To know: A file is embedded in the PDF, besides the data of the invoice: “detail.xlsx”.",
        ],
    )
    [stated] = run("verify-pdf", str(path), "--json").document
    assert stated["integrity"] == "intact"
    assert [one["code"] for one in stated["warnings"]] == ["danger_script", "danger_attached"]


def test_what_cannot_be_read_is_named(run: Run, signed: Path, tmp_path: Path) -> None:
    missing = run("verify-pdf", str(tmp_path / "absent.pdf"))
    assert (missing.code, missing.out) == (2, "")
    assert "absent.pdf" in missing.err
    wrong = run("verify-pdf", str(signed), "--trust", str(signed))
    assert (wrong.code, wrong.err.strip()) == (2, f"“{signed}” is no certificate: PEM and DER are read.")
