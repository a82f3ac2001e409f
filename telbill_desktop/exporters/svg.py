"""Shapes as SVG that stands inside a page: nothing in it is fetched, every text in it is only a text."""

from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.bar_drawing import SMALL, Box, Drawing, Rule, Words
from telbill_desktop.exporters.html_page import Markup


def svg(drawing: Drawing, title: str) -> Markup:
    """The drawing as an element, as wide as the page allows; `title` is what a screen reader says."""
    width, height = f"{drawing.width:.0f}", f"{drawing.height:.0f}"
    body = "".join(map(_element, drawing.shapes))
    return Markup(
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt" '
        f'font-size="{SMALL:g}">{html.element("title", title)}{body}</svg>'
    )


def _element(shape: Box | Rule | Words) -> str:
    if isinstance(shape, Box):
        place = f'x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.width:.2f}" height="{shape.height:.2f}"'
        return f'<rect {place} fill="{shape.colour}"/>'
    if isinstance(shape, Rule):
        place = f'x1="{shape.x:.2f}" y1="{shape.y:.2f}" x2="{shape.to_x:.2f}" y2="{shape.to_y:.2f}"'
        return f'<line {place} stroke="{shape.colour}" stroke-width="0.6"/>'
    place = f'x="{shape.x:.2f}" y="{shape.y:.2f}" text-anchor="{shape.anchor}" fill="{shape.colour}"'
    return f"<text {place}>{html.text(shape.text)}</text>"
