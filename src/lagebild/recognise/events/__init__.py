"""Events: who did what to whom, coded in PLOVER.

The rooms, in the order of the way: `trees` (reading and mending the parse), `words` (cues and what
must stand beside them), `sense` (whether it is politics at all), `parties` (who takes part),
`status` (whether it happened), `claims` (who tells it), `scene` (when and where) and `merging` (one
act named twice). `assemble` leads through them.
"""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.events.assemble import CUE_TAGS, Found, find, record
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.merging import merge_english
from lagebild.recognise.events.merging.merge import merged
from lagebild.recognise.events.scene.headline_dates import with_lead_dates
from lagebild.recognise.events.sense.domain import is_foreign
from lagebild.recognise.events.status.announced import with_announced
from lagebild.recognise.events.trees.repair import repaired
from lagebild.recognise.events.words.cues import load_cues
from lagebild.recognise.events.words.lexicon import load_lexicon
from lagebild.records import Article, Date, Event, Mention, Quote

LANGUAGES = ("de", "en")
LONGEST_SENTENCE = 400


def find_events(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    dates: Sequence[Date],
    quotes: Sequence[Quote],
) -> list[Event]:
    """The events of an article in text order; none where the parse is untagged or not trusted."""
    if not parse.tagged or not parse.trusted or parse.language not in LANGUAGES:
        return []
    parse = repaired(parse)
    ctx = Context(article, parse, mentions, dates, quotes, load_lexicon(parse.language))
    if is_foreign(ctx):
        return []
    cues = load_cues(parse.language)
    told: list[Found] = []
    for sentence in range(parse.sentence_count):
        words = parse.words_of(sentence)
        if len(words) > LONGEST_SENTENCE:
            continue
        tagged = [word for word in words if parse.upos[word] in CUE_TAGS]
        found = [hit for word in tagged if (hit := find(ctx, cues, word)) is not None]
        if parse.language == "en":
            found = merge_english.kept(parse, found)
        told += merged(parse, found)
    return with_lead_dates(parse, [record(ctx, hit) for hit in with_announced(ctx, told)])
