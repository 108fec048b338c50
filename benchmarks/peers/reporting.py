"""What was found, as Markdown: the two tables, the outside hosts and the ratios."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

FLOOR, OURS = "hello-world", "nkmap"
AIMS = {"step": 1.5, "open": 1.2}
"""Of hello-world's times, at most."""
RIVALS = ("bare Streamlit (pydeck, Altair)", "Plotly Dash", "Datasette (cluster-map)")
"""The peers that a month step should be ahead of."""
START, END = "<!-- peers -->", "<!-- /peers -->"
SECTION = "## Side by side with peers"
HERE = ("127.0.0.1", "localhost", "")
Found = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By number of claims, then by peer: lists of numbers by what was measured."""


def outside_host(address: str) -> str | None:
    """The outside host that a request is made to, or would be in the page as it is exported."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return None
    if (parts.hostname or "") not in HERE:
        return parts.hostname
    way = parts.path.split("/")
    return way[2] if way[1:2] == ["outside"] and len(way) > 2 else None


def milliseconds(values: Sequence[float]) -> str:
    """The median, with lowest and highest."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:,.0f} ({low:,.0f}–{high:,.0f})"


def size(count: float) -> str:
    """A number of bytes, in the unit that reads best."""
    if count < 10_000:
        return f"{count:,.0f} B"
    if count < 1_000_000:
        return f"{count / 1000:,.0f} kB"
    return f"{count / 1_000_000:,.1f} MB"


def report(found: Found) -> str:
    """Both tables, the outside hosts and the ratios."""
    sizes = sorted(found, key=int)
    peers = list(dict.fromkeys(peer for one in sizes for peer in found[one]))
    parts = [
        "Milliseconds, median with lowest and highest, by the number of claims:",
        _waits(found, sizes, peers),
        f"What is sent and used with {_claims(sizes[-1])} (or the most a peer takes):",
        _costs(found, sizes, peers),
        "\n".join([*_hosts(found, sizes, peers), *_ratios(found, sizes)]),
    ]
    return "\n\n".join(part for part in parts if part)


def written(document: str, text: str) -> str:
    """A document with the text between its markers; a section is added where there is none."""
    if START not in document:
        document = f"{document.rstrip()}\n\n{SECTION}\n\n{START}\n{END}\n"
    before, rest = document.split(START, 1)
    return f"{before}{START}\n{text}\n{END}{rest.split(END, 1)[1]}"


def _claims(number: str) -> str:
    return f"{int(number):,} claims"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _waits(found: Found, sizes: Sequence[str], peers: Sequence[str]) -> str:
    head = ["peer"]
    head += [f"month step, {int(one):,}" for one in sizes]
    head += [f"open to painted, {int(one):,}" for one in sizes]
    rows = []
    for peer in peers:
        told = [found[one].get(peer) for one in sizes]
        rows.append([peer, *(_wait(one, what) for what in ("step", "open") for one in told)])
    return _table(head, rows)


def _wait(told: Mapping[str, Any] | None, what: str) -> str:
    if told is None:
        return ""
    if told.get("left_out"):
        return str(told["left_out"])
    missed = len(told.get("failed", []))
    if not told.get(what):
        return "not measured" if not missed else str(told["failed"][-1])
    return milliseconds(told[what]) + (f", {missed} failed" if missed else "")


def _costs(found: Found, sizes: Sequence[str], peers: Sequence[str]) -> str:
    head = ["peer", "bytes of a step", "bytes of an opening", "outside requests", "server memory"]
    rows = []
    for peer in peers:
        told = _largest(found, sizes, peer)
        if told is None:
            continue
        memory = told.get("memory")
        asked = sum(told.get("outside", {}).values())
        rows.append(
            [
                peer,
                size(statistics.median(told["step_bytes"])),
                size(statistics.median(told["open_bytes"])),
                str(asked),
                f"{memory:,.0f} MB" if memory else "files only",
            ]
        )
    return _table(head, rows)


def _largest(found: Found, sizes: Sequence[str], peer: str) -> Mapping[str, Any] | None:
    measured = [told for one in sizes if (told := found[one].get(peer)) and told.get("step")]
    return measured[-1] if measured else None


def _hosts(found: Found, sizes: Sequence[str], peers: Sequence[str]) -> list[str]:
    lines = []
    for peer in peers:
        told = _largest(found, sizes, peer) or {}
        if asked := told.get("outside"):
            named = ", ".join(f"{host} {count}" for host, count in sorted(asked.items()))
            lines.append(f"- outside requests of {peer}: {named}")
    return lines


def _ratios(found: Found, sizes: Sequence[str]) -> list[str]:
    lines = []
    for what, said in (
        ("step", "month step"),
        ("open", "open to painted"),
    ):
        of_floor = [
            f"{ratio:.2f} at {int(one):,}"
            for one in sizes
            if (ratio := _ratio(found[one], OURS, FLOOR, what)) is not None
        ]
        if of_floor:
            aim = f"(aim: {AIMS[what]})"
            lines.append(f"- nkmap's {said} against hello-world: {', '.join(of_floor)} {aim}")
        if what == "step" and (flat := _flat(found, sizes)) is not None:
            lines.append(
                f"- nkmap's month step at {int(sizes[-1]):,} against {int(sizes[0]):,}: "
                f"{flat:.2f} (aim: 1.3)"
            )
    for rival in RIVALS:
        times = [
            f"{ratio:.2f} at {int(one):,}"
            for one in sizes
            if (ratio := _ratio(found[one], rival, OURS, "step")) is not None
        ]
        if times:
            lines.append(
                f"- month step of {rival} against nkmap's: {', '.join(times)} (aim: over 1)"
            )
    return lines


def _ratio(told: Mapping[str, Any], one: str, other: str, what: str) -> float | None:
    values = [told.get(one, {}).get(what), told.get(other, {}).get(what)]
    if not all(values):
        return None
    return statistics.median(values[0]) / statistics.median(values[1])


def _flat(found: Found, sizes: Sequence[str]) -> float | None:
    values = [found[one].get(OURS, {}).get("step") for one in (sizes[0], sizes[-1])]
    if len(sizes) < 2 or not all(values):
        return None
    return statistics.median(values[1]) / statistics.median(values[0])
