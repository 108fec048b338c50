"""A view as a file: the claims it shows, all columns, and what a reader must know about them.

Pure functions to bytes. The same data and the same view give the same bytes, whoever asks.
"""

from nkmap.export.formats import FORMATS, Format, file_name, named_by_claims, pandas_lines, write
