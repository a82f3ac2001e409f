"""Pages that stand alone: no script, nothing fetched, printed as well as read. Every text in them is only a text."""

from collections.abc import Iterable, Iterator, Sequence
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
th{background:#eef1f6;overflow-wrap:break-word}tr{break-inside:avoid}thead{display:table-header-group}
td.figure,th.figure{text-align:right;font-variant-numeric:tabular-nums}td.figure,td.whole{white-space:nowrap}
.totals td{font-weight:600;border-top:2px solid #5a6270}
figure{margin:16px 0;break-inside:avoid}figcaption{font-weight:600;margin-bottom:6px}svg{max-width:100%;height:auto}
code,pre{font-family:Consolas,Menlo,monospace;font-size:12px;overflow-wrap:anywhere}
pre{background:#f4f6f9;border:1px solid #c9ced8;padding:8px;white-space:pre-wrap}
.wrong{border:2px solid #b3261e;padding:8px 12px}.soft{color:#5a6270}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px}dt{color:#5a6270}dd{margin:0;overflow-wrap:anywhere}
section{break-inside:avoid;border-top:1px solid #c9ced8}
@media print{body{margin:0;max-width:none;font-size:11px}table{font-size:9px}a{color:inherit;text-decoration:none}}
""".strip()


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def page(title: str, body: Iterable[Markup]) -> str:
    """The whole page; its policy lets a browser load nothing and run nothing."""
    return "".join(page_pieces(title, body))


def page_pieces(title: str, body: Iterable[Markup], *, across: bool = True) -> Iterator[str]:
    """The page as its body comes; it is printed `across` the paper, or upright."""
    style = f"{_STYLE}\n@page{{size:A4 {'landscape' if across else 'portrait'};margin:12mm}}"
    yield f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>{text(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<h1>{text(title)}</h1>\n"
    for part in body:
        yield f"{part}\n"
    yield "</body>\n</html>\n"


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
    return Markup(
        "\n".join(table_pieces(titles, rows, ["figure" if at in figures else "" for at in range(len(titles))]))
    )


def table_pieces(
    titles: Sequence[str], rows: Iterable[Sequence[str]], looks: Sequence[str], totals: Sequence[str] | None = None
) -> Iterator[Markup]:
    """The table as its rows come, `totals` at its end; a column looks like a `figure`, `whole` (on one line) or not."""
    head = "".join(element("th", title, look) for title, look in zip(titles, looks, strict=True))
    yield Markup(f"<table><thead><tr>{head}</tr></thead>\n<tbody>")
    for row in rows:
        yield _line(row, looks)
    if totals is not None:
        yield Markup('</tbody>\n<tbody class="totals">')
        yield _line(totals, looks)
    yield Markup("</tbody></table>")


def _line(row: Sequence[str], looks: Sequence[str]) -> Markup:
    return Markup(f"<tr>{''.join(element('td', cell, look) for cell, look in zip(row, looks, strict=True))}</tr>")


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
