"""Pages that stand alone: no script, nothing fetched, printed as well as read. Every text in them is only a text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape

from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.system.i18n import language

_STYLE = """
body{font:14px/1.45 "Segoe UI",system-ui,sans-serif;color:#1c1f26;background:#fff;margin:24px auto;padding:0 20px;
max-width:1200px}
h1{font-size:22px}h2{font-size:17px;margin-top:28px;break-after:avoid}h3{font-size:15px;break-after:avoid}
table{border-collapse:collapse;width:100%;font-size:12px}
th,td{border:1px solid #c9ced8;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eef1f6}tr{break-inside:avoid}thead{display:table-header-group}
td.figure{text-align:right;white-space:nowrap}
code,pre{font-family:Consolas,Menlo,monospace;font-size:12px;overflow-wrap:anywhere}
pre{background:#f4f6f9;border:1px solid #c9ced8;padding:8px;white-space:pre-wrap}
.wrong{border:2px solid #b3261e;padding:8px 12px}.soft{color:#5a6270}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px}dt{color:#5a6270}dd{margin:0;overflow-wrap:anywhere}
section{break-inside:avoid;border-top:1px solid #c9ced8}
@media print{body{margin:0;max-width:none;font-size:11px}table{font-size:9px}a{color:inherit;text-decoration:none}
@page{size:A4 landscape;margin:12mm}}
""".strip()


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def page(title: str, body: Iterable[Markup]) -> str:
    """The whole page; its policy lets a browser load nothing and run nothing."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{text(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{text(title)}</h1>",
        *body,
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def text(value: str) -> Markup:
    """A text as it is, with what a reader would not see written out."""
    return Markup(escape(visible(keepable(value))))


def element(name: str, value: str, css: str = "") -> Markup:
    """One element; its content is escaped unless it is `Markup`."""
    attribute = f' class="{css}"' if css else ""
    content = value if isinstance(value, Markup) else text(value)
    return Markup(f"<{name}{attribute}>{content}</{name}>")


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[int] = ()) -> Markup:
    """A table whose head is repeated on each printed page; the columns `figures` are aligned to the right."""
    head = "".join(element("th", title) for title in titles)
    lines = (
        "".join(element("td", cell, "figure" if at in figures else "") for at, cell in enumerate(row)) for row in rows
    )
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return Markup(f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>")


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Names with their values; those without one are left out."""
    lines = [element("dt", name) + element("dd", value) for name, value in pairs if value]
    return Markup(f"<dl>{''.join(lines)}</dl>")


def listed(sentences: Iterable[str]) -> Markup:
    """Sentences one below the other."""
    return Markup(f"<ul>{''.join(element('li', one) for one in sentences)}</ul>")


def utc(moment: datetime) -> str:
    """A moment that means the same everywhere: `2026-03-17 10:22:31 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
