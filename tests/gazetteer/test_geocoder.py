import pytest
from geopy.exc import GeocoderQueryError
from geopy.location import Location

from gazetteer.geocoder import FuratGeocoder
from gazetteer.index import Index


def test_geocode(index: Index) -> None:
    found = FuratGeocoder(index=index).geocode("الباغوز", country_codes="sy")
    assert isinstance(found, Location)
    assert found.point[:2] == pytest.approx((34.4568, 40.9589))
    assert found.raw["place_id"] == "pcode:C5184"
    assert found.address.startswith("Al-Baghuz")


def test_language_of_the_address(index: Index) -> None:
    found = FuratGeocoder(index=index).geocode("Baghuz", country_codes=["SY"], language="ar")
    assert isinstance(found, Location)
    assert found.address.startswith("الباغوز")


def test_all_candidates(index: Index) -> None:
    geocoder = FuratGeocoder(index=index)
    found = geocoder.geocode("القصير", exactly_one=False)
    assert isinstance(found, list)
    assert {"SY", "EG"} <= {location.raw["country"] for location in found}
    limited = geocoder.geocode("القصير", exactly_one=False, limit=1)
    assert isinstance(limited, list)
    assert len(limited) == 1


def test_does_not_guess(index: Index) -> None:
    assert FuratGeocoder(index=index).geocode("القصير") is None
    assert FuratGeocoder(index=index).geocode("Qwertyville", exactly_one=False) is None


def test_reverse(index: Index) -> None:
    geocoder = FuratGeocoder(index=index)
    one = geocoder.reverse((34.4549, 40.9171))
    assert isinstance(one, Location)
    assert one.raw["distance_km"] < 1
    several = geocoder.reverse("34.4549, 40.9171", exactly_one=False, limit=3)
    assert isinstance(several, list)
    assert len(several) == 3


def test_reverse_of_no_point(index: Index) -> None:
    with pytest.raises(GeocoderQueryError):
        FuratGeocoder(index=index).reverse("somewhere")
