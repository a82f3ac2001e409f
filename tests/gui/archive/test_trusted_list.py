"""Somebody adds a country's trusted list: what is to be compared is shown before anything is trusted."""

from pathlib import Path

import pytest

from telbill_desktop.exporters.archive_columns import ArchiveColumn
from telbill_desktop.gui.dialogs.archive.trust_list_dialog import TrustListDialog
from telbill_desktop.gui.dialogs.archive.trusted_dialog import TrustedDialog
from telbill_desktop.services import trust
from tests.documents import signed_pdfs as make
from tests.documents import trusted_lists as lists
from tests.gui.answers import Answers
from tests.gui.archive.user import User

pytestmark = pytest.mark.skipif(not lists.HAS_OPTION, reason="the option eu-lists is not installed")


def test_a_list_shows_who_signed_it_and_is_trusted_as_a_whole(user: User, answers: Answers, tmp_path: Path) -> None:
    services = (
        lists.Service("Service d’essai", lists.authority()),
        lists.Service("Autre", lists.authority("Autre AC")),
    )
    (tmp_path / "liste.xml").write_bytes(lists.trusted_list(services))
    user.open("certifiee.pdf")
    user.click(user.page.detail.signature.trusted)
    dialog = user.dialog(TrustedDialog)
    user.wait(dialog.nothing.isVisible)
    answers.files = [tmp_path / "liste.xml"]
    user.click(dialog.add_from_file)
    asked = user.dialog(TrustListDialog)
    assert any(lists.digest_of(lists.authority(lists.OPERATOR)) in note for note in asked.notes)
    assert "Service d’essai" in asked.names.toPlainText()
    assert trust.trusted(user.desk.workspace.store) == []
    assert asked.trust_button.text() == "Trust 2 certificates"
    user.click(asked.trust_button)
    user.wait(lambda: len(dialog.model.records) == 2)
    user.wait(lambda: user.column(ArchiveColumn.SIGNATURE)[0] == "intact")
    assert make.ISSUER in [one.name for one in dialog.model.records]
    dialog.accept()
