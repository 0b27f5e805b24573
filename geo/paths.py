"""Where this program keeps its data: FURAT_DATA, by default .furat in the project."""

from __future__ import annotations

from gazetteer.paths import data_dir

__all__ = ["data_dir"]
