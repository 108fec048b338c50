"""What differs between two versions of a dataset, claim by claim.

A claim's id is a promise: it may be cited, so it stands for one thing for ever, and the claim is
never deleted. ``compare`` finds where a version keeps this promise and where it does not.
"""

from nkmap.diff.compare import compare
from nkmap.diff.report import as_data, as_text
