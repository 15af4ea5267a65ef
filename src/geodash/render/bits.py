"""A yes or no for each mark of a view, in as few letters as can be sent with every command.

Written as the lengths of the runs of equal answers, each length less one in Rice's code (R. F. Rice, "Some practical
universal noiseless coding techniques", JPL 79-22, 1979): whole layers left or right take a few letters, a search that
finds every tenth of 50,000 marks four kilobytes, and what has no pattern at all little more than a bit a mark.
static/plugin/kept.js reads it.
"""

from __future__ import annotations

import base64

import numpy as np
import numpy.typing as npt

_WIDEST = 24  # bits; no view has runs longer than 2**24


def pack(answers: npt.NDArray[np.bool_]) -> str:
    """Write the first answer (0 or 1), two parameters (a letter each) and the bits (base64); nothing for no answers.

    The first parameter is that of the runs of the first answer, the second that of the others; each is the one that
    takes the fewest bits.
    """
    if not len(answers):
        return ""
    edges = np.flatnonzero(np.diff(answers)) + 1
    lengths = np.diff(np.concatenate([[0], edges, [len(answers)]])) - 1
    widths = [_width(lengths[turn::2]) for turn in (0, 1)]
    bits = _code(lengths, np.resize(np.array(widths, dtype=np.int64), len(lengths)))
    packed = base64.b64encode(np.packbits(bits, bitorder="little").tobytes()).decode("ascii")
    return f"{int(answers[0])}{_letter(widths[0])}{_letter(widths[1])}{packed}"


def _letter(width: int) -> str:
    return chr(ord("a") + width)


def _width(lengths: npt.NDArray[np.int64]) -> int:
    costs = [int((lengths >> width).sum()) + len(lengths) * (1 + width) for width in range(_WIDEST)]
    return int(np.argmin(costs))


def _code(lengths: npt.NDArray[np.int64], widths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Write each length as its quotient in ones, a zero, and its remainder in `width` bits, the lowest first."""
    quotients = lengths >> widths
    ends = np.cumsum(quotients + 1 + widths)
    starts = ends - (quotients + 1 + widths)
    steps = np.zeros(int(ends[-1]) + 1, dtype=np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + quotients, -1)
    bits = np.cumsum(steps)[:-1].astype(np.uint8)
    for place in range(int(widths.max())):
        wide = widths > place
        bits[(starts + quotients + 1 + place)[wide]] = (lengths[wide] >> place) & 1
    return bits
