"""Speeches: known by their words, read by learnt weights; news is never read that way."""

import json
import tarfile
from pathlib import Path

import pytest
from quote_reading import article, check_offsets, content, quotes_of

from lagebild.errors import ModelError, UsageError
from lagebild.parse import parse
from lagebild.recognise.mentions import find_mentions
from lagebild.recognise.quotes import find_quotes
from lagebild.recognise.quotes.speech.genre import with_genre
from lagebild.recognise.quotes.speech.weights import CARD, FILE, load, weights
from lagebild.records import Quote

SPEECH = (
    "Frau Präsidentin! Meine Damen und Herren! Ich möchte Ihnen heute von unserer Reise erzählen. "
    "Wir haben in Tiflis mit vielen Menschen gesprochen. Der Minister hat uns versprochen, dass er "
    "die Straße bauen wird. Ich glaube, dass wir ihm helfen müssen. Sie haben gestern behauptet, "
    "wir hätten kein Geld. Die Opposition fordert mehr Züge, und ich finde, dass sie recht hat."
)
NEWS = (
    "Der Minister sagte am Montag in Tiflis: „Meine Damen und Herren, ich freue mich, wir bauen "
    "eine Straße, und Sie werden sehen, wir werden fertig.“ Die Opposition kritisierte den Plan. "
    "Er sei zu teuer. Die Bauarbeiten beginnen im Mai und dauern drei Jahre."
)


def read(text: str, genre: str | None = None, language: str = "de") -> list[Quote]:
    tree = parse(text, language)
    given = with_genre(article(text, language), genre)
    return find_quotes(given, tree, find_mentions(given, tree))


def learnt(quotes: list[Quote]) -> list[Quote]:
    return [q for q in quotes if q.rule == "quotes.speech"]


def said(quotes: list[Quote]) -> dict[str, tuple[str, str]]:
    return {
        content(q): (q.speaker.text if q.speaker else "-", q.cue.text if q.cue else "-")
        for q in quotes
    }


def test_a_speech_is_known_by_its_words() -> None:
    found = read(SPEECH)
    check_offsets(SPEECH, found)
    assert len(learnt(found)) >= 4


def test_who_says_what_in_a_speech() -> None:
    found = said(read(SPEECH))
    assert found["dass wir ihm helfen müssen"] == ("Ich", "glaube")
    assert found["dass er die Straße bauen wird"] == ("Der Minister", "versprochen")
    assert found["wir hätten kein Geld"] == ("Sie", "behauptet")


def test_who_is_spoken_to_in_a_speech() -> None:
    told = next(q for q in read(SPEECH) if q.cue and q.cue.text == "erzählen")
    assert told.addressee is not None
    assert told.addressee.text == "Ihnen"


@pytest.mark.xfail(strict=True, reason="the learnt weights miss who is promised something")
def test_who_is_promised_something_in_a_speech() -> None:
    promise = next(q for q in read(SPEECH) if q.cue and q.cue.text == "versprochen")
    assert promise.addressee is not None
    assert promise.addressee.text == "uns"
    assert promise.stance == "promise"


def test_a_speech_quoted_in_the_news_is_news() -> None:
    assert learnt(read(NEWS)) == []


def test_the_genre_can_be_stated() -> None:
    assert learnt(read(SPEECH, "news")) == []
    assert learnt(read(NEWS, "speech"))
    with pytest.raises(UsageError, match="poem"):
        read(SPEECH, "poem")


def test_only_german_speeches_are_read_in_their_own_way() -> None:
    text = "Ladies and gentlemen! I believe that we must act. You said that we had no money."
    assert learnt(read(text, "speech", "en")) == []


def test_words_in_marks_are_direct_in_a_speech_too() -> None:
    text = SPEECH + " Ich sage Ihnen: „Diese Straße wird gebaut.“"
    found = read(text)
    assert any(q.kind == "direct" and "Diese Straße wird gebaut" in q.text for q in found)


@pytest.mark.parametrize(
    "text", ["", "Ich!", "ich wir Sie " * 300, "Meine Damen und Herren! " * 200]
)
def test_odd_speeches_end(text: str) -> None:
    check_offsets(text, read(text, "speech"))


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load(tmp_path)
    (tmp_path / CARD).write_text(json.dumps({"format": 1, "sha256": "0"}), encoding="utf-8")
    (tmp_path / FILE).write_bytes(b"nothing")
    with pytest.raises(ModelError, match=FILE):
        load(tmp_path)


def test_the_packaged_weights_are_small_and_known() -> None:
    folder = Path(__file__).parents[2] / "src/lagebild/recognise/quotes/speech/model"
    assert (folder / FILE).stat().st_size < 2_000_000
    assert len(weights().cues.rows) > 10_000


def archive(folder: Path) -> Path:
    """Annotated speeches of our own, many times the same: enough to learn one cue."""
    sentences = []
    annotations = []
    for i in range(60):
        if i % 2:
            sentences.append(["Ich", "glaube", ",", "dass", "wir", "gewinnen", "."])
            annotations.append(
                {
                    "Cue": [f"{i}:1"],
                    "Source": [f"{i}:0"],
                    "Message": [f"{i}:{k}" for k in (3, 4, 5)],
                }
            )
        else:
            sentences.append(["Der", "Zug", "hält", "heute", "in", "Tiflis", "."])
    parts = ("Addr", "Topic", "Medium", "Evidence", "PTC")
    data = {
        "Sentences": [{"SentenceId": i, "Tokens": tokens} for i, tokens in enumerate(sentences)],
        "Annotations": [{**a, **{part: [] for part in parts}} for a in annotations],
    }
    path = folder / "speech.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with tarfile.open(folder / "speeches.tar.gz", "w:gz") as tar:
        tar.add(path, "speech.json")
    return folder / "speeches.tar.gz"


def test_training_is_repeatable_and_learns(tmp_path: Path) -> None:
    from lagebild.train.speech_weights import Recipe, fit_speeches

    source = archive(tmp_path)
    for name in ("one", "two"):
        fit_speeches(source, tmp_path / name, Recipe(epochs=4), threads=1)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()
    card = json.loads((tmp_path / "one" / CARD).read_text(encoding="utf-8"))
    assert card["examples"]["cue"] > 60
    assert load(tmp_path / "one").cues.values.shape[1] == 2


def test_nobody_is_a_speaker_in_plain_news() -> None:
    assert quotes_of("Der Zug hält heute in Tiflis. Die Fahrt dauert drei Stunden.") == []
