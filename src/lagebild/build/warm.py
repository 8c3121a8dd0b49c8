"""What all workers have in common: importing this loads it, once, before they are forked.

Tables, lists of lemmas, cities and compiled patterns are read when they are first asked for, and a
sentence asks for nearly all of them. Its parse is made by hand: the network's session has a thread,
and no thread outlives a fork. Nothing that is found depends on this; what it leaves out, each
worker loads by itself.
"""

import gc
from contextlib import suppress

import numpy as np

from lagebild.analysis import analyse_parsed
from lagebild.clean import clean
from lagebild.parse.lemma import lemmas
from lagebild.parse.model import packaged_files
from lagebild.parse.record import Name, Parse
from lagebild.parse.segment import segment
from lagebild.parse.words import syntactic_words
from lagebild.records import RawArticle

_PAGE = """Von Olga Musterow

Aktualisiert am 3. Mai 2021 um 12:30 Uhr

GENF, 3. Mai (dpa) - Der Angriff auf die Stadt dauerte am Montag an.

Foto: dpa
"""
_SENTENCE = (
    "Als Ministerin kritisierte Olga Musterow in Genf am Montag den Angriff auf die Stadt : "
    "„ Das sagte der Sprecher der Partei nicht . “"
)
# The lemma, tags, head (from 1) and relation of its words.
_WORDS = (
    ("als", "ADP", "KOKOM", "", 2, "case"),
    ("Ministerin", "NOUN", "NN", "Case=Nom|Gender=Fem|Number=Sing", 3, "obl"),
    ("kritisieren", "VERB", "VVFIN", "Mood=Ind|Number=Sing|Person=3|Tense=Past", 0, "root"),
    ("Olga", "PROPN", "NE", "Case=Nom|Number=Sing", 3, "nsubj"),
    ("Musterow", "PROPN", "NE", "Case=Nom|Number=Sing", 4, "flat"),
    ("in", "ADP", "APPR", "", 7, "case"),
    ("Genf", "PROPN", "NE", "Case=Dat|Number=Sing", 3, "obl"),
    ("an", "ADP", "APPR", "", 10, "case"),
    ("der", "DET", "ART", "Case=Dat", 10, "det"),
    ("Montag", "NOUN", "NN", "Case=Dat|Gender=Masc|Number=Sing", 3, "obl"),
    ("der", "DET", "ART", "Case=Acc", 12, "det"),
    ("Angriff", "NOUN", "NN", "Case=Acc|Gender=Masc|Number=Sing", 3, "obj"),
    ("auf", "ADP", "APPR", "", 15, "case"),
    ("der", "DET", "ART", "Case=Acc", 15, "det"),
    ("Stadt", "NOUN", "NN", "Case=Acc|Gender=Fem|Number=Sing", 12, "nmod"),
    (":", "PUNCT", "$.", "", 3, "punct"),
    ("„", "PUNCT", "$(", "", 19, "punct"),
    ("der", "PRON", "PDS", "Case=Acc|Number=Sing", 19, "obj"),
    ("sagen", "VERB", "VVFIN", "Mood=Ind|Number=Sing|Person=3|Tense=Past", 3, "parataxis"),
    ("der", "DET", "ART", "Case=Nom", 21, "det"),
    ("Sprecher", "NOUN", "NN", "Case=Nom|Gender=Masc|Number=Sing", 19, "nsubj"),
    ("der", "DET", "ART", "Case=Gen", 23, "det"),
    ("Partei", "NOUN", "NN", "Case=Gen|Gender=Fem|Number=Sing", 21, "nmod"),
    ("nicht", "PART", "PTKNEG", "", 19, "advmod"),
    (".", "PUNCT", "$.", "", 19, "punct"),
    ("“", "PUNCT", "$(", "", 19, "punct"),
)
_PERSON, _CITY = ("Olga Musterow", "PER"), ("Genf", "LOC")


def load() -> None:
    """Read what an analysis of German asks for, and keep it out of the collector's way."""
    packaged_files()
    clean(RawArticle(id="a", origin="a", text=_PAGE))
    article = clean(RawArticle(id="a", origin="a", text=_SENTENCE, language="de"))
    analyse_parsed(article, _parse(article.text))
    gc.collect()
    gc.freeze()


def _parse(text: str) -> Parse:
    cut = segment(text, "de")
    words = syntactic_words(text, cut, "de")
    lemma, upos, xpos, feats, heads, relations = zip(*_WORDS, strict=True)
    head = np.array(heads, np.int32) - 1
    lemmas("de", words.form, upos, xpos, head, relations)
    return Parse(
        text=text, language="de", start=words.start, end=words.end, first=words.first,
        sent_start=cut.sent_start, sent_end=cut.sent_end, form=words.form, lemma=lemma,
        upos=upos, xpos=xpos, feats=feats, head=head, deprel=relations,
        names=tuple(_name(text, *named) for named in (_PERSON, _CITY)),
    )  # fmt: skip


def _name(text: str, name: str, label: str) -> Name:
    start = text.index(name)
    return Name(start, start + len(name), label, 1.0)


# Whatever fails here fails again in the worker, which knows whom to tell.
with suppress(Exception):
    load()
