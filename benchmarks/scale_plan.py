"""What an archive of a given size takes: python benchmarks/scale_plan.py [--articles 1e9] ...

A simulation, not a measurement: shards are dealt to actors whose speed differs from machine to
machine and whose machines are taken away at random (a shard under way is then done again). The
figures it starts from are measured ones of docs/speed.md, given as options.
"""

import argparse
import heapq
import random
from dataclasses import dataclass

SHARD = 512  # articles
SIMULATED = 40_000  # shards simulated at most; larger archives are scaled up from these


@dataclass(frozen=True)
class Outcome:
    """Hours on the wall, core hours, and the share of them that was lost to machines taken away."""

    hours: float
    core_hours: float
    lost: float


def simulate(shards: int, actors: int, seconds: float, per_hour: float, seed: int) -> Outcome:
    """Deal shards to actors: `seconds` a shard on average, `per_hour` machines lost an hour."""
    chance = random.Random(seed)
    speeds = [chance.lognormvariate(0, 0.15) for _ in range(actors)]
    free = [(0.0, actor) for actor in range(actors)]
    heapq.heapify(free)
    end = busy = lost = 0.0
    left = shards
    while left:
        now, actor = heapq.heappop(free)
        need = seconds * speeds[actor] * chance.lognormvariate(0, 0.2)
        until_loss = chance.expovariate(per_hour / 3600) if per_hour else float("inf")
        if until_loss < need:
            busy += until_loss
            lost += until_loss
            heapq.heappush(free, (now + until_loss + 180, actor))  # another machine, three minutes
            continue
        busy += need
        left -= 1
        end = max(end, now + need)
        heapq.heappush(free, (now + need, actor))
    return Outcome(end / 3600, busy / 3600, lost / busy)


def main() -> None:
    """Print the plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=float, default=1e9)
    parser.add_argument("--words", type=float, default=222, help="words an article")
    parser.add_argument("--speed", type=float, default=1650, help="words a second and core")
    parser.add_argument("--kilobytes", type=float, default=15, help="stored an article")
    parser.add_argument("--connect", type=float, default=1.3, help="milliseconds an article")
    parser.add_argument("--price", type=float, default=0.02, help="a core hour, any currency")
    options = parser.parse_args()
    seconds = SHARD * options.words / options.speed
    whole = int(options.articles / SHARD)
    print(f"{options.articles:.0e} articles, {whole:,} shards of {SHARD}, {seconds:.0f} s a shard")
    print("| cores | lost machines an hour and core | hours | core hours | lost | price |")
    print("|---|---|---|---|---|---|")
    for actors in (64, 512, 4096):
        for per_hour in (0.0, 0.02, 0.2):
            shards = min(whole, max(SIMULATED, actors * 20))
            found = simulate(shards, actors, seconds, per_hour, seed=1)
            scale = whole / shards
            print(
                f"| {actors:,} | {per_hour} | {found.hours * scale:,.0f} | "
                f"{found.core_hours * scale:,.0f} | {found.lost:.1%} | "
                f"{found.core_hours * scale * options.price:,.0f} |"
            )
    size = options.articles * options.kilobytes / 1e9
    hours = options.articles * options.connect / 3.6e6
    print(f"store: {size:,.1f} TB; connecting on one machine: {hours:,.0f} hours")


if __name__ == "__main__":
    main()
