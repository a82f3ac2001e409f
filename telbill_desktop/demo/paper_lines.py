"""The lines of an invoice, by category and by the operator's range, over as many pages as they take."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby

from telbill_desktop.demo import french
from telbill_desktop.demo.look import Look
from telbill_desktop.demo.own_words import CATEGORY_WORDS
from telbill_desktop.demo.sheet import GREY, LEFT, RIGHT, Sheet
from telbill_desktop.domain.invoice import Category, InvoiceDraft, InvoiceLine, InvoiceType

NewPage = Callable[[int], float]
_PERIOD, _QUANTITY, _PRICE, _RATE = LEFT + 262, LEFT + 366, LEFT + 426, LEFT + 462

_ROOM_FOR_A_FEW = 130.0


def draw_lines(sheet: Sheet, draft: InvoiceDraft, look: Look, new_page: NewPage, y: float, end: float) -> None:
    """Draws every line, from the first page on where it has room for a few of them."""
    groups = list(_groups(draft))
    title = "Détail de votre avoir" if draft.type is InvoiceType.CREDIT_NOTE else "Détail de votre facture"
    page = 1
    if y + _ROOM_FOR_A_FEW > end:
        page, y = 2, new_page(2)
    y = _heading(sheet, look, y, title)
    for name, lines in groups:
        if y + 20 + _height(lines[0]) > end:
            page += 1
            y = _heading(sheet, look, new_page(page), f"{title} (suite)")
        y = _group_heading(sheet, look, y, name)
        for line in lines:
            if y + _height(line) > end:
                page += 1
                y = _heading(sheet, look, new_page(page), f"{title} (suite)")
            y = _line(sheet, line, y)
        y = _subtotal(sheet, y, lines)


def _groups(draft: InvoiceDraft) -> Iterator[tuple[str, list[InvoiceLine]]]:
    """Category and range, with their lines, in the order of the categories."""
    order = {category: position for position, category in enumerate(Category)}
    ranked = sorted(draft.lines, key=lambda line: order.get(line.category, len(order)) if line.category else len(order))
    for (category, product_range), lines in groupby(ranked, key=lambda line: (line.category, line.product_range)):
        words = (CATEGORY_WORDS[category] if category else "Divers", product_range)
        yield " · ".join(word for word in words if word), list(lines)


def _heading(sheet: Sheet, look: Look, y: float, title: str) -> float:
    sheet.text(LEFT, y, title, size=9.5, bold=True, colour=look.colour)
    y += 15
    sheet.box(LEFT, y - 9, RIGHT - LEFT, 14, look.tint)
    titles = (
        (LEFT + 4, "Désignation", "left"),
        (_PERIOD, "Période", "left"),
        (_QUANTITY + 12, "Qté", "right"),
        (_PRICE, "PU HT (€)", "right"),
        (_RATE, "TVA", "right"),
        (RIGHT - 4, "Montant HT", "right"),
    )
    for x, name, align in titles:
        sheet.text(x, y, name, size=6.8, colour=GREY, align=align)
    return y + 16


def _group_heading(sheet: Sheet, look: Look, y: float, name: str) -> float:
    sheet.text(LEFT + 4, y, name, size=8, bold=True, colour=look.colour, width=_PERIOD - LEFT - 10)
    return y + 13


def _height(line: InvoiceLine) -> float:
    return 22.0 if _small_print(line) else 13.0


def _small_print(line: InvoiceLine) -> str:
    number = french.phone(line.phone_number) if line.phone_number else None
    return " · ".join(part for part in (number, line.user_name, line.description) if part)


def _line(sheet: Sheet, line: InvoiceLine, y: float) -> float:
    sheet.text(LEFT + 4, y, line.label, size=7.8, width=_PERIOD - LEFT - 12)
    if line.period:
        days = f"{line.period.start:%d/%m/%y} – {line.period.last_day:%d/%m/%y}"
        sheet.text(_PERIOD, y, days, size=7, colour=GREY)
    if line.quantity is not None:
        sheet.text(_QUANTITY + 12, y, french.number(line.quantity), size=7.8, align="right")
    if line.unit_price is not None:
        sheet.text(_PRICE, y, french.amount(line.unit_price), size=7.8, align="right")
    if line.vat_rate is not None:
        sheet.text(_RATE, y, f"{french.number(line.vat_rate)} %", size=7, colour=GREY, align="right")
    if line.amount is not None:
        sheet.text(RIGHT - 4, y, french.amount(line.amount), size=7.8, align="right")
    if small := _small_print(line):
        sheet.text(LEFT + 4, y + 9, small, size=6.5, colour=GREY, width=RIGHT - LEFT - 90)
    y += _height(line)
    sheet.rule(LEFT + 4, y - 9, RIGHT - 4, thickness=0.3)
    return y + 1


def _subtotal(sheet: Sheet, y: float, lines: list[InvoiceLine]) -> float:
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    sheet.text(RIGHT - 4, y + 1, french.amount(total), size=7.8, bold=True, align="right")
    sheet.text(RIGHT - 70, y + 1, "Sous-total", size=7, colour=GREY, align="right")
    return y + 19
