"""How common words are in Arabic and English, memory-mapped; wordfreq's figures, taken when the index is
built."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import marisa_trie
import numpy as np

from gazetteer.names import COMMON_SCALE

STEM = "gazetteer.words"


class Words:
    """Words by their normalised form."""

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / f"{STEM}.marisa"))
        self._common = np.load(folder / f"{STEM}.common.npy", mmap_mode="r")

    def zipf(self, word: str) -> float:
        """How common a normalised word is (zipf, 0 to 8), 0 for one that is not known."""
        number = self._trie.get(word)
        return float(self._common[number]) / COMMON_SCALE if number is not None else 0.0


def stored(zipf: float) -> int:
    """A zipf figure as the byte that is stored for it."""
    return min(255, max(0, round(zipf * COMMON_SCALE)))


def words_and_bytes(zipf: Mapping[str, float]) -> tuple[marisa_trie.Trie, np.ndarray]:
    """The trie of the words, and by its numbers how common each is."""
    trie = marisa_trie.Trie(zipf.keys())
    common = np.zeros(len(trie), dtype=np.uint8)
    for word, value in zipf.items():
        common[trie[word]] = stored(value)
    return trie, common
