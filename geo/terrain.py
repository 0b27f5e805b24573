"""Land, for keeping held areas and fronts off the sea."""

from __future__ import annotations

import json
from functools import lru_cache

import shapely

from gazetteer.paths import DATA


@lru_cache(maxsize=1)
def load_land() -> shapely.Geometry:
    """All land in WGS 84 (Natural Earth, 10m, thinned), finer in the Middle East. Read once."""
    features = json.loads((DATA / "land.geojson").read_text(encoding="utf-8"))["features"]
    land = {f["properties"]["detail"]: shapely.geometry.shape(f["geometry"]) for f in features}
    fine = land["middle-east"]
    return shapely.union(shapely.difference(land["world"], shapely.box(*fine.bounds)), fine)
