"""`telbill archive bundle`: what a script is answered, and the codes it gets."""

import json
import sys
from pathlib import Path

import pytest

from telbill_desktop.app import main
from telbill_desktop.store.engine import create_store, open_store
from tests.bundles import exports_told, filled
from tests.deposits import path_of


@pytest.fixture
def deposits(tmp_path: Path) -> dict[str, int]:
    with create_store(tmp_path / "store") as store:
        return filled(store, tmp_path / "in")


def ran(*words: str, as_json: bool = True) -> int:
    code = main(("archive", "bundle", *words, *(("--json",) if as_json else ())))
    sys.stdout.flush()
    return code


def test_a_bundle_of_a_year(deposits: dict[str, int], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert len(deposits) == 5
    assert ran("--year", "2026", "--out", str(tmp_path / "out")) == 0
    assert json.loads(capfd.readouterr().out) == {
        "documents": 4,
        "folder": str(tmp_path / "out"),
        "other_medium": False,
        "verified": True,
        "problems": [],
    }
    assert len(list((tmp_path / "out/originals").rglob("*.pdf"))) == 4
    with open_store(tmp_path / "store", for_writing=False) as store:
        assert len(exports_told(store)) == 1


@pytest.mark.usefixtures("deposits")
def test_a_bundle_of_one_account_is_a_zip_where_the_name_ends_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ran("--year", "2026", "--out", str(tmp_path / "out.zip"), "--account", "nobody") == 2
    assert "nobody" in capfd.readouterr().err
    assert not (tmp_path / "out.zip").exists()
    assert ran("--year", "2026", "--accounting-year", "--out", str(tmp_path / "out.zip"), as_json=False) == 0
    captured = capfd.readouterr()
    assert captured.out.startswith("4 documents (")
    assert "same disk" in captured.err
    assert (tmp_path / "out.zip").read_bytes().startswith(b"PK")


def test_a_document_that_is_lacking_is_a_finding(
    deposits: dict[str, int], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_store(tmp_path / "store") as store:
        path_of(store, deposits["mars.pdf"]).unlink()
    assert ran("--year", "2026", "--out", str(tmp_path / "out")) == 1
    said = json.loads(capfd.readouterr().out)
    assert (said["documents"], [one["code"] for one in said["problems"]]) == (3, ["document_missing"])
    assert said["problems"][0]["file"] == "mars.pdf"


@pytest.mark.parametrize("words", [["--year", "soon"], ["--year", "0"], ["--year", "99999"], ["--year", "2026"]])
def test_wrong_usage(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert ran(*words) == 2
    assert "usage" in capfd.readouterr().err
