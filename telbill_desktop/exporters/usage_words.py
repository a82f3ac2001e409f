"""What groups of usage are called on screen, on the terminal and in reports."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.numbering import number_facts, stored_number
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.usage import UsageCategory, first_of
from telbill_desktop.domain.usage_view import UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.cell_text import phone_text
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_PLAIN = re.compile(r"\+33([1-79])([0-9]{8})")  # French numbers but those of services, which are grouped otherwise
_PAIRS = re.compile("..")

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


def grouping_name(by: UsageGrouping) -> str:
    """What a group is."""
    return tr(GROUPING_NAMES[by])


def grouped_title(by: UsageGrouping) -> str:
    """Usage, told apart by that."""
    return {
        UsageGrouping.USER: tr("Usage by user"),
        UsageGrouping.TEAM: tr("Usage by team"),
        UsageGrouping.CATEGORY: tr("Usage by category"),
        UsageGrouping.MONTH: tr("Usage by month"),
        UsageGrouping.DESTINATION: tr("Usage by destination"),
        UsageGrouping.ACCOUNT: tr("Usage by account"),
        UsageGrouping.LINE: tr("Usage by number"),
    }[by]


def usage_category_name(category: UsageCategory) -> str:
    """As invoices call it."""
    return tr(CATEGORY_NAMES[category])


def shown_group_name(by: UsageGrouping, group: UsageGroup) -> str:
    """The group as a window and a page call it: months by their names, numbers as they are dialled."""
    if by is UsageGrouping.MONTH:
        return formats.long_month(first_of(int(group.key)))
    if by is UsageGrouping.LINE and group.key:
        return number_shown(group.key)
    return visible(group_name(by, group))


@lru_cache(maxsize=20_000)
def number_shown(number: str) -> str:
    """A number of one's own as it is dialled; one that is none as the operator has it."""
    if plain := _PLAIN.fullmatch(number):  # nearly all of them: what knows every country takes a hundred times as long
        return " ".join([f"0{plain[1]}", *_PAIRS.findall(plain[2])])
    try:
        return number_facts(stored_number(number)).shown if number.startswith("+") else visible(number)
    except TelbillError:
        return visible(number)


def used_words(used: UsageSum) -> list[str]:
    """How long, how much and how many messages, each where there is any."""
    words = []
    if used.seconds:
        words.append(formats.long_duration(used.seconds))
    if used.bytes:
        words.append(formats.size(used.bytes))
    if used.messages:
        words.append(
            ntr("{count} message", "{count} messages", used.messages).format(count=formats.count(used.messages))
        )
    return words


def uses(count: int) -> str:
    """How often something was used."""
    return ntr("{count} use", "{count} uses", count).format(count=formats.count(count))


def out_of_bundle(total: UsageSum) -> str:
    """The part that cost something: `3 h 12 min · 120 Mo · 14 messages`; nothing where all was included."""
    charged = UsageSum(
        total.charged_count, total.charged_seconds, total.charged_bytes, total.charged_messages, total.amount
    )
    words = used_words(charged)
    return " · ".join(words) if words or not charged.count else uses(charged.count)


def aside_words(aside: UsageSum) -> str:
    """That usage of whole months is left out where the days cut these months; nothing where there is none."""
    if not aside.count:
        return ""
    params = {"uses": uses(aside.count), "amount": formats.money(aside.amount, HOME_CURRENCY)}
    return formats.fill(
        tr(
            "The dates cut a month of which only the totals of the whole month are kept: {uses} for {amount} are not "
            "counted here. Choose whole months to count them."
        ),
        params,
    )


def allowance_words(group: UsageGroup) -> str:
    """What the plans include."""
    return " · ".join(visible(one) for one in group.allowances)
