"""Line breaks in the atlas's typeface."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geodash.view.lettering import broken, width


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120), st.floats(20, 400))
def test_no_line_is_too_long_and_no_sign_is_lost(text: str, room: float) -> None:
    lines = broken(text, 14, room)
    assert all(width(line, 14) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_spaces_and_keep_the_breaks_that_are_there() -> None:
    assert broken("Comités de autodefensa\n1980", 14, 90) == ("Comités de", "autodefensa", "1980")
    assert broken("autodefensa", 14, 60) == ("autodefe", "nsa")
    assert broken("", 14, 60) == ("",)


def test_faces_are_measured_apart() -> None:
    assert width("Ayacucho", 12, "semibold") > width("Ayacucho", 12) > width("Ayacucho", 12, "italic")
    assert width("Ayacucho", 24) == 2 * width("Ayacucho", 12)
