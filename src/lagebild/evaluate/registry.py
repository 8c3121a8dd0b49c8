"""The tasks that can be measured, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import UsageError


@dataclass(frozen=True)
class EvaluateOptions:
    """`split`: the part of the data, where there are several; "" is the task's own default.

    Events only: `save`, a file for the system's output; `errors`: say every mistake.
    """

    split: str = ""
    save: Path | None = None
    errors: bool = False


Task = Callable[[Path, EvaluateOptions], object]  # the answer's str() is what is printed


def _events(path: Path, options: EvaluateOptions) -> object:
    from lagebild.evaluate.run_events import evaluate_events

    return evaluate_events(path, options.save, options.errors)


def _quotes(path: Path, options: EvaluateOptions) -> object:
    from lagebild.evaluate.quotes import evaluate_quotes

    return evaluate_quotes(path, options.split) if options.split else evaluate_quotes(path)


def _dates(path: Path, options: EvaluateOptions) -> object:
    from lagebild.evaluate.dates import evaluate_dates

    return evaluate_dates(path)


def _parse(path: Path, options: EvaluateOptions) -> object:
    from lagebild.evaluate.parse import evaluate_parse

    return evaluate_parse(path, options.split)


def _actors(path: Path, options: EvaluateOptions) -> object:
    from lagebild.evaluate.actors import evaluate_actors

    return evaluate_actors(path)


TASKS: Mapping[str, Task] = {
    "events": _events,
    "quotes": _quotes,
    "dates": _dates,
    "parse": _parse,
    "actors": _actors,
}


def evaluate(task: str, data: Path, options: EvaluateOptions) -> str:
    """Run one task on a data set; the answer is the text to print.

    Raises UsageError where the task is unknown or not there yet, or the data are missing.
    """
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}; there are: {' '.join(TASKS)}")
    if not data.exists():
        raise UsageError(f"there are no data {data}")
    try:
        return str(TASKS[task](data, options))
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("lagebild.evaluate"):
            raise UsageError(f"the task {task} is not there yet") from error
        raise
