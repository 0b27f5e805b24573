"""Names to places: the data, the index, the resolver and the geopy geocoder."""
