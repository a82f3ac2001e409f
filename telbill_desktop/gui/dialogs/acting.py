"""A dialog with one button that acts: done on the writer's thread, once; what is refused is said, and it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

T = TypeVar("T")


class ActingDialog(Dialog):
    """`wrong` says why the act was refused; whoever makes such a dialog puts it where it is to be read."""

    def __init__(self, context: PageContext, title: str, parent: QWidget) -> None:
        super().__init__(context.theme, title, parent)
        self.context = context
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()

    def act(self, button: QPushButton, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Does the work off this thread and closes, then `done` follows; `button` is what was pressed."""
        button.setEnabled(False)  # once is enough

        def finished(result: T) -> None:
            self.accept()
            done(result)

        def refused(error: TelbillError) -> None:
            button.setEnabled(True)
            self.say_refused(error)

        self.stay_for(self.context.jobs.write(lambda _progress: work(), finished, owner=self, failed=refused))

    def say_refused(self, error: TelbillError) -> None:
        """Says why."""
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
