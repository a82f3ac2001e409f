"""One file to one reading, by the kind of its content."""

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.importers.content import Content, content_of
from telbill_desktop.importers.hybrid import read_pdf
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.structured import read_xml

_REFUSALS = {
    Content.EMPTY: "content_empty",
    Content.WEB_PAGE: "is_web_page",
    Content.ARCHIVE: "is_archive",
    Content.PICTURE: "is_picture",
    Content.OFFICE: "is_office",
    Content.UNKNOWN: "content_unknown",
}


def read_content(content: bytes, knowledge: Knowledge) -> Reading:
    """The reading of a file's bytes, with what the user taught the program."""
    kind = content_of(content)
    if kind is Content.PDF:
        return read_pdf(content, knowledge)
    if kind is Content.XML:
        return read_xml(content)
    return Reading(Outcome.REFUSED, kind.value, message=Message(_REFUSALS[kind]))
