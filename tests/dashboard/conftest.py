"""A data folder of the tests' own, with the gazetteer's index shared from the project's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import panel, state
from gazetteer.paths import data_dir
from tests.dashboard.made_store import fill


def _forget() -> None:
    state.forget()
    panel._report.cache_clear()
    panel._claims.cache_clear()


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder without a store in it."""
    for file in data_dir().glob("gazetteer.*"):
        (tmp_path / file.name).symlink_to(file)
    monkeypatch.setenv("FURAT_DATA", str(tmp_path))
    _forget()
    yield tmp_path
    _forget()


@pytest.fixture
def made_folder(empty_folder: Path) -> Path:
    """A data folder with the small store of made_store."""
    fill(empty_folder)
    return empty_folder
