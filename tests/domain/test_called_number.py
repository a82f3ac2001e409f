"""A called number of which the last digits are not kept, as it is shown."""

import pytest

from telbill_desktop.domain.called_number import called_shown


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("061234*", "06 12 34 •• ••"),
        ("0692*", "0692 ••••"),  # the operator hid more
        ("002136253*", "+213 6253 ••••"),
        ("+4479*", "+44 79 ••••"),
        ("+1*", "+1 ••••"),
        ("+999123*", "+999123 ••••"),  # no country
        ("+33612*", "+33 612 ••••"),
        ("*", "••••"),
        ("", ""),
        ("3103", "3103"),
        ("118218", "118218"),
        ("Messagerie", "Messagerie"),
    ],
)
def test_what_is_kept_is_grouped_and_what_is_hidden_is_told_by_dots(called: str, shown: str) -> None:
    assert called_shown(called) == shown
