"""What is looked at when a document is archived: its signatures, what else is in it, its text."""

from dataclasses import dataclass

from telbill_desktop.domain.signature import SignatureReport


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is looked at when a document is archived.

    `report` is the verdict on its signatures, its warnings what else a reader should know of the file. `text` is what a
    search finds, empty for a picture. `pages` is None when they cannot be counted, or the file has none.
    """

    report: SignatureReport
    text: str
    pages: int | None
