"""nkmap beside what one would pick instead: waits, bytes, outside requests, memory.

    python benchmarks/peers/run.py [--rounds 7] [--sizes 50,10000,100000] [--peers WORD,WORD]
                                   [--json FILE] [--write] [--shots DIR] [--env DIR]

For each number of claims all servers run side by side, and their pages are visited in turn in the
same Chromium, so that a slow moment of the machine hits all of them. One round before the first
warms servers and browser. The peers' packages go into an environment of their own, which is made
once. With ``--json`` every round is kept, and what the file holds is not measured again; with
``--rounds 0`` it is only told again. README.md says what each page does.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import large_dataset  # noqa: E402
from peers.adapters import ADAPTERS, Adapter  # noqa: E402
from peers.reporting import report, written  # noqa: E402
from peers.serving import Environment, Server, memory, outside_served, serving  # noqa: E402
from peers.visiting import LIMIT_S, WARM_STEPS, NotPaintedError, Visit, launch, visit  # noqa: E402
from playwright.sync_api import Browser, Error, Page, sync_playwright  # noqa: E402
from programs import CHROMIUM  # noqa: E402

SIZES = (50, 10_000, 100_000)
SEED = 7987
"""With it each of the months shown has a departure that nkmap draws, even among 50 claims."""
CACHE = Path.home() / ".cache" / "nkmap-peers"
DOCUMENT = ROOT / "docs" / "performance.md"
GIVE_UP_AFTER = 2
"""Failures in a row, after which a peer is left out at a size."""
Results = dict[str, dict[str, dict[str, Any]]]


def main() -> None:
    """Measure what is asked, keep it and tell it."""
    asked = _asked()
    found: Results = {}
    if asked.json and asked.json.exists():
        found = json.loads(asked.json.read_text("utf-8"))
    chosen = [
        adapter
        for adapter in ADAPTERS
        if not asked.peers or any(word in adapter.name.lower() for word in asked.peers)
    ]
    if asked.rounds:
        environment = Environment(asked.env)
        environment.make()
        path = CHROMIUM.path()
        with sync_playwright() as play, tempfile.TemporaryDirectory() as name:
            for count in asked.sizes:
                data = Path(name) / str(count)
                large_dataset.write(data, count, SEED)
                browser = launch(play, path)
                kept = found.setdefault(str(count), {})
                for adapter in ADAPTERS:
                    if adapter in chosen:
                        kept.setdefault(adapter.name, {})
                _one_size(browser, chosen, environment, data, count, found, asked)
                browser.close()
    told = report(found)
    print(told)
    if asked.write:
        typed = f"```bash\npython benchmarks/peers/run.py --rounds {_rounds(found)} --write\n```"
        text = written(DOCUMENT.read_text("utf-8"), f"{typed}\n\n{told}")
        DOCUMENT.write_text(text, encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="nkmap beside what one would pick instead.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", type=_numbers, default=SIZES)
    parser.add_argument("--peers", type=_words, default=(), help="parts of names; else all")
    parser.add_argument("--json", type=Path, help="keep every round here, and go on from it")
    parser.add_argument("--write", action="store_true", help="put it into docs/performance.md")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of the pages")
    parser.add_argument("--env", type=Path, default=CACHE, help="where the peers are installed")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(word.replace("_", "")) for word in text.split(","))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in text.split(","))


def _one_size(
    browser: Browser,
    chosen: Sequence[Adapter],
    environment: Environment,
    data: Path,
    count: int,
    found: Results,
    asked: argparse.Namespace,
) -> None:
    """All rounds of one number of claims."""
    kept = found[str(count)]
    with contextlib.ExitStack() as stack:
        outside = stack.enter_context(outside_served(environment))
        servers: list[Server] = []
        for adapter in chosen:
            told = kept[adapter.name]
            if adapter.left_out and not asked.peers:
                told["left_out"] = adapter.left_out
            elif adapter.most_claims and count > adapter.most_claims:
                told["left_out"] = f"takes {adapter.most_claims:,} claims"
            elif len(told.get("step", [])) < asked.rounds:
                with _told(told, adapter.name):
                    servers.append(
                        stack.enter_context(serving(adapter, environment, data, outside))
                    )
        for number in range(asked.rounds + 1):
            for server in servers:
                _one_visit(browser, server, kept[server.adapter.name], number, count, asked)
            _keep(found, asked.json)
        for server in servers:
            if server.adapter.served and kept[server.adapter.name].get("step"):
                kept[server.adapter.name]["memory"] = memory(server.process)
    _keep(found, asked.json)


def _one_visit(
    browser: Browser,
    server: Server,
    told: dict[str, Any],
    number: int,
    count: int,
    asked: argparse.Namespace,
) -> None:
    """One visit to one peer; the round before the first is not kept."""
    name = server.adapter.name
    if len(told.get("step", [])) >= asked.rounds or told.get("left_out"):
        return
    start = time.monotonic()
    with _told(told, name):

        def look(page: Page, when: str) -> None:
            if asked.shots and number == 0:
                asked.shots.mkdir(parents=True, exist_ok=True)
                word = "".join(sign if sign.isalnum() else "-" for sign in name)
                page.screenshot(path=asked.shots / f"{word}-{count}-{when}.png")

        found = visit(browser, server, look)
        told["in_a_row"] = 0
        if number:
            _add(told, found)
        print(
            f"{count:,} claims, round {number}, {name}: open {found.opened:,.0f} ms, steps "
            f"{', '.join(f'{step:,.0f}' for step in found.steps)} ms; "
            f"{time.monotonic() - start:.1f} s",
            file=sys.stderr,
        )


@contextlib.contextmanager
def _told(told: dict[str, Any], name: str) -> Any:
    """A peer that fails is told and does not end the run."""
    try:
        yield
    except NotPaintedError:
        _failed(told, name, f"not within {LIMIT_S} s")
    except (Error, OSError, RuntimeError) as error:
        _failed(told, name, f"failed: {str(error).splitlines()[0][:80]}")


def _failed(told: dict[str, Any], name: str, reason: str) -> None:
    print(f"{name}: {reason}", file=sys.stderr)
    told.setdefault("failed", []).append(reason)
    told["in_a_row"] = told.get("in_a_row", 0) + 1
    if told["in_a_row"] >= GIVE_UP_AFTER and not told.get("step"):
        told["left_out"] = reason


def _add(told: dict[str, Any], found: Visit) -> None:
    told.setdefault("open", []).append(found.opened)
    told.setdefault("open_bytes", []).append(found.opened_bytes)
    told.setdefault("step", []).append(found.step)
    told.setdefault("first_step", []).append(found.steps[0])
    told.setdefault("step_bytes", []).append(statistics.median(found.step_bytes[WARM_STEPS:]))
    told["outside"] = found.outside


def _keep(found: Results, file: Path | None) -> None:
    if file:
        file.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _rounds(found: Results) -> int:
    return max(len(told.get("step", [])) for peers in found.values() for told in peers.values())


if __name__ == "__main__":
    main()
