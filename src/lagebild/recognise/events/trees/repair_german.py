"""Repairs of German trees where the parse slips in ways that cost the participants of events.

"Place: X says" takes the place for the subject, "so X," puts the speaker among the doers, the
object before the verb is taken for the subject, and of "Staats- und Regierungschefs" two are made.
"""

from lagebild.parse.record import Parse
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.status.moods import mode_words
from lagebild.recognise.events.trees.repair_parts import HYPHENS, PASSIVE, SUBJECTS
from lagebild.recognise.events.trees.repair_subjects import DASHES, OF_NAMES, SubjectSlips
from lagebild.recognise.events.trees.tree import ACCUSATIVE, DATIVE_ARTICLES, GENITIVE_ARTICLES

NOMINATIVE = frozenset(("der", "ein", "jeder", "dieser", "kein", "sein", "ihr"))
PLACED = ("in", "an", "bei", "auf", "nach", "aus", "vor")
DOERS = ("er", "ich", "wir", "man")
UNITS = ("Jahren", "Jahre", "Jahr", "Monaten", "Monate", "Monat", "Wochen", "Tagen", "Tage")
COLON_WITHIN = 4  # words before the colon of a headline's place
ASIDE = "discourse"  # the relation of what stands beside a clause
QUOTE_ENDS = (",", "“", "”")
FEMININE_OBLIQUE = ("der", "einer", "dieser", "jener", "ihrer", "seiner", "keiner", "jeder")
SINGULAR = ("ung", "heit", "keit", "schaft", "ion", "tät")
INFINITIVES = ("VVIZU", "VVINF")
TAGS = frozenset(("TRUNC", "VVFIN", *INFINITIVES))
PERSONAL = ("ihnen", "ihm", "ihn", "er", "sie")  # never reflexive
NOCH = ("noch", "Noch", "NOCH")
OWNED = ("conj", "nmod")
MODALS = ("kann", "will", "soll", "muss", "darf", "mag")


def repaired_german(parse: Parse) -> Parse:
    """The parse with such subjects and compounds set right."""
    slips = _Slips(parse)
    columns = zip(parse.xpos, parse.deprel, parse.form, strict=True)
    for word, (xpos, deprel, form) in enumerate(columns):
        if xpos == "PRF" and form in PERSONAL:
            slips.xpos[word] = "PPER"
        if xpos == "VVPP" and deprel in ("xcomp", "obj"):
            slips.helper(word)
        told = deprel in SUBJECTS or deprel in OWNED or deprel == "flat" or xpos in TAGS
        told = told or xpos == "PIAT"
        if not (told or form in HYPHENS or form in NOCH or form in DASHES or form in OF_NAMES):
            continue  # most words
        if deprel == "conj" and xpos == "VVFIN":
            slips.second_verb(word)
        if deprel in OWNED:
            slips.owner_before(word)
            slips.owner_of_owner(word)
        if deprel == "det" and xpos == "PIAT":
            slips.many_others(word)
        if deprel == "flat":
            slips.owned_name(word)
        elif xpos == "TRUNC":
            slips.truncated(word)
        elif deprel in SUBJECTS:
            slips.subject(word)
        elif form in NOCH and parse.upos[word] != "NOUN":
            slips.neither(word)
        elif xpos in INFINITIVES and deprel in ("xcomp", "advcl"):
            slips.infinitive(word)
        elif xpos == "VVINF":
            slips.let(word)
        elif xpos == "VVFIN" and word > 0 and parse.form[word - 1] == ",":
            slips.participle(word)
        elif form in OF_NAMES:
            slips.noble_name(word)
        elif form in DASHES:
            slips.behind_dash(word)
        elif form in HYPHENS:
            slips.first_part(word)
    return slips.mended()


class _Slips(SubjectSlips):
    """What changes in a parse, and the repairs of clauses."""

    def subject(self, word: int) -> None:
        parse = self.parse
        verb = parse.heads[word]
        others = [
            c
            for c in parse.children[verb]
            if c != word and self.deprel.get(c, parse.deprel[c]) in SUBJECTS
        ]
        self.joined_inside(word, verb)
        self.of_dozens(word, verb)
        if others and (self.attribute(word, others) or self.of_next_clause(word, verb, others)):
            return
        if self.of_relative(word, others) or self.exchanged(word, verb, others):
            return
        if self._is_measured(word, verb):
            self.head[word], self.deprel[word] = word - 1, "nmod"
        elif others and self._is_scene(word):
            self.deprel[word] = ASIDE
            if parse.deprel[word] == "nsubj:pass":
                self.deprel[others[0]] = "nsubj:pass"
        elif self._is_quoted(word):
            self.deprel[word] = ASIDE
        elif self._is_dative(word, bool(others)) or self._is_addressed(word, verb, others):
            self.deprel[word] = "obl:arg"
        elif (
            (parse.upos[word] == "NOUN" and any(self._is_doer(c) for c in others))
            or self._is_fronted(word, verb, others)
            or self._is_shared_object(word, verb, others)
            or self._is_behind_second(word, verb, others)
        ):
            self.deprel[word] = "obj"
        elif not others and self.behind_second(word, verb):
            taken = any(parse.deprel[c] == "obj" for c in parse.children[verb])
            self.deprel[word] = "obl:arg" if taken else "obj"
        elif parse.xpos[word] == "PRELS" and parse.deprel[word] == "nsubj":
            self._relative(word, verb)
        elif parse.deprel[word] == "nsubj:pass":
            self._denied(word, verb)
            self.active(word, verb)
            self._future(word, verb)
            self._agent(word, verb)
        elif self._is_second(word, verb, others):
            taken = any(parse.deprel[c] == "obj" for c in parse.children[verb] if c > word)
            self.deprel[word] = "obl:arg" if taken else "obj"
        elif parse.upos[word] == "NOUN" and parse.upos[verb] == "VERB":
            self._swap(word, verb)
            if word not in self.deprel and self.articles(word) & set(ACCUSATIVE):
                self._no_subject(word, verb)

    def _is_second(self, word: int, verb: int, others: list[int]) -> bool:
        """ "Die Taliban verboten Mädchen den Besuch": no verb has two subjects."""
        parse = self.parse
        below = parse.children[verb]
        owned = any(parse.deprel[c] == "det:poss" for c in parse.children[word])
        taken = any(parse.deprel[c] == "obj" and c > word for c in below)
        named = taken and word == verb + 1  # "werfen Karl Kern Untreue vor"
        noun = parse.upos[word] == "NOUN" or ((owned or named) and parse.upos[word] == "PROPN")
        if not noun or parse.upos[verb] != "VERB" or len(others) != 1:
            return False
        if not others[0] < verb < word or any(parse.deprel[c] in PASSIVE for c in below):
            return False
        told = self.articles(others[0]) & set(ACCUSATIVE)
        return not told and (owned or not self.articles(word) & NOMINATIVE)

    def _is_fronted(self, word: int, verb: int, others: list[int]) -> bool:
        """ "Die Reform stellte der Chef in Frage": with such an article he is the subject."""
        parse = self.parse
        after = [o for o in others if o > verb]
        plain = parse.upos[verb] == "VERB" and parse.deprel[word] == "nsubj" and word < verb
        if not plain or parse.upos[word] != "NOUN" or len(after) != 1 or len(others) != 1:
            return False
        doer = after[0]
        cased = "der" in self.articles(doer) and parse.feat(doer, "Gender") == "Masc"
        alone = any(parse.deprel[c] in (*PASSIVE, "obj") for c in parse.children[verb])
        single = parse.feat(doer, "Number") == "Sing" and ":" not in parse.form[word:doer]
        return cased and single and not alone and not self.articles(word) & NOMINATIVE

    def _relative(self, word: int, verb: int) -> None:
        """ "Vorwürfe, die die Opposition erhob": many things, one verb, so they are its object."""
        parse = self.parse
        objects = [c for c in parse.children[verb] if parse.deprel[c] == "obj" and c > word]
        finite = [w for w in (verb, *parse.children[verb]) if parse.feat(w, "VerbForm") == "Fin"]
        if len(objects) != 1 or len(finite) != 1 or parse.form[word] != "die" or word < 2:
            return
        noun = parse.heads[verb] if parse.deprel[verb].startswith("acl") else word - 2
        many = parse.upos[noun] == "NOUN" and parse.feat(noun, "Number") == "Plur"
        one = parse.feat(finite[0], "Number") == "Sing" == _number(parse.form[finite[0]])
        doer = objects[0]
        single = parse.upos[doer] in ("NOUN", "PROPN") and parse.feat(doer, "Number") == "Sing"
        joined = any(parse.deprel[c] in ("conj", "case") for c in parse.children[doer])
        if many and one and single and not joined and not self.articles(doer) & set(ACCUSATIVE):
            self.deprel[word], self.deprel[doer] = "obj", "nsubj"

    def _no_subject(self, word: int, verb: int) -> None:
        """ "und sagte diesen Partnern Schutz zu": with such an article nothing is a subject.

        "Seinen Rivalen ließ er festnehmen": the rival is arrested and lets nothing.
        """
        parse = self.parse
        done = [c for c in parse.children[verb] if parse.deprel[c] == "xcomp" and c > verb]
        if parse.lemma[verb] == "lassen" and word < verb and len(done) == 1:
            self.head[word], self.deprel[word] = done[0], "obj"
        else:
            many = parse.feat(word, "Number") == "Plur"
            self.deprel[word] = "obl:arg" if many else "obj"

    def _is_measured(self, word: int, verb: int) -> bool:
        """ "zu zehn Jahren Haft verurteilt": what the years are of is no subject."""
        parse = self.parse
        after = word > 0 and parse.form[word - 1] in UNITS and parse.heads[word - 1] == verb
        judged = parse.xpos[verb] == "VVPP" and parse.deprel[word - 1] == "obl"
        return after and judged and parse.upos[word] == "NOUN"

    def _is_dative(self, word: int, second: bool) -> bool:
        """ "dem Politiker drohen 20 Jahre": no subject.

        `second`: where there is another one, also "ihren Familien wird das Recht verweigert".
        """
        parse = self.parse
        articles = self.articles(word)
        if parse.upos[word] not in ("NOUN", "PROPN") or len(articles) != 1:
            return False
        (article,) = articles
        if article in DATIVE_ARTICLES or (second and article in GENITIVE_ARTICLES):
            return True  # also "wurde der Minister seines Amtes enthoben"
        if article in FEMININE_OBLIQUE and (second or parse.form[word].endswith(SINGULAR)):
            one = parse.feat(word, "Number") == "Sing"
            return one and parse.feat(word, "Gender") == "Fem"  # "warfen der Regierung ... vor"
        plural = article.endswith("en") and parse.form[word].endswith("n")
        return second and plural and parse.feat(word, "Case") == "Dat"

    def _is_addressed(self, word: int, verb: int, others: list[int]) -> bool:
        """ "Angehörigen der Opfer sprach der Präsident sein Beileid aus": many and one verb."""
        parse = self.parse
        later = [o for o in others if o > verb > word and parse.feat(o, "Number") == "Sing"]
        finite = [w for w in (verb, *parse.children[verb]) if parse.feat(w, "VerbForm") == "Fin"]
        many = parse.feat(word, "Number") == "Plur" and parse.form[word].endswith("n")
        if not later or not many or len(finite) != 1 or parse.upos[word] != "NOUN":
            return False
        articles = self.articles(word)
        one = parse.feat(finite[0], "Number") == "Sing" == _number(parse.form[finite[0]])
        joined = any(parse.deprel[c] == "conj" for c in parse.children[later[0]])
        return one and not joined and articles <= {"den", "diesen", "ihren", "seinen"}

    def _is_shared_object(self, word: int, verb: int, others: list[int]) -> bool:
        """ "Lang möchte vermitteln und nimmt die Abgeordneten in Schutz": Lang does."""
        parse = self.parse
        plain = parse.deprel[verb] == "conj" and parse.deprel[word] == "nsubj" and word > verb
        if not plain or others or parse.feat(word, "Number") != "Plur":
            return False
        below = (*parse.children[word], *parse.children[verb])
        if any(parse.deprel[c] in ("obj", "aux") and c > word for c in below):
            return False
        if any(parse.deprel[c] == "conj" for c in parse.children[word]):
            return False
        subjects = [c for c in parse.children[parse.heads[verb]] if parse.deprel[c] == "nsubj"]
        one = parse.feat(verb, "Number") == "Sing" == _number(parse.form[verb])
        return one and len(subjects) == 1 and parse.feat(subjects[0], "Number") == "Sing"

    def _is_behind_second(self, word: int, verb: int, others: list[int]) -> bool:
        """ "wies die Pläne zurück und nannte sie falsch": the subject is that of the first verb."""
        parse = self.parse
        second = parse.deprel[verb] == "conj" and parse.upos[verb - 1] == "CCONJ"
        finite = parse.xpos[verb] == "VVFIN" and word == verb + 1 and parse.form[word] == "sie"
        return second and finite and not others and parse.deprel[word] == "nsubj"

    def _is_doer(self, word: int) -> bool:
        """ "Die Bürger forderte er auf": a pronoun that can only be the subject, in the active."""
        parse = self.parse
        below = parse.children[parse.heads[word]]
        alone = parse.deprel[word] == "nsubj" and parse.form[word].lower() in DOERS
        return alone and not any(parse.deprel[c] in ("aux:pass", "cop") for c in below)

    def _is_scene(self, word: int) -> bool:
        """ "Rom: Minister tritt zurück": what stands before the colon of a headline says where."""
        parse = self.parse
        first = parse.words_of(parse.sentence_of[word])[0]
        if word - first >= COLON_WITHIN or word + 1 >= len(parse) or parse.form[word + 1] != ":":
            return False
        return parse.upos[word] in ("PROPN", "NOUN")

    def _is_quoted(self, word: int) -> bool:
        """ ", so Kern, habe Braun ...": a speaker, not a doer."""
        parse = self.parse
        named = parse.upos[word] in ("PROPN", "NOUN")
        first = min(w for w in parse.subtree(word) if parse.form[w] not in QUOTE_ENDS)
        so = first if parse.form[first] == "so" else word - 1
        return so > 0 and named and parse.form[so] == "so" and parse.form[so - 1] in QUOTE_ENDS

    def _denied(self, word: int, verb: int) -> None:
        """ "wurde Journalisten der Zugang verwehrt": what looks like a genitive is the subject."""
        parse, thing = self.parse, word + 2
        if thing >= len(parse) or parse.form[word + 1] != "der" or parse.heads[thing] != word:
            return
        masculine = parse.feat(thing, "Gender") == "Masc" and parse.feat(thing, "Number") == "Sing"
        bare = not any(parse.deprel[c].startswith(("det", "case")) for c in parse.children[word])
        if masculine and bare and parse.upos[thing] == "NOUN" and parse.deprel[thing] == "nmod":
            self.deprel[word], self.deprel[thing] = "obl:arg", "nsubj:pass"
            self.head[thing] = verb

    def _future(self, word: int, verb: int) -> None:
        """ "wird die Präsidenten empfangen": what has an object is no passive."""
        parse = self.parse
        below = parse.children[verb]
        helpers = [c for c in below if parse.deprel[c] == "aux:pass"]
        objects = [c for c in below if parse.deprel[c] == "obj" and parse.feat(c, "Case") == "Acc"]
        future = parse.feat(verb, "VerbForm") == "Inf" or parse.xpos[verb] == "VVINF"
        if len(helpers) == 1 and objects and future and parse.lemma[helpers[0]] == "werden":
            self.deprel[word], self.deprel[helpers[0]] = "nsubj", "aux"
            self.xpos[verb] = "VVINF"

    def _agent(self, word: int, verb: int) -> None:
        """ "wurden Bewohner von Rebellen angegriffen": who stands before the participle acts."""
        parse, by = self.parse, verb - 1
        while parse.deprel[by] == "flat" and word < parse.heads[by] < by:
            by = parse.heads[by]
        above = parse.heads[by]
        if parse.xpos[verb] != "VVPP" or by <= word or above < word or above == verb:
            return
        if not any(
            parse.form[c].lower() == "von" and parse.deprel[c] == "case" for c in parse.children[by]
        ):
            return
        common = parse.upos[by] == "NOUN" and above == word
        if common or (parse.upos[by] == "PROPN" and self._is_somebody(by, above)):
            self.head[by], self.deprel[by] = verb, "obl:agent"

    def _is_somebody(self, by: int, above: int) -> bool:
        """ "wurde Putin von Alijew begrüßt", but no country of an office and no "von" of a name."""
        parse = self.parse
        starts = parse.starts
        over = [n for n in parse.names if n.start <= starts[by] < n.end]
        if any(parse.form[c].lower() in PLACED for c in parse.children[above]):
            return True  # "in Eriwan von Paschinjan": no name begins behind "in"
        if any(n.start <= starts[above] < n.end for n in over):
            return False
        return parse.upos[above] == "PROPN" or any(n.label == "PER" for n in over)

    def _swap(self, word: int, verb: int) -> None:
        """ "Drohungen hat der Minister ausgesprochen": the verb agrees with the second noun."""
        parse = self.parse
        below = parse.children[verb]
        finite = [
            w
            for w in (verb, *below)
            if parse.feat(w, "VerbForm") == "Fin"
            and (w == verb or parse.deprel[w].startswith("aux"))
        ]
        objects = [c for c in below if parse.deprel[c] == "obj"]
        if len(finite) != 1 or len(objects) != 1 or not word < finite[0] < objects[0]:
            return
        other = objects[0]
        if parse.upos[other] not in ("NOUN", "PROPN") or min(parse.subtree(other)) != finite[0] + 1:
            return
        articles = {parse.form[c].lower() for c in parse.children[word]}
        many = any(parse.deprel[c] == "conj" for c in parse.children[word])
        cased = any(parse.deprel[c] == "case" for c in parse.children[other])
        if many or cased or articles & set(NOMINATIVE):
            return
        numbers = [parse.feat(w, "Number") for w in (word, finite[0], other)]
        form = parse.form[word].lower()
        sure = form.endswith("en") if numbers[0] == "Plur" else form.endswith(SINGULAR)
        if numbers[1] == numbers[2] == _number(parse.form[finite[0]]) != numbers[0] and sure:
            self.deprel[word], self.deprel[other] = "obj", "nsubj"

    def let(self, word: int) -> None:
        """ "dass sie ihn verhaften ließ": the infinitive is not beside its causative but below."""
        parse, following = self.parse, word + 1
        if following < len(parse) and parse.lemma[following] == "lassen":
            beside = parse.heads[following] == parse.heads[word] >= 0
            if beside and parse.deprel[word] == parse.deprel[following]:
                self.head[word], self.deprel[word] = following, "xcomp"

    def infinitive(self, word: int) -> None:
        """ "verärgert über Armeniens Entscheidung, sich anzuschließen": Armenia joins."""
        parse = self.parse
        first, head = min(parse.subtree(word)), parse.heads[word]
        noun = first - 1 if parse.form[first] == "," else first - 2
        marks = {parse.form[c].lower() for c in parse.children[word] if parse.deprel[c] == "mark"}
        if noun <= head or marks - {"zu"} or parse.form[noun + 1] != ",":
            return
        planned = parse.lemma[noun].lower() in mode_words("de").get("noun", {})
        if planned and owners(parse, noun):
            self.head[word], self.deprel[word] = noun, "acl"


def _number(form: str) -> str:
    """The number of a finite verb of the third person by its ending."""
    plural = form.endswith(("n", "sind")) and form.lower() not in MODALS
    return "Plur" if plural else "Sing"
