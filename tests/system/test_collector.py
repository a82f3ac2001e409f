"""The collector of cycles rests while very many objects are made, and is left as it was found."""

import gc
import weakref

import pytest

from telbill_desktop.system.collector import collector_paused


class Knot:
    """Something in a cycle of its own."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_are_left_alone_while_it_is_paused_and_found_afterwards() -> None:
    with collector_paused():
        knot = weakref.ref(Knot())
        assert sum(len([number]) for number in range(5_000)) == len([[] for _ in range(5_000)])
        assert knot() is not None
    assert gc.isenabled()
    gc.collect()
    assert knot() is None


def test_it_goes_on_after_an_error_and_stays_off_where_it_was_off() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        1 / 0  # noqa: B018 - what goes wrong
    assert gc.isenabled()
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
