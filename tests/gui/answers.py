"""Answers to what the window asks, given beforehand; a question nobody expected fails the test."""

from pathlib import Path

from telbill_desktop.gui.ask import FileType, Leaving, Question


class Answers:
    """Implements `gui.ask.Ask`."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.told: list[str] = []
        self.confirms = False
        self.leaves = Leaving.STAY
        self.asked_to_leave: list[str] = []
        self.folder: Path | None = None
        self.files: list[Path] = []
        self.saves_to: Path | None = None

    def confirm(self, question: Question) -> bool:
        self.asked.append(question)
        return self.confirms

    def leave(self, title: str, text: str) -> Leaving:
        assert title
        self.asked_to_leave.append(text)
        return self.leaves

    def open_files(self, title: str, types: tuple[FileType, ...]) -> list[Path]:
        assert title
        assert types
        return self.files

    def open_folder(self, title: str) -> Path | None:
        assert title
        return self.folder

    def save_file(self, title: str, proposed: str, types: tuple[FileType, ...]) -> Path | None:
        assert title
        assert proposed
        assert types
        return self.saves_to

    def tell(self, title: str, text: str, detail: str = "") -> None:
        self.told.append(f"{title}\n{text}\n{detail}")
