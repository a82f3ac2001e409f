"""What is remarked of an invoice while it is read and checked, in the order in which it was found."""

from dataclasses import dataclass, field

from telbill_desktop.domain.messages import Message, Param


@dataclass(slots=True)
class Remarks:
    """Warnings, without repetition; `to_check` says that the figures do not agree beyond rounding."""

    messages: list[Message] = field(default_factory=list)
    to_check: bool = False
    _said: set[tuple[object, ...]] = field(default_factory=set)

    def warn(self, code: str, **params: Param) -> None:
        """Something to know; the figures stand."""
        said = (code, *params.items())
        if said not in self._said:
            self._said.add(said)
            self.messages.append(Message(code, params))

    def alarm(self, code: str, **params: Param) -> None:
        """Figures that cannot all be right: the invoice is kept and marked."""
        self.warn(code, **params)
        self.to_check = True
