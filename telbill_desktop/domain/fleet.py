"""What is in service: licences, numbers, lines, options; and who has them."""

from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.products import Product


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who has an item, from `start` to the day before `end`."""

    person_id: int
    person: str
    team: str
    start: date
    end: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it holds that day."""
        return self.start <= day < (self.end or date.max)


@dataclass(frozen=True, slots=True)
class FleetItem:
    """One licence, number, line or option, as it stands on a day.

    `number` is E.164 or empty; `end` is the first day out of service; `line_id` the line that an option belongs to.
    `holder` is who has it that day.
    """

    id: int
    account_id: int
    product: Product
    start: date
    end: date | None = None
    quantity: int = 1
    paid_until: date | None = None
    label: str = ""
    number: str = ""
    iccid: str = ""
    rio: str = ""
    ported_on: date | None = None
    mandate_id: int | None = None
    line_id: int | None = None
    holder: Assignment | None = None

    def is_in_service(self, day: date) -> bool:
        """Whether it is in service that day."""
        return self.start <= day < (self.end or date.max)


@dataclass(frozen=True, slots=True)
class FleetItemFields:
    """What a form, an import or a verb gives of an item that is added or corrected; an empty text: not known."""

    account_id: int
    product_id: int
    start: date
    end: date | None = None
    quantity: int = 1
    paid_until: date | None = None
    label: str = ""
    number: str = ""
    iccid: str = ""
    rio: str = ""
    ported_on: date | None = None
    mandate_id: int | None = None
    line_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may have things; `left_on` is the first day on which they are gone.

    Of the calls of somebody protected (a staff representative, say) totals alone are kept.
    """

    id: int
    name: str
    team_id: int | None = None
    team: str = ""
    email: str = ""
    left_on: date | None = None
    is_protected: bool = False
