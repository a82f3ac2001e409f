"""What groups of usage are called on screen, on the terminal and in reports."""

from collections.abc import Mapping
from types import MappingProxyType

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.usage import HIDDEN_MARK, UsageCategory, first_of
from telbill_desktop.domain.usage_view import UsageGroup, UsageGrouping
from telbill_desktop.exporters.cell_text import phone_text
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

CATEGORY_NAMES: Mapping[UsageCategory, str] = MappingProxyType(
    {
        UsageCategory.NATIONAL_FIXED: N_("Calls to landlines"),
        UsageCategory.NATIONAL_MOBILE: N_("Calls to mobiles"),
        UsageCategory.INTERNATIONAL: N_("International calls"),
        UsageCategory.ROAMING: N_("Roaming"),
        UsageCategory.MESSAGES: N_("SMS and MMS"),
        UsageCategory.DATA: N_("Data"),
        UsageCategory.SPECIAL: N_("Special numbers"),
        UsageCategory.INBOUND_FREE: N_("Calls received on toll-free numbers"),
        UsageCategory.INBOUND: N_("Calls received"),
        UsageCategory.OTHER: N_("Other usage"),
    }
)
GROUPING_NAMES: Mapping[UsageGrouping, str] = MappingProxyType(
    {
        UsageGrouping.MONTH: N_("Month"),
        UsageGrouping.USER: N_("User"),
        UsageGrouping.TEAM: N_("Team"),
        UsageGrouping.ACCOUNT: N_("Billing account"),
        UsageGrouping.CATEGORY: N_("Category of usage"),
        UsageGrouping.LINE: N_("Number of the line"),
        UsageGrouping.DESTINATION: N_("Destination"),
    }
)


def group_name(by: UsageGrouping, group: UsageGroup) -> str:
    """The group, in the user's language; one that is nobody's or goes nowhere says so."""
    if by is UsageGrouping.MONTH:
        return formats.month(first_of(int(group.key)))
    if by is UsageGrouping.CATEGORY:
        return tr(CATEGORY_NAMES[UsageCategory(group.key)])
    if by is UsageGrouping.DESTINATION:
        return destination_name(group.key)
    if by is UsageGrouping.LINE:
        return phone_text(group.key) if group.key.startswith("+") else group.key or tr("Without a number")
    return group.name or (tr("Without a team") if by is UsageGrouping.TEAM else tr("Not assigned"))


def destination_name(destination: str) -> str:
    """A country by its name, an operator's zone as it is."""
    if not destination:
        return tr("Without a destination")
    return formats.country(destination)


def called_text(called: str) -> str:
    """A number called as it is kept: what is hidden of it is told by dots."""
    if not called.endswith(HIDDEN_MARK):
        return called
    known = called.removesuffix(HIDDEN_MARK)
    pairs = [known[at : at + 2] for at in range(0, len(known), 2)] if known.startswith("0") else [known]
    return " ".join([*pairs, "••", "••"])
