"""The dialogs that add an operator, a billing account or a company which no document has named yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.identity_forms import (
    account_form,
    company_fields,
    company_form,
    company_values,
    offer_companies,
    operator_form,
)
from telbill_desktop.services import parties
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.choice import Choice
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


def operator_dialog(context: PageContext, parent: QWidget) -> FormDialog:
    """Adds an operator."""
    form = operator_form(context.theme)
    form.show_values(name="", siren="", vat_number="", country="FR")

    def save(store: Store, values: dict[str, Any]) -> int:
        return parties.add_operator(store, OperatorFields(**values))

    return FormDialog(context, parent, tr("New operator"), form, save, tr("Operator added."))


def account_dialog(
    context: PageContext,
    parent: QWidget,
    operators: Sequence[Choice],
    companies: Sequence[Choice],
    chosen: int | None,
) -> FormDialog:
    """Adds a billing account; `chosen` is the operator that is proposed. There is one operator at least."""
    form = account_form(context.theme, operators)
    offer_companies(form, companies)
    proposed = chosen if chosen in {one.id for one in operators} else operators[0].id
    company = companies[0].id if len(companies) == 1 else None
    texts = dict.fromkeys(("label", "number", "radical", "client_code", "sub_account"), "")
    form.show_values(operator=proposed, company_id=company, **texts)

    def save(store: Store, values: dict[str, Any]) -> int:
        fields = {name: value for name, value in values.items() if name != "operator"}
        return parties.add_account(store, values["operator"], AccountFields(**fields))

    return FormDialog(context, parent, tr("New billing account"), form, save, tr("Billing account added."))


def company_dialog(context: PageContext, parent: QWidget) -> FormDialog:
    """Adds one of the user's companies."""
    form = company_form(context.theme)
    form.show_values(**company_values(CompanyFields("")))

    def save(store: Store, values: dict[str, Any]) -> int:
        return parties.add_company(store, company_fields(values))

    return FormDialog(context, parent, tr("New company"), form, save, tr("Company added."))
