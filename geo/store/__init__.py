"""The store: reports with their text, the events and claims read in them, and imported claims."""

from geo.store.entries import ReportEntry, StoredClaim, StoredEvent, StoredReport
from geo.store.store import Store

__all__ = ["ReportEntry", "Store", "StoredClaim", "StoredEvent", "StoredReport"]
