"""What is said of a file whose reader had to be stopped: it took too long, too much memory, or ended its process."""

from telbill_desktop.domain.messages import Message
from telbill_desktop.system.worker import WorkerError, WorkerMemory, WorkerTimeout


def stopped(error: WorkerError, shown: str) -> Message:
    """The sentence, by what became of the worker; `shown` is the file as it was given."""
    if isinstance(error, WorkerTimeout):
        return Message("reading_too_long", {"file": shown, "seconds": int(error.args[0]) if error.args else 0})
    if isinstance(error, WorkerMemory):
        megabytes = int(error.args[0]) // (1024 * 1024) if error.args else 0
        return Message("reading_too_large", {"file": shown, "limit": megabytes})
    return Message("reading_crashed", {"file": shown})
