"""What is in a PDF beside its pages: scripts, commands, files, forms, layers, media. Nothing of it is run or opened."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from telbill_desktop.documents.attachments import STANDARD_NAMES
from telbill_desktop.documents.dangers.layers import can_be_hidden
from telbill_desktop.documents.pdf_file import PdfFile, parser_errors
from telbill_desktop.domain.messages import Message

MOST_OBJECTS = 20_000  # some 50 µs each
_MOST_VALUES = 200_000  # dictionaries and arrays inside objects
_MOST_NAMED = 10  # files
_LONGEST = 120  # characters of a name or an address
# What leads back up, to what is drawn, or to what no reader acts on. Of these, what is drawn is looked at elsewhere.
_NOT_FOLLOWED = frozenset(
    {"/Parent", "/P", "/Contents", "/Resources", "/DR", "/AP", "/EF", "/JS", "/XFA", "/V", "/DV", "/StructTreeRoot"}
    | {"/Metadata", "/OutputIntents", "/Thumb", "/PieceInfo", "/DSS", "/OCProperties", "/ParentTree"}
)
_AT_ONCE = frozenset({"/OpenAction", "/AA"})  # what happens without a click
_OPENING = frozenset({"/URI", "/GoToR", "/GoToE"})
_SENDING = frozenset({"/SubmitForm", "/ImportData"})
_MEDIA_ACTIONS = frozenset({"/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute"})
_MEDIA_NOTES = frozenset({"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"})
_FILLABLE = frozenset({"/Tx", "/Btn", "/Ch"})
_PAGES = frozenset({"/Page", "/Pages", "/Catalog"})
_GRAVEST_FIRST = (
    *("danger_script", "danger_launch", "danger_program", "danger_opens", "danger_sends", "danger_xfa"),
    *("danger_layers", "danger_media", "danger_attached"),
)
_PROGRAMS = (
    *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".cpl", ".msi", ".dll", ".lnk", ".hta", ".reg", ".jar"),
    *(".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".ps1", ".sh", ".command", ".app", ".desktop", ".apk"),
)


class _Search:
    """A walk over everything that the catalogue leads to, each object once; `found` are warnings, each once."""

    def __init__(self) -> None:
        self.is_cut = False
        self.found: list[Message] = []
        self.fields = 0
        self.objects = 0
        self.trouble: str | None = None
        self._values = 0
        self._seen: set[tuple[int, bool]] = set()
        self._files: set[str] = set()

    def walk(self, root: Any) -> None:  # noqa: ANN401 - PDF objects
        """Looks at everything below. What cannot be read is remembered, and the rest looked at."""
        unreadable: tuple[type[Exception], ...] = (*parser_errors(), AttributeError, OSError, RecursionError)
        waiting = [(root, False)]
        while waiting and self.objects < MOST_OBJECTS and self._values < _MOST_VALUES:
            entry, at_once = waiting.pop()
            try:
                waiting.extend(self._entered(entry, at_once=at_once))
            except unreadable as error:
                self.trouble = self.trouble or (" ".join(str(error).split())[:160] or type(error).__name__)
        self.is_cut = bool(waiting)

    def _entered(self, entry: Any, *, at_once: bool) -> list[tuple[Any, bool]]:  # noqa: ANN401 - PDF objects
        number = getattr(entry, "idnum", None)
        if number is not None:
            if (number, at_once) in self._seen:
                return []
            self._seen.add((number, at_once))
            self.objects += 1
            entry = entry.get_object()
        if isinstance(entry, dict):
            self._values += 1
            return self._of_dictionary(entry, at_once=at_once)
        if isinstance(entry, list):
            self._values += 1
            return [(each, at_once) for each in islice(reversed(entry), _MOST_VALUES) if _leads_on(each)]
        return []

    def _of_dictionary(self, entry: dict[str, Any], *, at_once: bool) -> list[tuple[Any, bool]]:
        action = _value(entry, "/S")
        self._judge(entry, action, at_once=at_once)
        is_page = action is None and _value(entry, "/Type") in _PAGES
        return [
            (value, key in _AT_ONCE or (at_once and not is_page and (action is None or key == "/Next")))
            for key, value in entry.items()
            if key not in _NOT_FOLLOWED and _leads_on(value)
        ]

    def _judge(self, entry: dict[str, Any], action: Any, *, at_once: bool) -> None:  # noqa: ANN401 - PDF objects
        if "/JS" in entry or action == "/JavaScript":
            self._warn(Message("danger_script"))
        if action == "/Launch":
            self._warn(Message("danger_launch"))
        elif action in _SENDING:
            self._warn(Message("danger_sends"))
        elif action in _OPENING and at_once:
            self._warn(Message("danger_opens", {"target": _target(entry)}))
        if action in _MEDIA_ACTIONS or _value(entry, "/Subtype") in _MEDIA_NOTES:
            self._warn(Message("danger_media"))
        if "/XFA" in entry:
            self._warn(Message("danger_xfa"))
        if "/EF" in entry:
            self._embedded(_named(entry))
        if _value(entry, "/FT") in _FILLABLE:
            self.fields += 1
        if "/OCProperties" in entry and can_be_hidden(_value(entry, "/OCProperties")):
            self._warn(Message("danger_layers"))

    def _embedded(self, name: str) -> None:
        if name.casefold() in STANDARD_NAMES or name in self._files or len(self._files) >= _MOST_NAMED:
            return
        self._files.add(name)
        is_program = name.strip().casefold().endswith(_PROGRAMS)
        self._warn(Message("danger_program" if is_program else "danger_attached", {"name": name}))

    def _warn(self, message: Message) -> None:
        if message not in self.found:
            self.found.append(message)


def structural_dangers(pdf: PdfFile) -> list[Message]:
    """A warning for each kind of thing, for each embedded file by its name (ten at most), and for what was not seen."""
    search = _Search()
    search.walk(pdf.reader.trailer.raw_get("/Root"))
    return list(_said(search))


def _said(search: _Search) -> Iterator[Message]:
    yield from sorted(search.found, key=lambda one: _GRAVEST_FIRST.index(one.code))
    if search.fields:
        yield Message("danger_form", {"count": search.fields})
    if search.trouble is not None:
        yield Message("danger_unexamined")
        yield Message("pdf_unreadable", {"reason": search.trouble})
    if search.is_cut:
        yield Message("danger_half_examined", {"count": search.objects})


def _leads_on(value: Any) -> bool:  # noqa: ANN401 - PDF objects
    return isinstance(value, dict | list) or hasattr(value, "idnum")


def _value(entry: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - PDF objects
    """The value, its reference followed; names are texts that begin with a slash."""
    value: Any = entry.get(key)
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, str | dict | list) else None


def _target(action: dict[str, Any]) -> str:
    """The address or the file that an action opens."""
    place = _value(action, "/URI") or _value(action, "/F")
    if isinstance(place, dict):
        return _named(place)
    return str(place)[:_LONGEST] if isinstance(place, str) else "?"


def _named(specification: dict[str, Any]) -> str:
    name = _value(specification, "/UF") or _value(specification, "/F") or "?"
    return str(name)[:_LONGEST] if isinstance(name, str) else "?"
