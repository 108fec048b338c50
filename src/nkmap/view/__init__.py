"""The one state of the screen, to and from a link, and what it selects.

Strict with data, forgiving with links: ``from_query`` never fails. It opens the nearest view and
returns, in words, what it had to drop.
"""

from nkmap.view.facets import Counted, Facet, Facets, Option, choose, chosen
from nkmap.view.known import Known
from nkmap.view.limits import Extra, Limit, limits, without
from nkmap.view.link import LONGEST_QUERY, from_query
from nkmap.view.order import order
from nkmap.view.scenes import ROUTE_SCENE, WITH_A_PLACE, drawn_with, scene
from nkmap.view.selection import (
    Elsewhere,
    Hidden,
    Selection,
    as_known,
    elsewhere,
    has_number,
    months_touched,
    overlaps,
    select,
    without_month,
)
from nkmap.view.state import (
    ALL_LAYERS,
    DEFAULT_COLUMNS,
    DEFAULT_LAYERS,
    Aside,
    Column,
    Frame,
    Number,
    Panels,
    Rows,
    View,
    slug,
)

__all__ = [
    "ALL_LAYERS",
    "DEFAULT_COLUMNS",
    "DEFAULT_LAYERS",
    "LONGEST_QUERY",
    "ROUTE_SCENE",
    "WITH_A_PLACE",
    "Aside",
    "Column",
    "Counted",
    "Elsewhere",
    "Extra",
    "Facet",
    "Facets",
    "Frame",
    "Hidden",
    "Known",
    "Limit",
    "Number",
    "Option",
    "Panels",
    "Rows",
    "Selection",
    "View",
    "as_known",
    "choose",
    "chosen",
    "drawn_with",
    "elsewhere",
    "from_query",
    "has_number",
    "limits",
    "months_touched",
    "order",
    "overlaps",
    "scene",
    "select",
    "slug",
    "without",
    "without_month",
]
