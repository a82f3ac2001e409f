"""Who an operator, an account or a company is: the same fields where one is added and where it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.parties import CompanyFields
from telbill_desktop.domain.retention import Closing
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.parsing import count_field, text_field
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.domain.choice import Choice
    from telbill_desktop.gui.theme import Theme

_PARTY_CODES = {
    "name_missing": "name",
    "siren_impossible": "siren",
    "siren_taken": "siren",
    "vat_number_impossible": "vat_number",
    "operator_taken": "name",
    "company_taken": "name",
    "closing_impossible": "closing_day",
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
    form.add_row(
        closing_day=count_field(theme, tr("Accounting year ends on day"), least=1, required=True),
        closing_month=ChoiceField(theme, tr("of month"), [(one, formats.month_name(one)) for one in range(1, 13)]),
    )
    form.fields["closing_month"].explain(tr("Its invoices are kept ten years from the end of that year."))
    return form


def company_values(fields: CompanyFields) -> dict[str, Any]:
    """What the form of a company shows."""
    return {
        "name": fields.name,
        "code": fields.code,
        "siren": fields.siren,
        "vat_number": fields.vat_number,
        "closing_day": fields.closing.day,
        "closing_month": fields.closing.month,
    }


def company_fields(values: Mapping[str, Any]) -> CompanyFields:
    """What the form of a company says.

    Raises:
        TelbillError: `closing_impossible`.
    """
    closing = Closing(values["closing_month"], values["closing_day"])
    return CompanyFields(values["name"], values["code"], values["siren"], values["vat_number"], closing)


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
