"""A name that is typed without its suffix: the file that has the whole name is not replaced unasked."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from telbill_desktop.gui.ask import FileType, Question
from telbill_desktop.gui.dialogs.answers import DialogAsk
from telbill_desktop.gui.theme import Theme

XLSX = FileType("XLSX", ("xlsx",))


class Asking(DialogAsk):
    """Its questions are answered, its file dialog says a name."""

    def __init__(self, theme: Theme, *, replaces: bool) -> None:
        super().__init__(theme)
        self.replaces, self.asked = replaces, list[Question]()

    def confirm(self, question: Question) -> bool:
        self.asked.append(question)
        return self.replaces


@pytest.mark.parametrize("replaces", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_is_there_is_asked_for(
    theme: Theme,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    replaces: bool,  # noqa: FBT001 - a parameter of a test
    there: bool,  # noqa: FBT001 - same
) -> None:
    typed, whole = tmp_path / "report", tmp_path / "report.xlsx"
    if there:
        whole.write_bytes(b"old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(typed), "XLSX (*.xlsx)"))
    ask = Asking(theme, replaces=replaces)
    assert ask.save_file("Save", "a.xlsx", (XLSX,)) == (whole if replaces or not there else None)
    assert [one.title for one in ask.asked] == (["Replace the file report.xlsx?"] if there else [])


def test_what_the_file_dialog_has_asked_is_not_asked_again(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "report.xlsx"
    whole.write_bytes(b"old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(whole), "XLSX (*.xlsx)"))
    ask = Asking(theme, replaces=False)
    assert ask.save_file("Save", "a.xlsx", (XLSX,)) == whole
    assert not ask.asked


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("list 11.2026", "list 11.2026.xlsx"),
        ("list v1.", "list v1..xlsx"),
        ("list.XLSX", "list.XLSX"),
        ("list.pdf", "list.pdf"),
        ("list.doc", "list.doc.xlsx"),
    ],
)
def test_a_full_stop_within_a_name_begins_no_suffix(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / typed), "XLSX (*.xlsx)"))
    ask = Asking(theme, replaces=False)
    assert ask.save_file("Save", "a.xlsx", (XLSX, FileType("PDF", ("pdf",)))) == tmp_path / written
