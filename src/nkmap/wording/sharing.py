"""The words with which a view is passed on: link, sentence, citation, figure and frame."""

from __future__ import annotations

from collections.abc import Mapping

from nkmap.wording.files import TITLE

__all__ = [
    "ABOUT_EMBED",
    "ABOUT_FIGURE",
    "ABOUT_LINK",
    "ABOUT_ONE_FILE",
    "ABOUT_QUOTE",
    "EMBED_ADDRESS_IS_YOURS",
    "EMBED_NEEDS_ADDRESS",
    "FIGURE_NAMES",
    "PREVIEW",
    "SHARE",
    "SHARE_PARTS",
    "SOURCES_FIRST",
    "SPANS",
    "STORY_NAMES",
    "TOLD_IN_THE_STORY",
    "cited",
    "embed_title",
    "figure_is_of_the_view",
    "steps_left_out",
]

SHARE = "Share, cite, embed"
SHARE_PARTS = ("Sentence and citation", "Figure", "Embed", "One file")
"""The parts behind the link, in the order in which an article needs them."""

ABOUT_LINK = "Months, choices, claim and frame are in the link. Nothing is stored."
ABOUT_QUOTE = (
    "Ready to paste. The hedge and who says so belong to the figure: leave them in the sentence."
)
SOURCES_FIRST = "The source stands first, because it is whose report this is; nkmap stands last."
ABOUT_FIGURE = (
    "The headline, the count of what is hidden, the legend, the sources, the version of the data, "
    "the link and the attribution are inside the picture."
)
PREVIEW = "A small picture of it, in the size for an article."
ABOUT_ONE_FILE = (
    "One file that works without a network: map, months, table, every claim in full, sources, "
    "method and citation of this very view. Open it in a browser, send it, or keep it with your "
    "notes."
)
ABOUT_EMBED = (
    "An embedded page is this dashboard, live: it needs this server whenever somebody reads your "
    "article. `nkmap publish --site` makes an embed.html that needs none."
)
EMBED_ADDRESS_IS_YOURS = (
    "The public address of this dashboard is not set (NKMAP_ADDRESS), so the code holds the one in "
    "your own browser. Check that your readers can reach it."
)
EMBED_NEEDS_ADDRESS = (
    "The address of this dashboard is not known, so there is no code to paste yet. Whoever runs it "
    "sets NKMAP_ADDRESS to its public address."
)
SPANS = (
    "Two periods stand side by side here. What follows is about all months from the first to the "
    "last of them."
)
FIGURE_NAMES: Mapping[str, str] = {"map": "Map", "timeline": "Timeline"}
STORY_NAMES: Mapping[str, str] = {
    "none": "Without",
    "briefing": "The briefing",
    "own": "My briefing",
}
"""The story that a file is given beside its view."""


def figure_is_of_the_view(claim_id: str, headline: str) -> str:
    """What a figure is of, while a claim is open that is not the one its headline tells."""
    return (
        f"The figure is of the whole view, so its headline is “{headline}” For one of claim "
        f"{claim_id}, choose its month or its place first."
    )


def cited(subject: str, claim_id: str = "") -> str:
    """What a citation is of: the claim that is open, the view, or all the data."""
    named = {"claim": f"Claim {claim_id}", "view": "This view", "data": "The whole dataset"}
    return named[subject]


def embed_title(counting: str) -> str:
    """What an embedded page is called for whoever does not see it."""
    return f"nkmap: {TITLE}. {counting}"


TOLD_IN_THE_STORY = "Told in the story, and not among the claims shown"
"""Stands over claims in full that a page holds for its story alone."""


def steps_left_out(count: int) -> str:
    """The steps of a story that what was known on a day does not hold."""
    steps, rest = ("1 step", "rests") if count == 1 else (f"{count:,} steps", "rest")
    return f"Left out: {steps} of the story that {rest} on claims not known by that day."
