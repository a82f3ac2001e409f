"""Errors that are the user's to read: raised anywhere, put into words at the edge; everything else may crash."""

from telbill_desktop.domain.messages import Message, Param


class TelbillError(Exception):
    """Something that the user can understand and mend. The command line exits 2, the window shows the sentence."""

    exit_code = 2

    def __init__(self, code: str, **params: Param) -> None:
        self.message = Message(code, params)
        super().__init__(code, params)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross the worker's pipe whole."""
        return _rebuilt, (type(self), self.message.code, dict(self.message.params))


class StoreError(TelbillError):
    """The store cannot be opened for this: held by another copy, newer than the program, damaged. Exit code 3."""

    exit_code = 3


class CancelledError(TelbillError):
    """The user cancelled; what was done so far is whole."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__("cancelled")

    def __reduce__(self) -> tuple[object, ...]:
        """Takes no parameters."""
        return CancelledError, ()


def _rebuilt(kind: type[TelbillError], code: str, params: dict[str, Param]) -> TelbillError:
    return kind(code, **params)
