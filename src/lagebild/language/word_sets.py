"""The sets of words of the open classes that single rules ask for (`rule_words` of each language).

A rule names its set; which words belong to it is knowledge of the language and stands in a table.
"""

from collections.abc import Mapping
from functools import cache

from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")


def word_set(rule: str, name: str) -> tuple[str, ...]:
    """The words of the set `name` of a rule, German ones before English ones.

    Raises KeyError where no language has the set.
    """
    return _sets()[rule, name]


@cache
def _sets() -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for language in LANGUAGES:
        for row in load_table(language, "rule_words"):
            key = (row["rule"], row["set"])
            found[key] = found.get(key, ()) + tuple(row["words"].split("|"))
    return found
