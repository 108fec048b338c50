"""Claims set against each other and, where that means anything, added up.

A total is the sum of reports, never an estimate. It is refused wherever it could add two kinds,
count one statement twice, or sum a count at one moment over time or over places that overlap.
"""

from nkmap.summary.side_by_side import Change, Series, Status, by_series, by_unit, compare
from nkmap.summary.totals import (
    NoTotal,
    Place,
    Reason,
    SummaryCell,
    Total,
    Within,
    firm,
    pivot,
    place_of,
    total,
    within_of,
)
