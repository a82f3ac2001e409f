"""Codes and sentences: each exists, is used, and is given the parameters that it names."""

import ast
import string

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.sentences import SENTENCES
from telbill_desktop.domain.sentences import __path__ as areas
from tests.architecture.source import PACKAGE, Call, calls, modules

SAYING = {"TelbillError", "StoreError", "Message"}
MARKING = {"tr", "ntr", "N_"}


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def said() -> list[tuple[Call, str]]:
    """Every error or message made with a literal code."""
    return [
        (call, first.value)
        for call in calls("telbill_desktop")
        if call.function in SAYING and call.node.args
        for first in [call.node.args[0]]
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    ]


def test_every_code_that_is_said_has_a_sentence() -> None:
    assert [f"{call.place} {code}" for call, code in said() if code not in SENTENCES] == []


def test_every_sentence_is_said_somewhere() -> None:
    literals = {
        node.value
        for module in modules("telbill_desktop")
        if (PACKAGE / "domain" / "sentences") not in module.path.parents
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(SENTENCES) - literals) == []


def test_a_message_is_given_the_parameters_that_its_sentence_names() -> None:
    wrong = {}
    for call, code in said():
        given = _given(call)
        if code in SENTENCES and given is not None and not placeholders(SENTENCES[code]) <= given:
            wrong[f"{call.place} {code}"] = placeholders(SENTENCES[code]) - given
    assert wrong == {}


def test_no_code_stands_in_two_areas() -> None:
    codes: dict[str, list[str]] = {}
    for module in modules("telbill_desktop/domain/sentences"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Dict):
                for key in node.keys:
                    if isinstance(key, ast.Constant):
                        codes.setdefault(str(key.value), []).append(module.name)
    assert {code: places for code, places in codes.items() if len(places) > 1} == {}
    assert set(codes) == set(SENTENCES), areas


def test_parameters_are_named_so_that_a_translation_may_reorder_them() -> None:
    unnamed = [text for text in (*SENTENCES.values(), *ACTS.values()) if not all(placeholders(text))]
    assert unnamed == []


def test_what_the_catalogue_extracts_is_literal() -> None:
    built = [
        call.place
        for call in calls("telbill_desktop")
        if call.function in MARKING and any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in call.node.args)
    ]
    assert built == []


def _given(call: Call) -> set[str] | None:
    """The parameters' names where they can be read off the source."""
    if any(keyword.arg is None for keyword in call.node.keywords):
        return None
    if call.function != "Message":
        return {keyword.arg for keyword in call.node.keywords if keyword.arg}
    if len(call.node.args) == 1 and not call.node.keywords:
        return set()
    params = call.node.args[1] if len(call.node.args) > 1 else call.node.keywords[0].value
    if not isinstance(params, ast.Dict) or not all(isinstance(key, ast.Constant) for key in params.keys):
        return None
    return {str(key.value) for key in params.keys if isinstance(key, ast.Constant)}
