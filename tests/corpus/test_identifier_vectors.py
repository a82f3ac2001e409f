"""The corpus's identifiers through the validators that the program uses."""

import csv
import re

import pytest

from telbill_desktop.domain import identifiers
from tests.corpus.conftest import CORPUS

VALIDATORS = {
    "bic": identifiers.is_bic,
    "iban": identifiers.is_iban,
    "siren": identifiers.is_siren,
    "siret": identifiers.is_siret,
    "tva_fr": identifiers.is_french_vat,
    "vat_eu": identifiers.is_vat,
}


def vectors(kind: str) -> list[dict[str, str]]:
    with (CORPUS / "vectors" / "identifiers.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["kind"] == kind]


@pytest.mark.parametrize("kind", VALIDATORS)
def test_every_identifier_is_judged_as_published(kind: str) -> None:
    rows = vectors(kind)
    assert rows
    wrong = [row["value"] for row in rows if VALIDATORS[kind](row["value"]) != (row["verdict"] == "valid")]
    assert wrong == []


def test_every_phone_number_gets_its_international_form() -> None:
    wrong = []
    for row in vectors("phone"):
        region = re.search(r"region=(\w\w)", row["detail"])
        assert region
        if (identifiers.canonical_phone(row["value"], region[1]) or "") != row["canonical"]:
            wrong.append(row["value"])
    assert wrong == []


def test_the_vectors_hold_no_kind_that_is_left_out() -> None:
    with (CORPUS / "vectors" / "identifiers.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["kind"] for row in csv.DictReader(stream)} == {*VALIDATORS, "phone"}
