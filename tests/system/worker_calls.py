"""What the worker's tests have it do: functions that the process finds by their name."""

import ctypes
import logging
import mmap
import os
import sys
import time
from pathlib import Path

from telbill_desktop.system.worker_process import tell


class UnsendableError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def add(left: int, right: int) -> int:
    return left + right


def own_pid() -> int:
    return os.getpid()


def fail(text: str) -> None:
    raise LookupError(text)


def fail_unsendably() -> None:
    raise UnsendableError("this", "that")


def wait(seconds: float) -> str:
    time.sleep(seconds)
    return "waited"


def write_and_wait(path: str, seconds: float) -> None:
    Path(path).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(seconds)


def hold(megabytes: int) -> int:
    return len(bytearray(os.urandom(1024) * 1024 * megabytes))


def hoard(megabytes: int) -> None:
    kept = []
    for _ in range(megabytes):
        kept.append(b"\x01" * (1024 * 1024))
        time.sleep(0.001)
    time.sleep(5)


def reserve(megabytes: int) -> int:
    """Address space that is never touched: the parent, who looks at memory in use, does not see it."""
    with mmap.mmap(-1, megabytes * 1024 * 1024) as space:
        return len(space)


def hoard_beyond_the_limit(megabytes: int) -> None:
    """As on a system that has no limit of its own."""
    import resource  # noqa: PLC0415 - not on every system

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    hoard(megabytes)


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(7)


def count_to(total: int, pause: float = 0.0) -> int:
    for number in range(1, total + 1):
        tell(number, total)
        time.sleep(pause)
    return total


def image(size: int) -> bytes:
    return bytes(range(256)) * (size // 256)


def chatter() -> None:
    sys.stdout.write("on standard output\n")
    sys.stderr.write("on standard error\n")
    logging.getLogger("pypdf").warning("a library's warning")
    os.write(2, b"from C\n")


def open_files() -> list[str]:
    folder = Path("/proc/self/fd")
    return [str(entry.readlink()) for entry in folder.iterdir() if entry.exists()]


def prepare_slowly() -> None:
    time.sleep(1)
    os.environ["PREPARED"] = "yes"


def is_prepared() -> bool:
    return os.environ.get("PREPARED") == "yes"


def fail_to_prepare() -> None:
    raise ImportError("no such parser")


def prepare_for_ever() -> None:
    time.sleep(60)
