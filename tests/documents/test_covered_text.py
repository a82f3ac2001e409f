"""Text that something was drawn over is said to be hidden; what hides nothing is not spoken of."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from telbill_desktop.documents.inspection import inspected
from tests.documents import dangerous_pdfs as make

AMOUNT = (70, 695, 230, 20)  # where « Net a payer : 120,00 EUR » stands
DIGIT = (137.4, 698, 6.4, 11)  # the figure 1 of 120


def codes(content: bytes) -> list[str]:
    """Of the warnings."""
    return [one.code for one in inspected(content).report.warnings]


def surface(canvas: Canvas, box: tuple[float, float, float, float] = AMOUNT, alpha: float = 1) -> None:
    """White paint."""
    canvas.setFillColorRGB(1, 1, 1, alpha)
    canvas.rect(*box, stroke=0, fill=1)


def picture(canvas: Canvas, alpha: int = 255) -> None:
    """A picture in one colour."""
    made = BytesIO()
    Image.new("RGBA", (40, 10), (250, 250, 250, alpha)).save(made, "PNG")
    canvas.drawImage(ImageReader(BytesIO(made.getvalue())), *AMOUNT, mask="auto")


def in_a_form(canvas: Canvas) -> None:
    """Text and paint over it, both in a form that is drawn elsewhere than it is described."""
    canvas.beginForm("tampon")
    canvas.drawString(10, 10, "TVA 20,00 EUR")
    surface(canvas, (0, 0, 200, 30))
    canvas.endForm()
    canvas.saveState()
    canvas.translate(350, 400)
    canvas.doForm("tampon")
    canvas.restoreState()


def clipped_away(canvas: Canvas) -> None:
    """Paint that is cut off where there is no text."""
    path = canvas.beginPath()
    path.rect(400, 400, 50, 50)
    canvas.clipPath(path, stroke=0)
    surface(canvas)


def around(canvas: Canvas) -> None:
    """A frame as one filled outline, with the text in its hole."""
    path = canvas.beginPath()
    path.rect(60, 690, 300, 30)
    path.rect(65, 694, 290, 22)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def painted_again(canvas: Canvas) -> None:
    """A band upon the text, and the text once more upon the band."""
    surface(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(72, 700, "Net a payer : 120,00 EUR")


def highlighted(canvas: Canvas) -> None:
    """A yellow band through which the text is seen."""
    canvas.saveState()
    canvas.setBlendMode("Multiply")
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(*AMOUNT, stroke=0, fill=1)
    canvas.restoreState()


def scanned(canvas: Canvas) -> None:
    """What a scanner's software read, invisible, and its picture upon it."""
    text = canvas.beginText(72, 640)
    text.setTextRenderMode(3)
    text.textLine("Total 99,00 EUR")
    canvas.drawText(text)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(70, 635, 200, 20, stroke=0, fill=1)


HIDDEN: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "a surface": (surface, "covered_by_surface"),
    "a surface over one figure": (lambda canvas: surface(canvas, DIGIT), "covered_by_surface"),
    "a surface that lets hardly any light through": (lambda canvas: surface(canvas, alpha=0.95), "covered_by_surface"),
    "a picture": (picture, "covered_by_picture"),
    "a surface in a form": (in_a_form, "covered_by_surface"),
}
SEEN: dict[str, Callable[[Canvas], None]] = {
    "a surface beside it": lambda canvas: surface(canvas, (70, 600, 230, 20)),
    "a surface that lets light through": lambda canvas: surface(canvas, alpha=0.3),
    "a picture that is transparent": lambda canvas: picture(canvas, 0),
    "a line through it": lambda canvas: surface(canvas, (70, 703, 230, 1)),
    "a surface that is cut off": clipped_away,
    "a frame around it": around,
    "a band with the text once more upon it": painted_again,
    "a highlight": highlighted,
    "what a scanner read": scanned,
    "a surface at its foot": lambda canvas: surface(canvas, (70, 688, 230, 11)),
}


@pytest.mark.parametrize(("draw", "code"), HIDDEN.values(), ids=HIDDEN.keys())
def test_text_under_something_is_said_to_be_hidden(draw: Callable[[Canvas], None], code: str) -> None:
    found = inspected(make.drawn(draw, pages=2)).report.warnings
    assert [(one.code, one.params) for one in found] == [(code, {"page": 1})]


@pytest.mark.parametrize("draw", SEEN.values(), ids=SEEN.keys())
def test_text_that_is_seen_is_not_spoken_of(draw: Callable[[Canvas], None]) -> None:
    assert codes(make.drawn(draw)) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_hides_as_much(turn: int) -> None:
    assert codes(make.changed(make.on_page(Rotate=turn), make.drawn(surface))) == ["covered_by_surface"]
    one_figure = make.drawn(lambda canvas: surface(canvas, DIGIT))
    assert codes(make.changed(make.on_page(Rotate=turn), one_figure)) == ["covered_by_surface"]
    assert codes(make.changed(make.on_page(Rotate=turn), make.drawn(around))) == []


def test_a_surface_of_another_stream_of_the_page_hides_too() -> None:
    assert codes(make.changed(make.drawing(b"1 1 1 rg 70 695 230 20 re f"))) == ["covered_by_surface"]


def test_what_is_too_much_to_be_looked_at_is_told_of() -> None:
    many = b"BT /F1 8 Tf 72 300 Td (abc) Tj ET 1 1 1 rg 70 400 100 20 re f\n" * 11_000
    assert codes(make.changed(make.drawing(many))) == ["covered_half_examined"]
    assert codes(make.nested(levels=4, width=8)) == []
    assert codes(make.nested(levels=5, width=8)) == ["covered_half_examined"]
    notes = [{"/Type": "/Annot", "/Subtype": "/FreeText", "/Rect": [0, 0, 9, 9]}] * 501
    assert codes(make.changed(make.on_page(Annots=notes))) == ["covered_half_examined"]
    assert codes(make.changed(make.on_page(Annots=notes[1:]))) == []


NOTES: dict[str, make.Change] = {
    "a stamp": make.appearing(),
    "a text": make.annotated(Subtype="/FreeText", Contents="9 120,00"),
    "a filled rectangle": make.annotated(Subtype="/Square", IC=[1, 1, 1]),
    "a blackening": make.annotated(Subtype="/Redact"),
}
NO_NOTES: dict[str, make.Change] = {
    "a stamp that draws nothing": make.appearing(b""),
    "a stamp that is hidden": make.appearing(F=2),
    "a stamp beside the text": make.appearing(Rect=[70, 600, 300, 620]),
    "an empty rectangle": make.annotated(Subtype="/Square"),
    "a link": make.annotated(Subtype="/Link"),
    "a window of a note": make.annotated(Subtype="/Popup"),
}


@pytest.mark.parametrize("change", NOTES.values(), ids=NOTES.keys())
def test_a_note_over_text_is_said(change: make.Change) -> None:
    found = inspected(make.changed(change)).report.warnings
    assert [(one.code, one.params) for one in found] == [("covered_by_note", {"page": 1})]


@pytest.mark.parametrize("change", NO_NOTES.values(), ids=NO_NOTES.keys())
def test_a_note_that_hides_nothing_is_not_spoken_of(change: make.Change) -> None:
    assert codes(make.changed(change)) == []
