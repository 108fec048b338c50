"""Every sentence made from data: hedged numbers, dates, headlines, counts, citations, alt text.

One function makes the words for a figure, so map, panel, table, chart and file cannot disagree. The
strings here are plain text; whoever puts them into Markdown or HTML escapes them there.
"""

from nkmap.wording.captions import *
from nkmap.wording.choices import *
from nkmap.wording.comparisons import *
from nkmap.wording.counts import *
from nkmap.wording.dated import *
from nkmap.wording.dates import *
from nkmap.wording.faults import *
from nkmap.wording.figures import *
from nkmap.wording.files import *
from nkmap.wording.hedges import *
from nkmap.wording.on_map import *
from nkmap.wording.places import *
from nkmap.wording.preparing import *
from nkmap.wording.questions import *
from nkmap.wording.record import *
from nkmap.wording.saying import *
from nkmap.wording.scenes import *
from nkmap.wording.sentences import *
from nkmap.wording.sharing import *
from nkmap.wording.slides import *
from nkmap.wording.sources import *
from nkmap.wording.totals import *
