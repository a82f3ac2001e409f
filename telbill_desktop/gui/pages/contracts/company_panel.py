"""One of the user's companies: who it is, its documents, its addresses with their proof, whom to ask there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.company_document import DocumentOwner
from telbill_desktop.domain.contact import ContactOwner
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.pages.contracts.contact_section import ContactSection
from telbill_desktop.gui.pages.contracts.dialogs import address_dialog
from telbill_desktop.gui.pages.contracts.document_section import DocumentSection
from telbill_desktop.gui.pages.contracts.form_section import FormSection
from telbill_desktop.gui.pages.contracts.identity_forms import company_fields, company_form, company_values
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
from telbill_desktop.services import addresses, parties
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.contract_fields import AddressFields
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.contract_list import CompanySheet


class CompanyPanel(SheetPanel):
    """Four tabs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tr("Company"))
        self.sheet: CompanySheet | None = None
        self.addresses = RecordList(
            context.theme,
            tr("Addresses"),
            _address_columns(),
            tr("A number of another country needs a verified address there: add it with its proof."),
            can_edit=True,
        )
        self.identity = FormSection(context, company_form(context.theme), scrolls=False)
        self.contacts = ContactSection(self)
        self.documents = DocumentSection(
            self,
            tr("Documents"),
            tr("What operators ask for: Kbis, identity paper, IBAN, mandates. Add them, or drop the files here."),
        )
        self.add_tab(tr("Documents"), self.documents.list)
        self.add_tab(tr("Addresses"), self.addresses)
        self.add_tab(tr("Contacts"), self.contacts.list)
        sheet = self.add_tab(tr("Identity"), self.identity)
        sheet.addStretch(2)
        self.keep_safe(self.identity)
        self.addresses.add_asked.connect(lambda: self._edit_address(None))
        self.addresses.edit_asked.connect(self._edit_address)
        self.addresses.removal_asked.connect(self._on_removal_asked)

    def show_sheet(self, sheet: CompanySheet) -> None:
        """Shows a company, or the same one read again."""
        anew = self.begin(sheet.id, sheet.fields.name)
        self.sheet = sheet
        fields = sheet.fields
        self.addresses.show_records(sheet.addresses, writable=self.writable)
        self.contacts.show_contacts(ContactOwner(company_id=sheet.id), sheet.contacts)
        self.documents.show_documents(DocumentOwner(company_id=sheet.id), sheet.documents)
        self.identity.show_values(
            company_values(fields),
            lambda store, values: parties.edit_company(store, sheet.id, company_fields(values)),
            tr("{name} saved.").format(name=fields.name),
            anew=anew,
        )

    def _edit_address(self, known: tuple[int, AddressFields] | None) -> None:
        sheet = self.sheet
        if sheet is not None:
            self.with_documents(
                lambda documents: address_dialog(self.context, self.window(), sheet.id, known, documents).open()
            )

    def _on_removal_asked(self, known: tuple[int, AddressFields]) -> None:
        self.write(lambda store: addresses.remove_address(store, known[0]), tr("Address removed."))


def _address_columns() -> list[Column[tuple[int, AddressFields]]]:
    return [
        Column(tr("Name"), lambda one: one[1].label, 120),
        Column(tr("Street"), lambda one: ", ".join(one[1].lines)),
        Column(tr("City"), lambda one: f"{one[1].postcode} {one[1].city}".strip(), 150),
        Column(tr("Country"), lambda one: one[1].country, 65),
        Column(tr("State"), lambda one: _state(one).text, 120, pill=_state),
        Column(tr("Proof"), lambda one: tr("kept") if one[1].deposit_id is not None else "", 90),
    ]


def _state(known: tuple[int, AddressFields]) -> Pill:
    if known[1].verified:
        return Pill(tr("Verified"), "circle-check", "ok")
    return Pill(tr("To verify"), "pencil", "warn")
