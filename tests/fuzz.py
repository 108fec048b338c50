"""Change valid input at random, very often, and print what must not happen.

    python tests/fuzz.py [--datasets 10000] [--links 100000] [--dates 100000] [--stories 2000] [--seed 1]

A line per fault with the seed and the number that make it again; exits 1 when there is one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import fuzzing

from nkmap import dataset


def seeded(seed: int, number: int) -> Random:
    return Random(f"{seed} {number}")


def run(
    what: str, numbers: range, seed: int, faults: Callable[[Random], Iterable[str]]
) -> list[str]:
    """Each number's faults, and how long the slowest took."""
    found, slowest, began = [], 0.0, time.monotonic()
    for number in numbers:
        started = time.monotonic()
        try:
            own = list(faults(seeded(seed, number)))
        except Exception as error:  # noqa: BLE001 - any at all is what is looked for
            own = [f"{type(error).__name__}: {error}"[:500]]
        took = time.monotonic() - started
        slowest = max(slowest, took)
        if took > fuzzing.LONGEST_WAIT:
            own.append(f"took {took:.0f} s")
        found += [f"{what} {seed} {number}: {fault}" for fault in own]
    total = time.monotonic() - began
    print(f"{len(numbers):,} {what}, {len(found)} faults, {total:.0f} s, the slowest {slowest:.2f} s", flush=True)  # fmt: skip
    return found


def datasets(numbers: range, seed: int, folder: Path) -> list[str]:
    valid, held, opened = fuzzing.files(), fuzzing.Folder(folder), []

    def faults(random: Random) -> list[str]:
        is_open, wrong = fuzzing.dataset_faults(held.hold(fuzzing.mutated(valid, random)))
        opened.append(is_open)
        return wrong

    found = run("datasets", numbers, seed, faults)
    print(f"  {sum(opened):,} of them opened, the others were refused", flush=True)
    return found


def main() -> int:
    asked = argparse.ArgumentParser()
    for name, count in (("datasets", 10_000), ("links", 100_000), ("dates", 100_000), ("stories", 2_000)):  # fmt: skip
        asked.add_argument(f"--{name}", type=int, default=count)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--start", type=int, default=0)
    given = asked.parse_args()

    def numbers(count: int) -> range:
        return range(given.start, given.start + count)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = dataset.load(fuzzing.Folder(folder / "valid").hold(fuzzing.files()))
        (folder / "story").mkdir()
        found = [
            *run("links", numbers(given.links), given.seed, lambda r: fuzzing.link_faults(fuzzing.link(r), known.known)),
            *run("dates", numbers(given.dates), given.seed, lambda r: fuzzing.date_faults(fuzzing.date_text(r))),
            *run("stories", numbers(given.stories), given.seed, lambda r: fuzzing.story_faults(fuzzing.story_file(r), known, folder / "story")),
            *datasets(numbers(given.datasets), given.seed, folder / "changed"),
        ]  # fmt: skip
    print("\n".join(found[:200]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
