"""Rows as a GeoDataFrame, for the formats that geopandas writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.export.rows import COLUMNS, EventRow

_DTYPES = {str: "object", int: "Int64", float: "float64"}


def to_frame(rows: Iterable[EventRow]) -> Any:
    """A GeoDataFrame of points in WGS 84, a column for each of COLUMNS; also without rows."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    table = table.astype({name: _DTYPES[kind] for name, kind in COLUMNS.items()})
    points = gpd.points_from_xy(table["longitude"], table["latitude"])
    return gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")
