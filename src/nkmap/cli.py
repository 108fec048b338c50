"""The ``nkmap`` command: check a dataset, and make the generated files again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nkmap import dataset, describe
from nkmap.dataset import Dataset, InvalidDataset
from nkmap.figures import assets

_EXAMPLES = """\
examples:
  nkmap check                   check the dataset that comes with nkmap
  nkmap check --data my-data    check another dataset of the same shape
  nkmap docs --write            make docs/data.md, data/datapackage.json and the icons again

exit codes: 0 all is well; 1 the dataset has problems, or a generated file is stale; 2 wrong usage.
NKMAP_DATA names the data folder where --data does not.
"""
ROOT = dataset.SHIPPED.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    choices = _parser().parse_args(argv)
    try:
        return int(choices.run(choices))
    except InvalidDataset as error:
        for problem in error.problems:
            print(problem)  # noqa: T201 - this is the command's output
        count = len(error.problems)
        print(f"{count} problem{'' if count == 1 else 's'}")  # noqa: T201
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nkmap",
        description="An evidence map of North Korean workers sent abroad.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check a dataset and list every problem")
    check.add_argument("--data", metavar="DIR", help="folder of the dataset")
    check.set_defaults(run=_check)
    docs = commands.add_parser("docs", help="check that generated files are up to date")
    docs.add_argument("--write", action="store_true", help="write them instead")
    docs.set_defaults(run=_docs)
    return parser


def _check(choices: argparse.Namespace) -> int:
    if choices.data == "":  # a variable that is not set must not pass as the shipped data
        print("--data names no folder; name one, or leave the option out", file=sys.stderr)  # noqa: T201
        return 1
    data = dataset.load(dataset.folder(choices.data))
    print("\n".join(summary(data)))  # noqa: T201
    return 0


def summary(data: Dataset) -> list[str]:
    """One line per table: what it holds."""
    claims = data.claims
    figures = int(claims[["low", "best", "high"]].notna().any(axis=1).sum())
    dated = int(claims["has_month"].sum())
    points = int(data.places["lat"].notna().sum())
    return [
        f"claims.csv: {len(claims)} claims, {figures} with a figure, {dated} with a month, "
        f"{claims['origin_group'].nunique()} independent origins",
        f"places.csv: {len(data.places)} places, {points} with a point",
        f"routes.csv: {len(data.routes)} stops of {data.routes['claim_id'].nunique()} routes",
        f"sources.csv: {len(data.sources)} sources",
        f"changes.csv: {len(data.changes)} changes, data {data.version} of {data.date}",
        f"questions.csv: {len(data.questions)} questions",
    ]


def generated() -> dict[Path, str]:
    """Every generated file of the project, with the text it must have."""
    data = dataset.load(dataset.SHIPPED)
    files = {
        ROOT / "docs" / "data.md": describe.data_dictionary(),
        dataset.SHIPPED / "datapackage.json": describe.data_package(data),
    }
    return files | {ROOT / "static" / name: text for name, text in assets.static_files().items()}


def _docs(choices: argparse.Namespace) -> int:
    stale = [path for path, text in generated().items() if _current(path) != text]
    for path in stale:
        name = path.relative_to(ROOT)
        if choices.write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(generated()[path], encoding="utf-8")
        print(f"{name}: {'written' if choices.write else 'stale, run nkmap docs --write'}")  # noqa: T201
    return 1 if stale and not choices.write else 0


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
