"""Zip archives that are the same for the same content: fixed times and order, no trace of the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_UNIX, _READABLE = 3, 0o100644


def pack(files: Mapping[str, bytes]) -> bytes:
    """Zip files, in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system = _UNIX  # otherwise Windows would write another number
            entry.external_attr = _READABLE << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()
