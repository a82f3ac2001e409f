"""The fleet in words: titles, texts, names of kinds and states."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.equipment import EquipmentKind
from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.fleet_words import kind_name, state_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class FleetColumn(StrEnum):
    """The columns of the list of things."""

    PRODUCT = "product"
    NUMBER = "number"
    USER = "user"
    TEAM = "team"
    STATE = "state"
    MONTHLY = "monthly"
    ACCOUNT = "account"
    SINCE = "since"
    UNTIL = "until"
    KIND = "kind"
    OPERATOR = "operator"
    ICCID = "iccid"


class ProductColumn(StrEnum):
    """The columns of the list of products."""

    PRODUCT = "product"
    ACTS = "acts"
    ACCOUNT = "account"
    IN_SERVICE = "in_service"
    ASSIGNED = "assigned"
    FREE = "free"
    UNIT = "unit"
    TOTAL = "total"
    OPERATOR = "operator"


COLUMNS: tuple[FleetColumn, ...] = tuple(FleetColumn)
PRODUCT_COLUMNS: tuple[ProductColumn, ...] = tuple(ProductColumn)
POSITION: Mapping[FleetColumn, int] = MappingProxyType({column: at for at, column in enumerate(COLUMNS)})
PRODUCT_POSITION: Mapping[ProductColumn, int] = MappingProxyType(
    {column: at for at, column in enumerate(PRODUCT_COLUMNS)}
)
SHOWN_FIRST: tuple[FleetColumn, ...] = COLUMNS[:9]
SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        FleetColumn.KIND: "Forfait mobile",
        FleetColumn.NUMBER: "06 39 98 01 07",
        FleetColumn.USER: "Louise Carpentier",
        FleetColumn.TEAM: "Bureau d\u2019études",
        FleetColumn.MONTHLY: "0\u202f000,00",
        FleetColumn.ACCOUNT: "CF 2 Ateliers",
        FleetColumn.OPERATOR: "Hexamobile",
        FleetColumn.SINCE: "00/00/0000",
        FleetColumn.UNTIL: "00/00/0000",
        FleetColumn.ICCID: "8933150319021234567",
    }
)
PRODUCT_SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        ProductColumn.OPERATOR: "Hexamobile",
        ProductColumn.ACCOUNT: "CF 2 Atelier",
        ProductColumn.UNIT: "0\u202f000,00",
        ProductColumn.TOTAL: "0\u202f000,00",
    }
)
# What gives way beside a thing that is open, the first one first: its sheet says it, or the other columns do.
SPARE: tuple[FleetColumn, ...] = (
    FleetColumn.UNTIL,
    FleetColumn.SINCE,
    FleetColumn.ICCID,
    FleetColumn.OPERATOR,
    FleetColumn.KIND,
    FleetColumn.ACCOUNT,
    FleetColumn.MONTHLY,
)
TIGHT_SAMPLES: Mapping[str, str] = MappingProxyType(dict(SAMPLES) | {FleetColumn.USER: "Chloé Duvivier"})
PRODUCT_SPARE: tuple[ProductColumn, ...] = (ProductColumn.OPERATOR, ProductColumn.IN_SERVICE, ProductColumn.ACCOUNT)
PRODUCTS_SHOWN_FIRST: tuple[ProductColumn, ...] = PRODUCT_COLUMNS[:8]
LEAST_PRODUCT = 178  # pixels at 100 % text
FIGURES = frozenset({FleetColumn.MONTHLY})
PRODUCT_FIGURES = frozenset({ProductColumn.IN_SERVICE, ProductColumn.ASSIGNED, ProductColumn.UNIT, ProductColumn.TOTAL})
MISSING = "—"


def fleet_titles() -> Mapping[FleetColumn, str]:
    """What the columns are called."""
    return {
        FleetColumn.KIND: tr("Type"),
        FleetColumn.PRODUCT: tr("Plan"),
        FleetColumn.NUMBER: tr("Number"),
        FleetColumn.USER: tr("User"),
        FleetColumn.TEAM: tr("Team"),
        FleetColumn.MONTHLY: tr("Per month"),
        FleetColumn.STATE: tr("State"),
        FleetColumn.ACCOUNT: tr("Account"),
        FleetColumn.OPERATOR: tr("Operator"),
        FleetColumn.SINCE: tr("Since"),
        FleetColumn.UNTIL: tr("Until"),
        FleetColumn.ICCID: tr("SIM card (ICCID)"),
    }


def product_titles() -> Mapping[ProductColumn, str]:
    """What the columns are called."""
    return {
        ProductColumn.PRODUCT: tr("Plan"),
        ProductColumn.OPERATOR: tr("Operator"),
        ProductColumn.ACCOUNT: tr("Account"),
        ProductColumn.IN_SERVICE: tr("In service"),
        ProductColumn.ASSIGNED: tr("Assigned"),
        ProductColumn.FREE: tr("Free"),
        ProductColumn.UNIT: tr("Per month"),
        ProductColumn.TOTAL: tr("Monthly total"),
        ProductColumn.ACTS: "+ / -",
    }


def equipment_name(kind: EquipmentKind) -> str:
    """What a piece of equipment is, in a word."""
    return {
        EquipmentKind.HANDSET: tr("Handset"),
        EquipmentKind.TABLET: tr("Tablet"),
        EquipmentKind.ACCESSORY: tr("Accessory"),
    }[kind]


def number_kind_name(kind: str) -> str:
    """What a phone number is, in a word; nothing where nobody knows."""
    return {
        "mobile": tr("mobile"),
        "fixed": tr("landline"),
        "toll_free": tr("toll-free"),
        "special": tr("special rate"),
    }.get(kind, "")


def fleet_text(row: FleetRow, column: FleetColumn) -> str:
    """One cell of the list."""
    return _TEXTS[column](row)


def fleet_value(row: FleetRow, column: FleetColumn) -> Cell:
    """One cell as a spreadsheet takes it."""
    value = _VALUES.get(column)
    return value(row) if value is not None else _TEXTS[column](row)


def sort_key(row: FleetRow, column: FleetColumn) -> tuple[bool, object]:
    """By what the list is sorted; what is not known comes last."""
    if column is FleetColumn.MONTHLY:
        return row.monthly is None, row.monthly or 0
    if column is FleetColumn.SINCE:
        return False, row.item.start
    if column is FleetColumn.UNTIL:
        return row.item.end is None, row.item.end or row.item.start
    text = str(fleet_value(row, column))
    return not text, natural_key(text)


def product_text(row: ProductRow, column: ProductColumn) -> str:
    """One cell of the list of products."""
    figures = {
        ProductColumn.IN_SERVICE: row.in_service,
        ProductColumn.ASSIGNED: row.assigned,
        ProductColumn.FREE: row.free,
    }
    if column in figures:
        return formats.count(figures[column])
    if column is ProductColumn.UNIT:
        return formats.amount(row.unit) if row.unit is not None else MISSING
    if column is ProductColumn.TOTAL:
        return formats.amount(row.total) if row.total is not None else MISSING
    names = {
        ProductColumn.PRODUCT: row.product.label,
        ProductColumn.OPERATOR: row.account.operator,
        ProductColumn.ACCOUNT: row.account.label,
    }
    return names.get(column, "")


_VALUES: Mapping[FleetColumn, Callable[[FleetRow], Cell]] = MappingProxyType(
    {
        FleetColumn.MONTHLY: lambda row: row.monthly,
        FleetColumn.SINCE: lambda row: row.item.start,
        FleetColumn.UNTIL: lambda row: last_day_before(row.item.end),
        FleetColumn.NUMBER: lambda row: row.number,
        FleetColumn.USER: lambda row: row.holder.person if row.holder else "",
        FleetColumn.TEAM: lambda row: row.holder.team if row.holder else "",
    }
)
_TEXTS: Mapping[FleetColumn, Callable[[FleetRow], str]] = MappingProxyType(
    {
        FleetColumn.KIND: lambda row: kind_name(row.item.product.kind),
        FleetColumn.PRODUCT: lambda row: row.item.label,
        FleetColumn.NUMBER: lambda row: row.number or MISSING,
        FleetColumn.USER: lambda row: row.holder.person if row.holder else MISSING,
        FleetColumn.TEAM: lambda row: (row.holder.team if row.holder else "") or MISSING,
        FleetColumn.MONTHLY: lambda row: formats.amount(row.monthly) if row.monthly is not None else MISSING,
        FleetColumn.STATE: state_words,
        FleetColumn.ACCOUNT: lambda row: row.account.label,
        FleetColumn.OPERATOR: lambda row: row.account.operator,
        FleetColumn.SINCE: lambda row: formats.day(row.item.start),
        FleetColumn.UNTIL: lambda row: formats.day(last_day_before(row.item.end)) if row.item.end else "",
        FleetColumn.ICCID: lambda row: row.item.iccid,
    }
)
