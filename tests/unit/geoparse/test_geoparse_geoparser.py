"""The stages strung together; speed that must not collapse on odd texts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tiny_geoparsing import article, tiny_gazetteer, tiny_geoparser

from geodash.documents.article import Article
from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.records import Mention, Resolution


def test_the_three_tables_have_one_row_for_each_mention_in_order() -> None:
    result = tiny_geoparser().parse(article("In 1984 Huanta fell. Ayacucho, Peru, held until 1990."))
    ids = [mention.id for mention in result.mentions]
    assert ids == [r.mention_id for r in result.resolutions] == [d.mention_id for d in result.datings]
    assert len(ids) == 3
    assert str(result.datings[0].when and result.datings[0].when.edtf) == "1984"


def test_an_article_without_places_gives_empty_tables() -> None:
    assert tiny_geoparser().parse(article("")) == ([], [], [])
    assert tiny_geoparser().parse(article("nothing at all")) == ([], [], [])


def test_each_stage_can_be_replaced() -> None:
    class Deaf:
        def recognise(self, article: Article) -> list[Mention]:
            return [Mention(f"{article.id}:0", article.id, 0, 4, article.text[:4])]

    class Lost:
        def resolve(self, _: Article, mentions: list[Mention]) -> list[Resolution]:
            return [Resolution(m.id, None, None, None, None, 0.0, (), "unresolved: not tried") for m in mentions]

    result = Geoparser(Deaf(), Lost(), tiny_geoparser().dater).parse(article("Lima"))  # type: ignore[arg-type]
    assert [r.reason for r in result.resolutions] == ["unresolved: not tried"]


ODD = {
    "one word": "A" * 10,
    "capitals": "LIMA Y HUANTA ",
    "one row": "Huanta, ",
    "one long name": "San Francisco ",
    "digits": "1984 12 km ",
    "dots": "U.S. A. ",
    "hyphens": "Lima-",
    "broken": "Aya-\ncucho ",
    "quotes": "'’\"“ ",
    "blanks": "Lima     \t ",
    "relations": "12 km north of ",
    "universities": "Universidad de la ",
    "marks": "e\u0301\u0301",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", ODD.values(), ids=ODD.keys())
def test_a_long_line_takes_seconds_and_grows_in_proportion(unit: str) -> None:
    seconds = []
    for size in (60_000, 240_000):
        read = article(unit * (size // len(unit)))
        start = time.process_time()
        Geoparser.by_rules(tiny_gazetteer()).parse(read)
        seconds.append(time.process_time() - start)
    # Four times the text; a square would be sixteen times the work.
    assert seconds[1] < 9 * seconds[0] + 0.5


@pytest.mark.slow
def test_a_megabyte_on_one_line_takes_seconds() -> None:
    text = "".join(ODD.values()) + "lima y huanta son dos de las ciudades que hemos visto. "
    read = article(text * (1_000_000 // len(text)))
    start = time.process_time()
    tiny_geoparser().parse(read)
    assert time.process_time() - start < 60


def test_parsing_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tiny_geoparser().parse(article("In Huanta, Peru."))
    assert list(tmp_path.iterdir()) == []
