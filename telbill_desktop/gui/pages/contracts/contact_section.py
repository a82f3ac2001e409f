"""Whom to call or write to at an operator or a company: a list and its form, the same on both sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.parsing import text_field
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.services import contacts
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class ContactSection:
    """The contacts of a sheet; `list` is what the sheet shows in a tab."""

    def __init__(self, sheet: SheetPanel) -> None:
        self._sheet = sheet
        self._owner: ContactOwner | None = None
        self.list: RecordList = RecordList(
            sheet.context.theme,
            tr("Contacts"),
            _columns(),
            tr("Nobody is noted yet: whom to call or write to for technical, accounting or operational questions."),
            can_edit=True,
        )
        self.list.add_asked.connect(lambda: self._edit(None))
        self.list.edit_asked.connect(self._edit)
        self.list.removal_asked.connect(self._on_removal_asked)

    def show_contacts(self, owner: ContactOwner, known: Sequence[tuple[int, ContactFields]]) -> None:
        """Shows whose contacts these are."""
        self._owner = owner
        self.list.show_records(known, writable=self._sheet.writable)

    def _edit(self, known: tuple[int, ContactFields] | None) -> None:
        if self._owner is not None:
            contact_dialog(self._sheet.context, self._sheet.window(), self._owner, known).open()

    def _on_removal_asked(self, known: tuple[int, ContactFields]) -> None:
        self._sheet.write(lambda store: contacts.remove_contact(store, known[0]), tr("Contact removed."))


def contact_dialog(
    context: PageContext, parent: QWidget, owner: ContactOwner, known: tuple[int, ContactFields] | None
) -> FormDialog:
    """Adds a contact, or edits one."""
    theme = context.theme
    form = Form(theme, {"contact_missing": "name", "number_impossible": "phone", "email_impossible": "email"})
    form.add_row(
        role=ChoiceField(theme, tr("Role"), contract_names.contact_roles()), name=text_field(theme, tr("Name"))
    )
    form.add_row(phone=text_field(theme, tr("Telephone")), email=text_field(theme, tr("E-mail")))
    form.add_row(note=text_field(theme, tr("Note"), hint=tr("Hours, code of the customer…")))
    fields = known[1] if known else ContactFields(ContactRole.TECHNICAL)
    form.show_values(
        role=fields.role, name=fields.name, phone=_shown(fields.phone), email=fields.email, note=fields.note
    )

    def save(store: Store, values: dict[str, Any]) -> None:
        made = ContactFields(**values)
        if known is None:
            contacts.add_contact(store, owner, made)
        else:
            contacts.edit_contact(store, known[0], made)

    title = tr("Edit the contact") if known else tr("Add a contact")
    return FormDialog(context, parent, title, form, save, tr("Contact saved."))


def _columns() -> list[Column[tuple[int, ContactFields]]]:
    roles = dict(contract_names.contact_roles())
    return [
        Column(tr("Role"), lambda one: roles[one[1].role], 120),
        Column(tr("Name"), lambda one: one[1].name, 160),
        Column(tr("Telephone"), lambda one: _shown(one[1].phone), 130),
        Column(tr("E-mail"), lambda one: one[1].email, least=200),
        Column(tr("Note"), lambda one: one[1].note, 150, spare=True),
    ]


def _shown(phone: str) -> str:
    return number_facts(phone).shown
