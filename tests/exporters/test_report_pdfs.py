"""Reports as PDFs, read back by two other programs: every row is there, titles and numbers are on each page."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.pdf import document
from telbill_desktop.exporters.pdf.faces import faces
from telbill_desktop.exporters.report_file import write_report
from telbill_desktop.system.i18n import use_language
from tests.architecture.source import ROOT
from tests.exporters.made_reports import monthly, of_texts, report


def written(tmp_path: Path, made: Report) -> Path:
    path = tmp_path / "report.pdf"
    write_report(path, made, progress=Unwatched())
    return path


def pages_of(tmp_path: Path, made: Report) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(written(tmp_path, made)) as opened:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]


def words_of(tmp_path: Path, made: Report) -> list[tuple[str, float, float, float]]:
    """The words of the first page: text, left, right, bottom in points."""
    with pypdfium2.PdfDocument(written(tmp_path, made)) as opened:
        text = opened[0].get_textpage()
        whole = text.get_text_range()
        found = []
        for match in re.finditer(r"\S+", whole):
            boxes = [text.get_charbox(at) for at in range(match.start(), match.end())]
            found.append((match.group(), boxes[0][0], boxes[-1][2], min(box[1] for box in boxes)))
        return found


def numbered(count: int, *columns: Column, value: Sequence[Value] = ()) -> Table:
    rows = given([[f"row{at}", *value] for at in range(count)])
    return Table("Calls", [Column("Row"), *columns], rows, ["Total", *value], ["Without tax."], count)


def test_every_row_is_there_with_titles_on_each_page_and_how_many_there_are(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, Report("Usage", [("Company", "Brûlerie")], [numbered(120)]))
    assert len(pages) == 4
    assert re.findall(r"row\d+", "".join(pages)) == [f"row{at}" for at in range(120)]
    for number, text in enumerate(pages, start=1):
        assert re.search(rf"{number} /\s+4$", text)
        assert "Row\n" in text
    assert pages[0].startswith("Usage\nCompany Brûlerie\nCalls\nRow\nrow0")
    assert [text.startswith("Usage — Calls\nRow\nrow") for text in pages] == [False, True, True, True]
    assert "row119\nTotal\nWithout tax." in pages[-1]


def test_values_are_as_their_reader_counts(tmp_path: Path) -> None:
    use_language("fr")
    [page] = pages_of(tmp_path, report())
    for shown in ("17/11/2026 08:02:05", "1:02:05", "507,1 Mo", "\u22121\u202f234,50", "0,0125", "25,5 %", "novembre"):
        assert shown in page.replace("\u00a0", " ")
    assert pypdf.PdfReader(tmp_path / "report.pdf").root_object.get("/Lang") == "fr"


def test_amounts_stand_below_one_another_to_the_right(tmp_path: Path) -> None:
    amounts = [Decimal("1111111.11"), Decimal("8.88"), Decimal("-4000.40")]
    table = Table("T", [Column("Amount", ColumnKind.AMOUNT)], given([[one] for one in amounts]), [Decimal("1.00")])
    words = {text: (right, bottom) for text, _, right, bottom in words_of(tmp_path, Report("R", [], [table]))}
    rights = [words[text][0] for text in ("1,111,111.11", "8.88", "\u22124,000.40", "1.00")]
    assert max(rights) - min(rights) < 1.5  # the last figures are drawn with unlike room beside them
    below = [words[text][1] for text in ("1,111,111.11", "8.88", "\u22124,000.40", "1.00")]
    assert all(upper - lower > 10 for upper, lower in pairwise(below))


@pytest.mark.parametrize(("columns", "size"), [(3, (595, 842)), (9, (842, 595)), (24, (842, 595))])
def test_the_paper_lies_across_for_a_wide_table_and_everything_is_on_it(
    columns: int, size: tuple[int, int], tmp_path: Path
) -> None:
    more = [Column(f"C{at}", ColumnKind.AMOUNT) for at in range(columns)]
    made = Report("R", [], [numbered(1, *more, value=[Decimal("1234567.89")] * columns)])
    words = words_of(tmp_path, made)
    box = pypdf.PdfReader(tmp_path / "report.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    cells = sorted((left, right) for text, left, right, _ in words if text == "1,234,567.89")
    assert len(cells) == 2 * columns
    assert cells[0][0] > 30
    assert cells[-1][1] < size[0] - 30
    rows = cells[::2]
    assert all(before[1] < after[0] for before, after in pairwise(rows))


def test_a_long_text_wraps_and_one_longer_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    text = " ".join(f"word{at}" for at in range(9000))
    pages = pages_of(tmp_path, of_texts([text, "x" * 700, "first\nsecond"]))
    assert len(pages) > 3
    assert re.findall(r"word\d+", "".join(pages)) == text.split()
    assert "".join(re.findall(r"x{20,}", "".join(pages))) == "x" * 700
    assert "first\nsecond" in pages[-1]


def test_a_character_that_the_face_lacks_is_replaced_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    made = of_texts(["a😀b", "e\u0301te\u0301", "\ud800", "\x07"])
    assert write_report(path, made, progress=Unwatched()) == Written(4, replaced_characters=2 + 2)
    with pypdfium2.PdfDocument(path) as opened:
        text = opened[0].get_textpage().get_text_range()
    assert "a\ufffdb" in text
    assert "été" in text
    assert "U+0007" in text


def test_ligatures_and_wide_letters_are_the_letters_that_they_are_of(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    made = of_texts(["\ufb01bre \ufb02otte", "\uff11\uff12"])
    assert write_report(path, made, progress=Unwatched()) == Written(2)
    with pypdfium2.PdfDocument(path) as opened:
        text = opened[0].get_textpage().get_text_range()
    assert "fibre flotte" in text
    assert "12" in text


def test_more_letters_than_a_font_of_a_pdf_has_are_all_there(tmp_path: Path) -> None:
    letters = [
        chr(code)
        for code in (*range(0xC0, 0x149), *range(0x14A, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450), 0x416, 0xC9)
    ]
    [page] = pages_of(tmp_path, of_texts(["".join(letters[at : at + 16]) for at in range(0, len(letters), 16)]))
    assert "".join(letters) in page.replace("\n", "")


def test_its_faces_are_the_programs_own_and_embedded(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(written(tmp_path, report()))
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index] # a dictionary
    embedded = {
        str(font["/BaseFont"]).partition("+")[2]
        for font in (one.get_object() for one in fonts.values())
        if "/FontFile2" in font.get("/FontDescriptor", {})
    }
    assert {"InterPaper-Regular", "InterPaper-SemiBold"} <= embedded


def test_the_faces_have_every_letter_of_the_catalogue_and_figures_of_one_width() -> None:
    catalogue = (ROOT / "resources/i18n/fr/LC_MESSAGES/telbill.po").read_text(encoding="utf-8")
    for face in faces():
        lacking = {char for char in catalogue if char.isprintable() and not face.knows(char)}
        assert lacking == set()
        assert len({face.width(figure, 1) for figure in "0123456789"}) == 1


def test_the_chart_is_drawn_before_the_tables(tmp_path: Path) -> None:
    made = Report("R", [], [monthly(3)], Chart("By month", 0, 0, [1, 2]))
    [page] = pages_of(tmp_path, made)
    assert page.startswith("R\nBy month\nPlans Calls\n")
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as opened:
        image = opened[0].render(scale=1).to_pil().convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(maxcolors=1 << 24)}
    assert colours[(0x0F, 0x6B, 0x73)] > 10_000
    assert colours[(0xE0, 0x7B, 0x2A)] > 500


def test_more_rows_than_anyone_prints_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_ROWS", 10)
    written(tmp_path, Report("R", [], [numbered(10)]))
    before = (tmp_path / "report.pdf").read_bytes()
    with pytest.raises(TelbillError) as raised:
        written(tmp_path, Report("R", [], [numbered(11)]))
    assert raised.value.message.code == "report_too_long_for_pdf"
    assert (tmp_path / "report.pdf").read_bytes() == before


def test_what_is_known_to_be_too_long_is_refused_before_a_row_is_read(tmp_path: Path) -> None:
    def read() -> Sequence[Sequence[Value]]:
        raise AssertionError

    with pytest.raises(TelbillError) as raised:
        written(tmp_path, Report("R", [], [Table("T", [Column("A")], read, size=200_001)]))
    assert raised.value.message.code == "report_too_long_for_pdf"


def test_lines_of_what_stands_at_the_head_and_below_a_table_stay_apart(tmp_path: Path) -> None:
    table = Table("T", [Column("A")], given([["a"]]), None, ["One note,\nin two lines."])
    [page] = pages_of(tmp_path, Report("Usage", [("Perimeter", "Site A\nBuilding 2")], [table]))
    assert "Site A\nBuilding 2" in page
    assert "One note,\nin two lines." in page
