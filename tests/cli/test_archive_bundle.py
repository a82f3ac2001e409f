"""`telbill archive bundle`: what a script is answered, and the codes it gets."""

import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import update

from telbill_desktop.app import main
from telbill_desktop.store.engine import open_store
from telbill_desktop.store.tables.parties import company
from tests.bundles import exports_told, filled
from tests.deposits import path_of
from tests.new_stores import new_store


@pytest.fixture
def deposits(tmp_path: Path) -> dict[str, int]:
    with new_store(tmp_path / "store") as store:
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


def test_one_account_alone_without_what_belongs_to_none(
    deposits: dict[str, int], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(deposits) == 5
    assert ran("--year", "2026", "--out", str(tmp_path / "out"), "--account", "fibre 9") == 0
    assert json.loads(capfd.readouterr().out)["documents"] == 1
    assert [path.name for path in tmp_path.glob("out/originals/*/*/*")] == ["2026-05-02_Fibrelle SAS_FB-1.pdf"]


@pytest.mark.usefixtures("deposits")
def test_the_accounting_year_that_ends_in_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "store") as store, store.writing() as connection:
        connection.execute(update(company).values(closing_month=3, closing_day=31))
    assert ran("--year", "2026", "--out", str(tmp_path / "out"), "--accounting-year") == 0
    assert json.loads(capfd.readouterr().out)["documents"] == 3  # what is of no company keeps the calendar's


@pytest.mark.parametrize("year", ["soon", "0", "99999", "²"])
def test_what_is_no_year(year: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ran("--year", year, "--out", str(tmp_path / "out")) == 2
    assert f"“{year}” is not a year" in capfd.readouterr().err


def test_a_place_must_be_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert ran("--year", "2026", "--out", "") == 2
    assert "the name of a folder is missing" in capfd.readouterr().err
