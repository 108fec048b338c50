"""A large dataset of invented claims, of the project's shape, for measurement and for tests.

    python benchmarks/large_dataset.py DIR [--claims 100000]

Nothing in it is evidence: every summary, source and title says that it is invented. Only the places
are those of the shipped data, so that their points lie on the right side of the borders. The same
number of claims always gives the same files.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nkmap import dates
from nkmap.schema import LIST_SEPARATOR, TABLES, Group, Kind, Layer

SHIPPED = Path(__file__).parents[1] / "data"
COVERED = dates.months_between("2023-01", "2025-12")
"""The 36 months that claims are about."""
AT_HOME = (
    "hyesan", "musan", "hoeryong", "pyongyang", "rason", "musan-mine", "tumangang",
    "north-hamgyong", "ryanggang", "north-korea",
)  # fmt: skip
ABROAD = (
    "russia", "china", "vladivostok", "khabarovsk", "ussuriysk", "khasan", "moscow", "alabuga",
    "primorsky", "near-vladivostok", "hunchun", "helong", "dandong", "jilin", "liaoning",
    "yanbian", "southeast-asia", "qatar", "uae", "libya",
)  # fmt: skip
CLAIMS_A_SOURCE = 250
FEWEST_SOURCES, MOST_SOURCES = 40, 400


@dataclass(frozen=True)
class Sort:
    """A sort of claim: where it belongs, how many of a thousand, and what it counts."""

    layer: Layer
    kind: Kind
    share: int
    unit: str = ""
    group: str = Group.WORKERS.value


SORTS = (
    Sort(Layer.DISPATCH, Kind.DEPARTED, 170, "people"),
    Sort(Layer.DISPATCH, Kind.SELECTED, 110, "people"),
    Sort(Layer.DISPATCH, Kind.ARRIVED, 70, "workers"),
    Sort(Layer.DISPATCH, Kind.RETURNED, 30, "workers"),
    Sort(Layer.DISPATCH, Kind.TURNED_BACK, 20, "people"),
    Sort(Layer.DISPATCH, Kind.CANCELLED, 15, "people"),
    Sort(Layer.DISPATCH, Kind.TREND, 40),
    Sort(Layer.DISPATCH, Kind.RECRUITING, 50),
    Sort(Layer.DISPATCH, Kind.CONDITIONS, 50),
    Sort(Layer.DISPATCH, Kind.LIMITATION, 15, group=""),
    Sort(Layer.DISPATCH, Kind.PAY, 30, "USD per month"),
    Sort(Layer.DISPATCH, Kind.COST, 5, "USD"),
    Sort(Layer.DISPATCH, Kind.PROMISED_PAY, 25, "CNY per month"),
    Sort(Layer.DISPATCH, Kind.CONTRACT_LENGTH, 20, "months"),
    Sort(Layer.DISPATCH, Kind.ROUTE, 5),
    Sort(Layer.BASELINES, Kind.PRESENT, 70, "workers"),
    Sort(Layer.BASELINES, Kind.BORDER_ENTRIES, 40, "crossings", Group.TRAVELLERS.value),
    Sort(Layer.BASELINES, Kind.VISAS, 20, "visas", Group.TRAVELLERS.value),
    Sort(Layer.BASELINES, Kind.PERMITS, 10, "permits"),
    Sort(Layer.BASELINES, Kind.EMPLOYED, 5, "workers"),
    Sort(Layer.BASELINES, Kind.RATE, 5, "people per day"),
    Sort(Layer.BASELINES, Kind.WORKPLACES, 5, "restaurants"),
    Sort(Layer.BASELINES, Kind.DUES, 5, "CNY per month"),
    Sort(Layer.INCIDENTS, Kind.INCIDENT, 40, "deaths"),
    Sort(Layer.PLANS, Kind.PLANNED, 60, "workers"),
    Sort(Layer.TRANSPORT, Kind.TRANSPORT, 20, "passengers", ""),
    Sort(Layer.SANCTIONS, Kind.SANCTION, 15, group=""),
    Sort(Layer.SANCTIONS, Kind.POLICY, 15, group=""),
    Sort(Layer.MILITARY, Kind.PRESENT, 20, "soldiers", Group.SOLDIERS.value),
    Sort(
        Layer.MILITARY, Kind.PLANNED, 15, "military personnel", Group.MILITARY_BUILDERS.value
    ),
)  # fmt: skip
ROUTES = (
    ("hyesan", "pyongyang", "rason", "russia"),
    ("musan", "rason", "tumangang", "khasan"),
    ("hoeryong", "rason", "vladivostok"),
    ("pyongyang", "dandong", "china"),
)
LINES = (("tumangang", "khasan"), ("khasan", "vladivostok"), ("pyongyang", "dandong"))
HEDGES = ("", "", "about", "around", "reportedly", "some", "approximately")
WORK = ("construction", "factory work", "logging", "seafood processing", "interior work")
SPEAKERS = (
    ("a partner", "reporting partner"),
    ("an official", "government"),
    ("an editor", "media"),
    ("a body", "international body"),
    ("a former worker", "worker"),
)
EVIDENCE = ("heard", "estimate", "official count", "announcement", "rumour", "not stated")
Row = dict[str, str]


def tables(count: int, seed: int = 1) -> dict[str, list[Row]]:
    """The rows of every table, by name, with ``count`` claims."""
    chance = random.Random(seed)
    sources = _sources(max(FEWEST_SOURCES, min(MOST_SOURCES, count // CLAIMS_A_SOURCE)), chance)
    claims = [_claim(number, sources, chance) for number in range(1, count + 1)]
    _tie(claims, chance)
    return {
        "claims": claims,
        "places": _places(),
        "routes": _stops(claims, chance),
        "sources": sources,
        "changes": _changes(claims),
        "questions": _questions(),
        "story": _story(claims),
    }


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write the dataset into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables(count, seed).items():
        with (folder / TABLES[name].file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


# ---------------------------------------------------------------- sources and places


def _sources(count: int, chance: random.Random) -> list[Row]:
    return [_source(number, count, chance) for number in range(1, count + 1)]


def _source(number: int, count: int, chance: random.Random) -> Row:
    published = COVERED[(number - 1) * len(COVERED) // count]
    passes_on = number % 7 == 0
    access = chance.choice(("original", "original", "original", "relay", "weak copy"))
    return {
        "source_id": f"INV{number:04d}",
        "publisher": f"Invented publisher {number % 60 + 1}",
        "title": f"Invented report {number}",
        "published": "" if number % 50 == 0 else published,
        "language": "en",
        "url": f"https://example.org/invented/{number}",
        "relay_of": "an invented report" if passes_on else "",
        "access": "relay" if passes_on and access == "original" else access,
    }


def _places() -> list[Row]:
    named = {*AT_HOME, *ABROAD}
    with (SHIPPED / TABLES["places"].file).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["place_id"] in named]


# ---------------------------------------------------------------- claims


def _claim(number: int, sources: list[Row], chance: random.Random) -> Row:
    sort = chance.choices(SORTS, [sort.share for sort in SORTS])[0]
    source = chance.choice(sources)
    speaker, role = chance.choice(SPEAKERS)
    row = {
        "claim_id": f"X-{number:06d}",
        "source_id": source["source_id"],
        "locator": f"paragraph {chance.randint(1, 30)}",
        "said_by": speaker,
        "said_by_kind": role,
        "evidence": chance.choice(EVIDENCE),
        "layer": sort.layer.value,
        "kind": sort.kind.value,
        "group": sort.group,
        "said_on": source["published"],
        "summary": f"Invented claim {number} for measurement.",
        "caution": "a real event;a count of anybody" if number % 3 == 0 else "a real event",
        "unclear": "Everything: it is invented." if number % 4 == 0 else "",
        "contested": "An invented denial." if number % 60 == 0 else "",
        # One statement in three is passed on by another report.
        "origin_group": f"X-{number - number % 3 or number:06d}",
        "status": "current",
    }
    return row | _when(source, chance) | _where(sort, chance) | _figure(sort, chance)


def _when(source: Row, chance: random.Random) -> Row:
    latest = COVERED.index(source["published"]) if source["published"] else len(COVERED) - 1
    at = max(0, latest - min(int(chance.expovariate(0.35)), 18))
    month = COVERED[at]
    forms = {
        "": 5,
        month[:4]: 10,
        f"../{month}": 5,
        f"{month}/..": 5,
        f"{month}~": 10,
        f"{month}/{COVERED[min(at + 2, latest)]}": 10,
        f"{month}-{chance.randint(1, 28):02d}": 30,
        month: 25,
    }
    return {"when": chance.choices(list(forms), list(forms.values()))[0]}


def _where(sort: Sort, chance: random.Random) -> Row:
    if sort.kind in (Kind.SANCTION, Kind.POLICY):
        return {"destination": chance.choice(ABROAD), "destination_status": "country only"}
    # Few places have most of the claims, as in any collection of reports.
    home = AT_HOME[min(int(chance.expovariate(0.4)), len(AT_HOME) - 1)]
    abroad = ABROAD[min(int(chance.expovariate(0.25)), len(ABROAD) - 1)]
    row = {"origin": home, "destination": abroad}
    if sort.kind in (Kind.PRESENT, Kind.BORDER_ENTRIES, Kind.VISAS, Kind.PERMITS):
        row["origin"] = "north-korea"
    elif sort.kind is Kind.INCIDENT:
        row["origin"] = ""
    elif chance.random() < 0.03:
        row["origin"] = LIST_SEPARATOR.join(chance.sample(AT_HOME[:6], 2))
    if sort.kind in (Kind.RECRUITING, Kind.LIMITATION):
        return row | {"destination": ""}
    row["destination_status"] = chance.choice(("country only", "place named", "unconfirmed"))
    if chance.random() < 0.2:
        row["sector"] = LIST_SEPARATOR.join(chance.sample(WORK, chance.randint(1, 2)))
        row["sector_status"] = chance.choice(("reported", "expected", "rumour"))
    return row


def _figure(sort: Sort, chance: random.Random) -> Row:
    form = chance.random()
    if not sort.unit:
        return {"missing_reason": "not applicable"}
    if form < 0.3:
        return {"missing_reason": chance.choice(("not reported", "not reported", "withheld"))}
    value = round(chance.lognormvariate(4, 1.2)) + 1
    row = {"unit": sort.unit, "qualifier": chance.choice(HEDGES)}
    if form < 0.8:
        return row | {"best": str(value)}
    if form < 0.9:
        return row | {"low": str(value), "high": str(value * 2), "spread": "between"}
    if form < 0.95:
        return row | {"low": str(value), "qualifier": "more than"}
    return row | {"low": str(value), "best": str(value + 5), "high": str(value + 20)}


def _tie(claims: list[Row], chance: random.Random) -> None:
    """Some claims are parts of others, some do not agree, some no longer stand."""
    for number in range(1, len(claims), 40):
        whole, part = claims[number - 1], claims[number]
        if part["kind"] not in (Kind.ROUTE, Kind.TRANSPORT):
            part["part_of"] = whole["claim_id"]
    for number in range(10, len(claims), 50):
        one, two = claims[number - 1], claims[number]
        one["conflicts_with"], two["conflicts_with"] = two["claim_id"], one["claim_id"]
    for number in range(20, len(claims), 200):
        old, new = claims[number - 1], claims[number]
        old |= {"status": "superseded", "superseded_by": new["claim_id"]}
    for number in range(30, len(claims), 1000):
        claims[number]["status"] = "withdrawn"
    for number in range(33, len(claims), 70):
        claims[number]["access"] = chance.choice(("original", "weak copy"))


def _stops(claims: list[Row], chance: random.Random) -> list[Row]:
    found: list[Row] = []
    for claim in claims:
        if claim["kind"] == Kind.ROUTE:
            stops = chance.choice(ROUTES)
        elif claim["kind"] == Kind.TRANSPORT and chance.random() < 0.5:
            stops = chance.choice(LINES)
        else:
            continue
        roles = ["origin", *["waypoint"] * (len(stops) - 2), "destination"]
        for seq, (place, role) in enumerate(zip(stops, roles, strict=True), start=1):
            mode = "rail" if claim["kind"] == Kind.TRANSPORT else "unknown"
            found.append(
                {
                    "claim_id": claim["claim_id"],
                    "seq": str(seq),
                    "place_id": place,
                    "role": role,
                    "mode": mode,
                }
            )
    return found


def _changes(claims: list[Row]) -> list[Row]:
    first = {"date": "2026-01-01", "version": "0.1.0", "reason": "Invented for measurement."}
    rest = [
        {
            "date": "2026-01-02",
            "version": "0.2.0",
            "claim_id": claim["claim_id"],
            "column": "best",
            "old": "1",
            "new": "",
            "reason": "An invented correction.",
        }
        for claim in claims[::500]
    ]
    return [first, *rest]


def _questions() -> list[Row]:
    asked: Iterable[tuple[str, str, str]] = (
        ("russia", "How many invented workers are in Russia?",
         "destination=russia&kind=departed&kind=arrived&kind=present&kind=planned"),
        ("musan", "What is invented about Musan?", "origin=musan"),
    )  # fmt: skip
    return [dict(zip(TABLES["questions"].columns, row, strict=True)) for row in asked]


def _story(claims: list[Row]) -> list[Row]:
    """One step about a claim with a figure: a slide of very many claims."""
    key = next(c for c in claims if c["kind"] == "departed" and c.get("best") and c.get("origin"))
    start, layer = key["origin"].split(";")[0], key["layer"]
    view = f"kind=departed&origin={start}&layer={layer}&claim={key['claim_id']}"
    words = ("1", "Many invented claims.", "Invented people are said to have left.", "", view)
    return [dict(zip(TABLES["story"].columns, words, strict=True))]


def main() -> None:
    """Write the dataset and say how large it is."""
    parser = argparse.ArgumentParser(description="A large dataset of invented claims.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--claims", type=int, default=100_000)
    chosen = parser.parse_args()
    write(chosen.folder, chosen.claims)
    size = sum(file.stat().st_size for file in chosen.folder.glob("*.csv"))
    print(f"{chosen.claims:,} invented claims in {chosen.folder}, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
