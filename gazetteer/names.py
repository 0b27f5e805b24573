"""The trie of normalised names, memory-mapped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import numpy as np

COMMON_SCALE = 30.0
"""How common a word is, is stored as one byte: zipf times this."""


class Names:
    """Keys (normalised names) to the rows of their places."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / f"gazetteer.{stem}.marisa"))
        self._starts = np.load(folder / f"gazetteer.{stem}.starts.npy", mmap_mode="r")
        self._rows = np.load(folder / f"gazetteer.{stem}.rows.npy", mmap_mode="r")
        common = folder / f"gazetteer.{stem}.common.npy"
        self._common = np.load(common, mmap_mode="r") if common.exists() else None

    def all_keys(self) -> Iterator[str]:
        """Every key once."""
        keys: Iterator[str] = self._trie.iterkeys()
        return keys

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def rows(self, key: str) -> list[int]:
        """The rows of the places of that key, none when it is no name."""
        number = self._trie.get(key)
        if number is None:
            return []
        return [int(row) for row in self._rows[self._starts[number] : self._starts[number + 1]]]

    def common(self, key: str) -> float:
        """How common the key is as a word (zipf, 0 to 8); 0 for names of several words."""
        number = self._trie.get(key)
        return (
            float(self._common[number]) / COMMON_SCALE
            if number is not None and self._common is not None
            else 0.0
        )

    def prefixes(self, text: str) -> list[str]:
        """All keys that the text begins with, shortest first."""
        return list(self._trie.prefixes(text))

    def starting_like(self, key: str, least: int = 2) -> list[str]:
        """Keys with the same first letters and about the same length."""
        # The article says nothing about where a name belongs.
        front = key[: least + 2] if key.startswith("ال") else key[:least]
        return [k for k in self._trie.iterkeys(front) if abs(len(k) - len(key)) <= 2]

    def keys_of_rows(self, rows: np.ndarray) -> list[str]:
        """All keys of the places in those rows."""
        wanted = np.flatnonzero(np.isin(self._rows, rows))
        numbers = np.unique(np.searchsorted(self._starts, wanted, side="right") - 1)
        return [self._trie.restore_key(int(number)) for number in numbers]
