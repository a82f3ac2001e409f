"""What openpyxl makes of a workbook: its styles, and how a sheet of rows is set up on screen and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped] # same
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # same
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # same

from telbill_desktop.domain.report import ColumnKind
from telbill_desktop.exporters.paper_look import paper_colours
from telbill_desktop.exporters.shown_values import LEFT
from telbill_desktop.system.i18n import language, tr

_A4 = 9  # ST_PaperSize of a page set-up
_PORTRAIT_CHARACTERS = 95  # a wider sheet is printed across: in portrait it would be smaller than two thirds
_LOCALES = {"fr": "[$-40C]", "en": "[$-809]"}
_MARGIN, _FOOT_MARGIN = 0.45, 0.7  # inches
_LONGEST_HEAD = 120  # characters in a printed head: Excel refuses a workbook with more than 255, its codes among them


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the cell styles of a workbook."""

    head: Mapping[ColumnKind, int]
    body: Mapping[ColumnKind, int]
    total: Mapping[ColumnKind, int]
    wrapped: int  # a text that is longer than its column


@dataclass(frozen=True, slots=True)
class Setting:
    """How a sheet of rows is set up: the widths of its columns in characters, its last row, its head on paper."""

    widths: Sequence[float]
    last_row: int
    head: str


def number_format(kind: ColumnKind) -> str:
    """How a workbook shows the values of a column. What a cell holds is exact: a size in bytes, a share of one."""
    kilo, mega, giga = (f'"\u00a0{unit}"' for unit in (tr("KB"), tr("MB"), tr("GB")))
    return {
        ColumnKind.TEXT: "@",
        ColumnKind.AMOUNT: "#,##0.00",
        ColumnKind.FINE: "#,##0.00????",
        ColumnKind.USAGE: "#,##0.0000??",
        ColumnKind.NUMBER: "General",
        ColumnKind.COUNT: "#,##0",
        ColumnKind.SECONDS: "[h]:mm:ss",
        ColumnKind.BYTES: f"[<1000000]#,##0.0,{kilo};[<1000000000]#,##0.0,,{mega};#,##0.0,,,{giga}",
        ColumnKind.SHARE: '0.0"\u00a0"%',
        ColumnKind.DAY: "dd/mm/yyyy",
        ColumnKind.MONTH: spoken("mmmm yyyy"),
        ColumnKind.MOMENT: "dd/mm/yyyy hh:mm:ss",
    }[kind]


def spoken(shape: str) -> str:
    """The format with its words in the language of the report, whatever language the spreadsheet speaks."""
    return f"{_LOCALES[language()]}{shape}"


def new_book() -> tuple[Workbook, Styles]:
    """A workbook without sheets that knows the styles; their numbers are the same in every one made in one language."""
    book = Workbook()
    page = book.worksheets[0]
    styles = Styles(
        head={kind: _head_style(page, kind) for kind in ColumnKind},
        body={kind: _style(page, kind) for kind in ColumnKind},
        total={kind: _style(page, kind, is_total=True) for kind in ColumnKind},
        wrapped=_style(page, ColumnKind.TEXT, wraps=True),
    )
    book.remove(page)
    return book, styles


def set_up(page: Worksheet, setting: Setting) -> None:
    """Frozen titles with a filter over the rows, widths; printed as wide as the paper, with the titles on each page."""
    last_column = get_column_letter(len(setting.widths))
    for at, width in enumerate(setting.widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last_column}{setting.last_row}"
    page.print_title_rows = "1:1"
    print_on_a4(page, across=sum(setting.widths) > _PORTRAIT_CHARACTERS, head=setting.head)


def print_on_a4(page: Worksheet, *, across: bool, head: str) -> None:
    """One page wide, as many long as it takes, numbered."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if across else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    margins = page.page_margins
    margins.left = margins.right = _MARGIN
    margins.top = margins.bottom = _FOOT_MARGIN
    shown = head if len(head) <= _LONGEST_HEAD else f"{head[: _LONGEST_HEAD - 1]}…"
    page.oddHeader.left.text = shown.replace("&", "&&")
    page.oddFooter.right.text = "&P / &N"


def _head_style(page: Worksheet, kind: ColumnKind) -> int:
    cell = page.cell(page.max_row + 1, 1)  # the style of a cell is kept as it is, so each has one of its own
    colours = paper_colours()
    cell.font = face(bold=True, color=argb(colours["accent_soft_text"]))
    cell.fill = PatternFill("solid", fgColor=argb(colours["accent_soft"]))
    cell.border = Border(bottom=Side("thin", color=argb(colours["accent"])))
    cell.alignment = Alignment("left" if kind in LEFT else "center", "center", wrap_text=True)
    cell.number_format = "@"
    return int(cell.style_id)


def _style(page: Worksheet, kind: ColumnKind, *, is_total: bool = False, wraps: bool = False) -> int:
    cell = page.cell(page.max_row + 1, 1)
    colours = paper_colours()
    cell.font = face(bold=is_total)
    line = Side("thin", color=argb(colours["accent" if is_total else "border"]))
    cell.border = Border(top=line) if is_total else Border(bottom=line)
    cell.alignment = Alignment("left" if kind in LEFT else None, "center", wrap_text=wraps or None)
    # Excel shows a long text in a cell of texts as ####.
    cell.number_format = "General" if wraps else number_format(kind)
    return int(cell.style_id)


def face(*, size: int = 11, **more: object) -> Font:
    """Excel's own face, named, because a program that is told none takes another one."""
    return Font(name="Calibri", size=size, **more)


def argb(colour: str) -> str:
    """`#rrggbb` as openpyxl has colours."""
    return f"FF{colour[1:]}"
