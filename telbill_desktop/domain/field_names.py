"""What the fields of a table are called on screen and in messages."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from telbill_desktop.domain.messages import Words
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.table_profile import TableField as F

FIELD_NAMES: Mapping[F, str] = MappingProxyType(
    {
        F.OPERATOR: N_("Operator"),
        F.NUMBER: N_("Invoice number"),
        F.ISSUE_DATE: N_("Invoice date"),
        F.DUE_DATE: N_("Due date"),
        F.TYPE: N_("Type"),
        F.CURRENCY: N_("Currency"),
        F.HT: N_("Amount excl. VAT"),
        F.VAT: N_("VAT amount"),
        F.TTC: N_("Amount incl. VAT"),
        F.AMOUNT_DUE: N_("Amount due"),
        F.SUBSCRIBER: N_("Subscriber"),
        F.ACCOUNT: N_("Billing account"),
        F.RADICAL: N_("Radical"),
        F.CLIENT_CODE: N_("Client code"),
        F.SUB_ACCOUNT: N_("Sub-account"),
        F.PURCHASE_ORDER: N_("Purchase order"),
        F.FRAMEWORK_CONTRACT: N_("Framework contract"),
        F.LOCAL_CONTRACT: N_("Local contract"),
        F.PERIOD_START: N_("Period, first day"),
        F.PERIOD_END: N_("Period, last day"),
        F.NOTE: N_("Note"),
        F.LINE_LABEL: N_("Line: label"),
        F.LINE_DESCRIPTION: N_("Line: description"),
        F.LINE_CATEGORY: N_("Line: category"),
        F.LINE_RANGE: N_("Line: product range"),
        F.LINE_CODE: N_("Line: product code"),
        F.LINE_ORDER: N_("Line: purchase order"),
        F.LINE_QUANTITY: N_("Line: quantity"),
        F.LINE_UNIT: N_("Line: unit"),
        F.LINE_UNIT_PRICE: N_("Line: unit price"),
        F.LINE_AMOUNT: N_("Line: amount excl. VAT"),
        F.LINE_VAT_RATE: N_("Line: VAT rate"),
        F.LINE_PHONE: N_("Line: phone number"),
        F.LINE_USER: N_("Line: user"),
        F.ITEM_PRODUCT: N_("Product"),
        F.ITEM_LABEL: N_("Label"),
        F.ITEM_QUANTITY: N_("Quantity"),
        F.ITEM_NUMBER: N_("Phone number"),
        F.ITEM_ICCID: N_("SIM card"),
        F.ITEM_RIO: N_("RIO"),
        F.ITEM_PORTED: N_("Day of the port"),
        F.ITEM_LINE: N_("Option of the line"),
        F.ITEM_USER: N_("User"),
        F.ITEM_TEAM: N_("Team"),
        F.ITEM_SINCE: N_("User since"),
        F.ITEM_START: N_("First day in service"),
        F.ITEM_END: N_("Last day in service"),
        F.USAGE_START: N_("Date and time"),
        F.USAGE_DATE: N_("Day of the call"),
        F.USAGE_TIME: N_("Time of day"),
        F.USAGE_OWN: N_("Number of the line"),
        F.USAGE_OTHER: N_("Number called"),
        F.USAGE_USER: N_("User of the line"),
        F.USAGE_LABEL: N_("Category of usage"),
        F.USAGE_ZONE: N_("Destination"),
        F.USAGE_DIRECTION: N_("Direction"),
        F.USAGE_STATUS: N_("Outcome of the call"),
        F.USAGE_QUANTITY: N_("Duration or volume"),
        F.USAGE_DURATION: N_("Duration"),
        F.USAGE_VOLUME: N_("Volume"),
        F.USAGE_COUNT: N_("Number of messages"),
        F.USAGE_UNIT: N_("Unit of usage"),
        F.USAGE_AMOUNT: N_("Cost of usage excl. VAT"),
        F.USAGE_REFERENCE: N_("Reference of the call"),
    }
)


def named(fields: Iterable[F]) -> Words:
    """The fields as a message names them, in their usual order."""
    wanted = set(fields)
    return Words(tuple(FIELD_NAMES[each] for each in F if each in wanted))
