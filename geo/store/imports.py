"""Claims that come from a file or another map: each row once, corrections kept beside what they correct."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from geo.records import ControlClaim
from geo.store import tables
from geo.store.rows import claim_row, json_text, plain

Spot = tuple[float, float, date | None]
"""What makes two rows of one source speak of the same thing: latitude, longitude, first day."""


def save_imported(connection: Connection, claims: Sequence[ControlClaim], source: str) -> int:
    """Save the claims that are new and mark those they correct; returns how many were new."""
    now = datetime.now(UTC)
    rows = {}
    for claim in claims:
        stored = msgspec.structs.replace(claim, id=content_id(claim, source), method="imported")
        known_on = stored.valid_from or now.date()
        rows[stored.id] = claim_row(stored, source=source, recorded_at=now, known_on=known_on)
    earlier = _current(connection, source)
    new = [row for key, row in rows.items() if key not in earlier]
    if not new:
        return 0
    import_row = {"source": plain(source), "added_at": now, "claims": len(new)}
    number = connection.execute(
        insert(tables.imports).values(import_row).returning(tables.imports.c.id)
    ).scalar_one()
    connection.execute(insert(tables.claims), [row | {"import_id": number} for row in new])
    corrections: dict[Spot, str] = {(r["lat"], r["lon"], r["valid_from"]): r["id"] for r in new}
    for key, spot in earlier.items():
        if key not in rows and spot in corrections:
            connection.execute(
                update(tables.claims).where(tables.claims.c.id == key).values(superseded_by=corrections[spot])
            )
    return len(new)


def content_id(claim: ControlClaim, source: str) -> str:
    """The stored id of an imported claim: the hash of its source and of all it says."""
    content = json_text(msgspec.structs.replace(claim, id="", method="imported"))
    return "import:" + hashlib.sha256(f"{source}\n{content}".encode()).hexdigest()[:32]


def _current(connection: Connection, source: str) -> dict[str, Spot]:
    """The claims of a source that nothing corrects yet."""
    c = tables.claims.c
    found = connection.execute(
        select(c.id, c.lat, c.lon, c.valid_from).where(
            c.source == plain(source), c.import_id.is_not(None), c.superseded_by.is_(None)
        )
    )
    return {row.id: (row.lat, row.lon, row.valid_from) for row in found}
