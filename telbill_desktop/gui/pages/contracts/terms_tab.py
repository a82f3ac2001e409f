"""« Facturation » of an account: cycle, charging, rule, payment, with what they would say of an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.proration import Rule
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.certified_words import certified_words
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_section import FormSection
from telbill_desktop.gui.pages.contracts.parsing import count_field, day_field, text_field
from telbill_desktop.gui.pages.contracts.terms_preview import TermsPreview
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.services import contract_terms
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.contract_list import AccountSheet
    from telbill_desktop.services.rule_templates import RuleTemplate
    from telbill_desktop.store.engine import Store
    from telbill_desktop.store.queries.contracts import ContractRow

_BOTH = 610  # pixels at 100 % text
_CODES = {"terms_months": "months", "terms_every": "every", "terms_days": "days"}
_RULE = ("basis", "first_day", "rounding", "line", "credited")


class TermsTab(QWidget):
    """The form at the left, the example at the right; a template fills the rule in."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.missing = MessagePanel(context.theme)
        self.certified = MessagePanel(context.theme)
        self.template = ChoiceField(context.theme, tr("Begin with the rule of"), _templates(()), _source)
        self.form = self._made_form()
        self.section = FormSection(context, self.form)
        self.preview = TermsPreview(context)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, context.theme.dp(10), 0, 0)
        self._row.setSpacing(context.theme.dp(12))
        self._row.addWidget(self.section, 1)
        self._beside: bool | None = None
        self._place()
        self.template.changed.connect(self._on_template_chosen)
        self.form.changed.connect(self.show_example)

    def show_sheet(self, sheet: AccountSheet, *, anew: bool) -> None:
        """Shows the terms of an account, or what most accounts have where nobody said them yet."""
        self._offer_contracts(sheet.contracts)
        self.template.offer(_templates(sheet.templates))
        if sheet.terms is None:
            words_of = tr("Say when this account is invoiced and by which rule: its next invoice is then foreseen.")
            self.missing.say("warn", tr("To complete"), [words_of])
        else:
            self.missing.say("warn", "", ())
        heading, sentences = certified_words(sheet.certified)
        self.certified.say("info", heading, sentences)
        if anew:
            self.template.put(None)
        self.section.show_values(
            _values(sheet.terms),
            lambda store, values: _write(store, sheet.id, values),
            tr("Terms of {name} saved.").format(name=sheet.fields.label),
            anew=anew,
        )
        self.show_example()

    def show_example(self) -> None:
        """What the terms in the form would say."""
        self.preview.show_terms(self._stated())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The example stands below the form where there is no room beside it."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        beside = self.width() >= self._context.theme.dp(_BOTH)
        if beside is self._beside:
            return
        self._beside = beside
        self.preview.stand(beside=beside)
        if beside:
            self._row.addWidget(self.preview)
        else:
            self.form.add_at_foot(self.preview)
        self.preview.show()

    def _made_form(self) -> Form:
        theme, today = self._context.theme, self._context.workspace.today()
        form = Form(theme, _CODES)
        form.add_widget(self.missing)
        form.add_title(tr("Billing cycle"))
        form.add_row(
            anchor=day_field(theme, tr("Date of an invoice"), today, required=True),
            months=count_field(theme, tr("Months in a period"), least=1, required=True),
        )
        form.add_row(
            every=count_field(theme, tr("Months between invoices"), least=1, hint=tr("as the period")),
            advance=ChoiceField(
                theme, tr("Subscriptions are charged"), contract_names.charging(), words.charging_meaning
            ),
        )
        form.add_title(tr("Prorata rule"))
        form.add_widget(self.template)
        form.add_row(
            basis=ChoiceField(theme, tr("Days are counted as"), contract_names.bases(), words.basis_meaning),
            first_day=ChoiceField(theme, tr("Day of activation"), contract_names.first_days(), words.first_day_meaning),
        )
        form.add_row(
            rounding=ChoiceField(theme, tr("Rounding to the cent"), contract_names.roundings(), words.rounding_meaning)
        )
        form.add_row(
            line=ChoiceField(theme, tr("What is rounded"), contract_names.places_of_rounding(), words.place_meaning),
            credited=ChoiceField(theme, tr("A removal is"), contract_names.removals(), words.removal_meaning),
        )
        form.add_title(tr("Payment"))
        form.add_row(
            method=ChoiceField(theme, tr("Method"), words.payment_methods()),
            days=count_field(theme, tr("Days after the invoice date"), hint="0"),
        )
        form.add_row(
            means=text_field(theme, tr("Card or account, masked"), hint="•••• 4421"),
            payer=text_field(theme, tr("Who pays"), hint=tr("Accounting…")),
        )
        form.add_row(contract=ChoiceField(theme, tr("Contract"), [(None, tr("None"))]))
        form.add_widget(self.certified)
        return form

    def _offer_contracts(self, contracts: Sequence[ContractRow]) -> None:
        field = self.form.fields["contract"]
        if isinstance(field, ChoiceField):
            field.offer([(None, tr("None")), *((one.id, one.number) for one in contracts)])

    def _stated(self) -> BillingTerms | None:
        """The terms as far as they can be read."""
        try:
            values = self.form.values()
        except TelbillError:
            return None
        months, every = values["months"], values["every"]
        if values["anchor"] is None or months is None or (every is not None and months % every):
            return None
        return _terms(values)

    def _on_template_chosen(self) -> None:
        chosen = self.template.value()
        if chosen is None:
            return
        rule = chosen.rule
        stated = (rule.basis, rule.count_first_day, rule.rounding, rule.round_line, rule.credit_removals)
        for name, value in (*zip(_RULE, stated, strict=True), ("advance", chosen.advance)):
            self.form.fields[name].put(value)
        self.form.changed.emit()


def _templates(known: Sequence[RuleTemplate]) -> list[tuple[RuleTemplate | None, str]]:
    return [(None, tr("No template")), *((one, one.name) for one in known)]


def _source(template: RuleTemplate | None) -> str:
    return labelled(tr("Source"), template.source) if template is not None else ""


def _values(terms: BillingTerms | None) -> dict[str, Any]:
    """What the form shows; without terms, the rule of most invoices, and no cycle."""
    rule = terms.rule if terms else Rule()
    return {
        "anchor": terms.cycle.anchor if terms else None,
        "months": terms.cycle.months if terms else 1,
        "every": terms.cycle.invoice_every_months if terms else None,
        "advance": terms.advance if terms else True,
        "basis": rule.basis,
        "first_day": rule.count_first_day,
        "rounding": rule.rounding,
        "line": rule.round_line,
        "credited": rule.credit_removals,
        "method": terms.method if terms else None,
        "days": terms.days_to_pay if terms else None,
        "means": terms.means if terms else "",
        "payer": terms.payer if terms else "",
        "contract": terms.contract_id if terms else None,
    }


def _terms(values: dict[str, Any]) -> BillingTerms:
    return BillingTerms(
        cycle=Cycle(values["anchor"], values["months"], values["every"]),
        rule=Rule(values["basis"], values["first_day"], values["rounding"], values["line"], values["credited"]),
        advance=values["advance"],
        method=values["method"],
        days_to_pay=values["days"] or 0,
        means=values["means"],
        payer=values["payer"],
        contract_id=values["contract"],
    )


def _write(store: Store, account_id: int, values: dict[str, Any]) -> None:
    contract_terms.set_terms(store, account_id, _terms(values))
