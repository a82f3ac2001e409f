"""What kinds, rules and rates of contracts are called, on screen and in exports, in the user's language."""

from telbill_desktop.domain.contact import ContactRole
from telbill_desktop.domain.contract_fields import ContractKind
from telbill_desktop.domain.products import ProductKind, VatRate
from telbill_desktop.domain.proration import Basis, Rounding
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.special_conditions import ConditionKind
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def contract_kinds() -> list[tuple[ContractKind, str]]:
    """Framework and local contracts."""
    return [(ContractKind.FRAMEWORK, tr("Framework contract")), (ContractKind.LOCAL, tr("Local contract"))]


def product_kinds() -> list[tuple[ProductKind, str]]:
    """What a product is in the fleet."""
    return [
        (ProductKind.LICENCE, tr("Licence")),
        (ProductKind.NUMBER, tr("Number")),
        (ProductKind.MOBILE_PLAN, tr("Mobile plan")),
        (ProductKind.LINE, tr("Fixed line")),
        (ProductKind.OPTION, tr("Option")),
        (ProductKind.SERVICE, tr("Service")),
    ]


def condition_kinds() -> list[tuple[ConditionKind, str]]:
    """What a condition does to the price."""
    return [
        (ConditionKind.PRICE, tr("Negotiated price")),
        (ConditionKind.AMOUNT_OFF, tr("Amount off")),
        (ConditionKind.PERCENT_OFF, tr("Percent off")),
    ]


def contact_roles() -> list[tuple[ContactRole, str]]:
    """What somebody is asked about."""
    return [
        (ContactRole.TECHNICAL, tr("Technical")),
        (ContactRole.ACCOUNTING, tr("Accounting")),
        (ContactRole.OPERATIONAL, tr("Operational")),
        (ContactRole.SALES, tr("Sales")),
        (ContactRole.SUPPORT, tr("Support")),
        (ContactRole.OTHER, tr("Other")),
    ]


def document_kinds() -> list[tuple[DocumentKind, str]]:
    """What a document of a company or of a contract is."""
    return [
        (DocumentKind.COMPANY, tr("Kbis")),
        (DocumentKind.IDENTITY, tr("Identity paper")),
        (DocumentKind.BANK, tr("Bank account (IBAN)")),
        (DocumentKind.MANDATE, tr("Mandate")),
        (DocumentKind.CONTRACT, tr("Contract, order form")),
        (DocumentKind.OTHER, tr("Other document")),
    ]


def vat_name(rate: VatRate) -> str:
    """`20 %`, or that there is none."""
    if not rate.percent:
        return tr("exempt")
    return formats.percent(rate.percent)


def charging() -> list[tuple[bool, str]]:
    """In advance or in arrears."""
    return [(True, tr("In advance")), (False, tr("In arrears"))]


def bases() -> list[tuple[Basis, str]]:
    """How days become a share."""
    return [
        (Basis.ACTUAL, tr("Real days")),
        (Basis.FIXED_30, tr("Months of 30 days")),
        (Basis.THIRTY_360, tr("30/360")),
        (Basis.MONTHS_THEN_DAYS, tr("Whole months, then days")),
        (Basis.NONE, tr("No prorata")),
    ]


def first_days() -> list[tuple[bool, str]]:
    """Whether the day of the activation is charged."""
    return [(True, tr("Charged")), (False, tr("Not charged"))]


def roundings() -> list[tuple[Rounding, str]]:
    """How the cent is rounded."""
    return [
        (Rounding.HALF_UP, tr("Half a cent up")),
        (Rounding.HALF_EVEN, tr("Half a cent to even")),
        (Rounding.DOWN, tr("Always down")),
    ]


def places_of_rounding() -> list[tuple[bool, str]]:
    """Whether one unit or the line is rounded."""
    return [(False, tr("Each unit")), (True, tr("The line"))]


def removals() -> list[tuple[bool, str]]:
    """What a removal does."""
    return [(True, tr("Credited")), (False, tr("Paid to the end of the period"))]
