"""Files that suppliers send, made into drafts: chosen by their bytes, checked, never trusted."""

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.table_profile import TableChoice
from telbill_desktop.importers.knowledge import Knowledge

_NOTHING, _NO_CHOICE = Knowledge(), TableChoice()


def read(content: bytes, name: str, knowledge: Knowledge = _NOTHING, choice: TableChoice = _NO_CHOICE) -> Reading:
    """What a file is and says. Never raises: what no reader foresaw becomes a refusal that names the file.

    `name` is the file's own, for messages; its ending is not trusted. `knowledge` is what the user taught the program:
    templates and profiles of suppliers. `choice` is what was decided for this file, if it is a table.
    """
    try:
        from telbill_desktop.importers.reading import read_content  # noqa: PLC0415 - parsers are loaded at first use

        return read_content(content, name, knowledge, choice)
    except Exception as error:  # noqa: BLE001 - the importer wrapper: one of the three places that may
        reason = f"{type(error).__name__}: {error}"[:200]
        return Reading(
            Outcome.REFUSED, "unknown", message=Message("reader_failed", {"file": name[:200], "reason": reason})
        )
