"""The step `offices`: one more head, for offices ("der armenische Premierminister"), on a network
that is trained.

No data set at hand marks them, so the tables of nouns for actors do; and since offices are rare,
each sentence with one is seen with others in its place, too, beside sentences of our own. The
encoder and the other heads stay as they are to the bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional as fn

from lagebild.language.nouns import actor_noun
from lagebild.language.tables import load_table
from lagebild.train.batches import IGNORED
from lagebild.train.bundle import Bundle, load_network
from lagebild.train.e5file import EncoderFile
from lagebild.train.loop import move
from lagebild.train.network import Network
from lagebild.train.sentences import Inventory, Labels, Sentence

SET = "names.offices"
LABELS = ("B-ROLE", "I-ROLE", "O")
_SOURCES = ("de_gsd", "de_pud", "de_tagged", "en_ewt", "en_pud", "germeval", "smartdata")
_SECTORS = frozenset({"GOV", "LEG", "JUD", "IGO"})
_HEADS = ("chef", "chefin", "general", "admiral", "oberst", "kommandeur", "präsident",
          "sprecher", "befehlshaber", "papst", "patriarch", "bischof", "colonel", "commander",
          "pope", "bishop")  # fmt: skip
# Nouns that may well be offices although no table has them: nothing is said of these.
_AGENTS = ("chef", "chefin", "leiter", "leiterin", "meister", "meisterin", "beauftragte",
           "beauftragter", "kommissar", "inspekteur", "man", "woman")  # fmt: skip
_DEPARTMENTS = ("Außen", "Innen", "Verteidigungs", "Finanz", "Wirtschafts", "Justiz", "Energie",
                "Gesundheits", "Bildungs", "Umwelt", "Verkehrs", "Entwicklungs", "Kultur",
                "Arbeits", "Sozial", "Landwirtschafts", "Premier", "Handels")  # fmt: skip
_PHRASES = {"en": ("prime minister", "foreign minister", "defense minister", "interior minister",
                   "finance minister", "vice president", "secretary of state", "police chief",
                   "chief of staff", "press secretary")}  # fmt: skip
_MOST_ATTRIBUTES = 4
_OWN = {"de": 40, "en": 120}
_LONGEST = 80
_EPOCHS = 10
_COPIES = {"de": 4, "en": 16}
_BATCH_WORDS = 1000


def office_labels(sentence: Sentence, tags: Sequence[str | None]) -> Labels:
    """One label a word: a noun for an office with the adjectives before it, told by UPOS `tags`.

    Labels that the sentence has already stay. None where a noun looks like an office and no
    table knows it.
    """
    if SET in sentence.tags:
        return sentence.tags[SET]
    labels: list[str | None] = ["O"] * len(tags)
    for word, (form, tag) in enumerate(zip(sentence.forms, tags, strict=True)):
        if tag != "NOUN":
            continue
        if not is_office(form, sentence.language):
            if form.lower().endswith(_AGENTS) and actor_noun(form, sentence.language) is None:
                labels[word] = None
            continue
        first = word
        while first and word - first < _MOST_ATTRIBUTES and tags[first - 1] == "ADJ":
            first -= 1
        labels[first : word + 1] = ["B-ROLE"] + ["I-ROLE"] * (word - first)
    return tuple(labels)


def is_office(form: str, language: str) -> bool:
    """Whether the tables hold the noun for somebody who holds an office."""
    noun = actor_noun(form, language)
    if noun is None or noun.kind != "person":
        return False
    return noun.sector in _SECTORS or bool(noun.rank) or noun.lemma.lower().endswith(_HEADS)


def add_offices(
    start: Path, source: EncoderFile, sentences: Mapping[str, Sequence[Sentence]], folder: Path
) -> None:
    """Write a run that is the run `start` with the head for offices, trained on `sentences`."""
    network, bundle = load_network(start, source)
    chosen = _chosen([s for name in _SOURCES for s in sentences.get(name, ())])
    chosen += [s for language in _OWN for s in own_sentences(language)]
    weight, bias = _fitted(*_examples(network, bundle, chosen))
    tags = dict(sorted({**bundle.labels.tags, SET: LABELS}.items()))
    labels = Inventory(tags, bundle.labels.relations)
    at = labels.offsets()[SET]
    state = dict(network.state_dict())
    for name, rows in (("tags.weight", weight), ("tags.bias", bias)):
        state[name] = torch.cat([state[name][:at], rows, state[name][at:]])
    folder.mkdir(parents=True, exist_ok=True)
    data = {**bundle.data, "offices": len(chosen)}
    replace(bundle, labels=labels, data=data).write(folder)
    torch.save({"network": state}, folder / "checkpoint.pt")


def _chosen(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those that may name an office, again with other offices, and twice as many of the others."""
    short = [sentence for sentence in sentences if len(sentence.forms) <= _LONGEST]
    named = [s for s in short if any(is_office(form, s.language) for form in s.forms)]
    others = [s for s in short if not any(is_office(form, s.language) for form in s.forms)]
    chance = Random(0)
    again = [_exchanged(sentence, chance) for sentence in named
             for _ in range(_COPIES[sentence.language])]  # fmt: skip
    return named + again + others[:: max(1, len(others) // max(1, len(named)) // 2)]


def _exchanged(sentence: Sentence, chance: Random) -> Sentence:
    """The sentence with other nouns in the place of those that are offices by the tables: in two
    of three with offices, in the third with nouns for bodies and other people."""
    language = sentence.language
    nouns = actor_nouns(language, offices=chance.random() > 0.34)
    forms = tuple(
        chance.choice(nouns) if is_office(form, language) else form for form in sentence.forms
    )
    return replace(sentence, forms=forms)


def own_sentences(language: str) -> list[Sentence]:
    """The sentences of the table, each many times, with offices for its "*"."""
    chance = Random(1)
    nouns = actor_nouns(language, offices=True) + 3 * _PHRASES.get(language, ())
    made = []
    for text in load_table(language, "offices_examples").column("text"):
        for _ in range(_OWN[language]):
            forms: list[str] = []
            labels: list[str] = []
            inside = False
            for word in text.split():
                bare = word.strip("[]")
                parts = chance.choice(nouns).split() if bare == "*" else [bare]
                begins, inside = word[0] == "[", inside or word[0] == "["
                rest = "I-ROLE" if inside else "O"
                labels += ["B-ROLE" if begins else rest] + [rest] * (len(parts) - 1)
                forms += parts
                inside = inside and word[-1] != "]"
            made.append(Sentence(tuple(forms), "own", language, {SET: tuple(labels)}))
    return made


@cache
def actor_nouns(language: str, offices: bool) -> tuple[str, ...]:
    """Nouns of one word for actors, those for offices or the others; German offices in compounds,
    too."""
    rows = load_table(language, "actors_nouns")
    plain = [row["noun"] for row in rows if " " not in row["noun"]]
    plain = [noun for noun in plain if is_office(noun, language) == offices]
    if language != "de":
        return tuple(plain)
    ends = ("minister", "ministerin") if offices else ("ministerium", "ministeriums", "behörde")
    return tuple(plain + [first + end for first in _DEPARTMENTS for end in ends])


def _examples(
    network: Network, bundle: Bundle, sentences: Sequence[Sentence]
) -> tuple[Tensor, Tensor]:
    """The encoder's states of all words, and the numbers of their labels.

    Where nobody tagged a sentence the network does.
    """
    collator = bundle.collator()
    target = next(network.parameters()).device
    place, names = bundle.labels.offsets()["upos"], bundle.labels.tags["upos"]
    numbers = {label: number for number, label in enumerate(LABELS)} | {None: IGNORED}
    ordered = sorted(sentences, key=lambda s: len(s.forms))
    states: list[Tensor] = []
    gold: list[int] = []
    at = 0
    while at < len(ordered):
        items = ordered[at : at + max(1, _BATCH_WORDS // len(ordered[at].forms))]
        at += len(items)
        with torch.no_grad():
            rows = network.encoder(move(collator.collate(items), target))
            own = network.tags(rows)[..., place : place + len(names)].argmax(-1)
        for row, sentence in enumerate(items):
            words = slice(1, len(sentence.forms) + 1)
            states.append(rows[row, words].half().cpu())
            tags = sentence.tags.get("upos") or [names[n] for n in own[row, words].tolist()]
            gold.extend(numbers[label] for label in office_labels(sentence, tags))
    return torch.cat(states), torch.tensor(gold)


def _fitted(states: Tensor, gold: Tensor) -> tuple[Tensor, Tensor]:
    """Weights [labels, width] and biases of a logistic regression over the states."""
    torch.manual_seed(0)
    known = gold != IGNORED
    states, gold = states[known], gold[known]
    layer = torch.nn.Linear(states.shape[1], len(LABELS))
    optimiser = torch.optim.AdamW(layer.parameters(), lr=2e-2, weight_decay=0.01)
    steps = _EPOCHS * -(-len(gold) // _BATCH_WORDS)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
    for _ in range(_EPOCHS):
        for rows in torch.randperm(len(gold)).split(_BATCH_WORDS):
            loss = fn.cross_entropy(layer(states[rows].float()), gold[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return layer.weight.detach(), layer.bias.detach()
