"""Bills that are encrypted under an empty user password, as portals send them: read like any other."""

from typing import Any

import pytest
from pypdf.generic import NameObject

from telbill_desktop.importers import read
from tests import builders
from tests.importers.aes import locked
from tests.importers.changed import codes, read_draft, rewritten, saved


def bare(content: bytes) -> bytes:
    """The PDF with an empty page: a bill's fonts take seconds to encrypt here."""
    writer = rewritten(content)
    for name in ("/Contents", "/Resources"):
        writer.pages[0].pop(name, None)
    writer.compress_identical_objects(remove_unreferenced=True)
    return saved(writer)


SOUND = bare(builders.facturx_pdf())
CIPHERS = ("RC4-128", "AES-128", "AES-256-R5", pytest.param("AES-256", marks=pytest.mark.slow))  # its key takes 10 s


def packed_metadata() -> Any:  # noqa: ANN401 - pypdf's writer
    """The PDF whose metadata are compressed, as most programs do when they encrypt."""
    writer = rewritten(SOUND)
    objects: list[Any] = writer._objects
    for index, each in enumerate(objects):
        if hasattr(each, "get") and each.get("/Type") == "/Metadata":
            writer._objects[index] = packed = each.flate_encode()
            packed[NameObject("/Filter")] = NameObject("/FlateDecode")
            del packed["/DecodeParms"]
    return writer


@pytest.mark.parametrize("metadata", [True, False], ids=["all locked", "metadata legible"])
@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_locked_bill_is_read_without_a_remark(cipher: str, metadata: bool) -> None:  # noqa: FBT001 - a case
    content = locked(rewritten(SOUND), cipher, metadata=metadata)
    assert read_draft(content) == read_draft(SOUND)
    assert codes(read(content, "x")) == set()


@pytest.mark.parametrize("cipher", CIPHERS)
def test_metadata_that_are_packed_and_locked_are_read_too(cipher: str) -> None:
    assert codes(read(locked(packed_metadata(), cipher), "x")) == set()
