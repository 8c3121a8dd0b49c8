"""What a user relies on: nothing is lost, offsets hold, and the article's particulars are right."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.clean import clean
from lagebild.records import Article, RawArticle

BODY = "Der Minister hat am Montag in einem langen Gespräch über den neuen Vertrag gesprochen."
MORE = "Über die weiteren Schritte wollen die beiden Seiten nach seinen Worten bald beraten."

DEBRIS = (
    "Foto: dpa", "© Reuters. Der Präsident spricht.", "Von Anna Schmidt", "25/11/2023", "Welt", "|",
    "vor 3 Stunden", "Siehe auch", "Wir verwenden Cookies.", "source site-20", "(dpa)", "• Iran",
    "BAKU (Reuters) – Der Rat tagt.", "Mehr dazu: Alles über den Rat", "AFP/dpa", "Teilen", BODY,
    "Er kam. (AFP)", "Ein Titel Von Reuters", "„Offen", "\u200b", "https://example.org/a",
    "\u00a0Rand\u00a0", "Übersetzung aus dem Englischen", "Stand: 3.5.2020", "Bild: Text. Foto: AP",
)  # fmt: skip
LINES = st.lists(st.sampled_from(DEBRIS) | st.text(max_size=60), max_size=14)


def plain(text: str) -> Article:
    return clean(RawArticle(text=text, origin="x.txt", plain=True))


def check_parts(raw: RawArticle, article: Article) -> None:
    covered = [0] * len(raw.text)
    for part in article.parts:
        if part.rule == "metadata":
            continue
        original = raw.text[part.start : part.end]
        assert "".join(original.split()) == "".join(part.text.split())
        for index in range(part.start, part.end):
            covered[index] += 1
    assert all(n == 1 for n, c in zip(covered, raw.text, strict=True) if not c.isspace())
    for part in article.parts:
        assert part.kept == (part.at is not None)
        if part.at is not None:
            assert article.text[part.at : part.at + len(part.text)] == part.text
    assert article.text == "\n".join(part.text for part in article.parts if part.kept)
    for flag in article.quality:
        assert article.text[flag.start : flag.end] == flag.text


@settings(max_examples=50, deadline=None)
@given(LINES, st.sampled_from(("\n", "\n\n", "\r\n", " ", "\u2028")), st.booleans())
def test_nothing_is_lost_and_every_offset_holds(lines: list[str], gap: str, is_plain: bool) -> None:
    title = None if is_plain else "Ein Titel"
    raw = RawArticle(text=gap.join(lines), origin="x", plain=is_plain, title=title)
    article = clean(raw)
    check_parts(raw, article)
    assert article == clean(raw)


@settings(max_examples=20, deadline=None)
@given(LINES)
def test_as_is_keeps_the_text_to_the_character(lines: list[str]) -> None:
    raw = RawArticle(text="\n".join(lines), origin="x", plain=True)
    article = clean(raw, as_is=True)
    assert article.text == raw.text
    assert "".join(part.text for part in article.parts) == raw.text
    assert all(part.rule == "as-is" and part.kept for part in article.parts)
    assert article.published == clean(raw).published


def test_the_same_text_is_the_same_article_whatever_its_file() -> None:
    first = clean(RawArticle(text=f"Ein Titel\n\n{BODY}", origin="a.txt", plain=True))
    second = clean(RawArticle(text=f"Ein Titel\r\n{BODY}  \r\n", origin="b.txt", plain=True))
    other = clean(RawArticle(text=f"Ein Titel\n\n{MORE}", origin="a.txt", plain=True))
    assert first.id == second.id != other.id
    assert clean(RawArticle(text=BODY, origin="a", id="kept-7")).id == "kept-7"


def test_a_title_from_the_metadata_is_found_in_the_text_or_put_in_front() -> None:
    given_title = "Rat berät über Vertrag"
    inside = clean(
        RawArticle(text=f"Politik\n{given_title}\n{BODY}", origin="x", title=given_title)
    )
    assert inside.text == f"{given_title}\n{BODY}"
    assert [p.line for p in inside.parts if p.kind == "title"] == [2]
    added = clean(RawArticle(text=BODY, origin="x", title=f"{given_title} | tagesschau.de"))
    assert added.title == given_title
    assert added.outlet == "tagesschau"
    assert added.text == f"{given_title}\n{BODY}"
    assert added.parts[0].rule == "metadata"


def test_a_first_paragraph_is_no_title() -> None:
    article = plain(f"{BODY} {MORE}\n\n{MORE} {BODY}")
    assert article.title is None
    assert article.text == f"{BODY} {MORE}\n{MORE} {BODY}"


def raw_of(text: str = BODY, **known: str | bool) -> RawArticle:
    return RawArticle(text=text, origin="x", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "value", "basis"),
    [
        (raw_of(published="2023-11-25T14:30:00+01:00"), "2023-11-25", "metadata"),
        (raw_of(published="Sat, 25 Nov 2023 13:30:00 GMT"), "2023-11-25", "metadata"),
        (raw_of(published="25.11.2023"), "2023-11-25", "metadata"),
        (raw_of(published="2023-11"), "2023-11", "metadata"),
        (raw_of(url="https://www.dw.com/2023/11/25/text"), "2023-11-25", "url"),
        (raw_of(url="https://a.example/text-2023-11-25.html"), "2023-11-25", "url"),
        (raw_of(url="https://a.example/2023/11/text"), "2023-11", "url"),
        (
            raw_of(f"25.11.2023\n{BODY}", url="https://a.example/2020/01/02/t"),
            "2023-11-25",
            "stated",
        ),
        (raw_of(f"T\n\nBaku, 3. Mai 2023 (AZERTAC) – {BODY}", plain=True), "2023-05-03", "stated"),
    ],
)
def test_published(raw: RawArticle, value: str, basis: str) -> None:
    published = clean(raw).published
    assert published is not None
    assert (published.value, published.basis) == (value, basis)


@pytest.mark.parametrize(
    "text",
    [
        f"Titel des Tages\n\n© Reuters. Der Präsident in Baku, 8. November 2023.\n\n{BODY}",
        f"Titel des Tages\n\n51 Wochen vor\n\n{BODY}",
        f"Titel des Tages\n\nFoto: dpa, 8.11.2023\n\n{BODY}",
        f"Titel des Tages\n\n{BODY}\n\n© 2023 Beispielverlag",
        f"Titel des Tages\n\n{BODY} Am 3. Mai 2021 begann der Streit.\n\n{MORE}",
    ],
)
def test_no_date_from_captions_ages_or_the_reporting(text: str) -> None:
    assert plain(text).published is None


def test_an_english_date_is_read_by_the_outlets_country() -> None:
    text = "The ministers met on Monday for talks about the border and they will meet again soon."

    def value(url: str | None) -> str | None:
        raw = RawArticle(text=f"04/05/2023\n{text}", origin="x", url=url)
        found = clean(raw).published
        return found.value if found else None

    assert value("https://www.cnn.com/a") == "2023-04-05"
    assert value("https://www.bbc.com/a") == "2023-05-04"
    assert value(None) == "2023"


@pytest.mark.parametrize(
    ("raw", "outlet"),
    [
        (RawArticle(text=BODY, origin="x", outlet="DW"), "Deutsche Welle"),
        (RawArticle(text=BODY, origin="x", outlet="Dorfblatt"), "Dorfblatt"),
        (RawArticle(text=BODY, origin="x", url="https://oc-media.org/a"), "OC Media"),
        (raw_of(url="https://www.dorfblatt.example/a"), "dorfblatt.example"),
        (RawArticle(text=f"Ein Titel - n-tv.de\n\n{BODY}", origin="x", plain=True), "n-tv"),
        (RawArticle(text=BODY, origin="x"), None),
    ],
)  # fmt: skip
def test_outlet(raw: RawArticle, outlet: str | None) -> None:
    assert clean(raw).outlet == outlet


def test_an_outlet_that_promotes_itself_is_the_pages_own() -> None:
    promotion = '"OC Media" sucht freie Autoren. Senden Sie Ihren Lebenslauf an team@oc-media.org.'
    article = plain(f"Ein Titel über den Rat\n\n{BODY}\n\n{MORE}\n\n{promotion}")
    assert article.outlet == "OC Media"
    assert article.chain[-1].kind == "outlet"
    assert article.chain[-1].text == promotion


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "de"),
        ("The minister said on Monday that the talks had been long and useful.", "en"),
        ("Le ministre a déclaré lundi que les négociations avaient été longues et utiles.", "fr"),
        ("Министр заявил в понедельник, что переговоры были долгими и полезными.", "ru"),
        ("Treffen in Baku verschoben", "de"),
        ("Talks in Baku are postponed", "en"),
        ("", "und"),
        ("12345 !!!", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert clean(RawArticle(text=text, origin="x")).language == language


def test_a_stated_language_wins() -> None:
    assert clean(RawArticle(text=BODY, origin="x", language="de-DE")).language == "de"
    assert clean(RawArticle(text=BODY, origin="x", language="deu")).language == "de"


def test_writers_come_from_bylines_and_agencies_do_not() -> None:
    article = plain(
        f"Ein Titel über den Rat\n\nVon Anna Schmidt und Peter Meier, AFP\n\n{BODY}\n\n{MORE}"
    )
    assert article.authors == ("Anna Schmidt", "Peter Meier")
    assert [link.name for link in article.chain] == ["Agence France-Presse"]
    credited = clean(RawArticle(text=BODY, origin="x", authors=("Anna Schmidt", "dpa")))
    assert credited.authors == ("Anna Schmidt",)
    assert [link.kind for link in credited.chain] == ["agency"]


def test_a_hard_wrapped_text_becomes_paragraphs() -> None:
    words = (f"{BODY} {MORE} " * 3).split()
    rows, row = [], ""
    for word in words:
        if len(row) + len(word) >= 70:
            rows.append(row)
            row = ""
        row = f"{row} {word}".strip()
    text = "Ein Titel über den Rat\n\n" + "\n".join([*rows, row])
    article = plain(text)
    assert article.text == "Ein Titel über den Rat\n" + " ".join(words)
    check_parts(RawArticle(text=text, origin="x"), article)


HOSTILE = (
    "(" * 40_000,
    "„" * 40_000,
    "a " * 60_000,
    "Siehe auch\n" * 3_000,
    "25.11.2023 " * 10_000,
    "dpa/AFP\n" * 3_000,
    "Von Anna Schmidt\n" * 3_000,
    "BAKU (Reuters) – " * 5_000,
    "A.b," * 20_000,
    " \n" * 40_000 + "x",
    "Foto: " * 10_000,
    "> a " * 20_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:12])
def test_hostile_text_takes_bounded_time(text: str) -> None:
    start = time.process_time()
    article = plain(text)
    assert time.process_time() - start < 5
    check_parts(RawArticle(text=text, origin="x"), article)
