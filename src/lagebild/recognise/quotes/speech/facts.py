"""What the learnt weights see of a word: its lemma, its place in the tree, its surroundings."""

from dataclasses import dataclass

from lagebild.lazy import lazy
from lagebild.parse.record import Parse
from lagebild.recognise.quotes.lexicon import Lexicon

NONE = "-"
_FIRST = frozenset(("ich", "wir", "mich", "mir", "uns"))
_SECOND = frozenset(("du", "ihr", "dich", "dir", "euch"))
_QUOTES = frozenset('„“”"»«‚‘’‹›')


@dataclass(frozen=True, eq=False)
class Facts:
    """The words of a parse as plain lists, with what several features ask for."""

    parse: Parse
    lexicon: Lexicon

    def __len__(self) -> int:
        return len(self.parse)

    @lazy
    def heads(self) -> list[int]:
        """The head of each word, -1 at a root."""
        return self.parse.heads

    @lazy
    def sentences(self) -> list[int]:
        """The number of each word's sentence."""
        return self.parse.sentence_of

    @lazy
    def lowers(self) -> tuple[str, ...]:
        """The forms in lower case."""
        return tuple(form.lower() for form in self.parse.form)

    @lazy
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas in lower case, the form where there is none."""
        pairs = zip(self.parse.lemma, self.lowers, strict=True)
        return tuple(lemma.lower() or form for lemma, form in pairs)

    @lazy
    def relations(self) -> tuple[str, ...]:
        """The relation of each word, `nsubj:pass` kept apart, other subtypes dropped."""
        return tuple(r if r == "nsubj:pass" else r.split(":")[0] for r in self.parse.deprel)

    @lazy
    def names(self) -> dict[int, str]:
        """The label of the name that holds a word."""
        found: dict[int, str] = {}
        for name in self.parse.names:
            found.update(dict.fromkeys(self.parse.words_in(name.start, name.end), name.label))
        return found

    @lazy
    def quoted(self) -> list[bool]:
        """Whether an odd number of quotation marks stands before a word in its sentence."""
        inside, flags, sentence = False, [], -1
        for word, form in enumerate(self.parse.form):
            if self.sentences[word] != sentence:
                sentence, inside = self.sentences[word], False
            if form in _QUOTES:
                inside = not inside
            flags.append(inside)
        return flags

    def child(self, word: int, *relations: str) -> int | None:
        """The first dependent with one of the relations."""
        for child in self.parse.children[word]:
            if self.relations[child] in relations:
                return child
        return None

    def has(self, word: int, *relations: str) -> bool:
        """Whether there is a dependent with one of the relations."""
        return self.child(word, *relations) is not None

    def case(self, word: int) -> str:
        """The preposition of a phrase, or its case."""
        marker = self.child(word, "case")
        if marker is not None:
            return self.lowers[marker]
        return self.parse.feat(word, "Case") or NONE

    def mark(self, word: int) -> str:
        """How a clause is introduced: its conjunction, its first question word, or bare."""
        marker = self.child(word, "mark")
        if marker is not None:
            return self.lowers[marker]
        first = min((*self.parse.children[word], word))
        return "w" if self.lowers[first].startswith("w") and self._asks(first) else "bare"

    def _asks(self, word: int) -> bool:
        return self.parse.xpos[word].startswith(("PW", "PRELS"))

    def form(self, word: int) -> str:
        """What a verb's form is: finite, infinitive, with "zu", participle; or the word class."""
        xpos = self.parse.xpos[word]
        if xpos == "VVIZU":
            return "zu"
        if xpos.startswith("V"):
            zu = any(self.parse.xpos[c] == "PTKZU" for c in self.parse.children[word])
            return "zu" if zu else xpos[2:]
        return self.parse.upos[word]

    def kind(self, word: int) -> str:
        """The kind of phrase that a word heads: person of a pronoun, name, noun, clause."""
        lower, upos = self.lowers[word], self.parse.upos[word]
        if lower in _FIRST:
            return "1"
        if lower in _SECOND or self.parse.form[word] in ("Sie", "Ihnen"):
            return "2"
        if upos in ("PRON", "DET"):
            return self.parse.xpos[word] + ":" + lower
        if word in self.names:
            return self.names[word]
        return upos

    def is_clause(self, word: int) -> bool:
        """Whether the word is a predicate."""
        return self.parse.upos[word] in ("VERB", "AUX") or self.has(word, "cop", "aux")

    def tail(self, word: int) -> str:
        """The form of the next word of the sentence, at its end nothing."""
        after = word + 1
        same = after < len(self) and self.sentences[after] == self.sentences[word]
        return self.lowers[after] if same else NONE

    def sentence_end(self, word: int) -> str:
        """The last character of the word's sentence."""
        stop = self.parse.sentence_ends[self.sentences[word]]
        return self.parse.text[stop - 1 : stop]
