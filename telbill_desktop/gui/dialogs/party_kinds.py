"""What operators, accounts and companies have in common for the dialog that edits and merges them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.services import invoices, parties
from telbill_desktop.store.engine import Store


@dataclass(frozen=True, slots=True)
class PartyKind:
    """One kind: where its entries come from, what is known of one, and how it is changed.

    `names` are the text fields of its `…Fields` value with their words; `said_of_merging` is what else merging two
    changes, to be said before it is done.
    """

    title: str
    choices: Callable[[Store], list[Choice]]
    fields: Callable[[Store, int], Any]
    edit: Callable[[Store, int, Any], None]
    names: Mapping[str, str]
    merge: Callable[[Store, int, int], None]
    said_of_merging: Callable[[Store, int, int], list[Message]] | None = None
    has_company: bool = False


KINDS: tuple[PartyKind, ...] = (
    PartyKind(
        title=N_("Operators"),
        choices=invoices.operators,
        fields=parties.operator_fields,
        edit=parties.edit_operator,
        names={
            "name": N_("Name"),
            "siren": N_("SIREN"),
            "vat_number": N_("VAT number"),
            "country": N_("Country"),
        },
        merge=parties.merge_operators,
        said_of_merging=parties.said_of_operators,
    ),
    PartyKind(
        title=N_("Billing accounts"),
        choices=invoices.accounts,
        fields=parties.account_fields,
        edit=parties.edit_account,
        names={
            "label": N_("Name"),
            "number": N_("Billing centre"),
            "radical": N_("Root"),
            "client_code": N_("Client code"),
            "sub_account": N_("Sub-account"),
        },
        merge=parties.merge_accounts,
        said_of_merging=parties.said_of_accounts,
        has_company=True,
    ),
    PartyKind(
        title=N_("My companies"),
        choices=invoices.companies,
        fields=parties.company_fields,
        edit=parties.edit_company,
        names={
            "name": N_("Name"),
            "code": N_("Code"),
            "siren": N_("SIREN"),
            "vat_number": N_("VAT number"),
        },
        merge=parties.merge_companies,
    ),
)
