"""Work off the GUI thread: results, failures, progress, cancel, and readings of which the latest counts."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.gui.jobs import Jobs
from tests.gui.conftest import WAIT


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """The threads of a window."""
    del qtbot  # makes the application
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """Whoever wants the result."""
    del qtbot
    return QObject()


def test_a_result_comes_back_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    seen: list[tuple[int, int, int]] = []
    worked: list[int] = []

    def work(_progress: Progress) -> int:
        worked.append(threading.get_ident())
        return 7

    jobs.read(work, lambda result: seen.append((result, threading.get_ident(), worked[0])), owner=owner)
    qtbot.waitUntil(lambda: bool(seen), timeout=WAIT)
    result, delivered_on, worked_on = seen[0]
    assert result == 7
    assert delivered_on == threading.get_ident() != worked_on


def test_writers_never_overlap(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    inside, most = [0], [0]
    done: list[None] = []
    lock = threading.Lock()

    def work(_progress: Progress) -> None:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        threading.Event().wait(0.02)
        with lock:
            inside[0] -= 1

    for _ in range(5):
        jobs.write(work, done.append, owner=owner)
    qtbot.waitUntil(lambda: len(done) == 5, timeout=WAIT)
    assert most == [1]


def test_a_sentence_for_the_user_goes_to_whoever_asked_or_becomes_a_notice(
    qtbot: QtBot, jobs: Jobs, owner: QObject
) -> None:
    def work(_progress: Progress) -> None:
        raise TelbillError("nothing_to_undo")

    told: list[TelbillError] = []
    noticed: list[TelbillError] = []
    jobs.failed_by_user.connect(noticed.append)
    jobs.write(work, lambda _nothing: None, owner=owner, failed=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert noticed == []
    jobs.write(work, lambda _nothing: None, owner=owner)
    qtbot.waitUntil(lambda: bool(noticed), timeout=WAIT)
    assert noticed[0].message.code == "nothing_to_undo"


def test_a_defect_takes_the_crash_path_and_the_lane_goes_on(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    crashes: list[Exception] = []
    answers: list[str] = []
    jobs.crashed.connect(crashes.append)
    lane = jobs.latest(owner)

    def broken() -> str:
        raise ZeroDivisionError

    lane.ask(broken, answers.append)
    qtbot.waitUntil(lambda: bool(crashes), timeout=WAIT)
    lane.ask(lambda: "still here", answers.append)
    qtbot.waitUntil(lambda: answers == ["still here"], timeout=WAIT)
    assert isinstance(crashes[0], ZeroDivisionError)


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_lane_says_that_it_is_idle_once_however_its_last_question_ended(
    qtbot: QtBot,
    jobs: Jobs,
    owner: QObject,
    is_broken: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    idle: list[bool] = []
    lane = jobs.latest(owner)
    lane.idle.connect(lambda: idle.append(lane.is_busy()))

    def last() -> str:
        if is_broken:
            raise ZeroDivisionError
        return "last"

    for question in (lambda: "first", lambda: "second", last):
        lane.ask(question, lambda _answer: None)
    assert lane.is_busy()
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=WAIT)
    assert idle == [False]


def test_a_cancelled_job_stops_at_its_next_step(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    started = threading.Event()
    told: list[TelbillError] = []
    steps: list[int] = []

    def work(progress: Progress) -> None:
        for done in range(10_000):
            progress.step(done, 10_000)
            steps.append(done)
            started.set()
            threading.Event().wait(0.005)

    job = jobs.read(work, lambda _nothing: None, owner=owner, failed=told.append)
    assert started.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told[0].message.code == "cancelled"
    assert len(steps) < 10_000


def test_progress_is_told_a_few_times_a_second_and_at_the_end(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    told: list[tuple[int, int, str]] = []
    done: list[None] = []

    def work(progress: Progress) -> None:
        for number in range(1, 2001):
            progress.step(number, 2000, f"file {number}")

    job = jobs.read(work, done.append, owner=owner)
    job.progressed.connect(lambda *step: told.append(step))
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
    assert told[-1] == (2000, 2000, "file 2000")
    assert len(told) < 200


def test_of_many_questions_only_the_newest_is_answered(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    asked: list[int] = []
    answers: list[int] = []
    lane = jobs.latest(owner)

    def question(number: int) -> int:
        asked.append(number)
        gate.wait(10)
        return number

    for number in range(6):
        lane.ask(lambda number=number: question(number), answers.append)  # type: ignore[misc] # bound per turn
    gate.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
    qtbot.wait(50)
    assert answers == [5]
    assert asked == [0, 5]


def test_a_result_for_somebody_who_is_gone_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    gone = QObject()
    gate = threading.Event()
    seen: list[object] = []
    jobs.read(lambda _progress: gate.wait(10), seen.append, owner=gone)
    gone.deleteLater()
    qtbot.wait(20)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=WAIT)
    assert seen == []


def test_closing_waits_for_the_writer_and_takes_no_more_work(qtbot: QtBot, owner: QObject) -> None:
    del qtbot
    jobs = Jobs()
    written: list[int] = []
    running = threading.Event()

    def work(_progress: Progress) -> None:
        running.set()
        threading.Event().wait(0.1)
        written.append(1)

    jobs.write(work, lambda _nothing: None, owner=owner)
    assert running.wait(10)
    jobs.close()
    assert written == [1]
    assert jobs.read(work, lambda _nothing: None, owner=owner).is_cancelled


def test_a_defect_does_not_hold_up_the_question_that_waits_behind_it(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    answers: list[str] = []
    crashes: list[Exception] = []
    jobs.crashed.connect(crashes.append)
    lane = jobs.latest(owner)

    def broken() -> str:
        gate.wait(10)
        raise ValueError

    lane.ask(broken, answers.append)
    lane.ask(lambda: "next", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: answers == ["next"], timeout=WAIT)
    assert len(crashes) == 1
