"""Small articles with every kind of record, for the tests of store, lists and pages."""

from collections.abc import Callable

from lagebild.ids import digest, with_ids
from lagebild.records import (
    Actor,
    Analysis,
    Argument,
    Article,
    ChainLink,
    Date,
    Event,
    EventDate,
    Evidence,
    Mention,
    NameForm,
    Part,
    Place,
    Published,
    Quality,
    Quote,
    Role,
    Span,
    Tie,
    Via,
)
from lagebild.store.writer import Given

TEXT = "Baku und Eriwan verhandelten am 3. Mai. „Wir reden weiter“, sagte Nadja Beispiel."

MakeArticle = Callable[..., Article]
MakeAnalysis = Callable[[Article], Analysis]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(text=words, start=start, end=start + len(words))


def article(id: str = "a1", text: str = TEXT, **more: object) -> Article:
    fields: dict[str, object] = {
        "title": "Gespräche",
        "outlet": None,
        "authors": (),
        "published": Published(value="2024-05-04", basis="metadata"),
        "url": None,
        "parts": (),
        "origin": f"{id}.txt",
    }
    return Article(id=id, language="de", text=text, **(fields | more))  # type: ignore[arg-type]


def full_article() -> Article:
    return article(
        authors=("A. Muster", "B. Muster"),
        url="https://example.org/1",
        parts=(
            Part(
                kind="body", text=TEXT, line=1, start=0, end=len(TEXT), rule="rest", kept=True, at=0
            ),
            Part(kind="byline", text="Von A. Muster", line=2, start=99, end=112, rule="by",
                 kept=False),
        ),
        chain=(ChainLink(name="dpa", kind="agency", text="(dpa)"),),
        quality=(Quality(kind="odd_space", text="  ", start=3, end=5),),
        extra={"section": "Politik", "tags": ["a", 1, None], "deep": {"ä": True}},
    )  # fmt: skip


def analysis(of: Article) -> Analysis:
    """An analysis with one record of each kind, made of the article's own words."""
    text = of.text
    first = Span(text=text, start=0, end=len(text))
    word = text.split()[0]
    place = span(text, word)
    argument = Argument(
        text=word, start=place.start, end=place.end, actor="AZE", name="Aserbaidschan",
        country="AZE", sector="GOV",
    )  # fmt: skip
    last = span(text, text.split()[-1])
    other = Argument(text=last.text, start=last.start, end=last.end)
    whole = {"article": of.id, "text": word, "start": place.start, "end": place.end}
    return with_ids(
        Analysis(
            article=of,
            sentences=(first,),
            tokens=(place,),
            mentions=(Mention(**whole, label="GPE", actor="AZE", rule="name"),),
            dates=(Date(**whole, type="DATE", value="2024-05", basis="published", rule="x"),),
            quotes=(
                Quote(
                    **whole, kind="direct", sentence=first, speaker=argument, cue=place,
                    via=Via(text=word, start=0, end=1, name="dpa"), stance="demand",
                ),
            ),
            events=(
                Event(
                    article=of.id, type="CONSULT", status="actual", trigger=place, sentence=first,
                    actors=(argument,), recipients=(other,),
                    date=EventDate(value="2024-05", basis="published"),
                    place=Place(text=word, start=0, end=1, lat=40.25, lon=49.5),
                    quad=1, score=1.9, confidence=0.73, said_by="Nadja Beispiel", rule="cue",
                ),
            ),
            ties=(
                Tie(
                    id="", relation="leads", subject="AZE", object="x", since="2020",
                    evidence=(Evidence(article=of.id, start=0, end=1, text=word),),
                ),
            ),
            actors=(
                Actor(
                    id="AZE", name="Aserbaidschan", kind="state", country="AZE", sector="GOV",
                    names=(NameForm(text=word, language="de", count=2),),
                    roles=(Role(role="host", since="2024", evidence=(place,)),),
                    mentions=2, reasons=("table",),
                ),
            ),
        )
    )  # fmt: skip


def given(of: Article, source: str = "s") -> tuple[Given, Analysis]:
    """An article as a source gave it, with its analysis."""
    raw = digest(of.id, of.text, of.title, of.url)
    return Given(source, f"{source}:{of.origin}", raw), analysis(of)
