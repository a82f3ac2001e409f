"""Asks the user for real: the implementation of `ask.Ask` with dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QWidget

from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.replacing import completed
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.ask import FileType, Question
    from telbill_desktop.gui.theme import Theme

WIDTH = 460


class Message(Dialog):
    """A sentence with an icon, and what more there is to say below it."""

    def __init__(self, theme: Theme, title: str, text: str, detail: str, parent: QWidget | None) -> None:
        super().__init__(theme, title, parent)
        row = QHBoxLayout()
        row.setSpacing(theme.dp(12))
        self._icon = Label()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._icon)
        words = Label(text)
        words.setWordWrap(True)
        row.addWidget(words, 1)
        self.body.addLayout(row)
        if detail:
            more = Label(detail, "soft")
            more.setWordWrap(True)
            self.body.addWidget(more)
        self.mark("info", "info")
        self.setMinimumWidth(theme.dp(WIDTH))

    def mark(self, icon: str, color: str) -> None:
        """Sets the icon beside the sentence."""
        self._icon.setPixmap(self.theme.pixmap(icon, color, 22))


class DialogAsk:
    """Asks over the window that is in front."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def confirm(self, question: Question) -> bool:
        """Whether to do it; the buttons are the verb and Cancel."""
        dialog = Message(self._theme, question.title, question.text, question.detail, QApplication.activeWindow())
        cancel = dialog.add_button(tr("Cancel"), dialog.reject)
        dialog.add_button(question.act, dialog.accept, "danger" if question.destructive else "primary")
        if question.destructive:
            dialog.mark("triangle-alert", "warn")
            cancel.setDefault(True)
            cancel.setFocus()
        return bool(dialog.exec())

    def leave(self, title: str, text: str) -> Leaving:
        """Save, discard or stay; Esc stays."""
        dialog = Message(self._theme, title, text, "", QApplication.activeWindow())
        dialog.mark("triangle-alert", "warn")
        answers = [Leaving.STAY]

        def answer(chosen: Leaving) -> None:
            answers.append(chosen)
            dialog.accept()

        dialog.add_button(tr("Stay here"), dialog.reject)
        dialog.add_button(tr("Discard the changes"), lambda: answer(Leaving.DISCARD), "danger")
        save = dialog.add_button(tr("Save"), lambda: answer(Leaving.SAVE), "primary")
        save.setDefault(True)
        save.setFocus()
        dialog.exec()
        return answers[-1]

    def open_files(self, title: str, types: tuple[FileType, ...]) -> list[Path]:
        """Files to read."""
        names, _chosen = QFileDialog.getOpenFileNames(QApplication.activeWindow(), title, "", _patterns(types))
        return [Path(name) for name in names]

    def open_folder(self, title: str) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(QApplication.activeWindow(), title)
        return Path(name) if name else None

    def save_file(self, title: str, proposed: str, types: tuple[FileType, ...]) -> Path | None:
        """Where to write, with the suffix of one of the types; what is there then is asked for, as the dialog does."""
        name, chosen = QFileDialog.getSaveFileName(QApplication.activeWindow(), title, proposed, _patterns(types))
        if not name:
            return None
        path = Path(name)
        by_pattern = {_pattern(one): one for one in types}
        kind = by_pattern.get(chosen, types[0] if types else None)
        known = {suffix for one in types for suffix in one.suffixes}
        if kind is None or path.suffix.casefold().removeprefix(".") in known:
            return path
        return completed(self, path, kind.suffixes[0])  # « liste 11.2026 » has none

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Says something that must be read before going on."""
        dialog = Message(self._theme, title, text, detail, QApplication.activeWindow())
        dialog.add_button(tr("Close"), dialog.accept, "primary")
        dialog.exec()


def _patterns(types: tuple[FileType, ...]) -> str:
    return ";;".join([*map(_pattern, types), tr("All files") + " (*)"])


def _pattern(kind: FileType) -> str:
    suffixes = " ".join(f"*.{suffix}" for suffix in kind.suffixes)
    return f"{kind.name} ({suffixes})"
