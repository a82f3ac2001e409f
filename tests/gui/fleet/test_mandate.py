"""The mandate of a port: a file goes to the archive, is shown with the number, opened as a copy, and kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl

from telbill_desktop.gui.dialogs.fleet.editing import PortDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from tests.gui.answers import Answers
from tests.gui.fleet.user import User

PDF = b"%PDF-1.4 mandat de portabilite"


def port(user: User) -> PortDialog:
    user.open(user.column(FleetColumn.PRODUCT).index("Forfait 20 Go"))
    user.click(user.page.detail.port)
    dialog = user.dialog(PortDialog)
    user.wait(dialog.apply_button.isEnabled)
    return dialog


def with_mandate(user: User, answers: Answers, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    answers.files = [path]
    dialog = port(user)
    assert dialog.mandate.box.currentText() == "None"
    user.click(dialog.mandate.file)
    user.wait(lambda: dialog.mandate.box.currentText() == path.name)
    user.apply(dialog)


def fact(user: User) -> str:
    return user.page.detail.tab_sheet.facts.texts().get("Mandate of the port", "")


def opener(opened: list[bytes]) -> Callable[[QUrl | str], bool]:
    """Stands for the system's viewer."""

    def open_url(url: QUrl | str) -> bool:
        assert isinstance(url, QUrl)
        opened.append(Path(url.toLocalFile()).read_bytes())
        return True

    return open_url


def test_a_mandate_is_kept_with_the_number_and_opened_as_a_copy(user: User, answers: Answers, tmp_path: Path) -> None:
    with_mandate(user, answers, tmp_path / "mandat.pdf", PDF)
    user.wait(lambda: fact(user) == "mandat.pdf")
    opened: list[bytes] = []
    user.page.detail.originals.open_url = opener(opened)
    user.click(user.page.detail.mandate)
    user.wait(lambda: opened == [PDF])


def test_noting_the_port_again_keeps_the_mandate_and_undo_takes_it_away(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    with_mandate(user, answers, tmp_path / "mandat.pdf", PDF)
    user.wait(lambda: fact(user) == "mandat.pdf")
    again = port(user)
    assert again.mandate.box.currentText() == "mandat.pdf"
    user.retype(again.rio, "01P123456A1B")
    user.apply(again)
    user.wait(lambda: "RIO" in user.page.detail.tab_sheet.facts.texts())
    assert fact(user) == "mandat.pdf"
    undo = user.window.actions_by_name["undo"]
    for _ in range(2):
        before = user.page.fleet
        user.wait(undo.isEnabled)
        undo.trigger()
        user.wait(lambda before=before: user.page.fleet is not before)  # type: ignore[misc] # a plain bool
    user.wait(lambda: fact(user) == "")
    assert not user.page.detail.mandate.isVisible()


def test_a_scan_is_opened_as_what_it_is_and_what_nobody_knows_is_only_named(
    user: User, answers: Answers, tmp_path: Path
) -> None:
    with_mandate(user, answers, tmp_path / "mandat.png", b"\x89PNG\r\n\x1a\n scan")
    user.wait(lambda: fact(user) == "mandat.png")
    assert user.page.detail.mandate.isVisible()
    dialog = port(user)
    path = tmp_path / "mandat.docx"
    path.write_bytes(b"PK\x03\x04 letter")
    answers.files = [path]
    user.click(dialog.mandate.file)
    user.wait(lambda: dialog.mandate.box.currentText() == "mandat.docx")
    user.apply(dialog)
    user.wait(lambda: fact(user) == "mandat.docx")
    assert not user.page.detail.mandate.isVisible()
