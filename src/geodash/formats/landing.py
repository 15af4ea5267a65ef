"""Files that belong together, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from geodash.errors import GeodashError


def land(contents: Mapping[Path, bytes]) -> None:
    """Write files beside their places, and move them in once all are whole; earlier ones are replaced.

    Raises:
        GeodashError: a folder is missing or closed, the disk is full, a folder has the name; nothing is written then.
    """
    made: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise GeodashError(f"{path}: is a folder; give the name of a file")
            made[path] = _write_beside(path, content)
        for path, whole in made.items():
            whole.replace(path)
    except OSError as error:
        name = next(iter(contents)) if error.filename is None else Path(str(error.filename)).parent
        told = error.strerror or str(error)
        raise GeodashError(f"{name}: cannot be written ({told}); choose another folder, or make room") from error
    finally:
        for whole in made.values():
            whole.unlink(missing_ok=True)


def _write_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".geodash-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a full disk shows now, not when the old file is gone
        Path(name).chmod(0o644)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
