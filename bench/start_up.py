"""How long the window takes to be there, against a window that says hello, in alternated runs of new processes.

python bench/start_up.py [--rounds 9] [--invoices 300]

Both clocks start before the process does and end in it: at the first paint, and when the first rows of the list are in
the model. The window is started as by a desktop's menu, `telbill` alone. Goals: 1.5 and 3.5 times the other's paint.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAINT_GOAL, ROWS_GOAL = 1.5, 3.5

HELLO = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print("paint", time.time()), sys.stdout.flush(), os._exit(0)))

application = QApplication([])
window = Window()
window.resize(1440, 900)
window.setCentralWidget(QLabel("Hello"))
window.show()
application.exec()
"""

TELBILL = """
import os, sys, time
from telbill_desktop import app

if __name__ == "__main__":
    import telbill_desktop.gui.start as start

    class Watched(start.Program):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            self.painted.connect(lambda: print("paint", time.time()))
            self.furnished.connect(self.look)

        def look(self):
            model = self.session.desk.pages["invoices"].model
            model.modelReset.connect(lambda: self.found(model))
            self.found(model)

        def found(self, model):
            if model.rowCount():
                print("rows", time.time())
                sys.stdout.flush()
                os._exit(0)

    start.Program = Watched
    os.environ["TELBILL_STORE"] = sys.argv[1] + "/store"
    app.main([])
"""


def run(script: str, cache: str, *arguments: str) -> dict[str, float]:
    """Seconds from before the process to each of its marks."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": cache}
    environment["TELBILL_SETTINGS"] = environment["TELBILL_DATA"] = str(Path(cache).parent / "user")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    started = time.time()
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    marks = {name: float(at) - started for name, at in (line.split() for line in done.stdout.splitlines())}
    assert marks, done.stderr
    return marks


def main() -> int:
    """Prints the table; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--invoices", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        maker = [sys.executable, str(ROOT / "bench" / "many_invoices.py"), str(Path(name) / "store")]
        subprocess.run(  # noqa: S603 - our own bench
            [*maker, "--count", str(options.invoices)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        (Path(name) / "user").mkdir()
        (Path(name) / "user" / "settings.toml").write_text('page = "invoices"\n', encoding="utf-8")
        cache = str(Path(name) / "cache")
        run(HELLO, cache), run(TELBILL, cache, name)  # the first run of each compiles and warms
        rounds = [(run(HELLO, cache), run(TELBILL, cache, name)) for _ in range(options.rounds)]
    hello = statistics.median(one["paint"] for one, _ours in rounds)
    print(f"hello-world window, first paint   {1000 * hello:6.0f} ms")
    missed = 0
    for mark, goal in (("paint", PAINT_GOAL), ("rows", ROWS_GOAL)):
        ours = statistics.median(one[mark] for _hello, one in rounds)
        ratio = statistics.median(one[mark] / other["paint"] for other, one in rounds)
        words = {"paint": "this window, first paint", "rows": f"first rows of {options.invoices}"}[mark]
        print(f"{words:<33} {1000 * ours:6.0f} ms   x {ratio:.2f}   (goal x {goal})")
        missed += ratio > goal
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
