"""What kind of a charge to come a record is, and in which category it counts, in one text."""

from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.invoice_kinds import Category

_OF_SECTIONS = {ForecastSection.EQUIPMENT: Category.EQUIPMENT, ForecastSection.PRORATA: Category.SUBSCRIPTIONS}


def stored_kind(section: ForecastSection, category: Category | None = None) -> str:
    """`equipment`, or `prorata:options` where the category is that of a product."""
    return section.value if category is None else f"{section.value}:{category.value}"


def kind_of(text: str) -> tuple[ForecastSection, Category]:
    """The section of the invoice, and the category: that of the product, or else of the section."""
    section, _, category = text.partition(":")
    known = ForecastSection(section)
    return known, Category(category) if category else _OF_SECTIONS.get(known, Category.ONE_OFF)
