"""The two filters by range: dates of invoice and amounts with tax."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.widgets.filter_field import FilterField
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.range_popup import RangePopup


class DateRange(FilterField):
    """From one day through another, both included."""

    def __init__(
        self, theme: Theme, today: Callable[[], date], apply: Callable[[date | None, date | None], None]
    ) -> None:
        super().__init__(tr("Date"), theme)
        self._range: tuple[date | None, date | None] = (None, None)
        self._today = today
        self._apply = apply
        self._theme = theme
        self.popup: RangePopup[date] | None = None
        self.opened.connect(self._on_opened)

    def show_range(self, since: date | None, until: date | None) -> None:
        """Says which days are let through."""
        self._range = (since, until)
        if since and until:
            self.show_value(f"{formats.day(since)} — {formats.day(until)}")
        elif since:
            self.show_value(formats.fill(tr("from {date}"), {"date": since}))
        elif until:
            self.show_value(formats.fill(tr("until {date}"), {"date": until}))
        else:
            self.show_value("")

    def _on_opened(self) -> None:
        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = days_popup(self.window(), self._theme, self._today(), self._apply)
        self.popup.open_at(self.below(), *self._range)


def days_popup(
    parent: QWidget, theme: Theme, today: date, apply: Callable[[date | None, date | None], None]
) -> RangePopup[date]:
    """Two days, and the ranges that are asked for often."""
    from telbill_desktop.domain.date_text import parse_date  # noqa: PLC0415 - when it is first opened
    from telbill_desktop.gui.widgets.range_popup import RangePopup  # noqa: PLC0415 - when it is first opened

    return RangePopup(
        parent,
        theme,
        names=(tr("From"), tr("To")),
        hint=tr("dd/mm/yyyy"),
        parse=lambda text: parse_date(text, today=today),
        show=formats.day,
        apply=apply,
        reversed_error=lambda start, end: TelbillError("period_reversed", start=start, end=end),
        ready=ready_made_days(today),
    )


class AmountRange(FilterField):
    """Amounts with tax, signed: credit notes are below zero."""

    def __init__(self, theme: Theme, apply: Callable[[Decimal | None, Decimal | None], None]) -> None:
        super().__init__(tr("Incl. VAT"), theme)
        self._range: tuple[Decimal | None, Decimal | None] = (None, None)
        self._apply = apply
        self._theme = theme
        self.popup: RangePopup[Decimal] | None = None
        self.opened.connect(self._on_opened)

    def show_range(self, low: Decimal | None, high: Decimal | None) -> None:
        """Says which amounts are let through."""
        self._range = (low, high)
        if low is not None and high is not None:
            self.show_value(f"{tr('incl. VAT')} {_short(low)} — {_short(high)}")
        elif low is not None:
            self.show_value(f"{tr('incl. VAT')} ≥ {_short(low)}")
        elif high is not None:
            self.show_value(f"{tr('incl. VAT')} ≤ {_short(high)}")
        else:
            self.show_value("")

    def _on_opened(self) -> None:
        from telbill_desktop.domain.amount_text import parse_amount  # noqa: PLC0415 - when it is first opened
        from telbill_desktop.gui.widgets.range_popup import RangePopup  # noqa: PLC0415 - when it is first opened

        if self.popup is not None:
            self.popup.deleteLater()
        self.popup = RangePopup(
            self.window(),
            self._theme,
            names=(tr("At least"), tr("At most")),
            hint=formats.amount(Decimal(0)),
            parse=parse_amount,
            show=_typed,
            apply=self._apply,
            reversed_error=lambda low, high: TelbillError("amounts_reversed", low=low, high=high),
        )
        self.popup.open_at(self.below(), *self._range)


def ready_made_days(today: date) -> tuple[tuple[str, date, date], ...]:
    """Ranges that are asked for often, by name."""
    from telbill_desktop.domain.ready_days import ready_days  # noqa: PLC0415 - when it is first opened
    from telbill_desktop.exporters.reports.names import days_name  # noqa: PLC0415 - same

    return tuple((days_name(which), first, last) for which, (first, last) in ready_days(today).items())


def _short(amount: Decimal) -> str:
    """Without decimals when there are none: `100`, `12,50`."""
    return formats.number(amount) if amount == amount.to_integral_value() else formats.amount(amount)


def _typed(amount: Decimal) -> str:
    """As one would type it: no groups, which could be taken for decimals."""
    mark = formats.amount(Decimal(0))[1]
    return f"{amount:f}".replace(".", mark)
