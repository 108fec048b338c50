"""The one state of the screen, to and from a link, and what it selects.

Strict with data, forgiving with links: ``from_query`` never fails. It opens the nearest view and
returns, in words, what it had to drop.
"""

from nkmap.view.facets import Counted, Limit, Option, count_facets, limits, without
from nkmap.view.fields import Facet, slug
from nkmap.view.hidden import overlaps
from nkmap.view.known_ids import Known
from nkmap.view.link import EVERY_MONTH, LONGEST_QUERY, from_query, opening, wrong_with
from nkmap.view.selection import (
    Elsewhere,
    Selection,
    as_known,
    elsewhere,
    months_touched,
    order,
    select,
    without_month,
)
from nkmap.view.state import (
    ALL_LAYERS,
    DEFAULT_COLUMNS,
    DEFAULT_LAYERS,
    FACETS,
    ROUTE_SCENE,
    WITH_A_PLACE,
    WITH_CONTROL,
    Aside,
    Column,
    Frame,
    Number,
    Panels,
    Rows,
    View,
    choose,
    drawn_with,
    has_number,
    scene,
)
