"""The same text gets the same answer whatever else is parsed beside it."""

from lagebild.parse import Parse, parse, parse_many

TEXTS = [
    "Der Minister reiste nach Baku. Dort blieb er zwei Tage.",
    "Nein.",
    "Die Verhandlungen über den Friedensvertrag seien, so der Sprecher, noch nicht beendet. " * 9,
    "The minister went to Tbilisi on Monday.",
]
LANGUAGES = ["de", "de", "de", "en"]


def columns(result: Parse) -> tuple[object, ...]:
    return (
        result.form, result.lemma, result.upos, result.xpos, result.feats, result.deprel,
        result.head.tolist(), result.names, result.first.tolist(),
    )  # fmt: skip


def test_batch_does_not_matter() -> None:
    alone = [columns(parse(*pair)) for pair in zip(TEXTS, LANGUAGES, strict=True)]
    together = [columns(item) for item in parse_many(TEXTS, LANGUAGES)]
    threads = [columns(item) for item in parse_many(TEXTS * 2, LANGUAGES * 2, threads=2)]
    assert alone == together
    assert threads == alone * 2
