"""The one state of the screen, to and from a link, and what it selects.

Strict with data, forgiving with links: ``from_query`` never fails. It opens the nearest view and
returns, in words, what it had to drop.
"""

from nkmap.view.facets import Facet, Facets, Option
from nkmap.view.known import Known
from nkmap.view.link import from_query
from nkmap.view.scenes import ROUTE_SCENE, map_view, not_on_map, scene
from nkmap.view.selection import (
    Hidden,
    Selection,
    as_known,
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
    "ROUTE_SCENE",
    "Column",
    "Facet",
    "Facets",
    "Frame",
    "Hidden",
    "Known",
    "Number",
    "Option",
    "Panels",
    "Rows",
    "Selection",
    "View",
    "as_known",
    "from_query",
    "has_number",
    "map_view",
    "months_touched",
    "not_on_map",
    "overlaps",
    "scene",
    "select",
    "slug",
    "without_month",
]
