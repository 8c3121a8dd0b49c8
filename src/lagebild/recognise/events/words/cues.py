"""The cue lexicon: which words name an event, and what must stand beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import Row, load_table
from lagebild.language.tails import Tails
from lagebild.lazy import lazy

POSITIVE_WEIGHTLESS = ("pol", "hum", "polsubj", "polobj", "humsubj", "hasarg")
SHORTEST_MODIFIER = 2
# Conditions that look at no participants, and those that ask for a word of the cue's sentence.
WITHOUT_PARTS = frozenset((
    "refl", "adj", "gen", "own", "self", "near", "told", "dass", "zu", "zunot", "attr", "plural",
    "singular", "aux", "ing", "pred", "ofplace",
))  # fmt: skip
OF_SENTENCE = ("obj", "subj", "prep")
CACHED = 20_000  # nouns whose cues are remembered


@dataclass(frozen=True)
class Need:
    """One condition on what stands beside a cue ("obj:Gespräch|Dialog", "-refl", "prep:in/Haft").

    `kind` is the condition's name, `preposition` only set for "prep", `words` the lemmas it accepts
    (none: any), `negative` true where the condition must not hold.
    """

    kind: str
    preposition: str
    words: tuple[str, ...]
    negative: bool

    @lazy
    def weak(self) -> tuple[str, ...]:
        """The words as they may stand after an article ("Gefangener": "Gefangene")."""
        return tuple(w.removesuffix("r") if w.endswith("er") else w for w in self.words)

    @lazy
    def lines(self) -> tuple[str, ...]:
        """The words as they end a line."""
        return tuple(w + "\n" for w in self.words)

    @lazy
    def endings(self) -> tuple[str, ...]:
        """The words in both ways: what a lemma or the compound that it is may end with."""
        return (*self.words, *self.weak)


@dataclass(frozen=True)
class Cue:
    """A word that names an event: its type and mode, and who plays which part.

    `roles` maps a slot (s subject, o object, d dative, og owner of the object, g genitive, p
    possessive, adj adjective of nationality, v subject of a support verb, or a preposition) to "A"
    (actor) or "R" (recipient). `level`: 1 the word alone is enough, 2 a political actor must take
    part, 3 one must be among the event's own actors or recipients. `status` is what the word itself
    says ("Bereitschaft" is planned), else "".
    """

    lemma: str
    pos: str
    type: str
    mode: str | None
    roles: Mapping[str, str]
    needs: tuple[Need, ...]
    level: int
    status: str
    rank: int
    compound: bool

    @lazy
    def at_once(self) -> tuple[Need, ...]:
        """The conditions that can be told before the participants are known."""
        return tuple(n for n in self.needs if n.kind in WITHOUT_PARTS)

    @lazy
    def of_parts(self) -> tuple[Need, ...]:
        """The conditions that ask for participants."""
        return tuple(n for n in self.needs if n.kind not in WITHOUT_PARTS)

    @lazy
    def of_sentence(self) -> tuple[tuple[str, ...], ...]:
        """Lists of words of each of which one must stand in the sentence."""
        asked = (n for n in self.needs if n.kind in OF_SENTENCE and n.words and not n.negative)
        return tuple(n.weak for n in asked)

    @property
    def rule(self) -> str:
        """The name under which an event tells what found it."""
        return f"cue:{self.pos}:{self.lemma}"


@dataclass(frozen=True)
class Cues:
    """All cues of a language, by part of speech and lemma (lower case for nouns)."""

    exact: Mapping[str, Mapping[str, tuple[Cue, ...]]]
    endings: Mapping[str, tuple[Cue, ...]]
    longest: int
    lookalikes: frozenset[str]

    def of(self, pos: str, lemma: str) -> tuple[Cue, ...]:
        """The cues for a word, most specific first; a noun may also be the head of a compound."""
        if pos != "n":
            return self.exact.get(pos, {}).get(lemma.lower(), ())
        known = self._nouns
        if lemma not in known:
            if len(known) >= CACHED:
                known.clear()
            known[lemma] = self._of_noun(lemma.lower())
        return known[lemma]

    @lazy
    def _nouns(self) -> dict[str, tuple[Cue, ...]]:
        return {}

    @lazy
    def of_nouns(self) -> dict[tuple[str, str, str], tuple[Cue, ...]]:
        """Room to remember the cues of nouns by lemma, form and tag."""
        return {}

    def _of_noun(self, lemma: str) -> tuple[Cue, ...]:
        found = self.exact.get("n", {}).get(lemma, ())
        return found if self._is_lookalike(lemma) else (*found, *self._of_compound(lemma))

    def has_verb_or_adjective(self, *lemmas: str) -> bool:
        """Whether there are cues for a verb or an adjective of one of the lemmas (lower case)."""
        return not self._acting.isdisjoint(lemmas)

    @lazy
    def _acting(self) -> frozenset[str]:
        return frozenset(self.exact.get("v", {})) | frozenset(self.exact.get("a", {}))

    def verbs(self) -> frozenset[str]:
        """The lemmas of all verb cues."""
        return self._verbs

    @lazy
    def _verbs(self) -> frozenset[str]:
        return frozenset(self.exact.get("v", {}))

    @lazy
    def _tails(self) -> tuple[Tails, Tails]:
        return Tails(self.lookalikes), Tails(self.endings)

    def _is_lookalike(self, lemma: str) -> bool:
        return self._tails[0].may_end(lemma) and any(
            lemma[cut:] in self.lookalikes for cut in range(len(lemma))
        )

    def _of_compound(self, lemma: str) -> Iterator[Cue]:
        if not self._tails[1].may_end(lemma):
            return
        for cut in range(max(0, len(lemma) - self.longest), len(lemma)):
            if cut == 0 or cut >= SHORTEST_MODIFIER:
                yield from self.endings.get(lemma[cut:], ())


def needs_of(cell: str) -> tuple[Need, ...]:
    """The conditions that a table's cell lists ("pol -obj:Konzert|Spiel")."""
    return tuple(_need(word) for word in cell.split())


def _need(word: str) -> Need:
    negative = word.startswith("-")
    kind, _, rest = word.lstrip("-").partition(":")
    preposition = ""
    if kind == "prep":
        preposition, _, rest = rest.partition("/")
    told = [item.lower() for item in rest.split("|") if item]
    words = (*told, *(w.replace("ß", "ss") for w in told if "ß" in w))  # lemmas are compared so
    return Need(kind, preposition, words, negative)


@cache
def _frames(language: str) -> dict[str, dict[str, str]]:
    return {row["frame"]: _roles(row["roles"]) for row in load_table(language, "events_frames")}


def _roles(cell: str) -> dict[str, str]:
    pairs = (item.partition("=") for item in cell.split())
    return {slot: role for slot, _, role in pairs}


def _row_cues(row: Row, language: str, rank: int) -> Iterator[Cue]:
    frame, _, more = row["frame"].partition(" ")
    roles = {**_frames(language)[frame], **_roles(more)}
    needs = needs_of(row["needs"])
    if any(need.kind == "never" for need in needs):
        return
    for lemma in row["lemmas"].split("|"):
        yield Cue(
            lemma=lemma.lstrip("*"),
            pos=row["pos"],
            type=row["type"],
            mode=row["mode"] or None,
            roles={slot: role for slot, role in roles.items() if role},
            needs=needs,
            level=int(row["level"]),
            status=row["status"],
            rank=rank,
            compound=lemma.startswith("*"),
        )


def _order(cue: Cue) -> tuple[int, int, bool, int]:
    specific = sum(
        2 if n.kind == "neg" else 1
        for n in cue.needs
        if not n.negative and n.kind not in POSITIVE_WEIGHTLESS
    )
    return (-specific, cue.level, cue.mode is None, cue.rank)


@cache
def load_cues(language: str) -> Cues:
    """The cues of a language. Raises FileNotFoundError where it has no tables."""
    exact: dict[str, dict[str, list[Cue]]] = {}
    endings: dict[str, list[Cue]] = {}
    for name in ("events_verbs", "events_nouns", "events_adjectives"):
        for rank, row in enumerate(load_table(language, name)):
            for cue in _row_cues(row, language, rank):
                key = cue.lemma.lower()
                target = endings if cue.compound else exact.setdefault(cue.pos, {})
                target.setdefault(key, []).append(cue)
    return Cues(
        exact={pos: {k: _sorted(v) for k, v in found.items()} for pos, found in exact.items()},
        endings={key: _sorted(found) for key, found in endings.items()},
        longest=max(map(len, endings), default=0),
        lookalikes=frozenset(
            word.lower()
            for row in load_table(language, "events_lookalikes")
            for word in row["words"].split("|")
        ),
    )


def _sorted(found: list[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(found, key=_order))
