"""What every column of the dataset means, declared once.

From this module come the checks of cells and the dtypes (``nkmap.dataset``), the data dictionary
``docs/data.md`` and the Frictionless descriptor ``data/datapackage.json`` (``data_dictionary``),
and the rules for what may be done with a number (``KINDS``).

Conventions, all from the field: counts as ``low``, ``best``, ``high`` and place precision 1 to 6
as in the UCDP Georeferenced Event Dataset; dates in EDTF (ISO 8601-2:2019).
"""

from nkmap.schema.claims_table import CLAIMS
from nkmap.schema.fields import ID_PATTERN, LIST_SEPARATOR, Field, Table, items
from nkmap.schema.groups import GROUPS, MILITARY, PEOPLE, UNITS, Group, GroupRule, UnitRule
from nkmap.schema.kinds import KINDS, MAP_KINDS, Kind, KindRule, Measure
from nkmap.schema.layers import LAYER_OF, LAYERS, OVERLAYS, Layer, LayerRule
from nkmap.schema.tables import (
    CHANGES,
    FINEST_AREA_PRECISION,
    PLACES,
    QUESTIONS,
    ROUTES,
    SOURCES,
    STORY,
    TABLES,
)
from nkmap.schema.values import (
    BEHIND,
    HEDGES,
    Access,
    Bound,
    ClaimStatus,
    DestinationStatus,
    EvidenceType,
    MissingReason,
    Mode,
    PlaceType,
    Reading,
    RouteRole,
    SaidByKind,
    SectorStatus,
    Spread,
    WherePrecision,
    bound_of,
    is_hedged,
    says_none,
)
