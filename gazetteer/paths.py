"""Where the program keeps what it builds and stores."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).resolve().parent / "data"


def data_dir() -> Path:
    """The folder named by FURAT_DATA, else .furat in the project; made when missing."""
    folder = Path(os.environ.get("FURAT_DATA") or PROJECT / ".furat").expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
