from pathlib import Path

import numpy as np
import pytest

from gazetteer.index import Index
from gazetteer.words import STEM, Words, words_and_bytes


def test_how_common_words_are(tmp_path: Path) -> None:
    trie, common = words_and_bytes({"مدينه": 5.2, "rare": 0.4, "most": 99.0})
    trie.save(str(tmp_path / f"{STEM}.marisa"))
    np.save(tmp_path / f"{STEM}.common.npy", common)
    words = Words(tmp_path)
    assert words.zipf("مدينه") == pytest.approx(5.2, abs=0.02)
    assert words.zipf("rare") == pytest.approx(0.4, abs=0.02)
    assert words.zipf("most") < 9
    assert words.zipf("unheard") == 0.0


def test_index_knows_words_by_their_normalised_form(index: Index) -> None:
    assert index.zipf("مدينه") > 4.5  # a city, written without its dots
    assert index.zipf("الباغوز") < 3
