"""Floor 2: source texts, from copies to numbered passages; the only code that opens files under ``sources/``."""

from .collection import load
from .reading import Collection, Passage, Reading

__all__ = ["Collection", "Passage", "Reading", "load"]
