"""What an import says of all its files together."""

from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def previewed_text(files: int, count: int, hidden: int) -> str:
    """What is said above a preview: of so many files so many can be imported, and some were left out."""
    if not files:
        text = tr("There is no file to read here.")
    elif not count:
        text = tr("Nothing here can be imported; each file says why.")
    else:
        text = tr("Nothing is written yet. Look at what was read, then import.")
    if hidden:
        left_out = ntr("{count} hidden file was left out.", "{count} hidden files were left out.", hidden)
        text = f"{text} {left_out.format(count=formats.count(hidden))}"
    return text
