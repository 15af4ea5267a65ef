"""What a command tells while it runs and when it ends: progress by stages, and the faults it set aside."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar for each stage, one after the other, where standard error is a terminal."""
    with ExitStack() as shown:
        bars: dict[str, Any] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if not sys.stderr.isatty():
                return
            if stage not in bars:
                shown.close()
                bars[stage] = shown.enter_context(
                    click.progressbar(length=total, label=f"{stage:<10}", file=sys.stderr)
                )
            bars[stage].update(done - bars[stage].pos)

        yield tell


def note(notes: Iterable[str]) -> None:
    """Tell what is no fault and yet worth knowing, on standard error."""
    for told in notes:
        click.echo(f"Note: {told}", err=True)


def warn(warnings: Iterable[str]) -> None:
    """Tell what was done all the same and should be mended, on standard error."""
    for told in warnings:
        click.echo(f"Warning: {told}", err=True)


def finish(faults: list[str], told: str = "; everything else was done") -> None:
    """Tell the faults and leave with exit code 1 if there are any."""
    for fault in faults:
        click.echo(f"Fault: {fault}", err=True)
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}{told}.", err=True)
        sys.exit(1)
