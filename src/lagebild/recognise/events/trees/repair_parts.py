"""Changes to a German parse, and the repairs of participles, coordinations and open nouns."""

from dataclasses import replace

import numpy as np

from lagebild.language.states import state_named
from lagebild.parse.record import Parse

SUBJECTS = ("nsubj", "nsubj:pass")
HYPHENS = "-‐‑"
PASSIVE = ("aux:pass", "cop")


class Slips:
    """What changes in a parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.head: dict[int, int] = {}
        self.deprel: dict[int, str] = {}
        self.xpos: dict[int, str] = {}
        self.feats: dict[int, str] = {}
        self.upos: dict[int, str] = {}

    def mended(self) -> Parse:
        if not self.deprel and not self.head and not self.xpos:
            return self.parse
        parse = self.parse
        head = parse.head.tolist()
        deprel, xpos, feats = list(parse.deprel), list(parse.xpos), list(parse.feats)
        upos = list(parse.upos)
        for word, above in self.head.items():
            head[word] = above
        for word, relation in self.deprel.items():
            deprel[word] = relation
        for word, tag in self.xpos.items():
            xpos[word] = tag
        for word, told in self.feats.items():
            feats[word] = told
        for word, tag in self.upos.items():
            upos[word] = tag
        return replace(
            parse,
            head=np.asarray(head, dtype=np.int32),
            deprel=tuple(deprel),
            upos=tuple(upos),
            xpos=tuple(xpos),
            feats=tuple(feats),
        )

    def participle(self, word: int) -> None:
        """ "Die Armee, unterstützt von Rebellen, ...": done to the army, and no finite verb."""
        parse = self.parse
        head, after = parse.heads[word], parse.form[word + 1 : word + 2]
        if head < 0 or after not in (("von",), ("durch",)) or not parse.form[word].endswith("t"):
            return
        if any(parse.deprel[c] in SUBJECTS for c in parse.children[word]):
            return
        nouns = [head] if parse.upos[head] in ("NOUN", "PROPN") else parse.children[head]
        noun = next((c for c in nouns if c == head or parse.deprel[c] in SUBJECTS), word)
        if noun >= word:
            return
        self.head[word], self.deprel[word] = noun, "acl"
        self.xpos[word], self.feats[word] = "VVPP", "VerbForm=Part"

    def helper(self, participle: int) -> None:
        """ "Durchsucht wurden Räume der Firma": the participle is the verb, not its auxiliary."""
        parse = self.parse
        verb = parse.heads[participle]
        passive = verb >= 0 and parse.lemma[verb] == "werden"
        if verb < 0 or parse.xpos[verb] != "VAFIN" or not (passive or parse.lemma[verb] == "haben"):
            return
        for child in parse.children[verb]:
            if child != participle:
                self.head[child] = participle
            if passive and parse.deprel[child] == "nsubj":
                self.deprel[child] = "nsubj:pass"
        self.head[participle], self.deprel[participle] = parse.heads[verb], parse.deprel[verb]
        self.head[verb], self.deprel[verb] = participle, "aux:pass" if passive else "aux"
        self.upos[verb] = "AUX"

    def owned_name(self, word: int) -> None:
        """ "Russlands Putin trifft ...": the country is no part of the name, and does not act."""
        parse, owner = self.parse, word - 1
        if parse.heads[word] != owner or not parse.form[owner].endswith("s"):
            return
        if state_named(parse.form[owner]) is None or state_named(parse.form[word]) is not None:
            return
        self.head[word], self.deprel[word] = parse.heads[owner], parse.deprel[owner]
        for child in parse.children[owner]:
            self.head[child] = word if child != word else parse.heads[owner]
        self.head[owner], self.deprel[owner] = word, "nmod"

    def first_part(self, hyphen: int) -> None:
        """ "EU-Außen- und Europaminister": the first part is no noun, and not the one who acts."""
        parse, word, main = self.parse, hyphen - 1, hyphen + 2
        if word < 0 or main >= len(parse) or parse.upos[hyphen + 1] != "CCONJ":
            return
        apart = parse.ends[hyphen] < parse.starts[hyphen + 1]
        named = parse.deprel[main] == "conj" and parse.upos[main] == "NOUN"
        if parse.xpos[word] == "TRUNC" or not apart or not named:
            return
        if parse.ends[word] != parse.starts[hyphen] or parse.upos[word] not in ("NOUN", "PROPN"):
            return
        first = parse.heads[main]
        if first != word and not (first < word and parse.heads[first] == word):
            return
        self.head[main], self.deprel[main] = parse.heads[word], parse.deprel[word]
        for child in parse.children[word]:
            if child != main:
                self.head[child] = main
        for part in (word, hyphen, hyphen + 1):
            self.head[part], self.deprel[part] = main, "compound"
        told = parse.feats[main].split("|")  # the case was read as that of a second noun
        self.feats[main] = "|".join(f for f in told if not f.startswith("Case="))

    def truncated(self, word: int) -> None:
        """ "Staats- und Regierungschefs": one noun, the second."""
        parse = self.parse
        whole = [c for c in parse.children[word] if parse.deprel[c] == "conj"]
        joined = word + 1 < len(parse) and parse.form[word + 1] in HYPHENS
        if len(whole) != 1 or whole[0] != word + 3 or not joined:
            return
        main, above = whole[0], parse.heads[word]
        behind = parse.deprel[word] == "compound" and above < word  # "Gipfel der Staats- und ..."
        self.head[main], self.deprel[main] = above, "nmod" if behind else parse.deprel[word]
        for child in (*parse.children[word], *(parse.children[above] if behind else ())):
            if child != main and (parse.heads[child] == word or self._opens(child, word)):
                self.head[child] = main
        for part in range(word, main):
            self.head[part], self.deprel[part] = main, "compound"

    def second_verb(self, word: int) -> None:
        """ "erklärte ihn zum Feind und verhängte Sanktionen": what follows is the second's."""
        parse, first = self.parse, self.parse.heads[word]
        if first > word or parse.xpos[first] != "VVFIN" or word + 1 >= len(parse):
            return
        if any(parse.deprel[c] == "obj" for c in parse.children[word]):
            return
        for child in parse.children[first]:
            if parse.deprel[child] == "obj" and min(parse.subtree(child)) == word + 1:
                self.head[child] = word

    def _opens(self, child: int, word: int) -> bool:
        """Whether an article right before a first part was hung on the noun before it."""
        return child == word - 1 and self.parse.deprel[child] == "det"
