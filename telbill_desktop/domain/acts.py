"""Every kind of act that changes the store, with its title; the suite fails when one of them cannot be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from telbill_desktop.domain.messages import Param
from telbill_desktop.domain.sentence_marker import N_

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "import": N_("Import of {name}"),
        "import_usage": N_("Import of the usage in {name}"),
        "keep_calls": N_("Each call is kept from now on"),
        "keep_totals": N_("Totals of usage alone are kept from now on"),
        "enter_invoice": N_("Entry of invoice {number}"),
        "merge_operators": N_("{merged} merged into {kept}"),
        "merge_accounts": N_("Account {merged} merged into {kept}"),
        "merge_companies": N_("Company {merged} merged into {kept}"),
        "settle_conflict": N_("Conflict of invoice {number} settled"),
        "add_operator": N_("Operator {name} added"),
        "add_account": N_("Account {name} added"),
        "add_company": N_("Company {name} added"),
        "edit_operator": N_("Operator {name} edited"),
        "edit_account": N_("Account {name} edited"),
        "edit_company": N_("Company {name} edited"),
        "remove_invoice": N_("Invoice {number} removed"),
        "remove_invoices": N_("{count} invoices removed"),
        "mark_to_review": N_("Invoice {number}: to be reviewed"),
        "mark_to_review_many": N_("{count} invoices: to be reviewed"),
        "mark_verified": N_("Invoice {number}: verified"),
        "mark_verified_many": N_("{count} invoices: verified"),
        "mark_disputed": N_("Invoice {number}: disputed"),
        "mark_disputed_many": N_("{count} invoices: disputed"),
        "unmark": N_("Invoice {number}: mark taken away"),
        "unmark_many": N_("{count} invoices: mark taken away"),
        "set_account": N_("Invoice {number}: account {account}"),
        "set_account_many": N_("{count} invoices: account {account}"),
        "clear_account": N_("Invoice {number}: account taken away"),
        "clear_account_many": N_("{count} invoices: account taken away"),
        "set_operator": N_("Invoice {number} moved to {operator}"),
        "set_operator_many": N_("{count} invoices moved to {operator}"),
        "save_view": N_("View {name} saved"),
        "change_view": N_("View {name} changed"),
        "rename_view": N_("View {before} renamed {name}"),
        "move_view": N_("View {name} moved"),
        "remove_view": N_("View {name} removed"),
        "put_view_aside": N_("View {name} taken off the side bar"),
        "put_view_in_sidebar": N_("View {name} put into the side bar"),
        "pin_view": N_("View {name} pinned to the overview"),
        "unpin_view": N_("View {name} taken off the overview"),
        "put_off": N_("Put off: {task} {about}"),
        "tell_again": N_("To be done again: {task} {about}"),
        "save_perimeter": N_("Perimeter {name} saved"),
        "edit_perimeter": N_("Perimeter {name} edited"),
        "remove_perimeter": N_("Perimeter {name} removed"),
        "set_terms": N_("Terms of account {account} changed"),
        "set_operator_terms": N_("Service of operator {name} changed"),
        "add_contract": N_("Contract {number} added"),
        "edit_contract": N_("Contract {number} changed"),
        "remove_contract": N_("Contract {number} removed"),
        "add_product": N_("Product {product} added"),
        "edit_product": N_("Product {product} changed"),
        "remove_product": N_("Product {product} removed"),
        "add_condition": N_("Special condition of {product} added"),
        "edit_condition": N_("Special condition of {product} changed"),
        "remove_condition": N_("Special condition of {product} removed"),
        "set_minimum": N_("Minimum of {product} on {account} changed"),
        "add_planned_charge": N_("Charge to come added: {label}"),
        "remove_planned_charge": N_("Charge to come removed: {label}"),
        "add_balance": N_("Balance of account {account} added"),
        "remove_balance": N_("Balance of account {account} removed"),
        "add_address": N_("Address of {company} in {city} added"),
        "edit_address": N_("Address of {company} in {city} changed"),
        "remove_address": N_("Address of {company} in {city} removed"),
        "add_contact": N_("Contact {contact} added"),
        "edit_contact": N_("Contact {contact} changed"),
        "remove_contact": N_("Contact {contact} removed"),
        "add_document": N_("Document {document} added"),
        "edit_document": N_("Document {document} changed"),
        "remove_document": N_("Document {document} removed"),
        "add_items": N_("{product} added: {count}"),
        "import_fleet": N_("Fleet of {name} imported: {count}"),
        "edit_item": N_("{item} corrected"),
        "edit_items": N_("{count} things of the fleet changed"),
        "assign_item": N_("{item} given to {person}"),
        "release_item": N_("{item} taken back from {person}"),
        "remove_item": N_("{item} ended"),
        "change_plan": N_("{item} changed to {product}"),
        "port_number": N_("Port of {number} noted"),
        "add_person": N_("{person} added"),
        "edit_person": N_("{person} edited"),
        "person_leaves": N_("{person} leaves: {count} released"),
        "add_equipment": N_("{label} added"),
        "take_equipment": N_("Equipment taken from invoices: {count}"),
        "edit_equipment": N_("{label} edited"),
        "remove_equipment": N_("{label} removed"),
        "change_accounting": N_("Accounts for entries changed"),
        "export_entries": N_("Entries prepared: {name}"),
        "save_report": N_("Report {name} saved"),
        "rename_report": N_("Report {before} renamed {name}"),
        "remove_report": N_("Report {name} removed"),
    }
)

# Titles of several acts that are undone as one; a kind that is missing here keeps the title of the first.
BATCHES: Mapping[str, str] = MappingProxyType({"import": N_("Import of {count} files")})


@dataclass(frozen=True, slots=True)
class Title:
    """What an act did, for `system.formats.sentence`."""

    template: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act:
    """One step of the history: an act, or the acts of one batch, which are undone together.

    `undone_at` is there when nothing of it is in force any more. `can_undo` and `can_redo` say that there is something
    to undo or to redo; a later change of the same records may still stand in the way.
    """

    id: int
    kind: str
    title: Title
    done_at: datetime
    os_user: str
    undone_at: datetime | None
    can_undo: bool
    can_redo: bool
    count: int = 1
