"""What an import has to ask of files of usage: to which account they belong, and what is kept of calls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind
from telbill_desktop.gui.dialogs.privacy.choice import DetailChoice
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.services.usage_accounts import ASKED_FOR
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.intake import FileResult
    from telbill_desktop.services.usage_intake import UsageReader


def asks_account(result: FileResult | None) -> bool:
    """Whether the file waits for somebody to say whose account it is of."""
    return (
        result is not None
        and result.status is FileStatus.UNMAPPED
        and result.message is not None
        and result.message.code in ASKED_FOR
    )


def is_usage(result: FileResult) -> bool:
    """Whether the file was read as usage."""
    return result.table is not None and result.table.kind is TableKind.USAGE


class UsageWork(QObject):
    """`changed` says that a file is to be read otherwise, `answered` that it is said what is kept of calls.

    `panel` asks for that, where it was never said and there is usage to be imported.
    """

    changed = Signal()
    answered = Signal()

    def __init__(self, context: PageContext, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        self._choices: dict[Path, TableChoice] = {}
        self.panel = MessagePanel(context.theme)
        self.choice = DetailChoice(context.theme)
        self.choice.chosen.connect(self.answered)
        self.panel.words.addWidget(self.choice)

    @property
    def is_open(self) -> bool:
        """Whether what is kept of calls has still to be said."""
        return not self.panel.isHidden() and self.choice.keeps_calls is None

    @property
    def decision(self) -> bool | None:
        """Whether each call is kept, as somebody said here; None: nobody was asked here."""
        return None if self.panel.isHidden() else self.choice.keeps_calls

    def readers(self) -> dict[Path, UsageReader]:
        """Readers of the files of which somebody decided something."""
        return {path: self._context.workspace.usage_by(choice) for path, choice in self._choices.items()}

    def read_by(self, path: Path, choice: TableChoice) -> None:
        """That file is read so from now on."""
        self._choices[path] = choice
        self.changed.emit()

    def look(self, results: Sequence[FileResult], *, is_asked: bool, is_done: bool) -> None:
        """Asks what is kept of calls, if it is to be asked before these are imported."""
        asks = not is_asked and not is_done and any(is_usage(one) and one.table and one.table.new for one in results)
        said = [tr("It is asked once and can be changed at any time, under Privacy.")]
        self.panel.say("info", tr("What is to be kept of calls?") if asks else "", said)

    def choose_account(self, result: FileResult) -> None:
        """Asks for the account, and has the file read so."""
        from telbill_desktop.gui.dialogs.usage_account import UsageAccountDialog  # noqa: PLC0415 - seldom needed

        path = Path(result.file)
        former = self._choices.get(path, TableChoice())
        if result.message is None:
            return

        def done(constants: Mapping[TableField, str]) -> None:
            self.read_by(path, TableChoice(former.profile, {**former.constants, **constants}))

        of_rows = result.message.code != "usage_no_account" and TableField.ACCOUNT not in former.constants
        UsageAccountDialog(self._context, self._dialog, result.message, done, names_accounts=of_rows).open()
