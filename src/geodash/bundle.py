"""Where the files lie that are not code: the repository, or the copy carried inside an installed package."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from geodash.errors import GeodashError

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def root() -> Path:
    """Find the folder that holds app.py, static/, data/ and geo/.

    A checkout (the folder two above the package, if it has app.py and geo/) comes before the copy that a
    wheel carries as `geodash/bundle`, so that someone who edits the data sees the edit.

    Raises:
        GeodashError: neither is there; the package was built without its bundle.
    """
    checkout = _PACKAGE.parent.parent
    if (checkout / "app.py").is_file() and (checkout / "geo").is_dir():
        return checkout
    carried = _PACKAGE / "bundle"
    if (carried / "app.py").is_file():
        return carried
    raise GeodashError(
        f"{carried}: the atlas files are missing; install geodash from a wheel, or run it from a checkout"
    )


def path(*parts: str) -> Path:
    """Join `parts` to the root; whether the file exists is the caller's business."""
    return root().joinpath(*parts)


def package(*parts: str) -> Path:
    """Join `parts` to the folder of the package itself."""
    return _PACKAGE.joinpath(*parts)
