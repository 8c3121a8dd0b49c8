"""What the rules on quotations see of an article: words, clauses, phrases, boundaries."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.lazy import lazy
from lagebild.parse.record import Parse
from lagebild.recognise.quotes.lexicon import Lexicon
from lagebild.recognise.quotes.marks import LONGEST, Quoted
from lagebild.recognise.quotes.spans import Chars
from lagebild.records import Mention

_CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "conj", "discourse"))
_NOT_IN_PHRASE = frozenset(("acl", "advcl", "parataxis", "ccomp", "csubj", "discourse", "vocative"))
_BOUNDARIES = frozenset((",", ":", ";", "–", "—", "--", " - "))
_OPENING = {"(": ")", "[": "]", "„": "“", "»": "«", "«": "»", "‚": "‘"}
_BEFORE_NOUN = frozenset(("ART", "ADJA", "PPOSAT", "PIAT", "PDAT", "CARD"))
_QUOTES = frozenset('„“”"»«‚‘’‹›')
_FINAL = frozenset(".!?…:;,")
_OPAQUE_WORDS = 3
_NAME_LENGTH = 200
_SITE_ENDING = re.compile(r"\.(?:by|de|com|ru|net|org|am|az|ge|ua|at|ch|tv|info)\b")
_DATELINE = re.compile(r"[A-ZÄÖÜ][^\n.:]{1,50}\([^()\n]{2,30}\)\s*[–—-]{1,2}\s+")


@dataclass(frozen=True, eq=False)
class View:
    """The parse of an article with its quotation marks and the words of its language."""

    parse: Parse
    lexicon: Lexicon
    quoted: tuple[Quoted, ...]
    mentions: tuple[Mention, ...]

    @lazy
    def text(self) -> str:
        """The article's text."""
        return self.parse.text

    @lazy
    def outer(self) -> tuple[Quoted, ...]:
        """The passages in double marks that stand in no other."""
        return tuple(q for q in self.quoted if q.level == 0 and not q.single)

    @lazy
    def opaque(self) -> frozenset[int]:
        """Words inside quoted passages of some length: no rule looks for a frame among them."""
        words: set[int] = set()
        for passage in self.quoted:
            inside = self.parse.words_in(passage.start, passage.end)
            real = [w for w in inside if self.parse.form[w][:1].isalnum()]
            if len(real) >= _OPAQUE_WORDS and (
                len(real) > _OPAQUE_WORDS + 2 or any(self.is_finite(w) for w in real)
            ):
                words.update(inside)
        return frozenset(words)

    @lazy
    def lowers(self) -> tuple[str, ...]:
        """All words in lower case."""
        return tuple(form.lower() for form in self.parse.form)

    @lazy
    def _told(self) -> frozenset[str]:
        return frozenset(self.lowers)

    def lower(self, word: int) -> str:
        """The word in lower case."""
        return self.lowers[word]

    @lazy
    def _relations(self) -> tuple[str, ...]:
        bare = {relation: relation.partition(":")[0] for relation in set(self.parse.deprel)}
        return tuple(bare[relation] for relation in self.parse.deprel)

    def relation(self, word: int) -> str:
        """The relation to the head without its subtype."""
        return self._relations[word]

    def places(self, key: str) -> list[int]:
        """Where the words of a closed set stand, longer quoted passages left out."""
        present = self.lexicon.words[key] & self._told
        if not present:
            return []
        found = [w for w, low in enumerate(self.lowers) if low in present]
        return [w for w in found if w not in self.opaque]

    def is_verb(self, word: int) -> bool:
        """Whether the word is a verb, auxiliaries included."""
        return self.parse.upos[word] in ("VERB", "AUX")

    def is_finite(self, word: int) -> bool:
        """Whether the word is a finite verb."""
        return word in self._finite

    def any_finite(self, first: int, stop: int) -> bool:
        """Whether a finite verb is among the words first:stop."""
        return not self._finite.isdisjoint(range(first, stop))

    @lazy
    def _finite(self) -> frozenset[int]:
        possible = ("VERB", "AUX", "ADV", "ADJ", "X")
        words = (w for w, upos in enumerate(self.parse.upos) if upos in possible)
        return frozenset(w for w in words if self._has_finite_form(w))

    def _has_finite_form(self, word: int) -> bool:
        if not self.is_verb(word):
            known = self.lower(word) in self.lexicon.words["subjunctive"]
            return known and self.parse.upos[word] in ("ADV", "ADJ", "X")
        xpos = self.parse.xpos[word]
        if xpos.startswith("V") and len(xpos) > 2 and self.lexicon.language == "de":
            return xpos.endswith(("FIN", "IMP"))
        return self.parse.feat(word, "VerbForm") in ("Fin", None)

    def is_nominal(self, word: int) -> bool:
        """Whether the word heads a noun phrase."""
        return self.parse.upos[word] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")

    def is_boundary(self, word: int) -> bool:
        """Whether the word is punctuation that may part clauses."""
        return self.parse.form[word] in _BOUNDARIES

    def children(self, word: int, *relations: str) -> list[int]:
        """The dependents with one of the relations (subtypes ignored)."""
        below = self.parse.children[word]
        if not below:
            return []
        known = self._relations
        return [c for c in below if known[c] in relations]

    def subtree(self, word: int) -> list[int]:
        """The words below a word and itself, punctuation at both ends left out."""
        return self.strip(self.parse.subtree(word))

    def strip(self, words: Iterable[int]) -> list[int]:
        """The words without punctuation at the ends; marks and brackets stay where they pair."""
        kept = sorted(words)
        while kept and self._loose(kept[0]):
            kept.pop(0)
        while kept and self._loose(kept[-1]):
            kept.pop()
        return kept

    def _loose(self, word: int) -> bool:
        form = self.parse.form[word]
        return not form or (not form[0].isalnum() and form not in ("%", "§", "€", "$", "°"))

    def clause(self, verb: int) -> list[int]:
        """The words of a verb's own clause: its subtree without subordinate clauses and quotes."""
        parse, opaque, relations = self.parse, self.opaque, self._relations
        words: list[int] = []
        stack = [verb]
        seen = {verb}
        while stack:
            word = stack.pop()
            words.append(word)
            for child in parse.children[word]:
                if child in seen or child in opaque or parse.upos[child] == "PUNCT":
                    continue
                if relations[child] in _CLAUSAL and self.has_verb(child):
                    continue
                seen.add(child)
                stack.append(child)
        return sorted(words)

    def has_verb(self, word: int) -> bool:
        """Whether a word heads a clause: a verb, or a predicate with a copula or auxiliary."""
        return self.parse.upos[word] in ("VERB", "AUX") or bool(self.children(word, "cop", "aux"))

    def finite_of(self, word: int) -> int | None:
        """The finite verb of the clause that a word heads."""
        for candidate in (word, *self.children(word, "aux", "cop")):
            if self.is_finite(candidate):
                return candidate
        return None

    def ancestors(self, word: int) -> Iterable[int]:
        """The heads above a word, the nearest first."""
        seen = {word}
        head = self.parse.heads[word]
        while head >= 0 and head not in seen:
            yield head
            seen.add(head)
            head = self.parse.heads[head]

    def phrase(self, head: int) -> Chars:
        """The characters of the noun phrase of a head, without preposition and relative clauses."""
        known = self._phrases.get(head)
        if known is None:
            known = self._phrases[head] = self._phrase(head)
        return known

    @lazy
    def _phrases(self) -> dict[int, Chars]:
        return {}

    def _phrase(self, head: int) -> Chars:
        if self.parse.xpos[head] in ("PPER", "PRP"):
            return self.chars(head, head)
        kept = self._phrase_words(head)
        low = high = head
        first, last = min(kept), max(kept)
        barred: frozenset[int] = frozenset() if head in self.opaque else self.opaque
        while low > first and (low - 1 in kept or self._loose(low - 1)) and low - 1 not in barred:
            low -= 1
        while (
            high < last and (high + 1 in kept or self._loose(high + 1)) and high + 1 not in barred
        ):
            high += 1
        words = self.strip(range(low, high + 1)) or [head]
        span = self.whole_names(self._grown(words[0], words[-1], head))
        described = self.parse.upos[head] in ("NOUN", "PRON")
        return self._with_name(span) if described else span

    def _with_name(self, span: Chars) -> Chars:
        """A description grown over the name set off behind it ("der Sprecher, Jan Holm, sagte")."""
        start, end = span
        if self.text[end : end + 2] != ", ":
            return span
        stop = self._people.get(end + 2)
        after = self.parse.words_in(stop, stop + 2) if stop is not None else range(0)
        if stop is not None and after:
            follows = self.parse.form[after[0]] in (",", ":", "(", ".") or self.is_finite(after[0])
            return (start, stop) if follows else span
        return span

    def _grown(self, first: int, last: int, head: int) -> Chars:
        """The phrase grown over neighbours that a faulty tree leaves out.

        To the left articles and adjectives, to the right the noun after an adjective, the name
        after a title and abbreviations in brackets.
        """
        parse = self.parse
        words = parse.words_of(self.sentence(head))
        while first > words.start and parse.xpos[first - 1] in _BEFORE_NOUN:
            first -= 1
        adjective = parse.upos[last] == "ADJ"
        while last + 1 < words.stop and (
            (parse.upos[last] in ("NOUN", "PROPN") and self._names_on(last + 1, first))
            or (adjective and parse.upos[last + 1] in ("NOUN", "PROPN", "ADJ"))
        ):
            last += 1
        if last + 3 < words.stop and parse.form[last + 1] == "(" and parse.form[last + 3] == ")":
            last += 3
        return self.chars(first, last)

    def _names_on(self, word: int, first: int) -> bool:
        """Whether a name goes on with a word: not where a place or state begins an argument."""
        if self.parse.upos[word] != "PROPN":
            return False
        if self.relation(word) in ("flat", "appos", "compound", "nmod"):
            return self.parse.heads[word] >= first
        start = self.parse.starts[word]
        labels = {n.label for n in self.parse.names if n.start <= start < n.end}
        return not labels & {"LOC", "GPE", "GROUP"}

    def _phrase_words(self, head: int) -> set[int]:
        kept = {head}
        stack = [c for c in self.parse.children[head] if self.relation(c) not in ("case", "cc")]
        while stack:
            word = stack.pop()
            relation = self.relation(word)
            clausal = relation in _NOT_IN_PHRASE and not self._before_noun(word, head)
            if (
                word in kept
                or clausal
                or (relation in ("conj", "dep", "cop") and self.has_verb(word))
            ):
                continue
            if relation in ("cop", "aux", "mark", "nsubj"):
                continue
            kept.add(word)
            stack += self.parse.children[word]
        return kept

    def _before_noun(self, word: int, head: int) -> bool:
        """Participles before their noun belong to the phrase ("die gestern vorgelegte Studie")."""
        return word < head and not self.is_finite(word)

    def whole_names(self, span: Chars) -> Chars:
        """The span grown over names that it cuts and over brackets and marks that it opens."""
        start, end = self.squeeze(*span)
        for mention in self._mentions_near(end):
            if mention.label != "PRON" and mention.start < end < mention.end:
                end = mention.end
        site = _SITE_ENDING.match(self.text, end)
        if site and self.text[end - 1].isalnum():
            end = site.end()
        for opening, closing in _OPENING.items():
            if self.text.count(opening, start, end) > self.text.count(closing, start, end):
                stop = self.text.find(closing, end, end + 80)
                end = stop + 1 if stop >= 0 else end
        near = self._quoted_near(start, end)
        for passage in near:
            if passage.start == end - 1 or passage.start < end < passage.end:
                end = passage.end if passage.end - end < 80 else end
            if passage.start < start < passage.end < end:
                start = passage.start
            if passage.inner == start and passage.inner_end <= end:
                start = passage.start
        if self.text[end : end + 1] in _QUOTES and self._closes(start, end):
            end += 1
        return start, end

    def _closes(self, start: int, end: int) -> bool:
        return any(start <= q.start and q.inner_end == end for q in self._quoted_near(start, end))

    @lazy
    def _mention_starts(self) -> tuple[int, ...]:
        return tuple(m.start for m in self.mentions)

    @lazy
    def _quoted_starts(self) -> tuple[int, ...]:
        return tuple(q.start for q in self.quoted)

    @lazy
    def _people(self) -> dict[int, int]:
        """The people named in the text: start and end of their names."""
        return {n.start: n.end for n in self.parse.names if n.label == "PER"}

    @lazy
    def known(self) -> tuple[Chars, ...]:
        """All names and mentions."""
        names = {(n.start, n.end) for n in self.parse.names}
        return tuple(names | {(m.start, m.end) for m in self.mentions})

    def _mentions_near(self, end: int) -> Sequence[Mention]:
        """The mentions that begin shortly before a character (they come in text order)."""
        low = bisect_left(self._mention_starts, end - _NAME_LENGTH)
        return self.mentions[low : bisect_left(self._mention_starts, end)]

    def _quoted_near(self, start: int, end: int) -> Sequence[Quoted]:
        """The passages that may overlap [start, end)."""
        low = bisect_left(self._quoted_starts, start - LONGEST)
        return self.quoted[low : bisect_left(self._quoted_starts, end)]

    def chars(self, first: int, last: int) -> Chars:
        """The characters from one word to another."""
        return self.parse.starts[first], self.parse.ends[last]

    def sentence(self, word: int) -> int:
        """The number of the sentence of a word."""
        return self.parse.sentence_of[word]

    def sentence_chars(self, sentence: int) -> Chars:
        """The characters of a sentence, a dateline ("BAKU (Reuters) –") before it left out."""
        return self._sentence_chars[sentence]

    @lazy
    def _sentence_chars(self) -> list[Chars]:
        pairs = zip(self.parse.sentence_starts, self.parse.sentence_ends, strict=True)
        found = [(_DATELINE.match(self.text, start, end), start, end) for start, end in pairs]
        return [(line.end() if line else start, end) for line, start, end in found]

    def paragraph(self, offset: int) -> int:
        """The start of the paragraph that holds a character."""
        return self.text.rfind("\n", 0, offset) + 1

    def cut(self, start: int, end: int) -> Chars:
        """The span without white space and closing punctuation at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:–—."):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in _FINAL):
            end -= 1
        return start, end

    def squeeze(self, start: int, end: int) -> Chars:
        """The span without white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def previous_boundary(self, word: int, stop: int) -> int | None:
        """The last boundary mark before a word, not before the word `stop`."""
        place = bisect_left(self._boundaries, word) - 1
        return self._boundaries[place] if place >= 0 and self._boundaries[place] >= stop else None

    def next_boundary(self, word: int, stop: int) -> int | None:
        """The first boundary mark after a word, before the word `stop`."""
        place = bisect_right(self._boundaries, word)
        found = self._boundaries[place] if place < len(self._boundaries) else stop
        return found if found < stop else None

    @lazy
    def _boundaries(self) -> list[int]:
        """The boundary marks outside longer quoted passages."""
        return [
            word
            for word, form in enumerate(self.parse.form)
            if form in _BOUNDARIES and word not in self.opaque
        ]
