"""The lesson file as bytes: what is in it, what is not, and that nothing in it can ask or run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers

import geodash
from geodash import bundle
from geodash.atlas import Atlas
from geodash.cli import main
from geodash.layers.layer import make_layer
from geodash.safety import gate
from geodash.story import Story, Wording, read_story
from geodash.view.satchel import shown

STORIES = sorted(bundle.path("data", "stories").glob("*.yaml"))
MOST = 2_000_000
MOST_GROUND = 600_000


def read(path: Path) -> Story:
    return read_story(path.read_text("utf-8"), path.name)


def content(page: bytes) -> Any:
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def weight(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


@pytest.fixture(scope="module")
def lesson(atlas: Atlas) -> bytes:
    return atlas.lesson(read(STORIES[0]))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_each_story_fits_on_a_stick_with_all_it_needs(atlas: Atlas, path: Path) -> None:
    story = read(path)
    page = atlas.lesson(story)
    assert len(page) <= MOST
    held = content(page)
    ground = weight(held["ground"]) + sum(weight(spoken["names"]) for spoken in held["spoken"].values())
    assert 100_000 < ground <= MOST_GROUND
    assert set(held["spoken"]) == set(held["evidence"]["codes"]) == {"en", "es"}
    assert [chapter["id"] for chapter in held["told"]["chapters"]] == [chapter.id for chapter in story.chapters]
    rows = shown(story, atlas.layers.values())
    marks = {(mark["layer"], mark["id"]) for mark in (*held["view"]["marks"], *held["view"]["abroad"])}
    assert marks <= rows
    assert all(focus in {row for _, row in marks} for chapter in story.chapters for focus in chapter.focus)


def test_the_policy_names_the_one_script_and_the_one_sheet(lesson: bytes) -> None:
    page = lesson.decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#x27;", "'").split(";"))
    assert rules["default-src"] == rules["connect-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert (rules["img-src"], rules["font-src"]) == ("data:", "data:")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert len(re.findall(r"<script\b", page)) == 2  # the other is data
    assert page.index("Content-Security-Policy") < page.index("<style")
    assert "unsafe" not in policy


def test_nothing_in_it_points_outside_but_links_to_sources(lesson: bytes) -> None:
    page = lesson.decode()
    (sheet,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert {address[:5] for address in re.findall(r"url\(\s*[\"']?([^)]*)", rules)} == {"data:"}
    assert "@import" not in rules
    markup = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.findall(r"\s(?:src|href|srcset|action|data|poster)\s*=", markup)
    assert "data:image/webp" in page
    assert "SIL Open Font" in page
    assert "BSD 2-Clause" in page


def test_the_same_story_gives_the_same_bytes(lesson: bytes, tmp_path: Path) -> None:
    made = "import sys, pathlib, geodash; from geodash.story import read_story; p = pathlib.Path(sys.argv[1])\n"
    made += "pathlib.Path(sys.argv[2]).write_bytes(geodash.load().lesson(read_story(p.read_text('utf-8'), p.name)))"
    out = tmp_path / "again.html"
    command = [sys.executable, "-c", made, str(STORIES[0]), str(out)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "4711"})
    assert out.read_bytes() == lesson


def test_without_notes_nothing_of_the_teachers_is_in_it(atlas: Atlas) -> None:
    story = read(STORIES[-1])
    told = [chapter.notes.say("en") for chapter in story.chapters if chapter.notes]
    told += [step.text.say("es") for step in story.plan] + [row.answer.say("en") for row in story.worksheet]
    assert len(told) > 20
    held = json.dumps(content(atlas.lesson(story, notes=False)), ensure_ascii=False)
    assert not [text for text in told if text in held]
    assert story.worksheet[0].question.say("es") in held
    with_notes = json.dumps(content(atlas.lesson(story)), ensure_ascii=False)
    assert told[0] in with_notes
    assert story.worksheet[0].answer.say("en") not in with_notes  # the key is the handout's


def test_hostile_texts_stay_texts(atlas: Atlas) -> None:
    signs = [
        "</script><script>planted()</script>",
        "{{ 7*7 }}{% raw %}",
        "${planted()}`",
        "<!--",
        "مرحبا بالعالم",
        "]]>",
    ]
    hostile = Wording.of({"en": " ".join(signs), "es": "&lt;/script&gt; </style>"})
    story = read(STORIES[0])
    chapter = replace(
        story.chapters[0], title=hostile, text=hostile, question=hostile, content_note=hostile, label="</i>"
    )
    story = replace(
        story, title=hostile, summary=hostile, author="</script>", chapters=(chapter, *story.chapters[1:])
    )
    page = atlas.lesson(story).decode()
    for sign in ("planted()</script>", "</script><script>planted", "<!--"):
        assert sign not in page
    (held,) = re.findall(r'id="content">(.*?)</script>', page, re.DOTALL)
    assert not [sign for sign in ("{{", "{%", "${", "`", "<", ">", "&", "'") if sign in held]
    assert page.count("</script>") == 2
    assert page.count("</style>") == 1
    assert content(page.encode())["told"]["chapters"][0]["text"] == dict(hostile.texts)


def test_only_what_the_gate_lets_pass_is_in_it() -> None:
    rows = synthetic_layers.layers(40)["committees"][:3]
    secret = rows[0]
    secret["properties"] |= {"sensitivity": "withheld", "name": "Planted name", "summary": "Planted summary"}
    secret["geometry"]["coordinates"] = [-74.17593, -12.93571]
    rows[1]["properties"] |= {"sensitivity": "district"}
    rows[1]["geometry"]["coordinates"] = [-74.28642, -12.86429]
    made = Atlas({"committees": gate(make_layer("committees", rows))})
    story = read(STORIES[-1])
    everything = replace(story.chapters[0].selection, first=1970, last=2023, undated=True)
    story = replace(story, chapters=(replace(story.chapters[0], selection=everything, focus=()),))
    page = made.lesson(story).decode()
    assert "committees:2" in page
    assert not [planted for planted in ("Planted", "17593", "93571", "28642", "86429") if planted in page]


def test_the_command_writes_it_and_says_how_large_it_is(tmp_path: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415

    out = tmp_path / "lesson.html"
    done = CliRunner().invoke(main, ["lesson", STORIES[0].stem, "-o", str(out), "--no-notes"])
    assert done.exit_code == 0, done.output
    assert re.search(rf"{re.escape(str(out))}  1,\d\d\d KB", done.output)
    assert content(out.read_bytes())["told"]["story"]["teacher_notes"] is None
    wrong = CliRunner().invoke(main, ["lesson", "no-such-story", "-o", str(out)])
    assert wrong.exit_code == 1
    assert "who-keeps-us-safe" in wrong.output
    nowhere = CliRunner().invoke(main, ["lesson", STORIES[0].stem, "-o", str(tmp_path / "no" / "lesson.html")])
    assert nowhere.exit_code == 1
    assert "choose another folder, or make room" in nowhere.output
