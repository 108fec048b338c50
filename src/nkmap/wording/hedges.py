"""The closed list of words by which a sentence says that it passes on a report."""

REPORT_WORDS = (
    *("reportedly", "reported", "report", "reports", "said", "says", "say", "told", "tells"),
    *("according to", "spoke", "speaks", "speak", "heard", "believed", "estimated", "estimates"),
    *("put", "puts", "sums up", "passes on", "counted", "counts", "announced", "announces"),
    *("forecast", "considered", "considering", "promised", "talk", "listed", "declared"),
)
"""Words that say that a sentence is a report; naming the speaker does the same."""
