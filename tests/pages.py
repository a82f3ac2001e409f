"""Pages of a made-up supplier for tests: texts drawn where one says, in points from the top left.

content = pdf([Text(40, 60, "Facture n° 12"), Text(400, 60, "17/11/2026")])
content = telecom_pdf(number="F-2", ttc="24,00")
"""

import io
from collections.abc import Sequence
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0


class Text(NamedTuple):
    """A text whose baseline is at `y`, turned by `angle`; `is_hidden` is how scanners write their guesses."""

    x: float
    y: float
    text: str
    size: float = 10
    is_hidden: bool = False
    angle: float = 0


def pdf(*pages: Sequence[Text], rotation: int = 0, picture: bool = False) -> bytes:
    """A PDF of these pages. A page that is turned is drawn turned the other way, so that it is shown upright."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        canvas.setPageRotation(rotation)
        if picture:
            canvas.rect(40, 40, 500, 700, fill=1)
        for one in page:
            canvas.saveState()
            canvas.translate(*_on_page(one, rotation))
            canvas.rotate(one.angle + rotation)
            drawn = canvas.beginText(0, 0)
            drawn.setFont("Helvetica", one.size)
            drawn.setTextRenderMode(3 if one.is_hidden else 0)
            drawn.textOut(one.text)
            canvas.drawText(drawn)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _on_page(text: Text, rotation: int) -> tuple[float, float]:
    """Where it is drawn to be shown at its place; a page on its side is HEIGHT wide and WIDTH high."""
    return {
        0: (text.x, HEIGHT - text.y),
        90: (text.y, text.x),
        180: (WIDTH - text.x, text.y),
        270: (HEIGHT - text.y, WIDTH - text.x),
    }[rotation]


def telecom_page(  # one parameter for each place of the page
    *,
    title: str = "Facture",
    number: str = "FA-2026-0012",
    issued: str = "17/11/2026",
    due: str = "17/12/2026",
    ht: str = "1 020,00 €",
    vat: str = "204,00 €",
    ttc: str = "1 224,00 €",
    vat_number: str = "FR66999000011",
    more: Sequence[Text] = (),
) -> list[Text]:
    """The one page of an invoice of Ondefixe, which looks like no other paper of the tests."""
    return [
        Text(40, 50, "Ondefixe", 18),
        Text(440, 50, title, 16),
        Text(40, 110, "Numéro de pièce"),
        Text(180, 110, "Établie le"),
        Text(300, 110, "À régler avant le"),
        Text(40, 124, number),
        Text(180, 124, issued),
        Text(300, 124, due),
        Text(330, 300, "Montant hors taxes"),
        Text(480, 300, ht),
        Text(330, 316, "Taxe sur la valeur ajoutée"),
        Text(480, 316, vat),
        Text(330, 332, "À payer, taxes comprises"),
        Text(480, 332, ttc),
        Text(40, 800, f"Ondefixe SAS - TVA {vat_number}", 8),
        *more,
    ]


def telecom_pdf(**changes: object) -> bytes:
    """It as a PDF."""
    return pdf(telecom_page(**changes))  # type: ignore[arg-type] # telecom_page's own parameters


TEMPLATE = """
name = "Ondefixe"
recognised_by = ["Ondefixe SAS", "FR66999000011"]
date_order = "dmy"
decimal_mark = ","
[supplier]
name = "Ondefixe"
vat_number = "FR66999000011"
[fields.number]
place = "below"
labels = ["Numéro de pièce"]
[fields.issue_date]
place = "below"
labels = ["Établie le"]
[fields.due_date]
place = "below"
labels = ["À régler avant le"]
[fields.ht]
labels = ["Montant hors taxes"]
[fields.vat]
labels = ["Taxe sur la valeur ajoutée"]
[fields.ttc]
labels = ["À payer, taxes comprises"]
"""
