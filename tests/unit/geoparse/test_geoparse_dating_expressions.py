"""The grammar of time: what each wording means, and what only looks like a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.geoparse.reckoning import NO_DATE_BEFORE, NO_PUBLICATION_DATE, Expression, Reckoner
from geodash.geoparse.temporal import load_grammar, make_plain
from geodash.when import parse_when

_PUBLISHED = "2015-06-23"  # a Tuesday


def _read(language: str, text: str, published: str | None = _PUBLISHED) -> list[Expression]:
    grammar, wording = load_grammar(language), make_plain(text)
    reckoner = Reckoner(grammar, text, wording, parse_when(published) if published else None)
    return reckoner.read_hits(grammar.find_hits(wording, 0, len(text)))


def _edtf(language: str, text: str, published: str | None = _PUBLISHED) -> str | None:
    found = [one.when.edtf for one in _read(language, text, published) if one.when is not None]
    return found[-1] if found else None


_ENGLISH = """
in 1984 | 1984
in the year 1984 | 1984
(1984) | 1984
around 1984 | 1984~
circa 1984 | 1984~
in early 2011 | [2011-01..2011-04]
in late 2000 | [2000-09..2000-12]
at the end of 2000 | [2000-09..2000-12]
the 1980s | 198X
the eighties | 198X
the '80s | 198X
in the early 1980s | 1980~/1983~
the early '90s | 1990~/1993~
in the mid-2000s | 2004~/2006~
mid-to-late 1980s | 1984~/1989~
the late 2000s | 2007~/2009~
the first half of the 1980s | 1980/1984
the 19th century | 18XX
the late nineteenth century | 1867~/1899~
between 1980 and 2000 | 1980/2000
from 1980 to 2000 | 1980/2000
1980-2000 | 1980/2000
2012–2016 | 2012/2016
2012/13 | 2012/2013
2005-06 | 2005/2006
from June to August 2009 | 2009-06/2009-08
between the late 1980s and the early 1990s | 1987~/1993~
May 1980 to June 1981 | 1980-05/1981-06
in 2008 and 2009 | 2008/2009
in 1992 and 1999 | {1992,1999}
1992 or 1993 | [1992,1993]
the 1980s and 1990s | 198X/199X
since 2008 | 2008/..
since the 1990s | 199X/..
from 2008 to the present | 2008/..
starting in 2005 | 2005/..
until 1992 | /1992
not until 1992 | 1992
by 2009 | /2009
before 1992 | [..1992]
after 1997 | [1997..2015-06-23]
in June 2012 | 2012-06
mid-June 2015 | [2015-06-11..2015-06-20]
12 September 1992 | 1992-09-12
September 12, 1992 | 1992-09-12
the 12th of September 1992 | 1992-09-12
12-14 September 1992 | 1992-09-12/1992-09-14
on 1992-09-12 | 1992-09-12
13/09/1992 | 1992-09-13
09/12/1992 | [1992-09-12,1992-12-09]
in the spring of 2001 | 2001-21
yesterday | 2015-06-22
last week | [2015-06-15..2015-06-21]
this week | [2015-06-22..2015-06-23]
last month | 2015-05
this year | 2015
last year | 2014
in the coming year | 2016
on Tuesday | 2015-06-23
last Tuesday | 2015-06-16
he died Sunday | 2015-06-21
By 2030 it may end. On May 4 | 2015-05-04
next July | 2015-07
last December | 2014-12
on July 28 | 2014-07-28
last summer | 2014-22
10 days ago | 2015-06-13
three months ago | 2015-03
two years ago | 2013
almost two years ago | 2013~
a decade ago | 2005~
in recent years | 2012~/2015-06-23
over the last couple of years | 2013~/2015-06-23
over the past decade | 2005~/2015-06-23
today | 2015-06-23
currently | 2015-06-23
they still exist | 2015-06-23
In 1984 they fled. The following year | 1985
In 1984 they fled, and that same year | 1984
In 1984 they fled. Two years later | 1986
In 1984 they fled. Since then | 1984/..
In 1984 they fled. In June | 1984-06
In the 1970s and over the next two decades, then | 197X/199X
in the first quarter of 2015 | [2015-01..2015-03]
in the first half of 2015 | [2015-01..2015-06]
the first half of the 2000s | 2000/2004
by the late 1980s | /1989~
by June 2015 | 2015-06
since the mid-20th century | 1945~/..
about July 2011 | 2011-07~
from January to September 2014 | 2014-01/2014-09
from January to September (2014) | 2014-01/2014-09
from January to September | 2014-01/2014-09
from October to March | 2014-10/2015-03
between 2008, when he left, and May 2011 | 2008/2011-05
from 2000 to about 2011 | 2000/2011~
from 1983 there was a post | 1983/..
in the four years up to about 2011 | 2007~/2011~
in the two years up to 2011 | 2009~/2011
in the decade up to 2011 | 2001~/2011
for the five years after 1990 | 1990/1995~
two weeks after 4 May 2012 | 2012-05-18
two years before 1992 | 1990
between 18 and 19 August 1993 | 1993-08-18/1993-08-19
between August 18 and 19, 1993 | 1993-08-18/1993-08-19
3 and 4 July 2012 | 2012-07-03/2012-07-04
on 3 and 4 June | 2015-06-03/2015-06-04
on June 3-5 | 2015-06-03/2015-06-05
on Sunday, June 7 | 2015-06-07
on Wednesday, June 4 | 2014-06-04
since March | 2015-03/..
in July of last year | 2014-07
it will open in November | 2015-11
they are due on Friday | 2015-06-26
rain is expected through the weekend | 2015-06-27/2015-06-28
over the weekend | 2015-06-20/2015-06-21
last weekend | 2015-06-20/2015-06-21
In May 1991 they came. In July of that year | 1991-07
In May 1991 they came. In July of the following year | 1992-07
In May 2010 it came. Sixteen months later | 2011-09
In 1984 it came. Sixteen months later | [1985-05..1986-04]
On 4 May 2012 it came. A week later | 2012-05-11
On 4 May 2012 it came. That Sunday | 2012-05-06
On 4 May 2012 it came. That weekend | 2012-05-05/2012-05-06
On 4 May 2012 it came. That day | 2012-05-04
On 4 May 2012 it came. The next day | 2012-05-05
On 4 May 2012 it came. On the 26th, | 2012-05-26
In 1976 they met. Within five years | 1976/1981
"""
_SPANISH = """
en 1984 | 1984
en el año 1984 | 1984
en el 2008 | 2008
hacia 1984 | 1984~
alrededor de 1984 | 1984~
a fines de 1983 | [1983-09..1983-12]
a comienzos de 1984 | [1984-01..1984-04]
años 80 | 198X
los 80 | 198X
en los años ochenta | 198X
durante los ochenta | 198X
la década de 1980 | 198X
la década del 80 | 198X
la decada de los ochenta | 198X
AÑOS OCHENTA | 198X
los años 80 y 90 | 198X/199X
a mediados de los 80 | 1984~/1986~
a inicios de los años ochenta | 1980~/1983~
a fines de los noventa | 1997~/1999~
la primera mitad de los años ochenta | 1980/1984
a fines del siglo XIX | 1867~/1899~
entre 1980 y 2000 | 1980/2000
entre los años 1980 y 2000 | 1980/2000
entre junio y agosto de 2009 | 2009-06/2009-08
de 1980 a 1992 | 1980/1992
del 2000 al 2004 | 2000/2004
desde 1980 hasta 2000 | 1980/2000
desde 2008 | 2008/..
desde 2008 hasta la actualidad | 2008/..
a partir de 2005 | 2005/..
hasta 1992 | /1992
para el 2009 | /2009
antes de 1992 | [..1992]
después de 1997 | [1997..2015-06-23]
1992 o 1993 | [1992,1993]
en junio de 2012 | 2012-06
en setiembre del 2012 | 2012-09
a mediados de junio de 2015 | [2015-06-11..2015-06-20]
12 de septiembre de 1992 | 1992-09-12
el lunes 3 de abril de 1983 | 1983-04-03
1º de enero de 2001 | 2001-01-01
del 12 al 14 de mayo de 1983 | 1983-05-12/1983-05-14
12/09/1992 | 1992-09-12
en el verano de 2001 | 2001-30
ayer | 2015-06-22
la semana pasada | [2015-06-15..2015-06-21]
el año pasado | 2014
el próximo año | 2016
este año | 2015
hace dos años | 2013
hace unos tres años | 2012~
en los últimos cinco años | 2010~/2015-06-23
durante la última década | 2005~/2015-06-23
el lunes pasado | 2015-06-22
el 28 de julio | 2014-07-28
hoy | 2015-06-23
actualmente | 2015-06-23
En 1984 huyeron. Al año siguiente | 1985
En 1984 huyeron y ese mismo año | 1984
En 1984 huyeron y dos años después | 1986
En 1984 huyeron; desde entonces | 1984/..
en el primer semestre de 2015 | [2015-01..2015-06]
el tercer trimestre de 2014 | [2014-07..2014-09]
hasta fines de los años 80 | /1989~
desde mediados del siglo XX | 1945~/..
hacia julio de 2011 | 2011-07~
entre el 18 y el 19 de agosto de 1993 | 1993-08-18/1993-08-19
sábado 4 y domingo 5 de agosto de 2007 | 2007-08-04/2007-08-05
del 5 al 9 de junio | 2015-06-05/2015-06-09
los días 3 y 4 de junio | 2015-06-03/2015-06-04
del 28 de mayo al 3 de junio | 2015-05-28/2015-06-03
el domingo 7 de junio | 2015-06-07
el domingo 7 de junio, dos semanas antes de la votación | 2015-06-07
de enero a marzo | 2015-01/2015-03
en marzo pasado | 2015-03
llegarán en noviembre | 2015-11
reabrirá en setiembre | 2015-09
volará desde octubre | 2015-10/..
prevista para 2019 | 2019
en los cuatro años previos a 2011 | 2007~/2011
el fin de semana | 2015-06-20/2015-06-21
dos años después de 1984 | 1986
En mayo de 1991 vino. En julio de ese año | 1991-07
En mayo de 1991 vino. Dieciséis meses después | 1992-09
El 7 de junio de 2010 vino. Ese domingo | 2010-06-06
El 4 de mayo de 2012 vino. Una semana después | 2012-05-11
El 4 de mayo de 2012 vino. Del 12 al 18. | 2012-05-12/2012-05-18
"""


def _rows(table: str) -> list[tuple[str, str]]:
    return [(row.split(" | ")[0], row.split(" | ")[1]) for row in table.strip().splitlines()]


@pytest.mark.parametrize(("wording", "edtf"), _rows(_ENGLISH))
def test_english_wordings(wording: str, edtf: str) -> None:
    assert _edtf("en", wording) == edtf


@pytest.mark.parametrize(("wording", "edtf"), _rows(_SPANISH))
def test_spanish_wordings(wording: str, edtf: str) -> None:
    assert _edtf("es", wording) == edtf


@pytest.mark.parametrize(
    "wording",
    [
        *("1638 committees", "$2000", "US$1990", "2000 hectares", "in 2000 hectares", "1,200 km", "2,000 men"),
        *("p. 1984", "pages 1980-1990", "Law 1992", "Law 27908", "some 2000 soldiers", "killed 2000 people"),
        *("the 2000 families", "you may march on", "they still talked", "until now", "2001.5 m", "31 June 2012"),
        *("2000 percent", "1984 communities", "years later", "it was still dark", "the fourth Thursday in a row"),
    ],
)
def test_english_lookalikes(wording: str) -> None:
    assert _read("en", wording) == []


@pytest.mark.parametrize(
    "wording",
    [
        *("S/. 2000", "2000 hectáreas", "Ley 27908", "Ley N° 1992", "1638 comités", "2000 comuneros"),
        *("los 80 soldados", "los cuarenta comuneros", "unos 2000 soldados", "pp. 1980", "31 de junio de 2012"),
    ],
)
def test_spanish_lookalikes(wording: str) -> None:
    assert _read("es", wording) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", "the 2012-2016 strategy"), ("en", "its 2003 report"), ("en", "Strategy of 2012-2016")),
        *(("es", "la estrategia 2012-2016"), ("es", "el Informe de 2003")),
    ],
)
def test_the_year_of_a_document_is_marked(language: str, text: str) -> None:
    assert [expression.kind for expression in _read(language, text)] == ["document"]
    assert [expression.kind for expression in _read("en", "a 2009 police raid")] == ["date"]


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        *(("en", "In April 2012 workers fled", "2012-04"), ("en", "In 2012 people fled", "2012")),
        *(("en", "About 2011 thousands of liters", "2011~"), ("en", "About July 2011 mayors", "2011-07~")),
        *(("en", "From 2000 to 2011 protests", "2000/2011"), ("en", "in May 2009 with soldiers", "2009-05")),
        *(("es", "En mayo de 1991 soldados entraron", "1991-05"), ("es", "en mayo de 1991 con efectivos", "1991-05")),
        *(("es", "En 2004 miles huyeron", "2004"), ("es", "Hacia julio de 2011 alcaldes", "2011-07~")),
        *(("en", "a 2002 vote", "2002"), ("en", "1984 massacre", "1984"), ("en", "the 2011 elections", "2011")),
    ],
)
def test_a_year_before_a_plural_is_a_year_where_its_wording_says_so(language: str, text: str, edtf: str) -> None:
    (expression,) = _read(language, text)
    assert expression.when is not None
    assert (expression.when.edtf, expression.kind) == (edtf, "date")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", "by 2030"), ("en", "the 2021-2030 strategy"), ("en", "the strategy of Peru for 2016 to 2020")),
        *(("es", "la Política Nacional al 2030"), ("es", "para el 2030"), ("es", "el Plan 2017-2021")),
    ],
)
def test_the_horizon_of_a_plan_is_no_date(language: str, text: str) -> None:
    assert _read(language, text) == []
    assert [one.kind for one in _read(language, text, "2033")] != []


def test_a_day_follows_the_weekday_named_with_it() -> None:
    before = "They met in May 2016. On Sunday, May 23, they left."
    assert _edtf("en", before, "2021-05-30") == "2021-05-23"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "two weeks before the runoff"), ("es", "dos años después de la batalla"), ("en", "On the 26th floor")],
)
def test_nothing_is_counted_from_an_event(language: str, text: str) -> None:
    assert _read(language, text) == []


@pytest.mark.parametrize("text", ["last week", "today", "two years ago", "in recent years", "next July"])
def test_nothing_is_counted_from_an_unknown_publication_date(text: str) -> None:
    (expression,) = _read("en", text, published=None)
    assert expression.when is None
    assert expression.problem == NO_PUBLICATION_DATE


def test_nothing_is_counted_from_a_date_that_was_not_named() -> None:
    (expression,) = _read("en", "the following year")
    assert expression.problem == NO_DATE_BEFORE


def test_a_step_finer_than_the_publication_date_gives_that_date() -> None:
    assert _edtf("en", "last week", "2011-06") == "2011-06"
    assert _edtf("en", "on Tuesday", "2011-06") == "2011-06"
    assert _edtf("en", "last month", "2011") == "2011"
    assert _edtf("en", "last year", "2011-07-28/2011-08") == "2010"


def test_an_open_end_reaches_the_publication_date() -> None:
    (since,) = _read("en", "since 2008")
    assert since.when is not None
    assert since.when.ongoing
    assert str(since.when.end_earliest) == _PUBLISHED


def test_no_later_than_is_evidence_for_that_year() -> None:
    (by,) = _read("en", "by 2009")
    assert by.when is not None
    assert (by.when.start_earliest, str(by.when.start_latest)) == (None, "2009-12-31")


def test_an_expression_may_run_over_a_line_end_but_keeps_its_place() -> None:
    text = "İn Lima — in the\nearly\u00a01980s, he said"
    (expression,) = _read("en", text)
    assert text[expression.start : expression.end] == "in the\nearly\u00a01980s"


_VOCABULARY = """
in the early mid- late 1980s 1984 2012 – - / and to from between since until by before after May may March june 12
12th , . ( ) last next this week years ago two a few decade century 19th today still now $ % km de del los años 80
ochenta fines mediados hace pasado siguiente mayo y entre desde hasta siglo XX 1º 99 31 0 İ ß ﬁ
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", "\t", ""])


@given(
    st.sampled_from(["en", "es"]),
    st.lists(_WORDS, max_size=14).map(" ".join),
    st.sampled_from([None, "2015", "2015-06-23", "/2015", "0001"]),
)
def test_any_words_are_read_without_an_error(language: str, text: str, published: str | None) -> None:
    last = 0
    for expression in _read(language, text, published):
        assert last <= expression.start < expression.end <= len(text)
        last = expression.end
        assert (expression.when is None) == bool(expression.problem)
        if expression.when is not None:
            parse_when(expression.when.edtf)


@given(st.text(max_size=60))
def test_any_text_is_made_plain_in_place(text: str) -> None:
    wording = make_plain(text)
    assert len(wording.lowered) == len(wording.folded) == len(text)
    _read("en", text)
