"""Repairs of German trees where a subject, or one of several, hangs in the wrong place."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.trees.repair_owners import Owners
from lagebild.recognise.events.trees.repair_parts import PASSIVE, SUBJECTS
from lagebild.recognise.events.trees.tree import ACCUSATIVE, DATIVE_ARTICLES, GENITIVE_ARTICLES

NOMINAL = ("NOUN", "PROPN")
FULL_STOPS = (".", "!")
DASHES = ("–", "—")
OF_NAMES = ("Von", "Zu", "Vom", "Zur")
BOUNDARIES = (",", ":", ";", *DASHES)
CLAUSES = ("advcl", "parataxis", "ccomp", "conj", "acl")
NEITHER = ("Weder", "weder")
OBLIQUE = frozenset((*ACCUSATIVE, *DATIVE_ARTICLES, *GENITIVE_ARTICLES, "den", "einer"))
CASED = ("dem", "den", "denen")
DOZENS = ("Dutzend", "Dutzende", "Hundert", "Tausend")
ONE = frozenset(("der", "das", "ein"))
AMOUNTS = word_set("repair_subjects", "amounts")
INQUIRERS = word_set("repair_subjects", "inquirers")


class SubjectSlips(Owners):
    """What changes in a parse, and the repairs of subjects."""

    def neither(self, word: int) -> None:
        """ "Weder A noch B": B is joined to A, whatever the parse made of it."""
        parse = self.parse
        opened = [w for w in parse.words_of(parse.sentence_of[word]) if parse.form[w] in NEITHER]
        if not opened or opened[-1] > word:
            return
        verb, opens = parse.heads[word], word + 1
        if verb >= 0 and parse.deprel[verb] in SUBJECTS:  # "noch" hangs on B itself
            verb, opens = parse.heads[verb], word
        between = [c for c in parse.children[verb] if opened[-1] < c < word]
        behind = [c for c in parse.children[verb] if c > word and min(parse.subtree(c)) == opens]
        first = [c for c in between if parse.deprel[c] in (*SUBJECTS, "obj", "obl:arg")]
        if len(first) == 1 and behind and parse.deprel[behind[0]] in (*SUBJECTS, "obj", "obl:arg"):
            self.head[behind[0]], self.deprel[behind[0]] = first[0], "conj"
            self.head[word], self.deprel[word] = behind[0], "cc"

    def behind_dash(self, dash: int) -> None:
        """ "Tag der Angriffe – Israel lehnt Waffenruhe ab": who stands before the verb does it."""
        parse, who = self.parse, dash + 1
        while who < len(parse) and parse.deprel[who] in ("det", "amod", "case"):
            who += 1
        if who >= len(parse) or parse.deprel[who] != "conj" or parse.heads[who] > dash:
            return
        inside, verb = parse.subtree(who), max(parse.subtree(who)) + 1
        if min(inside) < dash or verb >= len(parse) or parse.xpos[verb] != "VVFIN":
            return
        if any(parse.deprel[c] in (*SUBJECTS, *PASSIVE) for c in parse.children[verb]):
            return
        self.head[who], self.deprel[who] = verb, "nsubj"

    def of_relative(self, word: int, others: list[int]) -> bool:
        """ "ein Mann, dem Polen Asyl gewährt": such a pronoun is never the subject."""
        form = self.parse.form[word]
        if self.parse.xpos[word] != "PRELS" or form not in CASED or not others:
            return False
        self.deprel[word] = "obj" if form == "den" else "obl:arg"
        return True

    def of_dozens(self, word: int, verb: int) -> None:
        """ "Es demonstrierten einige Dutzend Menschen": what is counted is no object."""
        counted = word + 1
        while counted < len(self.parse) and self.parse.deprel[counted] == "amod":
            counted += 1
        if self.parse.form[word] not in DOZENS or counted >= len(self.parse):
            return
        noun = self.parse.upos[counted] in NOMINAL and self.parse.heads[counted] == verb
        if noun and self.parse.deprel[counted] in (*SUBJECTS, "obj"):
            self.deprel[counted] = self.parse.deprel[word]
            self.head[word], self.deprel[word] = counted, "nummod"

    def exchanged(self, word: int, verb: int, others: list[int]) -> bool:
        """ "lieferten sich Bauern Gefechte mit ...": of two nouns the second is what they did."""
        parse = self.parse
        mutual = parse.lemma[verb] == "liefern" and any(
            parse.form[c] == "sich" for c in parse.children[verb]
        )
        if not mutual or not any(o < word for o in others) or word < verb:
            return False
        self.deprel[word] = "obj"
        return True

    def behind_second(self, word: int, verb: int) -> bool:
        """ "Kern reiste ab und bat Minister Braun um Hilfe": the subject is the first verb's.

        A verb right behind "und" has no subject of its own, unless the clauses share what stands
        before the first verb ("Am Montag kam Kern und ging Braun").
        """
        parse, first = self.parse, self.parse.heads[verb]
        second = parse.deprel[verb] == "conj" and parse.upos[verb - 1] == "CCONJ"
        if not second or parse.xpos[verb] != "VVFIN" or parse.deprel[word] != "nsubj":
            return False
        if word < verb or parse.upos[word] not in NOMINAL or self.articles(word) & ONE:
            return False
        shared = [c for c in parse.children[first] if parse.deprel[c] == "nsubj" and c < first]
        opens = parse.xpos[first] == "VVFIN" and any(
            max(parse.subtree(c)) == first - 1 for c in shared
        )
        return opens and parse.feat(first, "Number") == parse.feat(verb, "Number")

    def noble_name(self, word: int) -> None:
        """ "Von der Leyen kritisierte ...": what opens a sentence with a capital is of the name."""
        parse, name = self.parse, self.parse.heads[word]
        if word != parse.firsts[parse.sentence_of[word]] or parse.deprel[name] != "obl":
            return
        verb = parse.heads[name]
        below = parse.children[verb]
        helpers = {parse.lemma[c] for c in below if parse.upos[c] == "AUX"}
        if any(parse.deprel[c] in SUBJECTS for c in below) or "werden" in helpers:
            return
        named = any(n.label == "PER" and n.start <= parse.starts[name] < n.end for n in parse.names)
        finite = max(parse.subtree(name)) + 1
        if named and finite in (verb, *below) and parse.feat(finite, "VerbForm") == "Fin":
            self.deprel[name], self.deprel[word] = "nsubj", "dep"

    def attribute(self, word: int, others: list[int]) -> bool:
        """ "schossen regierungstreue Soldaten auf ...": of two subjects the first is no noun."""
        parse, noun = self.parse, word + 1
        plain = parse.upos[word] == "ADJ" and parse.form[word].islower()
        if not plain or noun not in others or parse.upos[noun] != "NOUN":
            return False
        self.head[word], self.deprel[word] = noun, "amod"
        return True

    def of_next_clause(self, word: int, above: int, others: list[int]) -> bool:
        """ "Es wurde ernst: Japan und die USA haben ...", "als Bürger – so hieß es – ... stürmten".

        The second subject of a predicate, behind the end of its clause, is that of the next one.
        """
        parse = self.parse
        opens = min(parse.subtree(word))
        before = [w for w in (opens - 1, opens) if w > above]
        apart = any(parse.form[w] in BOUNDARIES for w in before)
        if not apart or not any(o < word for o in others) or parse.upos[word] not in NOMINAL:
            return False
        for verb in parse.children[above]:
            if verb > word and parse.deprel[verb] in CLAUSES and self._lacks_subject(verb):
                passive = any(parse.deprel[c] == "aux:pass" for c in parse.children[verb])
                self.head[word] = verb
                self.deprel[word] = "nsubj:pass" if passive else "nsubj"
                return True
        return False

    def _lacks_subject(self, verb: int) -> bool:
        parse = self.parse
        below = parse.children[verb]
        finite = any(
            parse.feat(w, "VerbForm") == "Fin"
            for w in (verb, *(c for c in below if parse.upos[c] == "AUX"))
        )
        return finite and not any(parse.deprel[c] in SUBJECTS for c in below)

    def joined_inside(self, word: int, verb: int) -> None:
        """ "Der Chef der Partei Kern und der Verband klagten": many do it, so the Verband does.

        Where one noun is subject of a verb in the plural, what the parse joined to a word inside
        its phrase, or to a phrase behind it, is the second.
        """
        parse = self.parse
        if not self._is_many(verb) or not self._is_one(word):
            return
        inside = set(parse.subtree(word)) - {word}
        beside = {c for c in parse.children[verb] if c > word and parse.deprel[c] == "obl"}
        for first in sorted((*inside, *beside)):
            found = [c for c in parse.children[first] if parse.deprel[c] == "conj" and c > word]
            joined = [c for c in found if self._may_join(c, first)]
            if joined and len(joined) == len(found):
                for child in found:
                    self.head[child] = word
                return

    def _is_many(self, verb: int) -> bool:
        parse = self.parse
        finite = [
            w
            for w in (verb, *parse.children[verb])
            if parse.feat(w, "VerbForm") == "Fin"
            and (w == verb or parse.deprel[w].startswith(("aux", "cop")))
        ]
        many = len(finite) == 1 and parse.feat(finite[0], "Number") == "Plur"
        return many and parse.form[finite[0]].endswith(("n", "sind"))

    def _is_one(self, word: int) -> bool:
        """Whether a subject by its article is one, nothing is joined to it and it counts nobody."""
        parse = self.parse
        below = parse.children[word]
        articles = self.articles(word)
        feminine = bool(articles) and parse.feat(word, "Number") == "Sing"
        joined = any(parse.deprel[c] in ("conj", "nummod") for c in below)
        counted = parse.lemma[word].lower().endswith(AMOUNTS)
        one = bool(articles & ONE) or feminine
        return parse.upos[word] == "NOUN" and one and not joined and not counted

    def _may_join(self, word: int, first: int) -> bool:
        """Whether a noun joined to `first`, inside the subject's phrase, can be a subject itself.

        Behind a genitive or a preposition an article must show it ("für Umwelt und die Länder").
        """
        parse = self.parse
        articles = self.articles(word)
        below = parse.children[word]
        feminine = parse.feat(word, "Gender") == "Fem" or parse.feat(word, "Number") == "Plur"
        oblique = bool(articles & OBLIQUE) or ("der" in articles and feminine)
        if oblique or any(parse.deprel[c] == "case" for c in below):
            return False
        named = parse.deprel[first] in ("appos", "flat") and parse.upos[first] == "PROPN"
        joining = any(parse.deprel[c] == "cc" for c in below)
        return parse.upos[word] in NOMINAL and joining and (named or bool(articles))

    def articles(self, word: int) -> frozenset[str]:
        """The articles of a noun, in lower case."""
        parse = self.parse
        below = (c for c in parse.children[word] if parse.deprel[c].startswith("det"))
        return frozenset(parse.form[c].lower() for c in below)

    def active(self, word: int, verb: int) -> None:
        """ "Die Polizei ermittelt.": a participle in form, but there is no auxiliary.

        A headline leaves it out ("Täter ermittelt"), but not where police or courts do it.
        """
        parse = self.parse
        last = parse.words_of(parse.sentence_of[word])[-1]
        alone = not any(parse.upos[c] == "AUX" for c in parse.children[verb])
        if parse.deprel[verb] != "root" or parse.xpos[verb] != "VVPP" or not alone:
            return
        if parse.form[last] in FULL_STOPS:
            plain, last = parse.form[verb].endswith("t"), last - 1
        else:
            inquiring = parse.lemma[word].lower().endswith(INQUIRERS)
            plain = inquiring and parse.form[verb] == "ermittelt"
        if plain and word < verb and verb == last and word == verb - 1:
            self.deprel[word], self.xpos[verb] = "nsubj", "VVFIN"
