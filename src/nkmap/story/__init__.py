"""The steps of a briefing, each kept as a link, and what may be wrong with them.

A step is data like a claim: its number is that of a claim its view selects, its words keep the
claims' hedges, and a story that breaks this is refused with file, line, column and what to do.
"""

from nkmap.story.steps import (
    LARGEST_STORY,
    LONGEST,
    LONGEST_STORY,
    Step,
    checked,
    opened,
    problems,
    read,
    step_problems,
    taken,
    to_csv,
)
