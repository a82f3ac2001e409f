"""A mail's draft in the mail program, the log in the browser: private files, original bytes."""

import email
import sys
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from telbill_desktop.store import vault
from tests.bundles import exports_told, vault_digests
from tests.gui.archive_leaving.conftest import User


def test_a_draft_with_the_document_is_opened_and_the_log_is_told(user: User, tmp_path: Path) -> None:
    before = vault_digests(user.store)
    user.leaving.mail([user.deposits["mars.pdf"], user.deposits["fibre.pdf"]])
    user.wait(lambda: bool(user.opened))
    [path] = user.opened
    assert path.suffix == ".eml"
    mail = email.message_from_bytes(path.read_bytes(), policy=default)
    found = [one.get_content() for one in mail.iter_attachments()]
    assert found == [(tmp_path / "in" / name).read_bytes() for name in ("mars.pdf", "fibre.pdf")]
    if sys.platform != "win32":
        assert path.parent.stat().st_mode & 0o077 == 0
    [told] = exports_told(user.store)
    assert (told["to"], told["documents"]) == ("mail.eml", 2)
    assert vault_digests(user.store) == before


def test_a_mail_that_is_too_large_gets_a_sentence_and_nothing_is_told(user: User) -> None:
    large = vault.take(user.store, b"%PDF-1.7 " + bytes(16_000_000), "large.pdf", "/in")
    user.leaving.mail([large])
    user.wait(lambda: any("MB large" in one.text for one in user.window.notices.kept))
    assert user.opened == []
    assert exports_told(user.store) == []


def test_without_a_mail_program_the_user_is_told(user: User) -> None:
    def refuse(_url: QUrl | str) -> bool:
        return False

    user.leaving.open_url = refuse
    user.leaving.mail([user.deposits["mars.pdf"]])
    user.wait(lambda: any("No program opens archive-1.eml" in one.text for one in user.window.notices.kept))


def test_the_whole_log_opens_as_a_page(user: User) -> None:
    user.leaving.show_log()
    user.wait(lambda: bool(user.opened))
    page = user.opened[0].read_text(encoding="utf-8")
    for said in ("Log of the archive", "mars.pdf", "Deposited", "62268557", "to be kept until 31/12/2036"):
        assert said in page


@pytest.mark.parametrize(("name", "others"), [("mandat.pdf", "mars.pdf"), ("mars.pdf", "fibre.pdf")])
def test_the_log_of_one_document_speaks_of_that_one(user: User, name: str, others: str) -> None:
    user.leaving.show_document_log(user.deposits[name])
    user.wait(lambda: bool(user.opened))
    page = user.opened[0].read_text(encoding="utf-8")
    assert name in page
    assert others not in page
