"""What is asked where changes that nobody saved would be lost."""

from telbill_desktop.gui.ask import Question
from telbill_desktop.system.i18n import tr


def discarding() -> Question:
    """Whether changes that are not saved may be lost."""
    return Question(
        title=tr("Leave without saving?"),
        text=tr("What you changed here is not saved."),
        act=tr("Discard the changes"),
        destructive=True,
    )
