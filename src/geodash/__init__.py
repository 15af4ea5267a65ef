"""GeoDash: from articles to a map in time that can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodash.atlas import Atlas

__version__ = "0.1.0"


def load(folder: Path | None = None) -> Atlas:
    """Read the atlas's layers, or those that `geodash build --out` made in a folder; see `geodash.atlas.Atlas`."""
    from geodash.atlas import Atlas  # noqa: PLC0415 - `import geodash` stays quick

    return Atlas.read(folder)
