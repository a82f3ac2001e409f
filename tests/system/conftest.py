"""A worker process for each test, ended with it."""

from collections.abc import Iterator

import pytest

from telbill_desktop.system.worker import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started
