"""How long things are, how they are named, and what they may catch."""

import ast

from tests.architecture.source import ROOT, modules

CODE = ("telbill_desktop", "packaging", "bench", "db", "tests")
LONGEST_FILE = 350
LONGEST_FUNCTION = 50
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "stuff"}
MAY_CATCH_EVERYTHING = {
    "telbill_desktop/app.py": "the command line ends with a sentence, never with a traceback",
    "telbill_desktop/documents/signatures/reading.py": "each failure of a parser on a hostile file is a verdict",
    "telbill_desktop/gui/jobs.py": "the job runner tells the window what a job died of",
    "telbill_desktop/importers/__init__.py": "the importer wrapper turns a reader's failure into a sentence",
    "telbill_desktop/system/logs.py": "the excepthook is the last to hear of it",
    "telbill_desktop/system/worker_process.py": "the worker hands what was raised through the pipe to its caller",
}


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = {module.name: module.lines for module in modules(*CODE) if module.lines > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{module.name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules(*CODE)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_file_is_named_by_what_it_holds() -> None:
    nothing = [module.name for module in modules(*CODE) if SAYS_NOTHING & set(module.path.stem.split("_"))]
    assert nothing == []


def test_every_file_begins_by_saying_what_it_is() -> None:
    described = [folder for folder in CODE if folder != "tests"]  # a test file is described by its tests' names
    undescribed = [
        module.name for module in modules(*described) if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert undescribed == []


def test_only_the_named_places_catch_everything() -> None:
    catching = {
        module.name
        for module in modules("telbill_desktop")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node.type) and not _raises_again(node)
    }
    assert catching - set(MAY_CATCH_EVERYTHING) == set()


def test_a_named_place_that_catches_nothing_any_more_is_named_no_more() -> None:
    idle = [
        name for name in MAY_CATCH_EVERYTHING if "except Exception" not in (ROOT / name).read_text(encoding="utf-8")
    ]
    assert idle == []


def test_tests_stand_in_tests_only() -> None:
    ignored = {"tests", ".venv", "build", "dist"}
    strays = [
        str(path.relative_to(ROOT))
        for folder in ROOT.iterdir()
        if folder.is_dir() and folder.name not in ignored and not folder.name.startswith(".")
        for path in folder.rglob("test_*.py")
    ]
    assert strays == []


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """Cleaning up and letting a defect go on is no swallowing."""
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def _catches_everything(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in names)
