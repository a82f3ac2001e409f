"""What is archived is inspected in the worker's process, within the limits of its size."""

from decimal import Decimal
from time import monotonic

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import import_readers, inspect_in
from tests.documents import dangerous_pdfs, signed_pdfs

SECONDS = 20  # with two processes that are started on a busy computer


def test_an_inspection_comes_back_whole_from_the_worker() -> None:
    with Worker(import_readers) as worker:
        inspect = inspect_in(worker)
        found = inspect(signed_pdfs.signed(dangerous_pdfs.plain(2)), (), (Decimal("9120.00"),))
        with pytest.raises(TelbillError):
            inspect(dangerous_pdfs.plain(), [(b"?", "racine.pem")], ())
    assert (found.report.integrity, found.pages) == (Integrity.INTACT, 2)
    assert found.text.count("H-2026-114") == 2
    assert [(one.code, one.params) for one in found.report.warnings] == [
        ("total_absent", {"total": Decimal("9120.00")})
    ]


def test_a_file_that_cannot_be_inspected_within_its_limits_is_judged_all_the_same() -> None:
    with Worker(import_readers) as worker:
        started = monotonic()
        found = inspect_in(worker)(signed_pdfs.signed(dangerous_pdfs.nested(levels=6, width=10)), (), ())
        assert monotonic() - started < SECONDS
    assert (found.report.integrity, found.text, found.pages) == (Integrity.INTACT, "", None)
    assert [one.code for one in found.report.warnings] == ["inspection_stopped"]
