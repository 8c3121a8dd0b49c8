"""Answers that are kept, for those who ask one store the same again and again (the web pages)."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")
MOST_BYTES = 64 * 1024 * 1024


class Answers:
    """The last answers of a store, up to so many bytes; shared by its connections and threads.

    Kept as bytes, so that nobody can change what another one is given.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def of(self, question: tuple[Any, ...], ask: Callable[[], Answer]) -> Answer:
        """What `ask` answers; not asked where the same question was answered before."""
        key = blake2b(pickle.dumps(question), digest_size=20).digest()
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
        if known is None:
            answer = ask()
            self._keep(key, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
            return answer
        found: Answer = pickle.loads(known)
        return found

    def _keep(self, key: bytes, answer: bytes) -> None:
        if len(answer) > self._most // 4:
            return
        with self._lock:
            self._size += len(answer) - len(self._kept.pop(key, b""))
            self._kept[key] = answer
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])


def state_of(path: Path) -> tuple[object, ...]:
    """What changes whenever a store's file does, and with the day: some questions ask for today."""
    found: list[object] = [date.today()]
    for file in (path, path.with_name(path.name + ".wal")):
        try:
            state = file.stat()
            found += [state.st_mtime_ns, state.st_size, state.st_ino]
        except OSError:
            found.append(None)
    return tuple(found)
