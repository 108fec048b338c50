"""What every column of the dataset means, declared once.

From this module come the checks of cells and the dtypes (``nkmap.dataset``), the data dictionary
``docs/data.md`` and the Frictionless descriptor ``data/datapackage.json`` (``data_package``), and
the rules for what may be done with a number (``KINDS``).

Conventions, all from the field: counts as ``low``, ``best``, ``high`` and place precision 1 to 6
as in the UCDP Georeferenced Event Dataset; dates in EDTF (ISO 8601-2:2019).
"""

from nkmap.schema.hedges import (
    BEHIND,
    HEDGES,
    REPORT_HEDGES,
    REPORTED_NOT_COUNTED,
    SAID,
    Bound,
    bound_of,
    is_hedged,
    says_none,
)
from nkmap.schema.kinds import (
    GROUPS,
    KINDS,
    LAYER_OF,
    LAYERS,
    MAP_KINDS,
    MILITARY,
    OVERLAYS,
    PEOPLE,
    UNITS,
    Group,
    Kind,
    KindRule,
    Layer,
    Measure,
)
from nkmap.schema.tables import (
    CHANGES,
    CLAIMS,
    FINEST_AREA_PRECISION,
    ID_PATTERN,
    LIST_SEPARATOR,
    PLACES,
    QUESTIONS,
    ROUTES,
    SEARCHES,
    SOURCES,
    STORY,
    TABLES,
    Field,
    Table,
    declared,
    items,
)
from nkmap.schema.values import (
    Access,
    ClaimStatus,
    DestinationStatus,
    EvidenceType,
    MissingReason,
    Mode,
    PlaceStatus,
    PlaceType,
    Reading,
    RouteRole,
    SaidByKind,
    SectorStatus,
    Spread,
    WherePrecision,
)
