"""lagebild watch, lagebild feed"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from lagebild.cli.options import StoreDefault, StoreOption
from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.feed.alerts import Channel
    from lagebild.feed.fetch import Fetcher

SECRET = "LAGEBILD_WEBHOOK_SECRET"
SHORTEST = 1.0

LanguageOption = Annotated[
    str, Parameter(name="--language", help="Of titles: en, de, fr, ar, zh-Hans ...")
]


def feed(
    question: Annotated[
        str, Parameter(name="QUERY", help='Filters: "actor=ARM type=CONSULT since=2023".')
    ],
    /,
    *,
    output: Annotated[
        Path, Parameter(name=["--output", "-o"], help="A .atom, .rss or .json file.")
    ],
    form: Annotated[
        Literal["atom", "rss", "json"] | None,
        Parameter(name="--format", help="Where the file's name does not say it."),
    ] = None,
    language: LanguageOption = "en",
    limit: Annotated[int, Parameter(name="--limit", help="At most so many entries.")] = 100,
    store: StoreOption = StoreDefault,
) -> int:
    """Publish the answer to a question as a feed: the newest happenings that fit it."""
    from lagebild.feed.entries import make_feed
    from lagebild.feed.publish import write_feed
    from lagebild.feed.question import parse_question
    from lagebild.store import Store

    if limit < 1:
        raise UsageError("--limit must be at least 1")
    asked = parse_question(question, _language(language))
    with Store(store) as opened:
        write_feed(make_feed(opened, asked, limit), output, form)
    return 0


def watch(
    *feeds: Annotated[str, Parameter(name="FEED", help="Addresses of RSS, Atom or JSON feeds.")],
    store: StoreOption = StoreDefault,
    once: Annotated[bool, Parameter(name="--once", help="Look once, then end.")] = False,
    every: Annotated[
        float, Parameter(name="--every", help="Minutes between two looks at a feed.")
    ] = 15.0,
    articles: Annotated[
        bool, Parameter(name="--articles", help="Fetch the articles that entries link to.")
    ] = False,
    allow_private: Annotated[
        bool, Parameter(name="--allow-private", help="Also addresses in your own network.")
    ] = False,
    alert: Annotated[
        list[str] | None, Parameter(name="--alert", help="A question: tell what is new and fits.")
    ] = None,
    webhook: Annotated[
        str | None,
        Parameter(name="--webhook", help=f"Address to call for alerts, signed with ${SECRET}."),
    ] = None,
    email_dir: Annotated[
        Path | None, Parameter(name="--email-dir", help="Folder for alerts as e-mail files.")
    ] = None,
    language: LanguageOption = "en",
    jobs: Annotated[
        int, Parameter(name=["--jobs", "-j"], help="Processes that analyse; 0: one a core.")
    ] = 0,
) -> int:
    """Read feeds again and again, build what is new, tell what fits a question."""
    from lagebild.cli.build import run_build
    from lagebild.feed.fetch import Fetcher
    from lagebild.feed.poll import Manners
    from lagebild.feed.question import parse_question
    from lagebild.feed.watch import Watch, watch_on, watch_once

    if not feeds:
        raise UsageError("name at least one FEED")
    if every < SHORTEST:
        raise UsageError("--every must be at least 1 minute")
    fetcher = Fetcher(allow_private=allow_private)
    questions = [parse_question(text, _language(language)) for text in alert or ()]
    channels = _channels(webhook, email_dir, fetcher)
    if bool(questions) != bool(channels):
        raise UsageError("--alert needs --webhook or --email-dir, and they need --alert")
    task = Watch(
        feeds=tuple(dict.fromkeys(feeds)), store=store, say=_say, fetcher=fetcher,
        build=lambda files: run_build(files, store, jobs),
        manners=Manners(every=every * 60, articles=articles),
        questions=questions, channels=channels,
    )  # fmt: skip
    if not once:
        watch_on(task)
    return 1 if any(look.failed for look in watch_once(task)) else 0


def _channels(webhook: str | None, folder: Path | None, fetcher: "Fetcher") -> "list[Channel]":
    from lagebild.feed.address import FetchError, resolve
    from lagebild.feed.deliver import MailFolder, Webhook

    channels: list[Channel] = []
    if webhook is not None:
        secret = os.environ.get(SECRET, "")
        if not secret:
            raise UsageError(f"--webhook needs a secret to sign with: set {SECRET}")
        try:
            resolve(webhook, fetcher.allow_private)
        except FetchError as error:
            raise UsageError(f"--webhook: {error}") from None
        channels.append(Webhook(webhook, secret.encode(), fetcher))
    if folder is not None:
        channels.append(MailFolder(folder))
    return channels


def _language(language: str) -> str:
    from lagebild.show.titles import LANGUAGES

    if language not in LANGUAGES:
        raise UsageError(f"--language: {language!r} is none of {' '.join(LANGUAGES)}")
    return language


def _say(words: str) -> None:
    from lagebild.show.plain import harmless

    print(harmless(words), file=sys.stderr)
