"""The actors of all events, with those they belong to: a filter on an alliance finds its members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

SIDE_BITS = {"attacker": 1, "target": 2, "both": 3}
"""Sides as bits: "both" is either."""

_DEEPEST = 8


class ParentRegister(Protocol):
    """The part of the actors' register that is asked here; what get returns has a `parent`, an id or None."""

    def get(self, actor_id: str, /) -> Any: ...


@dataclass(frozen=True, eq=False)
class ActorGroups:
    """Parties of n events as arrays.

    Row by row: those of event k are index[offsets[k]:offsets[k + 1]] with the sides (bits, see SIDE_BITS)
    beside them; index points into ids, where the ids that only occur as a parent come last. Rolled up:
    rolled_event, rolled_index, rolled_side hold each event once for every actor in it and every actor that
    these belong to.
    """

    ids: list[str]
    offsets: NDArray[np.int64]
    index: NDArray[np.int32]
    side: NDArray[np.uint8]
    rolled_event: NDArray[np.int32]
    rolled_index: NDArray[np.int32]
    rolled_side: NDArray[np.uint8]

    @staticmethod
    def build(
        ids: Sequence[str],
        offsets: NDArray[np.int64],
        index: NDArray[np.int32],
        side: NDArray[np.uint8],
        register: ParentRegister | None,
    ) -> ActorGroups:
        """Roll the parties up along the register's parents; without one each actor stands for itself."""
        lines = [_line(actor_id, register) for actor_id in ids]
        every = list(dict.fromkeys([*ids, *(a for line in lines for a in line)]))
        number = {actor_id: n for n, actor_id in enumerate(every)}
        event = np.repeat(np.arange(len(offsets) - 1, dtype=np.int64), np.diff(offsets))
        parts = []
        for depth in range(max((len(line) for line in lines), default=0)):
            up = np.array(
                [number[line[depth]] if depth < len(line) else -1 for line in lines], dtype=np.int64
            )
            there = up[index] >= 0
            parts.append((event[there] * len(every) + up[index[there]], side[there]))
        keys = np.concatenate([k for k, _ in parts]) if parts else np.empty(0, dtype=np.int64)
        sides = np.concatenate([s for _, s in parts]) if parts else np.empty(0, dtype=np.uint8)
        order = np.argsort(keys, kind="stable")
        unique, first = np.unique(keys[order], return_index=True)
        merged = np.bitwise_or.reduceat(sides[order], first) if len(first) else sides
        size = max(1, len(every))
        return ActorGroups(
            ids=every,
            offsets=offsets,
            index=index,
            side=side,
            rolled_event=(unique // size).astype(np.int32),
            rolled_index=(unique % size).astype(np.int32),
            rolled_side=merged,
        )


def _line(actor_id: str, register: ParentRegister | None) -> list[str]:
    """An actor and those it belongs to, nearest first; a ring in the register ends it."""
    line = [actor_id]
    while register is not None and len(line) < _DEEPEST:
        actor = register.get(line[-1])
        if actor is None or actor.parent is None or actor.parent in line:
            break
        line.append(actor.parent)
    return line
