"""Claims set against each other and, where that means anything, added up.

A total is the sum of reports, never an estimate. It is refused wherever it could add two kinds,
count one statement twice, or sum a count at one moment over time or over places that overlap.
"""

from nkmap.summary.periods import Change, Status, compare
from nkmap.summary.pivot import SummaryCell, by_month, by_place, pivot
from nkmap.summary.totals import NoTotal, Place, Reason, Total, Within, firm, place_of, total
