"""Whether layers of a PDF (optional content; PDF 2.0, 8.11) can be hidden in one of their settings."""

from typing import Any

_MOST_GROUPS = 1_000
_STATES = (("/View", "/ViewState"), ("/Print", "/PrintState"), ("/Export", "/ExportState"))


def can_be_hidden(properties: Any) -> bool:  # noqa: ANN401 - PDF objects
    """Whether a setting hides a group, or an event such as printing may. Groups that are all shown are harmless."""
    if not isinstance(properties, dict):
        return False
    others = _resolved(properties.get("/Configs"))
    settings = [properties.get("/D"), *(others[:_MOST_GROUPS] if isinstance(others, list) else [])]
    known = [setting for setting in map(_resolved, settings) if isinstance(setting, dict)]
    if any(_hides(setting) for setting in known):
        return True
    groups = _resolved(properties.get("/OCGs"))
    follows_events = any(_resolved(setting.get("/AS")) for setting in known)
    return follows_events and isinstance(groups, list) and any(map(_is_off_at_times, groups[:_MOST_GROUPS]))


def _hides(setting: dict[str, Any]) -> bool:
    return _resolved(setting.get("/BaseState")) == "/OFF" or bool(_resolved(setting.get("/OFF")))


def _is_off_at_times(group: Any) -> bool:  # noqa: ANN401 - PDF objects
    entry = _resolved(group)
    usage = _resolved(entry.get("/Usage")) if isinstance(entry, dict) else None
    if not isinstance(usage, dict):
        return False
    stated = [(_resolved(usage.get(event)), state) for event, state in _STATES]
    return any(isinstance(each, dict) and _resolved(each.get(state)) == "/OFF" for each, state in stated)


def _resolved(value: Any) -> Any:  # noqa: ANN401 - PDF objects
    return value.get_object() if hasattr(value, "get_object") else value
