"""Print every sentence that the product makes of a dataset, for a person to read.

``python tests/sentences.py [--data DIR]``. No test reads this: an editor does.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from frozen import FOLDER

from nkmap import dataset, story
from nkmap.claim import Claim
from nkmap.dataset import Dataset
from nkmap.evidence import Evidence
from nkmap.relations import lead_claim
from nkmap.schema import KINDS, Kind, Layer
from nkmap.summary import compare, total
from nkmap.view import ALL_LAYERS, WITH_A_PLACE, View, from_query
from nkmap.wording import captions, comparisons, counts, dates, files_and_links, sentences, sources
from nkmap.wording.slides import figure_split, slide_facts, slide_figure


def of_claim(claim: Claim, told: Evidence) -> Iterator[tuple[str, str]]:
    """Each way in which one claim is told, with its name."""
    data, names = told.data, told.names
    source = data.source_by_id[claim.source_id]
    yield "sentence", sentences.sentence(claim, names)
    yield "attributed", sentences.attributed(claim, names, str(source["publisher"]))
    yield "say", sources.quote_claim(claim, source, names, data.version)
    yield "mark", f"{captions.mark_figure(claim)} / {captions.mark_note(claim)}"
    yield "plate", captions.area_line(claim)
    yield "figure", " | ".join(figure_split(claim))
    yield "date", f"{dates.dated(claim)} (three dates: {dates.dates_of(claim, source)})"
    yield "kind", captions.kind_label(claim)
    yield (
        "slide",
        f"{' '.join(slide_figure(claim))} / {' · '.join(' '.join(fact) for fact in slide_facts(claim, names))}",
    )
    yield "headline", captions.headline([claim], names)
    for label, words in sources.record(claim, source, names, told.published):
        if label not in ("In one sentence", "Figure", "Say it like this"):
            yield f"record: {label}", words


def views(data: Dataset) -> Iterator[tuple[str, View]]:
    """A view for each kind, layer, question and step of the story, and for each kind's months."""
    for kind in Kind:
        yield f"kind {kind}", View(layers=ALL_LAYERS, kinds=(kind,))
    for layer in Layer:
        yield f"layer {layer}", View(layers=(layer,))
    for row in data.questions.itertuples():
        yield f"question {row.question_id}", from_query(row.view, data.known)[0]
    for step in story.read(data.story, data.known):
        yield f"step {step.title}", step.view


def of_view(told: Evidence) -> Iterator[tuple[str, str]]:
    """Each sentence about a view, with its name."""
    shown, names, data = told.shown, told.names, told.data
    yield "headline", captions.headline(shown, names)
    yield "aside", captions.aside(shown, names)
    yield "counting", counts.counting(told.selection)
    yield "counted", counts.claims_and_statements(shown)
    yield "say", sources.quote_view(shown, told.selection, names, data.source_by_id, data.version)
    yield "sources", sources.figure_sources(shown, data.source_by_id)
    yield "caution", files_and_links.figure_caution(lead_claim(shown) if shown else None)
    yield "figures", comparisons.figures_in(shown)
    if unplaced := [claim for claim in shown if claim.kind not in WITH_A_PLACE]:
        yield "no point", captions.without_point(unplaced)
    within = dict(zip(data.places["place_id"], data.places["within"], strict=True))
    yield "total", comparisons.total_words(total(shown, within)) if shown else ""
    months = told.months or ()
    for first, second in list(itertools.pairwise(months))[-1:]:
        before, after = (
            Evidence(data, told.view.with_(first=m, last=m)).shown for m in (first, second)
        )
        changes = compare(before, after)
        if changes:
            yield (
                "comparison",
                comparisons.comparison_headline(changes, dates.month(first), dates.month(second)),
            )


def main() -> None:
    """Print them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=FOLDER)
    told = Evidence(dataset.load(parser.parse_args().data), View(layers=ALL_LAYERS))
    parts = [
        *(
            (f"{claim.claim_id} ({KINDS[claim.kind].label})", of_claim(claim, told))
            for claim in told.shown
        ),
        *(
            (f"{title}: {view.to_query()}", of_view(Evidence(told.data, view)))
            for title, view in views(told.data)
        ),
    ]
    for title, said in parts:
        lines = "".join(f"{name}: {words}\n" for name, words in said)
        sys.stdout.write(f"\n== {title}\n{lines}")


if __name__ == "__main__":
    main()
