"""Characters that nobody sees are written out."""

import pytest

from telbill_desktop.domain.visible_text import hides_something, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("FA\u202e1312", "FA⟨U+202E⟩1312"),
        ("FA\u200b1312", "FA⟨U+200B⟩1312"),
        ("FA\x001312\x1b", "FA⟨U+0000⟩1312⟨U+001B⟩"),
    ],
)
def test_what_is_hidden_is_written_out(text: str, shown: str) -> None:
    assert hides_something(text)
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["A-1312/B", "N° 12\u00a0345", "Société Générale — été", "発票12"])
def test_what_is_seen_stays_as_it_is(text: str) -> None:
    assert not hides_something(text)
    assert visible(text) == text
