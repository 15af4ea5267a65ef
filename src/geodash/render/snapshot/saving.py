"""Files that are there whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geodash.errors import FigureError


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file, replacing one of the same name.

    Raises:
        FigureError: the folder is not there, cannot be written or is full; what was there before stays.
    """
    if path.is_dir():
        raise FigureError(f"{path.name}: is a folder; give the name of a file")
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise FigureError(f"{path.name}: cannot be written ({error.strerror}); choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise FigureError(
            f"{path.name}: not written ({error.strerror}); make room, or choose another folder"
        ) from error
    return path


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
