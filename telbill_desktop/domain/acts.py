"""Every kind of act that changes the store, with its title; the suite fails when one of them cannot be undone."""

from collections.abc import Mapping
from types import MappingProxyType

from telbill_desktop.domain.sentences.marker import N_

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "import": N_("Import of {name}"),
        "merge_operators": N_("{merged} merged into {kept}"),
        "merge_accounts": N_("Account {merged} merged into {kept}"),
        "edit_operator": N_("Operator {name} edited"),
        "edit_account": N_("Account {name} edited"),
        "remove_invoice": N_("Invoice {number} removed"),
    }
)
