"""Repairs of German genitives, and of those whom a quantity behind a verb means."""

from lagebild.language.states import state_named
from lagebild.recognise.events.trees.repair_parts import Slips

GENITIVE = ("des", "der", "eines", "einer", "dieser", "dieses")
OBJECTS = ("nsubj", "nsubj:pass", "obj", "obl:arg", "iobj")


class Owners(Slips):
    """Repairs of genitives: before an office, below another genitive."""

    def owner_before(self, word: int) -> None:
        """ "zwischen Kern und Norwegens Minister Braun": the country is none of the two."""
        parse, main = self.parse, word + 1
        if parse.deprel[word] != "conj" or parse.upos[word] != "PROPN" or main >= len(parse):
            return
        beside = parse.upos[main] == "NOUN" and parse.heads[main] == parse.heads[word]
        form = parse.form[word]
        owns = form.endswith("s") and state_named(form.removesuffix("s")) is not None
        if beside and owns and all(parse.deprel[c] == "cc" for c in parse.children[word]):
            for conjunction in parse.children[word]:
                self.head[conjunction] = main
            self.head[word], self.deprel[word] = main, "nmod"

    def owner_of_owner(self, word: int) -> None:
        """ "ein Treffen des Kreises der Minister": the circle is theirs, and they are no more.

        A dative behind a subject or object looks the same and is left.
        """
        parse, noun = self.parse, self.parse.heads[word]
        if parse.deprel[word] != "nmod" or noun < 0 or parse.deprel[noun] in OBJECTS:
            return
        first = min(parse.subtree(word))
        if not noun < first < word or parse.form[first].lower() not in GENITIVE:
            return
        for other in parse.children[noun]:
            if other == word or parse.deprel[other] != "nmod" or parse.upos[other] != "NOUN":
                continue
            bare = not any(parse.deprel[c] == "case" for c in parse.children[other])
            opened = parse.form[min(parse.subtree(other))].lower() in GENITIVE
            if bare and opened and other > noun and max(parse.subtree(other)) == first - 1:
                self.head[word] = other

    def many_others(self, word: int) -> None:
        """ "Tausende wurden verhaftet und viele getötet": the many are killed, not the thousands.

        A quantity behind its noun and behind the verb is that noun's no attribute.
        """
        parse, noun, before = self.parse, self.parse.heads[word], word - 1
        if noun > before or parse.upos[before] != "CCONJ":
            return
        verb = parse.heads[before]
        told = verb > word and parse.deprel[verb] == "conj" and parse.upos[verb] == "VERB"
        if told and parse.deprel[noun].startswith("nsubj") and parse.heads[noun] < before:
            self.head[word], self.deprel[word] = verb, parse.deprel[noun]
            self.xpos[word] = "PIS"
