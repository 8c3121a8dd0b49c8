"""lagebild evaluate"""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def evaluate(
    task: Annotated[str, Parameter(name="TASK", help="events, quotes, dates, parse or actors.")],
    data: Annotated[Path, Parameter(name="DATA", help="The annotated data: a file or folder.")],
    /,
    *,
    split: Annotated[
        str, Parameter(name="--split", help="The part of the data (dev, test), where it has some.")
    ] = "",
    save: Annotated[
        Path | None, Parameter(name="--save", help="Write the events found to this file (events).")
    ] = None,
    errors: Annotated[
        bool, Parameter(name="--errors", negative="", help="List every mistake (events).")
    ] = False,
) -> int:
    """Measure against annotated data; print the figures."""
    from lagebild.evaluate.registry import EvaluateOptions
    from lagebild.evaluate.registry import evaluate as run_task

    print(run_task(task, data, EvaluateOptions(split, save, errors)))
    return 0
