"""The accounts for entries: journal, charges by category, VAT, suppliers, closing, and the split by team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from telbill_desktop.domain.accounting import AccountingRules, LedgerAccount, TeamSplit
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.accounting.account_grid import AccountGrid
from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services.reports.entries import AccountingNames, accounting, change_accounting
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

_JOURNAL, _VAT, _SUPPLIER, _PREPAID, _ACCRUED = "journal", "vat", "supplier", "prepaid", "accrued"


class AccountingDialog(ActingDialog):
    """Everything that `AccountingRules` hold; what is empty among suppliers and teams is as proposed."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context, tr("Accounts for entries"), parent)
        self._store = context.workspace.store
        self._is_changed = False
        theme = context.theme
        self.charges = AccountGrid(theme, with_names=True)
        self.others = AccountGrid(theme, with_names=True)
        self.suppliers = AccountGrid(theme, with_names=False)
        self.sections = AccountGrid(theme, with_names=False)
        self.split = QComboBox()
        self.split.setAccessibleName(tr("Split by team"))
        keep_narrow(self.split)
        for split, words in (
            (TeamSplit.NONE, tr("Charges are not split by team")),
            (TeamSplit.LABEL, tr("The label says the team")),
            (TeamSplit.ACCOUNT, tr("The code of the team follows the number of the account")),
        ):
            self.split.addItem(words, split)
        self._lay_out()
        self.add_button(tr("Cancel"), self.reject)
        self.save_button = self.add_button(tr("Save"), self._on_save, "primary")
        self.save_button.setEnabled(False)
        self.wish(760, 660)
        store = self._store
        context.jobs.read(lambda _progress: accounting(store), self._on_read, owner=self, failed=self.say_refused)

    def rules(self) -> AccountingRules:
        """What is typed."""
        others = self.others.accounts()
        charges = self.charges.accounts()
        return AccountingRules(
            journal=others[_JOURNAL],
            charges={category: charges[category] for category in (*Category, None)},
            vat=others[_VAT],
            supplier=others[_SUPPLIER],
            prepaid=others[_PREPAID],
            accrued=others[_ACCRUED],
            suppliers=self.suppliers.codes(),
            split=self._split(),
            sections=self.sections.codes(),
        )

    def reject(self) -> None:
        """What is not saved is asked about."""
        if self._is_changed and self.save_button.isEnabled():
            chosen = self.context.ask.leave(tr("Save the changes?"), tr("What you changed here is not saved."))
            if chosen is Leaving.STAY:
                return
            if chosen is Leaving.SAVE:
                self._on_save()
                return
        super().reject()

    def say_refused(self, error: TelbillError) -> None:
        """Says why; what is typed stays."""
        super().say_refused(error)
        self.save_button.setEnabled(self._is_changed)

    def _lay_out(self) -> None:
        dp = self.theme.dp
        inside = QVBoxLayout()
        inside.setSpacing(dp(8))
        self._teams = QWidget()
        teams = QVBoxLayout(self._teams)
        teams.setContentsMargins(0, 0, 0, 0)
        teams.setSpacing(dp(8))
        teams.addWidget(_soft(tr("Code of each team")))
        teams.addWidget(self.sections)
        for heading, words, field in (
            (tr("Charges"), tr("By the category of the lines, before tax."), self.charges),
            (tr("Journal, tax, suppliers and closing"), "", self.others),
            (
                tr("Accounts of suppliers"),
                tr("What the accounting program calls each operator; an empty field is as proposed."),
                self.suppliers,
            ),
            (
                tr("Split by team"),
                tr("A line is of the team of whoever had its number on the first day that it charges."),
                self.split,
            ),
        ):
            inside.addWidget(Label(heading, "heading"))
            if words:
                inside.addWidget(_soft(words))
            inside.addWidget(field)
            inside.addSpacing(dp(8))
        inside.addWidget(self._teams)
        inside.addStretch()
        self.body.addWidget(Scrolled(inside), 1)
        self.body.addWidget(self.wrong)

    def _on_read(self, found: tuple[AccountingRules, AccountingNames]) -> None:
        rules, names = found
        self.charges.show_rows((each, category_name(each), rules.charges[each], "") for each in (*Category, None))
        self.others.show_rows(
            (
                (_JOURNAL, tr("Journal of purchases"), rules.journal, ""),
                (_VAT, tr("VAT that is deducted"), rules.vat, ""),
                (_SUPPLIER, tr("Suppliers"), rules.supplier, ""),
                (_PREPAID, tr("Prepaid, at the closing"), rules.prepaid, ""),
                (_ACCRUED, tr("Not invoiced yet, at the closing"), rules.accrued, ""),
            )
        )
        self.suppliers.show_rows(
            (key, name, LedgerAccount(rules.suppliers.get(key, ""), ""), names.suppliers[key])
            for key, name in sorted(names.operators.items(), key=lambda one: natural_key(one[1]))
        )
        self.sections.show_rows(
            (key, name, LedgerAccount(rules.sections.get(key, ""), ""), names.sections[key])
            for key, name in sorted(names.teams.items(), key=lambda one: natural_key(one[1]))
        )
        self.split.setCurrentIndex(self.split.findData(rules.split))
        self._show_teams()
        for grid in (self.charges, self.others, self.suppliers, self.sections):
            grid.edited.connect(self._on_edited)
        self.split.currentIndexChanged.connect(self._on_edited)

    def _on_edited(self) -> None:
        self._show_teams()
        self.wrong.hide()
        self._is_changed = True
        self.save_button.setEnabled(not self._store.read_only)

    def _split(self) -> TeamSplit:
        return TeamSplit(self.split.currentData())  # Qt gives plain text back

    def _show_teams(self) -> None:
        self._teams.setVisible(self._split() is not TeamSplit.NONE and bool(self.sections.numbers))

    def _on_save(self) -> None:
        store, rules = self._store, self.rules()
        self.act(self.save_button, lambda: change_accounting(store, rules), self._on_saved)

    def _on_saved(self, _nothing: None) -> None:
        self.context.notify(Notice(tr("Accounts for entries changed."), undo=True))
        self.context.store_changed()


def _soft(words: str) -> Label:
    label = Label(words, "soft")
    label.setWordWrap(True)
    return label
