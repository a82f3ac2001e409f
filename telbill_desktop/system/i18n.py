"""One gettext catalogue for the window, the command line, errors and exports.

English stands in the source; French is complete.
"""

import gettext
import io
import locale
import os
from functools import cache
from pathlib import Path

from telbill_desktop.system.resources import resources

LANGUAGES = ("fr", "en")
DOMAIN = "telbill"

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def tr(text: str) -> str:
    """The sentence in the user's language."""
    return _current.gettext(text)


def ntr(singular: str, plural: str, count: int) -> str:
    """The sentence for so many things; `{count}` in it is the caller's to fill."""
    return _current.ngettext(singular, plural, count)


def language() -> str:
    """The language in use: `fr` or `en`."""
    return _language


def use_language(code: str) -> None:
    """Speaks another language from now on; anything but French and English is English."""
    global _current, _language  # noqa: PLW0603 - one process speaks one language, as gettext itself has it
    _language = code if code in LANGUAGES else "en"
    _current = gettext.NullTranslations() if _language == "en" else _catalogue(_language)


def system_language() -> str:
    """French when the system is French, else English."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")]
    names.append(locale.getlocale()[0] or "")
    chosen = next((name for name in names if name), "")
    return "fr" if chosen.lower().startswith("fr") else "en"


@cache
def _catalogue(code: str) -> gettext.GNUTranslations:
    """The compiled catalogue, read once; in a checkout whose `.po` is newer, that one compiled in memory."""
    folder = resources() / "i18n" / code / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    return _compiled_from(source)


def _compiled_from(source: Path) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only a checkout with an edited catalogue needs them
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as stream:
        catalogue = read_po(stream)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
