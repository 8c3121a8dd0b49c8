"""No regular expression of ours can be made to run for ever by a text written to do so."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import lagebild

regexploit = pytest.importorskip("regexploit.redos", reason="regexploit is not installed")
# Rooms that need packages of their extras, or are programs.
LEFT_OUT = re.compile(r"\.train\b|__main__|spacy_doc|ray_engine")


def patterns() -> Iterator[tuple[str, str, int]]:
    """Where each compiled pattern of the package stands, the pattern, its flags."""
    seen: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(lagebild.__path__, "lagebild."):
        if LEFT_OUT.search(module.name):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for found in held(value, 0):
                if isinstance(found.pattern, str) and (found.pattern, found.flags) not in seen:
                    seen.add((found.pattern, found.flags))
                    yield f"{module.name}.{name}", found.pattern, found.flags


def held(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value and in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 5 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from held(item, depth + 1)
    elif depth < 5 and isinstance(value, dict):
        yield from held(list(value.values()), depth + 1)
    elif depth < 5 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from held([getattr(value, f) for f in value.__dataclass_fields__], depth + 1)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_pattern_backtracks_catastrophically() -> None:
    from regexploit.ast.sre import SreOpParser

    checked = 0
    for place, pattern, flags in patterns():
        parsed = SreOpParser().parse_sre(pattern, flags & ~re.UNICODE)
        for attack in regexploit.find(parsed):
            # Three stars that can share their text: cubic time, or worse.
            assert attack.starriness < 3, f"{place}: {attack}"
        checked += 1
    assert checked > 100


def test_the_check_sees_a_bad_pattern() -> None:
    from regexploit.ast.sre import SreOpParser

    assert any(a.starriness > 3 for a in regexploit.find(SreOpParser().parse_sre(r"(a+)+$", 0)))
