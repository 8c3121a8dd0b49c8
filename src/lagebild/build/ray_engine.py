"""Analysing with Ray Data: shards of articles in, shards of analyses out, on one machine or many.

The articles are first laid down as Parquet shards; actors that hold the model turn each into a
shard of analyses; the build then takes these in the order of the articles. A shard that has its
analyses is never done again, so a run that was ended goes on where it was. The actors call the
same function as the local pool, so the records are the same.
"""

import logging
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from lagebild.build.pool import run_batches
from lagebild.build.shards import (
    ANALYSES,
    ARTICLES,
    AT_ONCE,
    ShardFolder,
    analyse_shard,
    read_articles,
    read_outcomes,
    shard_name,
    write_articles,
    write_outcomes,
)
from lagebild.build.work import Item, Outcome
from lagebild.errors import UsageError

SHARD_ARTICLES = 512
# Actors that claim whole cores leave Ray Data none to feed them, and then all wait.
CORES_AN_ACTOR = 0.5


class Emptied(Protocol):
    """A batch whose articles can be let go once they lie in a shard."""

    items: list[Item]


BatchType = TypeVar("BatchType", bound=Emptied)


@dataclass
class _Shard(Generic[BatchType]):
    """Batches whose articles lie in one shard; `counts`: articles of each batch."""

    name: str
    batches: list[BatchType]
    counts: list[int]


def run_shards(
    batches: Iterable[BatchType], jobs: int, location: str, size: int = SHARD_ARTICLES
) -> Generator[tuple[BatchType, list[Outcome]]]:
    """Each batch with its outcomes, in the order of the batches; see `pool.run_batches`.

    `location`: where the shards lie. What Ray cannot finish (an article that ends its process) is
    done by the local pool. Raises UsageError where Ray is not installed, StoreError, ModelError.
    """
    _check_ray()
    folder = ShardFolder(location)
    shards = list(_lay_down(batches, folder, size))
    done = folder.names(ANALYSES)
    open_names = sorted({s.name for s in shards if s.counts and s.name not in done})
    if open_names:
        _run_ray(location, open_names, jobs)
        for name in sorted(set(open_names) - folder.names(ANALYSES)):
            _run_locally(folder, name, jobs)
    for shard in shards:
        yield from _with_outcomes(folder, shard)


def _lay_down(
    batches: Iterable[BatchType], folder: ShardFolder, size: int
) -> Iterator[_Shard[BatchType]]:
    present = folder.names(ARTICLES)
    held: list[BatchType] = []
    for batch in batches:
        held.append(batch)
        if sum(len(b.items) for b in held) >= size:
            yield _write(held, folder, present)
            held = []
    yield _write(held, folder, present)


def _write(batches: list[BatchType], folder: ShardFolder, present: set[str]) -> _Shard[BatchType]:
    items = [item for batch in batches for item in batch.items]
    name = shard_name(items)
    if items and name not in present:
        write_articles(folder, name, items)
    shard = _Shard(name, batches, [len(batch.items) for batch in batches] if items else [])
    for batch in batches:
        batch.items = []
    return shard


def _with_outcomes(
    folder: ShardFolder, shard: _Shard[BatchType]
) -> Iterator[tuple[BatchType, list[Outcome]]]:
    outcomes = iter(read_outcomes(folder, shard.name) if shard.counts else [])
    for batch, count in zip(shard.batches, shard.counts or [0] * len(shard.batches), strict=True):
        yield batch, [next(outcomes) for _ in range(count)]


@dataclass
class _Whole:
    items: Sequence[Item]


def _run_locally(folder: ShardFolder, name: str, jobs: int) -> None:
    """The shard in processes of our own, where an article that ends its process is left out."""
    items: list[Item] = list(read_articles(folder, name))
    parts = [_Whole(items[i : i + AT_ONCE]) for i in range(0, len(items), AT_ONCE)]
    outcomes = [o for _, found in run_batches(parts, max(jobs, 2)) for o in found]
    write_outcomes(folder, name, items, outcomes)


def _check_ray() -> None:
    try:
        import ray.data  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "--engine ray needs Ray: pip install 'lagebild[ray]', or use --engine local"
        ) from error


class _ShardAnalyser:
    """The actor: it loads the model once and analyses shard after shard."""

    def __init__(self, location: str) -> None:
        self._folder = ShardFolder(location)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        for name in batch["name"]:
            analyse_shard(self._folder, str(name))
        return {"name": batch["name"]}


def _run_ray(location: str, names: Sequence[str], jobs: int) -> None:
    """Have actors analyse the shards named; what fails is simply not there afterwards."""
    import ray

    ours = not ray.is_initialized()
    if ours:
        _start(jobs)
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        data = ray.data.from_items([{"name": n} for n in names], override_num_blocks=len(names))
        answers = data.map_batches(
            _ShardAnalyser,
            fn_constructor_args=(location,),
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=min(jobs, len(names))),
            num_cpus=CORES_AN_ACTOR,
            ray_remote_args_fn=_once_more,
        )
        for _ in answers.iter_batches(batch_size=1):
            pass
    except (ray.exceptions.RayError, RuntimeError) as error:
        logging.getLogger(__name__).info("Ray ended early: %s", error)
    finally:
        if ours:
            ray.shutdown()


def _start(jobs: int) -> None:
    """Join the cluster that RAY_ADDRESS names, as everywhere in Ray, or start one here."""
    import ray

    address = os.environ.get("RAY_ADDRESS")
    ray.init(
        address=address,
        num_cpus=None if address else max(jobs, 2),
        include_dashboard=None if address else False,
        logging_level=logging.ERROR,
        log_to_driver=False,
    )


def _once_more() -> dict[str, Any]:
    """An actor that ends is started once more; Ray would by default try for ever."""
    return {"max_restarts": 1, "max_task_retries": 1}
