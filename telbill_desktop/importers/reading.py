"""One file to one reading, by the kind of its content."""

from dataclasses import replace

from telbill_desktop.documents.content import TABLE_FORMATS, Content, content_of
from telbill_desktop.documents.tables.ole import ole_refusal
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.table_profile import TableChoice
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


def read_content(content: bytes, name: str, knowledge: Knowledge, choice: TableChoice) -> Reading:
    """The reading of a file's bytes, with what the user taught the program and decided for this file."""
    kind = content_of(content)
    if kind is Content.PDF:
        return read_pdf(content, knowledge)
    if kind is Content.XML:
        return read_xml(content)
    if kind in TABLE_FORMATS:
        from telbill_desktop.importers.tabular.reading import read_table  # noqa: PLC0415 - when a table comes

        reading = read_table(content, name, knowledge.table_profiles, choice)
        return replace(reading, warnings=(*reading.warnings, *knowledge.profile_problems))
    if kind is Content.OFFICE and (refusal := ole_refusal(content)) is not None:
        return Reading(Outcome.REFUSED, kind.value, message=refusal.message)
    return Reading(Outcome.REFUSED, kind.value, message=Message(_REFUSALS[kind]))
