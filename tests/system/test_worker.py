"""The worker process: real processes, real limits, real deaths."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.system.worker import (
    Worker,
    WorkerCancelled,
    WorkerDied,
    WorkerError,
    WorkerFailed,
    WorkerMemory,
    WorkerTimeout,
)
from tests.system import worker_calls as calls

MB = 1024 * 1024


def raise_telbill_error() -> None:
    raise TelbillError("amount_unreadable", text="x")


def gone(pid: int, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_a_result_comes_back_and_the_process_stays(worker: Worker) -> None:
    assert worker.run(calls.add, 2, 3) == 5
    first = worker.run(calls.own_pid)
    assert first == worker.run(calls.own_pid) != os.getpid()


def test_an_exception_of_the_function_is_raised_here_and_the_process_stays(worker: Worker) -> None:
    first = worker.run(calls.own_pid)
    with pytest.raises(LookupError, match="nothing there"):
        worker.run(calls.fail, "nothing there")
    assert worker.run(calls.own_pid) == first


def test_an_error_of_ours_crosses_with_its_code_and_parameters(worker: Worker) -> None:
    with pytest.raises(TelbillError) as raised:
        worker.run(raise_telbill_error)
    assert raised.value.message.code == "amount_unreadable"
    assert raised.value.message.params == {"text": "x"}


def test_an_exception_that_cannot_cross_is_named(worker: Worker) -> None:
    with pytest.raises(WorkerFailed) as raised:
        worker.run(calls.fail_unsendably)
    assert raised.value.args[0] == "UnsendableError"
    assert "this and that" in raised.value.args[1]


def test_a_call_over_its_time_is_killed_and_the_next_one_runs(worker: Worker) -> None:
    first = worker.run(calls.own_pid)
    began = time.monotonic()
    with pytest.raises(WorkerTimeout):
        worker.run(calls.wait, 60, timeout=0.3)
    assert time.monotonic() - began < 2
    assert gone(first)
    assert worker.run(calls.add, 1, 1) == 2


def test_a_call_over_its_memory_in_one_piece_is_refused(worker: Worker) -> None:
    with pytest.raises(WorkerMemory):
        worker.run(calls.hold, 400, memory=100 * MB)
    assert worker.run(calls.add, 1, 1) == 2


def test_a_call_whose_memory_grows_is_killed(worker: Worker) -> None:
    with pytest.raises(WorkerMemory):
        worker.run(calls.hoard, 400, memory=100 * MB)
    assert worker.run(calls.add, 1, 1) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own limit")
def test_the_systems_limit_holds_between_two_looks(worker: Worker) -> None:
    with pytest.raises(WorkerMemory):
        worker.run(calls.reserve, 400, memory=100 * MB)


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own limit")
def test_the_parents_look_holds_where_the_system_has_no_limit(worker: Worker) -> None:
    with pytest.raises(WorkerMemory):
        worker.run(calls.hoard_beyond_the_limit, 400, memory=100 * MB)


def test_a_process_that_has_grown_is_not_kept(worker: Worker) -> None:
    first = worker.run(calls.own_pid, memory=1024 * MB)
    assert worker.run(calls.own_pid, memory=4 * MB) == first  # 4 MB are less than Python itself holds
    assert worker.run(calls.own_pid) != first


@pytest.mark.parametrize("death", [calls.crash, calls.leave])
def test_a_crash_is_told_and_the_next_call_runs(worker: Worker, death: object) -> None:
    with pytest.raises(WorkerDied):
        worker.run(death)  # type: ignore[arg-type] # one of two functions
    assert worker.run(calls.add, 1, 1) == 2


def test_a_process_killed_while_idle_is_replaced_unseen(worker: Worker) -> None:
    first = worker.run(calls.own_pid)
    psutil.Process(first).kill()
    assert gone(first)
    assert worker.run(calls.add, 1, 1) == 2


def test_progress_arrives_while_the_call_runs(worker: Worker) -> None:
    seen: list[tuple[int, int]] = []
    assert worker.run(calls.count_to, 5, on_progress=lambda done, total: seen.append((done, total))) == 5
    assert seen == [(number, 5) for number in range(1, 6)]


def test_an_exception_of_the_progress_ends_the_call(worker: Worker) -> None:
    first = worker.run(calls.own_pid)

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        worker.run(calls.count_to, 10_000, 0.01, on_progress=stop)
    assert gone(first)
    assert worker.run(calls.add, 1, 1) == 2


def test_a_cancelled_call_ends_at_once(worker: Worker) -> None:
    worker.run(calls.own_pid)
    wanted = threading.Event()
    threading.Timer(0.2, wanted.set).start()
    began = time.monotonic()
    with pytest.raises(WorkerCancelled):
        worker.run(calls.wait, 60, timeout=60, cancelled=wanted.is_set)
    assert time.monotonic() - began < 2


def test_a_call_that_waits_for_its_turn_can_be_cancelled(worker: Worker) -> None:
    busy = threading.Thread(target=lambda: worker.run(calls.wait, 1.0))
    busy.start()
    time.sleep(0.05)
    with pytest.raises(WorkerCancelled):
        worker.run(calls.add, 1, 1, cancelled=lambda: True)
    busy.join()


def test_calls_from_many_threads_each_get_their_own_answer(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: worker.run(calls.add, number, number), range(64)))
    assert answers == [2 * number for number in range(64)]


def test_large_pictures_come_back_whole(worker: Worker) -> None:
    assert worker.run(calls.image, 32 * MB) == calls.image(32 * MB)


def test_the_process_is_silent() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "if __name__ == '__main__':\n"
        "    import worker_calls\n"
        "    from telbill_desktop.system.worker import Worker\n"
        "    with Worker() as worker: worker.run(worker_calls.chatter)\n"
        "    print('done')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "done\n"
    assert not done.stderr


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not list open files")
def test_the_process_inherits_no_open_file(worker: Worker, tmp_path: Path) -> None:
    with (tmp_path / "telbill.sqlite3").open("wb") as stream:
        os.set_inheritable(stream.fileno(), True)  # noqa: FBT003 - the standard library's own argument
        assert not [name for name in worker.run(calls.open_files) if "telbill.sqlite3" in name]


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_the_process_dies_with_a_parent_that_is_killed(tmp_path: Path, busy: bool) -> None:  # noqa: FBT001 - a case
    told = tmp_path / "pid"
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "if __name__ == '__main__':\n"
        "    import worker_calls\n"
        "    from telbill_desktop.system.worker import Worker\n"
        "    worker = Worker()\n"
        "    worker.run(worker_calls.write_and_wait, sys.argv[2], float(sys.argv[3]), timeout=100)\n"
        "    time.sleep(100)\n"
    )
    seconds = "100" if busy else "0"
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(told), seconds]
    parent = subprocess.Popen(command)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (told.exists() and told.read_text("ascii")):
        time.sleep(0.02)
    child = int(told.read_text("ascii"))
    assert psutil.pid_exists(child)
    parent.kill()
    parent.wait()
    assert gone(child)


def test_a_busy_process_ends_when_the_worker_is_closed() -> None:
    worker = Worker()
    child = worker.run(calls.own_pid)
    caught: list[WorkerError] = []

    def long_call() -> None:
        try:
            worker.run(calls.wait, 60, timeout=60)
        except WorkerError as error:
            caught.append(error)

    thread = threading.Thread(target=long_call)
    thread.start()
    time.sleep(0.2)
    worker.close()
    thread.join(5)
    assert [type(error) for error in caught] == [WorkerDied]
    assert gone(child)
    with pytest.raises(WorkerDied):
        worker.run(calls.add, 1, 1)


def test_it_starts_in_the_background_when_warmed(worker: Worker) -> None:
    worker.warm().join()
    assert worker.pid is not None
    began = time.monotonic()
    assert worker.run(calls.add, 1, 1) == 2
    assert time.monotonic() - began < 0.1


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="signals by process")
def test_an_interrupt_of_the_terminal_does_not_reach_it(worker: Worker) -> None:
    child = worker.run(calls.own_pid)
    os.kill(child, signal.SIGINT)
    time.sleep(0.1)
    assert worker.run(calls.own_pid) == child


def test_every_process_is_prepared_before_its_first_call_and_off_its_time() -> None:
    with Worker(calls.prepare_slowly) as worker:
        assert worker.run(calls.is_prepared, timeout=0.5)
        with pytest.raises(WorkerTimeout):
            worker.run(calls.wait, 60, timeout=0.3)
        assert worker.run(calls.is_prepared, timeout=0.5), "the process that followed was prepared too"


def test_a_process_that_is_closed_while_it_starts_says_nothing(tmp_path: Path) -> None:
    script = tmp_path / "hasty.py"
    script.write_text(
        "import sys, time\n"
        "from telbill_desktop.system.worker import Worker\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker()\n"
        "    worker.warm()\n"
        "    time.sleep(float(sys.argv[1]))\n"
        "    worker.close()\n",
        encoding="ascii",
    )
    root = Path(__file__).parents[2]
    for milliseconds in (0, 5, 10, 20, 30, 40, 60):
        command = [sys.executable, str(script), str(milliseconds / 1000)]
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(root)})
        assert (done.returncode, done.stderr) == (0, b"")


def test_what_fails_in_the_preparation_is_left_to_the_calls() -> None:
    with Worker(calls.fail_to_prepare) as worker:
        worker.warm().join()
        assert worker.run(calls.add, 1, 1) == 2


def test_a_preparation_is_cancelled_and_closed_like_a_call() -> None:
    worker = Worker(calls.prepare_for_ever)
    began = time.monotonic()
    with pytest.raises(WorkerCancelled):
        worker.run(calls.add, 1, 1, cancelled=lambda: time.monotonic() > began + 0.5)
    thread = worker.warm()
    time.sleep(0.5)
    worker.close()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_parent_without_standard_streams_has_its_calls_answered(closed: str, tmp_path: Path) -> None:
    script = tmp_path / "calling.py"
    script.write_text(
        "import sys\n"
        "from telbill_desktop.system.worker import Worker\n"
        "from tests.system import worker_calls\n"
        "if __name__ == '__main__':\n"
        "    with Worker() as worker: sys.exit(worker.run(worker_calls.add, 40, 2))\n",
        encoding="ascii",
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} {script} {closed}"],
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 42
