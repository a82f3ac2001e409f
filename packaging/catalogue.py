"""The French catalogue: extracted from the source by babel, compiled for gettext.

`compile` makes each `.mo` from its `.po`; `update` first brings the `.po` up to date with the sentences in the source
and says how many wait for a translation. Words that the source marks: `tr("…")`, `ntr("…", "…", n)`, `N_("…")`.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"tr": None, "ntr": (1, 2), "N_": None}
LINE_WIDTH = 120


def sources(root: Path) -> list[Path]:
    """The `.po` files of a checkout."""
    return sorted((root / "resources" / "i18n").glob("*/LC_MESSAGES/*.po"))


def extracted(root: Path) -> Catalog:
    """Every sentence that the package marks, with the files that hold it."""
    catalogue = Catalog(project="Telbill Desktop", charset="utf-8")
    package = root / "telbill_desktop"
    for name, _line, text, comments, _context in extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        if text and text != ("", ""):
            catalogue.add(text, locations=[(f"telbill_desktop/{Path(name).as_posix()}", 0)], auto_comments=comments)
    for path in sorted(package.rglob("*.py")):
        for missed in _called(path):
            if missed not in catalogue:
                catalogue.add(missed, locations=[(path.relative_to(root).as_posix(), 0)])
    return catalogue


def _called(path: Path) -> Iterator[str | tuple[str, str]]:
    """The sentences that a file marks, as Python reads it: babel sees none inside an f-string."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS):
            continue
        texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if call.func.id == "ntr":
            yield (texts[0], texts[1])
        elif texts and texts[0]:
            yield texts[0]


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name, abort_invalid=True)


def compile_catalogues(root: Path) -> list[Path]:
    """Writes the `.mo` beside each `.po`."""
    made = []
    for path in sources(root):
        compiled = path.with_suffix(".mo")
        with compiled.open("wb") as stream:
            write_mo(stream, read(path))
        made.append(compiled)
    return made


def update(root: Path) -> int:
    """Brings each `.po` up to date; returns how many sentences wait for a translation."""
    template = extracted(root)
    waiting = 0
    for path in sources(root):
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=LINE_WIDTH, sort_output=True, include_lineno=False)
        untranslated = [message.id for message in catalogue if message.id and is_untranslated(message.string)]
        for text in untranslated:
            print(f"untranslated: {text!r}")
        waiting += len(untranslated)
    return waiting


def is_untranslated(translation: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether it, or one of its forms, is missing."""
    return not translation or not all(translation)


def main(argv: list[str]) -> int:
    """`compile` or `update`; 1 when sentences wait for a translation."""
    waiting = update(ROOT) if argv == ["update"] else 0
    compile_catalogues(ROOT)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
