"""Taking the data away: the events that a filter chooses, in the formats that people already use."""

from geo.export.formats import FORMATS, Format
from geo.export.run import export, export_bytes

__all__ = ["FORMATS", "Format", "export", "export_bytes"]
