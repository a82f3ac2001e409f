"""Characters that a reader does not see: they make one text look like another, or turn its direction round."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # Unicode's general categories


def hides_something(text: str) -> bool:
    """Whether the text holds control, format or unassigned characters: U+202E, U+200B and their like."""
    return not text.isprintable() and any(map(_is_hidden, text))


def visible(text: str) -> str:
    """The text with such characters written out: `A⟨U+200B⟩1312`."""
    if not hides_something(text):
        return text
    return "".join(f"⟨U+{ord(char):04X}⟩" if _is_hidden(char) else char for char in text)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN
