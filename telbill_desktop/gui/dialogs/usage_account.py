"""Asks to which billing account a file of usage belongs, where neither it nor its profile says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import usage_accounts
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.usage_accounts import Offered

Constants = dict[TableField, str]


class UsageAccountDialog(Dialog):
    """An account that is known, or a new one with its operator; `done` gets the constants that say so.

    Where the rows name accounts themselves (`names_accounts`), nobody but their operator is asked for.
    """

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        why: Message,
        done: Callable[[Mapping[TableField, str]], object],
        *,
        names_accounts: bool,
    ) -> None:
        title = tr("Which operator?") if names_accounts else tr("Which billing account?")
        super().__init__(context.theme, title, parent)
        self._context, self._done = context, done
        self._names_accounts = names_accounts
        self.account, self.operator = _chooser(), _chooser()
        reason = Label(formats.sentence(why))
        reason.setWordWrap(True)
        self.hint, self.wrong = Label(role="soft"), Label(role="bad")
        for label in (self.hint, self.wrong):
            label.setWordWrap(True)
        self.wrong.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(context.theme.dp(16))
        form.setVerticalSpacing(context.theme.dp(8))
        for words, field in ((tr("Billing account"), self.account), (tr("Operator"), self.operator)):
            field.setAccessibleName(words)
            field.editTextChanged.connect(self._on_typed)
            label = Label(words, "soft")
            label.setBuddy(field)
            form.addRow(label, field)
        form.setRowVisible(self.account, not names_accounts)
        self.body.addWidget(reason)
        self.body.addLayout(form)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.wrong)
        self.body.addStretch()
        self.add_button(tr("Cancel"), self.reject)
        self.use_button = self.add_button(tr("Read the file so"), self._on_use, "primary")
        self.wish(560, 300)
        self._on_typed()
        store = context.workspace.store
        context.jobs.read(lambda _progress: usage_accounts.offered(store), self._on_read, owner=self)

    def _on_read(self, found: Offered) -> None:
        _offer(self.account, ((name, account_id) for account_id, name in found.accounts.items()))
        _offer(self.operator, ((name, None) for name in found.operators))
        (self.operator if self._names_accounts else self.account).setFocus()
        self._on_typed()

    def _known(self) -> int | None:
        """The account whose name stands in the field; of several that are called so the one that was chosen."""
        text, chosen = self.account.currentText().strip(), self.account.currentIndex()
        place = chosen if chosen >= 0 and self.account.itemText(chosen) == text else self.account.findText(text)
        account_id: int | None = self.account.itemData(place) if text and place >= 0 else None
        return account_id

    def _on_typed(self) -> None:
        account, operator = self.account.currentText().strip(), self.operator.currentText().strip()
        is_known = not self._names_accounts and self._known() is not None
        self.operator.setEnabled(not is_known)
        hint = ""
        if self._names_accounts:
            hint = tr("Accounts that are not known yet are added to this operator.")
        elif account and not is_known:
            hint = tr("This account is new: say of which operator it is.")
        self.hint.setText(hint)
        self.wrong.hide()
        has_account = self._names_accounts or bool(fold(account))
        self.use_button.setEnabled(is_known or (has_account and bool(fold(operator))))

    def _on_use(self) -> None:
        account_id, store = self._known(), self._context.workspace.store
        if self._names_accounts:
            self._end({TableField.OPERATOR: self.operator.currentText().strip()})
        elif account_id is None:
            typed = {TableField.ACCOUNT: self.account, TableField.OPERATOR: self.operator}
            self._end({field: chooser.currentText().strip() for field, chooser in typed.items()})
        else:
            self.use_button.setEnabled(False)
            self._context.jobs.read(
                lambda _progress: usage_accounts.naming(store, account_id),
                self._end,
                owner=self,
                failed=self._on_refused,
            )

    def _end(self, constants: Constants) -> None:
        self.accept()
        self._done(constants)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()


def _chooser() -> QComboBox:
    chooser = QComboBox()
    chooser.setEditable(True)
    chooser.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    keep_narrow(chooser)
    return chooser


def _offer(chooser: QComboBox, entries: Iterable[tuple[str, int | None]]) -> None:
    for name, data in entries:
        chooser.addItem(name, data)
    chooser.setCurrentIndex(-1)
    completer = QCompleter(chooser.model(), chooser)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    chooser.setCompleter(completer)
