"""Words of labels for the categories of usage, from `resources/usage_categories.toml`."""

import tomllib
from functools import cache

from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_category import CategoryWords
from telbill_desktop.system.resources import resources


@cache
def category_words() -> CategoryWords:
    """Those that ship with the program, in the order of the file."""
    stored = tomllib.loads((resources() / "usage_categories.toml").read_text("utf-8"))
    return CategoryWords.of({UsageCategory(category): words for category, words in stored.items()})
