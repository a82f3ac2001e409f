"""The user's settings, in one TOML file that is rewritten whole; a file that cannot be read is set aside."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

FILE = "settings.toml"
THEMES = ("system", "light", "dark")
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
_RECENT = 8

_BARE_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass(slots=True)
class ViewLayout:
    """How the user left a table or a splitter: columns shown in order, widths in unscaled pixels, sort."""

    columns: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    splitter: list[int] = field(default_factory=list)


@dataclass(slots=True)
class WindowLayout:
    """Where the window stood; a width of 0: never shown."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    maximized: bool = False


@dataclass(slots=True)
class Settings:
    """What the user chose. `language` empty follows the system; `text_size` is in percent."""

    path: Path | None = None
    language: str = ""
    theme: str = "system"
    text_size: int = 100
    store: str = ""
    recent_stores: list[str] = field(default_factory=list)
    page: str = ""
    window: WindowLayout = field(default_factory=WindowLayout)
    views: dict[str, ViewLayout] = field(default_factory=dict)
    perimeters: dict[str, str] = field(default_factory=dict)  # by store folder; gui.perimeter_choice words them
    report_folder: str = ""  # where the last report was saved

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The settings in a folder, defaults where there are none or where a value makes no sense."""
        path = folder / FILE
        try:
            stored = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path=path)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            path.replace(path.with_suffix(".unreadable.toml"))
            return cls(path=path)
        return cls(
            path=path,
            language=_one_of(stored.get("language"), ("", "fr", "en")),
            theme=_one_of(stored.get("theme"), THEMES),
            text_size=_one_of(stored.get("text_size"), TEXT_SIZES),
            store=_text(stored.get("store")),
            recent_stores=_texts(stored.get("recent_stores"))[:_RECENT],
            page=_text(stored.get("page")),
            window=_window(_table(stored.get("window"))),
            views={name: _view(_table(view)) for name, view in _table(stored.get("views")).items()},
            report_folder=_text(stored.get("report_folder")),
            perimeters={name: _text(one) for name, one in _table(stored.get("perimeters")).items() if _text(one)},
        )

    def view(self, name: str) -> ViewLayout:
        """The layout of a view, made when it has none yet."""
        return self.views.setdefault(name, ViewLayout())

    def opened(self, store: Path) -> None:
        """Remembers a store as the last one opened and the most recent."""
        name = str(store)
        if _is_odd(name):
            return
        self.store = name
        self.recent_stores = [self.store, *(one for one in self.recent_stores if one != self.store)][:_RECENT]

    def keep_perimeter(self, store: Path, words: str) -> None:
        """Remembers the perimeter of a store; no words: everything."""
        name = str(store)
        if words and not _is_odd(name):
            self.perimeters[name] = words
        else:
            self.perimeters.pop(name, None)

    def save(self) -> None:
        """Writes the file in one step; settings without a path (a test's, a screenshot's) stay in memory."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        import tempfile  # noqa: PLC0415 - for writing only

        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=FILE)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(_toml(self))
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _toml(settings: Settings) -> str:
    apart = {"path", "window", "views", "perimeters"}
    top = {one.name: getattr(settings, one.name) for one in fields(settings) if one.name not in apart}
    parts = [_pairs(top), "\n[window]\n", _pairs(_values_of(settings.window))]
    if settings.perimeters:
        parts += ["\n[perimeters]\n", _pairs(settings.perimeters)]
    for name, view in sorted(settings.views.items()):
        values = _values_of(view)
        widths = values.pop("widths")
        parts += [f"\n[views.{_key(name)}]\n", _pairs(values), f"\n[views.{_key(name)}.widths]\n", _pairs(widths)]
    return "".join(parts)


def _values_of(layout: ViewLayout | WindowLayout) -> dict[str, Any]:
    return {one.name: getattr(layout, one.name) for one in fields(layout)}


def _pairs(values: Mapping[str, object]) -> str:
    return "".join(f"{_key(name)} = {_json(value)}\n" for name, value in values.items())


def _key(name: str) -> str:
    return name if name and _BARE_KEY.issuperset(name) else _json(name)


def _json(value: object) -> str:
    """A JSON text, number, boolean or list of them is the same in TOML, once DEL is escaped too."""
    import json  # noqa: PLC0415 - for writing only

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_odd(name: str) -> bool:
    """Whether a path is no Unicode text, which no file of settings can hold."""
    return any(0xD800 <= ord(char) <= 0xDFFF for char in name)  # noqa: PLR2004 - halves of a character


def _one_of(value: object, allowed: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as the tuple given
    return value if value in allowed else allowed[0]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _window(stored: Mapping[str, object]) -> WindowLayout:
    x, y, width, height = (_int(stored.get(name)) for name in ("x", "y", "width", "height"))
    return WindowLayout(x, y, width, height, maximized=stored.get("maximized") is True)


def _view(stored: Mapping[str, object]) -> ViewLayout:
    splitter = stored.get("splitter")
    return ViewLayout(
        columns=_texts(stored.get("columns")),
        widths={name: _int(width) for name, width in _table(stored.get("widths")).items() if _int(width) > 0},
        sort=_text(stored.get("sort")),
        descending=stored.get("descending") is True,
        splitter=[_int(one) for one in splitter] if isinstance(splitter, list) else [],
    )
