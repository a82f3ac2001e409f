"""`telbill prorate`: a case in a file in, its lines out; or one line that names the field, and exit code 2."""

import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run

CASES = Path(__file__).parents[3] / "shared" / "prorata" / "cases.json"
CASE: dict[str, Any] = {
    "cycle": {"anchor": "2017-05-29"},
    "invoice_date": "2017-06-29",
    "items": [
        {
            "id": "old",
            "label": "Mobile Initial",
            "start": "2016-01-29",
            "end": "2017-06-14",
            "prices": [{"from": "2016-01-29", "amount": "8.00"}],
        },
        {"id": "new", "start": "2017-06-14", "prices": [{"from": "2017-06-14", "amount": "60"}]},
    ],
}
Prorate = Callable[..., Ran]


@pytest.fixture
def prorate(run: Run, tmp_path: Path) -> Prorate:
    """Runs the verb on a document, a text or bytes."""

    def ran(content: object, *options: str) -> Ran:
        path = tmp_path / "case.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return run("prorate", str(path), *options)

    return ran


def changed(place: str, value: object) -> dict[str, Any]:
    """The case with one field otherwise: `items.0.prices.0.amount`; DROP takes it away."""
    case = json.loads(json.dumps(CASE))
    *path, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    inner = case
    for part in path:
        inner = inner[part]
    if value is DROP:
        del inner[last]
    else:
        inner[last] = value
    return dict(case)


DROP = object()


def published() -> list[Any]:
    if not CASES.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="no published cases beside this checkout"))]
    return [pytest.param(case, id=case["name"]) for case in json.loads(CASES.read_text("utf-8"))]


@pytest.mark.parametrize("case", published())
def test_a_published_case_is_answered_whole(prorate: Prorate, case: dict[str, Any]) -> None:
    ran = prorate(case["scenario"], "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.document
    assert {line.pop("explanation")[-1] for line in found["lines"]} <= {"."}
    found["lines"].sort(key=str)
    case["expected"]["lines"].sort(key=str)
    assert found == case["expected"]


def test_the_answer_has_the_fields_of_the_rules_and_no_other(prorate: Prorate) -> None:
    document = prorate(CASE, "--json").document
    assert list(document) == ["invoice_date", "total", "lines"]
    assert document["total"] == "85.16"
    assert all(
        list(line)
        == [
            *("item", "section", "quantity", "unit_price", "days", "period_days", "from", "to", "amount"),
            "explanation",
        ]
        for line in document["lines"]
    )


def test_a_case_needs_no_store_and_makes_none(prorate: Prorate, tmp_path: Path) -> None:
    assert prorate(CASE, "--store", str(tmp_path / "nothing")).code == 0
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "old  −3.87  15 of 31 days are no longer used, from 14/06/2017 to 28/06/2017"),
        ("fr", "old  −3,87  15 jours sur 31 ne sont plus utilisés, du 14/06/2017 au 28/06/2017"),
    ],
)
def test_each_line_is_said_with_its_reason(prorate: Prorate, language: str, said: str) -> None:
    out = prorate(CASE, "--lang", language).out.replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    assert len(out) == 4
    assert out[0].startswith(said)
    assert out[-1] in {"85.16", "85,16"}


REFUSED = [
    ("invoice_date", "2017-06-28", "invoice_date"),
    ("invoice_date", "2017-06-31", "invoice_date"),
    ("invoice_date", "29/06/2017", "invoice_date"),
    ("invoice_date", "2017-06-29T00:00:00", "invoice_date"),
    ("invoice_date", "20170629", "invoice_date"),
    ("invoice_date", DROP, "invoice_date"),
    ("cycle", DROP, "cycle"),
    ("cycle", [], "cycle"),
    ("cycle.anchor", DROP, "cycle.anchor"),
    ("cycle.anchor", None, "cycle.anchor"),
    ("cycle.anchor", "0000-01-01", "cycle.anchor"),
    ("cycle.months", 0, "cycle.months"),
    ("cycle.months", -1, "cycle.months"),
    ("cycle.months", 1.0, "cycle.months"),
    ("cycle.months", True, "cycle.months"),
    ("cycle.months", "1", "cycle.months"),
    ("cycle.months", 10**9, "cycle.months"),
    ("cycle.invoice_every_months", 2, "cycle.invoice_every_months"),
    ("cycle.invoice_every_months", 0, "cycle.invoice_every_months"),
    ("cycle.every", 1, "cycle.every"),
    ("charging", "later", "charging"),
    ("charging", 1, "charging"),
    ("rule", {"basis": "lunar"}, "rule.basis"),
    ("rule", {"basis": ["actual"]}, "rule.basis"),
    ("rule", {"count_first_day": "yes"}, "rule.count_first_day"),
    ("rule", {"count_first_day": 1}, "rule.count_first_day"),
    ("rule", {"rounding": "up"}, "rule.rounding"),
    ("rule", {"round_at": "invoice"}, "rule.round_at"),
    ("rule", {"on_removal": "refund"}, "rule.on_removal"),
    ("rule", {"round": "unit"}, "rule.round"),
    ("rule", "actual", "rule"),
    ("items", DROP, "items"),
    ("items", {}, "items"),
    ("items.0", "old", "items[0]"),
    ("items.0.id", DROP, "items[0].id"),
    ("items.0.id", 7, "items[0].id"),
    ("items.0.start", DROP, "items[0].start"),
    ("items.0.end", "2016-01-28", "items[0].end"),
    ("items.0.end", "2017-02-30", "items[0].end"),
    ("items.0.paid_until", "soon", "items[0].paid_until"),
    ("items.0.quantity", -1, "items[0].quantity"),
    ("items.0.quantity", 1.5, "items[0].quantity"),
    ("items.0.quantity", "1", "items[0].quantity"),
    ("items.0.quantity", 10**30, "items[0].quantity"),
    ("items.0.seats", 1, "items[0].seats"),
    ("items.0.prices", DROP, "items[0].prices"),
    ("items.0.prices", [], "items[0].prices"),
    ("items.0.prices", {"from": "2016-01-29", "amount": "8.00"}, "items[0].prices"),
    ("items.0.prices.0.from", DROP, "items[0].prices[0].from"),
    ("items.0.prices.0.amount", DROP, "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", 8, "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", 8.0, "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "NaN", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "Infinity", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "8,00", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "8.000", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "8e0", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", " 8.00", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "8.00\n", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "٨.00", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "", "items[0].prices[0].amount"),
    ("items.0.prices.0.amount", "1" * 400, "items[0].prices[0].amount"),
    ("items.0.prices.1", {"from": "2016-01-29", "amount": "9.00"}, "items[0].prices[1].from"),
    ("minimums", {}, "minimums"),
    ("minimums", [{"product": "licence", "quantity": 10, "amount": 30}], "minimums[0].amount"),
    ("minimums", [{"product": "licence", "quantity": -1, "amount": "30"}], "minimums[0].quantity"),
    ("minimums", [{"product": "licence", "amount": "30"}], "minimums[0].quantity"),
    ("minimums", [{"quantity": 1, "amount": "30"}], "minimums[0].product"),
    ("colour", "red", "colour"),
]


@pytest.mark.parametrize(("place", "value", "field"), REFUSED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_cannot_be_is_two_and_one_line_that_names_the_field(
    prorate: Prorate, place: str, value: object, field: str, language: str
) -> None:
    if place == "items.0.prices.1":
        case = changed("items.0.prices", [{"from": "2016-01-29", "amount": "8.00"}, value])
    else:
        case = changed(place, value)
    ran = prorate(case, "--json", "--lang", language)
    assert (ran.code, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert f"{field} " in line.replace("\u00a0", " ") or f"{field}:" in line
    assert len(line) < 400


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"cycle": \xff}',
        json.dumps(CASE).encode("utf-16"),
        b"[1, 2]",
        b'"text"',
        b"null",
        b"12",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"items": [], "items": []}',
        json.dumps(CASE).replace('"8.00"', "NaN").encode(),
        json.dumps(CASE).replace('"8.00"', "Infinity").encode(),
        json.dumps(CASE).replace('"8.00"', "9" * 5000).encode(),
        json.dumps(CASE).replace('"8.00"', '"8.00", "amount": "9.00"').encode(),
        (json.dumps(CASE) + json.dumps(CASE)).encode(),
        b'{"cycle": "\\ud800"}',
        b'{"\\ud800": 1}',
        b"\x00" * 100,
    ],
    ids=lambda content: repr(content[:30]),
)
def test_what_is_no_case_is_two_and_one_line(prorate: Prorate, content: bytes) -> None:
    ran = prorate(content, "--json")
    assert (ran.code, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert "Traceback" not in line
    assert "inside Telbill" not in line


def test_a_byte_order_mark_is_let_through(prorate: Prorate) -> None:
    assert prorate(b"\xef\xbb\xbf" + json.dumps(CASE).encode(), "--json").document["total"] == "85.16"


def test_a_file_that_is_not_there_and_a_folder_are_two_and_one_line(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path, tmp_path / ("x" * 300), Path("a\0b")):
        ran = run("prorate", str(path), "--json")
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), path
        assert "inside Telbill" not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_regular_file_is_refused_at_once(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (Path("/dev/zero"), tmp_path / "fifo"):
        ran = run("prorate", str(path))
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"{path}: only ordinary files can be read.\n"


def test_no_more_is_read_of_a_file_than_a_case_may_have(prorate: Prorate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("telbill_desktop.cli.prorate._LARGEST", 100)
    ran = prorate(json.dumps(CASE))
    assert (ran.code, ran.out) == (2, "")
    assert "is too large for a case" in ran.err
    assert "is too large" not in prorate("[" + " " * 98 + "]").err


def test_an_id_moves_no_cursor_and_no_terminal_is_told_anything(prorate: Prorate) -> None:
    out = prorate(changed("items.0.id", "\x1b[2Jold\nnew\u202e")).out
    assert out.splitlines()[0].startswith("\\u001b[2Jold\\u000anew\\u202e  ")
    assert "\x1b" not in out


def test_the_largest_amounts_stay_exact(prorate: Prorate) -> None:
    case = changed("items.1.quantity", 10**9)
    case["items"][1]["prices"] = [{"from": "2017-06-14", "amount": "999999999999.99"}]
    lines = prorate(case, "--json").document["lines"]
    recurring = next(line for line in lines if line["section"] == "recurring")
    assert recurring["amount"] == "999999999999990000000.00"
    assert Decimal(recurring["amount"]) == Decimal("999999999999.99") * 10**9


def test_a_quantity_of_zero_is_a_case_without_that_line(prorate: Prorate) -> None:
    ran = prorate(changed("items.1.quantity", 0), "--json")
    assert [line["item"] for line in ran.document["lines"]] == ["old"]


def test_an_end_on_the_first_day_is_never_in_service(prorate: Prorate) -> None:
    ran = prorate(changed("items.1.end", "2017-06-14"), "--json")
    assert [line["item"] for line in ran.document["lines"]] == ["old"]


def test_no_items_make_an_invoice_of_nothing(prorate: Prorate) -> None:
    ran = prorate(changed("items", []), "--json")
    assert ran.document == {"invoice_date": "2017-06-29", "total": "0.00", "lines": []}
    assert prorate(changed("items", [])).out == "0.00\n"


@pytest.mark.parametrize(
    "place",
    [
        "cycle.months",
        "cycle.invoice_every_months",
        "charging",
        "rule",
        "items.0.label",
        "items.0.quantity",
        "items.0.product",
        "items.1.end",
        "items.0.paid_until",
        "minimums",
    ],
)
def test_what_may_be_left_out_may_be_null(prorate: Prorate, place: str) -> None:
    assert prorate(changed(place, None), "--json").document == prorate(CASE, "--json").document


@pytest.mark.parametrize("knob", ["basis", "count_first_day", "rounding", "round_at", "on_removal"])
def test_a_knob_that_is_null_has_its_first_value(prorate: Prorate, knob: str) -> None:
    assert prorate({**CASE, "rule": {knob: None}}, "--json").document == prorate(CASE, "--json").document
