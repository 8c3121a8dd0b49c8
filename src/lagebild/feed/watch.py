"""Looking at feeds again and again, building what is new, telling what fits a question."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import LagebildError
from lagebild.feed.alerts import Channel, Ledger, begin, tell_new
from lagebild.feed.fetch import Fetcher, now
from lagebild.feed.poll import Look, Manners, Poller
from lagebild.feed.question import Question
from lagebild.feed.state import LEDGER, Memory
from lagebild.store import Store


@dataclass(frozen=True)
class Watch:
    """What is watched: feeds into a store, questions told through channels.

    `build` reads files into the store; `say` tells the user what happens; `wait` sleeps.
    """

    feeds: Sequence[str]
    store: Path
    build: Callable[[list[str]], object]
    say: Callable[[str], None]
    fetcher: Fetcher
    manners: Manners
    questions: Sequence[Question] = ()
    channels: Sequence[Channel] = ()
    wait: Callable[[float], None] = time.sleep


def watch_once(watch: Watch) -> list[Look]:
    """One look at every feed, one build, one round of alerts."""
    memory = Memory(watch.store)
    ledger = Ledger(memory.folder / LEDGER)
    _begin(watch, ledger)
    return _round(watch, memory, ledger, once=True)


def watch_on(watch: Watch) -> None:
    """Look again and again until interrupted."""
    memory = Memory(watch.store)
    ledger = Ledger(memory.folder / LEDGER)
    _begin(watch, ledger)
    first = True
    while True:
        _round(watch, memory, ledger, once=first)
        first = False
        due = min(memory.of(url).next_try for url in watch.feeds)
        watch.wait(max(due - now(), 1.0))


def _round(watch: Watch, memory: Memory, ledger: Ledger, once: bool) -> list[Look]:
    poller = Poller(watch.fetcher, memory, watch.manners)
    looks = []
    for url in watch.feeds:
        look = poller.look(url, once)
        looks.append(look)
        if look.asked:
            watch.say(f"{url}: {look.new} new" if not look.failed else f"{url}: failed")
        for problem in look.problems:
            watch.say(f"{url}: {problem}")
    # The files are built before the state is saved: a kill between the two repeats a look, and the
    # build knows what it has read.
    if files := memory.files():
        watch.build(files)
    memory.save()
    _tell(watch, ledger)
    return looks


def _begin(watch: Watch, ledger: Ledger) -> None:
    if not watch.questions:
        return
    store = Store(watch.store) if watch.store.exists() else None
    try:
        for question in watch.questions:
            for channel in watch.channels:
                begin(store, question, channel, ledger)
    finally:
        if store is not None:
            store.close()


def _tell(watch: Watch, ledger: Ledger) -> None:
    if not (watch.questions and watch.channels and watch.store.exists()):
        return
    with Store(watch.store) as store:
        for question in watch.questions:
            for channel in watch.channels:
                try:
                    if told := tell_new(store, question, channel, ledger):
                        watch.say(f"{question.words or 'all'}: {told} alerts")
                except LagebildError as error:
                    watch.say(f"alert not delivered, tried again later: {error}")
