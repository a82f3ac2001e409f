"""The user's templates as files: written whole, read back before they count, removed."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.pdf_template import FieldRule, Pages, PdfTemplate, Place
from telbill_desktop.importers.pdf_text.template_file import load_template
from telbill_desktop.system.durable_files import make_folder, put_in_place

_LONGEST_NAME = 40


def save_template(template: PdfTemplate, folder: Path) -> PdfTemplate:
    """The template as its file in the folder says it: a new file, or the template's own one, rewritten.

    Raises:
        TelbillError: `template_invalid`: what was changed by hand makes no template, and the file is as it was;
            `template_unwritable`.
    """
    try:
        make_folder(folder)
        path = Path(template.file) if template.file else _free(folder, template.name)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as aside:
            written = Path(aside) / path.name
            written.write_text(template_text(template), encoding="utf-8")
            load_template(written)
            put_in_place(written, path)
    except OSError as error:
        raise TelbillError("template_unwritable", file=template.name, reason=error.strerror or str(error)) from error
    return load_template(path)


def remove_template(path: Path) -> None:
    """The file is gone.

    Raises:
        TelbillError: `template_unwritable`.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise TelbillError("template_unwritable", file=path.name, reason=error.strerror or str(error)) from error


def template_text(template: PdfTemplate) -> str:
    """The template as TOML, in the order in which one would read it."""
    return "\n".join(_lines(template)) + "\n"


def _lines(template: PdfTemplate) -> Iterator[str]:
    yield _pair("name", template.name)
    yield _pair("language", template.language)
    yield _pair("currency", template.currency)
    yield _pair("type", template.type.value)
    if template.decimal_mark:
        yield _pair("decimal_mark", template.decimal_mark)
    if template.date_order:
        yield _pair("date_order", template.date_order.value)
    yield _list("recognised_by", template.recognised_by)
    if template.absent:
        yield _list("absent", template.absent)
    supplier = template.supplier
    yield from ("", "[supplier]", _pair("name", supplier.name))
    for key, value in (("siren", supplier.siren), ("vat_number", supplier.vat_number)):
        if value:
            yield _pair(key, value)
    if supplier.address.country:
        yield _pair("country", supplier.address.country)
    for field, rule in template.fields.items():
        yield from ("", f"[fields.{field.value}]", *_rule_lines(rule))
    rows = [(key, value) for key, value in (("vat", template.vat_rows), ("lines", template.lines)) if value]
    if rows:
        yield from ("", "[rows]", *(_pair(key, value) for key, value in rows))


def _rule_lines(rule: FieldRule) -> Iterator[str]:
    if rule.constant is not None:
        yield _pair("constant", f"{rule.constant:f}")
        return
    if rule.labels:
        yield _list("labels", rule.labels)
    yield _pair("place", Place(rule.place).value)
    if rule.pattern:
        yield _pair("pattern", rule.pattern)
    if rule.pages is not Pages.ALL:
        yield _pair("pages", rule.pages.value)


def _pair(key: str, value: str) -> str:
    return f"{key} = {_quoted(value)}"


def _list(key: str, values: Iterable[str]) -> str:
    return f"{key} = [{', '.join(_quoted(value) for value in values)}]"


def _quoted(value: str) -> str:
    """A JSON text is the same in TOML, once DEL is escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _free(folder: Path, name: str) -> Path:
    """A file that is not there yet, named after the template."""
    stem = re.sub(r"[^a-z0-9]+", "_", without_accents(name)).strip("_")[:_LONGEST_NAME] or "template"
    names = (f"{stem}.toml", *(f"{stem}_{number}.toml" for number in range(2, 1000)))
    return next(folder / each for each in names if not (folder / each).exists())
