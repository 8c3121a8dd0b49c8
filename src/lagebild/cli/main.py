"""The command `lagebild`: its commands, and what its exit codes mean.

Commands are imported only when they are called, so that help and short queries start at once.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Parameter

from lagebild import __version__
from lagebild.cli.options import DASH
from lagebild.errors import LagebildError, SourceError, UsageError

OK, SOME_FAILED, USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130

EPILOGUE = (
    "Exit codes: 0 all done; 1 some inputs failed, the rest is done; 2 the command line makes no "
    "sense; 3 the store or the language model cannot be used; 130 interrupted, what was stored is "
    "kept. LAGEBILD_DEBUG=1 shows where an error came from."
)

COMMANDS = (
    ("build", "build:build", "Read, analyse and store articles; only what is new or changed."),
    ("analyse", "analyse:analyse", "Analyse articles and print one JSON line each; store nothing."),
    ("articles", "lists:articles", "List the articles of the store."),
    ("events", "lists:events", "List who did what to whom, with the sentence."),
    ("quotes", "lists:quotes", "List who said what, and through which medium."),
    ("actors", "actors:app", "List persons, states and organisations; say who is who."),
    ("happenings", "connected:happenings", "List what happened, each occurrence once."),
    ("stories", "connected:stories", "List the affairs that several articles tell."),
    ("disputes", "connected:disputes", "List accounts that do not fit, in their own words."),
    ("ties", "connected:ties", "List offices and memberships, and what held on a day."),
    ("relation", "connected:relation", "Show cooperation and conflict of two actors by month."),
    ("news", "connected:news", "Show what is new since a day or the last build."),
    ("timeline", "timeline:timeline", "Show events by date, in the terminal or as a page."),
    ("correct", "correct:app", "List, make and take back corrections; export them."),
    ("ask", "ask:ask", "Answer a question in plain words from the stored evidence."),
    ("check", "check:check", "Verify a store: every row must lead to its words."),
    ("dossier", "dossier:dossier", "Write everything on an actor or a pair, with footnotes."),
    ("digest", "dossier:digest", "Write what is new in a region since a day."),
    ("serve", "serve:serve", "Show the store as web pages, with an API; on this machine only."),
    ("watch", "watch:watch", "Read feeds again and again, build, and tell what fits."),
    ("feed", "watch:feed", "Publish the answer to a question as Atom, RSS or JSON Feed."),
    ("export", "export:export", "Write events, graphs and tables for other tools."),
    ("evaluate", "evaluate:evaluate", "Measure against annotated data; print the figures."),
    ("demo", "demo:demo", "Build from the articles in the package and show the picture."),
)

USAGES = {
    "build": "Usage: lagebild build SOURCE... [OPTIONS]",
    "analyse": "Usage: lagebild analyse SOURCE... [OPTIONS]",
    "relation": "Usage: lagebild relation A B [OPTIONS]",
    "dossier": "Usage: lagebild dossier A [B] [OPTIONS]",
    "digest": "Usage: lagebild digest --since D [OPTIONS]",
    "watch": "Usage: lagebild watch FEED... [OPTIONS]",
    "feed": "Usage: lagebild feed QUERY -o FILE [OPTIONS]",
    "export": "Usage: lagebild export FORMAT -o PATH [OPTIONS]",
    "evaluate": "Usage: lagebild evaluate TASK DATA [OPTIONS]",
}


def make_app() -> App:
    """The command line's grammar."""
    app = App(
        name="lagebild",
        help="Reads news articles and builds an evidence-linked picture of a political situation.",
        help_epilogue=EPILOGUE,
        help_format="plaintext",
        version=__version__,
        suppress_keyboard_interrupt=False,
        default_parameter=Parameter(negative=""),
    )
    for name, place, about in COMMANDS:
        usage = {"usage": USAGES[name]} if name in USAGES else {}
        app.command(f"lagebild.cli.{place}", name=name, help=about, **usage)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; nothing but it leaves this function."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # The parser's products are small: numpy's own threads would only wait, at full load.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        _say("Interrupted. What was stored until now is kept; the same command goes on from there.")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("LAGEBILD_DEBUG"):
            traceback.print_exc()
        if isinstance(error, LagebildError):
            _say(str(error))
            return _code(error)
        _say(f"something unforeseen went wrong ({type(error).__name__}: {error}); please report it")
        return UNUSABLE


def _run(arguments: Sequence[str]) -> int:
    app = make_app()
    try:
        result = app(
            [DASH if argument == "-" else argument for argument in arguments],
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
    except CycloptsError as error:
        raise UsageError(f"{error} (lagebild --help tells more)") from error
    sys.stdout.flush()
    return result if isinstance(result, int) else OK


def _code(error: LagebildError) -> int:
    if isinstance(error, UsageError):
        return USAGE
    return SOME_FAILED if isinstance(error, SourceError) else UNUSABLE


def _say(message: str) -> None:
    from lagebild.show.plain import harmless

    print(f"lagebild: {harmless(message)}", file=sys.stderr)


def _reader_gone() -> int:
    """The program that read our output has ended (`lagebild events | head`): no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return OK
