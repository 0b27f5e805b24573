"""The built-in index, opened once for all tests of this room."""

from __future__ import annotations

import pytest

from gazetteer.index import Index, load_index


@pytest.fixture(scope="session")
def index() -> Index:
    return load_index()
