"""Who an operator, an account or a company is: the same fields where one is added and where it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.parsing import text_field
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.choice import Choice
    from telbill_desktop.gui.theme import Theme

_PARTY_CODES = {
    "name_missing": "name",
    "siren_impossible": "siren",
    "siren_taken": "siren",
    "vat_number_impossible": "vat_number",
    "operator_taken": "name",
    "company_taken": "name",
}
_ACCOUNT_CODES = {"name_missing": "label", "account_taken": "number"}


def operator_form(theme: Theme, title: str = "") -> Form:
    """The fields of `OperatorFields`."""
    form = Form(theme, _PARTY_CODES)
    if title:
        form.add_title(title)
    form.add_row(name=text_field(theme, tr("Name"), required=True), siren=text_field(theme, tr("SIREN")))
    form.add_row(vat_number=text_field(theme, tr("VAT number")), country=text_field(theme, tr("Country"), hint="FR"))
    return form


def company_form(theme: Theme) -> Form:
    """The fields of `CompanyFields`."""
    form = Form(theme, _PARTY_CODES)
    form.add_row(name=text_field(theme, tr("Name"), required=True), code=text_field(theme, tr("Code")))
    form.add_row(siren=text_field(theme, tr("SIREN")), vat_number=text_field(theme, tr("VAT number")))
    return form


def account_form(theme: Theme, operators: Sequence[Choice] = ()) -> Form:
    """The fields of `AccountFields`, after the operator where one is to be chosen."""
    form = Form(theme, _ACCOUNT_CODES)
    if operators:
        form.add_row(operator=ChoiceField(theme, tr("Operator"), [(one.id, one.label) for one in operators]))
    form.add_row(
        label=text_field(theme, tr("Name"), required=True), company_id=ChoiceField(theme, tr("Company"), [(None, "")])
    )
    form.add_row(number=text_field(theme, tr("Billing centre")), radical=text_field(theme, tr("Root")))
    form.add_row(client_code=text_field(theme, tr("Client code")), sub_account=text_field(theme, tr("Sub-account")))
    return form


def offer_companies(form: Form, companies: Sequence[Choice]) -> None:
    """Offers the user's companies, and none, in the form of an account."""
    field = form.fields["company_id"]
    if isinstance(field, ChoiceField):
        field.offer([(None, ""), *((one.id, one.label) for one in companies)])
