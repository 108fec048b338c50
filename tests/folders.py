"""Small valid data folders for tests: what a test gives, over defaults built in sight."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from nkmap import dataset
from nkmap.schema import TABLES

Row = Mapping[str, str]

CLAIM = {
    "source_id": "S1", "locator": "paragraph 1", "said_by": "a partner",
    "said_by_kind": "reporting partner", "evidence": "not stated", "layer": "dispatch",
    "kind": "departed", "group": "civilian workers", "best": "37", "unit": "people",
    "qualifier": "reportedly", "when": "2024-12", "origin": "hyesan", "destination": "russia",
    "destination_status": "country only", "summary": "Words.", "origin_group": "G1",
    "status": "current",
}  # fmt: skip
SOURCES = (
    {"source_id": "S1", "publisher": "P", "published": "2025-01", "language": "en",
     "url": "https://example.org/a", "access": "original"},
    {"source_id": "S2", "publisher": "Q", "published": "2025-02", "language": "en",
     "url": "https://example.org/b", "access": "original"},
)  # fmt: skip
PLACES = (
    {"place_id": "hyesan", "name_en": "Hyesan", "type": "city", "country": "KP", "admin1": "KP-10",
     "lat": "41.3927", "lon": "128.1927", "where_prec": "3", "part_of": "ryanggang",
     "coordinates_from": "X"},
    {"place_id": "musan", "name_en": "Musan", "type": "county", "country": "KP", "admin1": "KP-09",
     "lat": "42.2304", "lon": "129.2304", "where_prec": "3", "coordinates_from": "X"},
    {"place_id": "ryanggang", "name_en": "Ryanggang", "type": "province", "country": "KP",
     "admin1": "KP-10", "where_prec": "4"},
    {"place_id": "russia", "name_en": "Russia", "type": "country", "country": "RU", "where_prec": "6"},
)  # fmt: skip
CHANGES = ({"date": "2026-01-01", "version": "0.1.0", "reason": "First."},)
QUESTIONS = ({"question_id": "q", "title": "How many?", "view": "origin=hyesan"},)


def folder(
    path: Path,
    *claims: Row,
    sources: Sequence[Row] = SOURCES,
    places: Sequence[Row] = PLACES,
    routes: Sequence[Row] = (),
    changes: Sequence[Row] = CHANGES,
    questions: Sequence[Row] = QUESTIONS,
    searches: Sequence[Row] = (),
    story: Sequence[Row] = (),
) -> Path:
    """A data folder with these claims (over ``CLAIM``, with ids C1, C2 ...) and tables."""
    numbered = [{**CLAIM, "claim_id": f"C{n}", **given} for n, given in enumerate(claims, start=1)]
    tables = {
        "claims": numbered,
        "sources": sources,
        "places": places,
        "routes": routes,
        "changes": changes,
        "questions": questions,
        "searches": searches,
        "story": story,
    }
    path.mkdir(exist_ok=True)
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return path


def problems(folder: Path) -> list[str]:
    """What is wrong with a folder, as its readers are told; nothing where it opens."""
    try:
        dataset.load(folder)
    except dataset.InvalidDataset as error:
        return [str(problem) for problem in error.problems]
    return []
