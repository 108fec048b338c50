"""The ground under the maps: whole, true, and no more of it than is seen."""

import geopandas as gpd
from shipped import DATA

from nkmap.shipped import STATIC_FOLDER

EXPLORE = STATIC_FOLDER / "basemap" / "explore.geojson"


def test_the_map_that_is_moved_holds_the_whole_world_with_small_states_and_shipped_places():
    drawn = gpd.read_file(EXPLORE).set_index("country")
    assert drawn.geometry.is_valid.all()
    wanted = {"KP", "MT", "KW", "QA", "AE", "SG", "BH", "PL", "MZ", "AO", "SN", "US", "BR"}
    assert wanted <= set(drawn.index)
    assert EXPLORE.stat().st_size < 600_000
    for place in DATA.places.dropna(subset=["lat", "lon"]).itertuples():
        point = gpd.points_from_xy([place.lon], [place.lat])[0]
        assert drawn.index[drawn.covers(point)].tolist() == [place.country]
