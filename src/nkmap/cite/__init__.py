"""Citations of a claim, a view or the dataset: whoever published comes first, nkmap last.

Pure functions. The same data give the same bytes, on whatever day they are asked for.
"""

from nkmap.cite.formats import FORMATS, as_text, citation_file, file_name, write
from nkmap.cite.references import Citation, Reference, of_claim, of_dataset, of_view
