"""Rows of a name, the number of an account and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from telbill_desktop.domain.accounting import LedgerAccount
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from telbill_desktop.gui.theme import Theme

_LONGEST_NUMBER, _LONGEST_NAME = 20, 100  # characters
_NUMBER_WIDTH = 130  # pixels at 100 % text


class AccountGrid(QWidget):
    """Accounts by what they are for; where `with_names` is not wanted, codes alone."""

    edited = Signal()

    def __init__(self, theme: Theme, *, with_names: bool) -> None:
        super().__init__()
        self._theme, self._with_names = theme, with_names
        self.numbers: dict[Hashable, QLineEdit] = {}
        self.names: dict[Hashable, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.dp(10))
        self._grid.setVerticalSpacing(theme.dp(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 2 if with_names else 0)

    def show_rows(self, rows: Iterable[tuple[Hashable, str, LedgerAccount, str]]) -> None:
        """Each with its key, what it is for, its account, and what stands in an empty field."""
        for at, (key, words, account, proposed) in enumerate(rows):
            number = QLineEdit(account.number)
            number.setMaxLength(_LONGEST_NUMBER)
            number.setFixedWidth(self._theme.dp(_NUMBER_WIDTH))
            number.setPlaceholderText(proposed)
            number.setAccessibleName(labelled(words, tr("account or code")))
            label = Label(words, "soft")
            label.setWordWrap(True)
            label.setBuddy(number)
            self._add(at, key, label, number)
            if self._with_names:
                name = QLineEdit(account.name)
                name.setMaxLength(_LONGEST_NAME)
                name.setAccessibleName(labelled(words, tr("name of the account")))
                name.textEdited.connect(self.edited)
                self._grid.addWidget(name, at, 2)
                self.names[key] = name

    def accounts(self) -> dict[Hashable, LedgerAccount]:
        """What is typed, without the spaces around it."""
        return {
            key: LedgerAccount(field.text().strip(), self.names[key].text().strip() if self._with_names else "")
            for key, field in self.numbers.items()
        }

    def codes(self) -> dict[int, str]:
        """What is typed as codes; an empty field says none."""
        return {
            key: text for key, field in self.numbers.items() if isinstance(key, int) and (text := field.text().strip())
        }

    def _add(self, at: int, key: Hashable, label: Label, number: QLineEdit) -> None:
        self._grid.addWidget(label, at, 0)
        self._grid.addWidget(number, at, 1)
        number.textEdited.connect(self.edited)
        self.numbers[key] = number
