"""Reading a page: every line of the text found gets its kind, from the outside in.

First the rules that hold anywhere are asked for every line, then the head of the page is read
downwards to the first paragraph, then its foot upwards to the last one. What is left is the
reporting, and only there datelines and credits are cut from the ends of paragraphs.
"""

from dataclasses import dataclass, field

from lagebild.clean import related
from lagebild.clean.bylines import is_name, read_name_line
from lagebild.clean.datelines import Dateline, read_dateline
from lagebild.clean.findings import Cut, Facts, Finding, Stamp, merge, whole
from lagebild.clean.lines import Line, split_lines
from lagebild.clean.rules import Place, Zone, ask
from lagebild.clean.stamps import is_date_only
from lagebild.clean.tails import credit_tail
from lagebild.clean.titles import is_title, repeats_title, same_title, title_end

_HEAD_LINES = 40
_FOOT_LINES = 80
_HEAD_HEADINGS = 3
_FOOT_HEADINGS = 2
_LEAD_PARAGRAPHS = 4


@dataclass
class Page:
    """The lines of a page and what has been found out about them so far.

    `found[i]` is the finding on line i, None where it is reporting; `title` the index of the
    title's line.
    """

    lines: tuple[Line, ...]
    day_first: bool | None
    found: list[Finding | None] = field(default_factory=list)
    title: int | None = None
    chronology: bool = False

    def place(self, zone: Zone) -> Place:
        return Place(zone, self.day_first, self.chronology)

    def facts(self) -> Facts:
        """What all findings tell, in the order of the lines."""
        return merge(f.facts for f in self.found if f is not None)

    def is_kept(self, index: int) -> bool:
        return self.found[index] is None


def read_page(text: str, title: str | None, plain: bool, day_first: bool | None = True) -> Page:
    """Read a page. `title` is the one the metadata gives; `plain` says that there is none and
    that the title must be looked for in the text."""
    page = Page(split_lines(text), day_first)
    dated = {line.text for line in page.lines if len(line.text) < 40 and is_date_only(line.text)}
    page.chronology = len(dated) >= 3
    body = page.place(Zone.BODY)
    page.found = [ask(line, body) for line in page.lines]
    if title:
        page.title = _find_title(page, title)
    _read_links(page)
    _read_head(page, title, plain)
    _read_foot(page)
    _read_signs(page)
    _cut_ends(page)
    return page


def _find_title(page: Page, title: str) -> int | None:
    for index, line in enumerate(page.lines[:12]):
        if same_title(line.text, title):
            page.found[index] = None
            return index
    return None


def _read_links(page: Page) -> None:
    """Headings of related links with the links below them."""
    paragraphs = [i for i, line in enumerate(page.lines) if page.is_kept(i) and line.is_paragraph]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (0, -1)
    for index, line in enumerate(page.lines):
        if index == page.title or not page.is_kept(index):
            continue
        if related.is_related_heading(line, edge=index > last) and (
            index > 0 or page.title is not None
        ):
            page.found[index] = whole("related_links", "related-heading", line.text)
            if index < first:
                continue  # a menu above the article: what follows may be its title
            for below in related.links_below(page.lines, index, page.is_kept):
                page.found[below] = whole("related_links", "related-link", page.lines[below].text)


def _read_head(page: Page, title: str | None, plain: bool) -> None:
    """From the first line down to the first paragraph, and a little below it, since bylines and
    dates may follow the lead."""
    place = page.place(Zone.HEAD)
    paragraphs = headings = 0
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        if index == page.title or not page.is_kept(index):
            continue
        finding = _ask_head(page, index, place, strict=paragraphs > 0)
        if finding is not None:
            page.found[index] = finding
        elif plain and page.title is None and not (paragraphs or headings):
            following = [
                page.lines[i] for i in range(index + 1, len(page.lines)) if page.is_kept(i)
            ]
            if is_title(line, following[:3]):
                page.title = index
            else:
                paragraphs += 1
        elif paragraphs or line.is_bullet:
            return
        elif line.is_paragraph:
            paragraphs += 1
        else:
            headings += 1
            if headings > _HEAD_HEADINGS:
                return


def _ask_head(page: Page, index: int, place: Place, strict: bool) -> Finding | None:
    line = page.lines[index]
    finding = ask(line, place)
    if finding is not None:
        alone = finding.cuts[0].rule in ("section-word", "section-list", "breadcrumbs", "credit")
        if strict and (alone or (page.chronology and finding.cuts[0].kind == "date_line")):
            return None
        return finding
    if page.title is not None and repeats_title(line.text, page.lines[page.title].text):
        return whole("teaser", "title-again", line.text)
    names = _names(page, index)
    if names and _under_picture(page, index):
        return whole("photo_credit", "photo-name", line.text)
    return whole("byline", "name-line", line.text, Facts(authors=names)) if names else None


def _under_picture(page: Page, index: int) -> bool:
    """Whether a name is a photographer's: a photo credit of the head has it too, or its bare label
    stands above."""
    name = page.lines[index].text
    for other in range(min(len(page.lines), _HEAD_LINES)):
        finding = page.found[other]
        if finding is None or finding.cuts[-1].kind != "photo_credit":
            continue
        text = page.lines[other].text
        if name in text or (other == index - 1 and text.endswith(":")):
            return True
    return False


def _names(page: Page, index: int) -> tuple[str, ...] | None:
    """The writers where a line of the head holds only names: known given names, or a name's shape
    beside a date, an age note or another line of the head's debris."""
    text = page.lines[index].text
    if page.title is None:
        return None
    names = read_name_line(text)
    if names is None and is_name(text) and index + 1 < len(page.lines):
        beside = page.found[index + 1] or ask(page.lines[index + 1], page.place(Zone.HEAD))
        if beside is not None and beside.cuts[0].kind in ("age_note", "date_line"):
            names = (text,)
    return names


def _read_foot(page: Page) -> None:
    """From the last line up to the last paragraph of the reporting."""
    place = page.place(Zone.FOOT)
    headings = 0
    floor = max(len(page.lines) - _FOOT_LINES, 0 if page.title is None else page.title + 1)
    for index in range(len(page.lines) - 1, floor - 1, -1):
        if not page.is_kept(index):
            continue
        line = page.lines[index]
        finding = ask(line, place)
        if finding is not None and not _among_headings(page, index, finding):
            page.found[index] = finding
            continue
        headings += 1
        if line.is_paragraph or line.is_bullet or headings > _FOOT_HEADINGS:
            return


def _read_signs(page: Page) -> None:
    """A short line with a copyright sign among the reporting is a photo's."""
    for index, line in enumerate(page.lines):
        if page.is_kept(index) and line.text[:1] == "©" and len(line.text) <= 90:
            page.found[index] = whole("photo_credit", "photo-sign", line.text)


def _among_headings(page: Page, index: int, finding: Finding) -> bool:
    """Whether a section's word stands in a run of other short lines: rather an entry of a list."""
    if finding.cuts[0].rule != "section-word" or index == 0:
        return False
    above = page.lines[index - 1]
    return page.is_kept(index - 1) and not above.is_paragraph and index - 1 != page.title


def _cut_ends(page: Page) -> None:
    """Datelines before, credits behind the paragraphs of the reporting, and the title's credit."""
    kept = [i for i in range(len(page.lines)) if page.is_kept(i)]
    body = [i for i in kept if i != page.title]
    for position, index in enumerate(body):
        last = position == len(body) - 1
        finding = _cut_line(page.lines[index], first=position < 2, last=last)
        if finding is not None:
            page.found[index] = finding
    if page.title is not None:
        _cut_title(page, page.title)


def _cut_title(page: Page, index: int) -> None:
    """Cut the credits from the title; an agency that a dateline of the page names is one too."""
    named = tuple(link for link in page.facts().links if link.kind in ("agency", "republisher"))
    text = page.lines[index].text
    cuts: list[Cut] = []
    facts = Facts()
    end = len(text)
    for _ in range(3):
        found = title_end(text[:end].rstrip(), named)
        if found is None or found.end < 3:
            break
        cuts.append(Cut(found.kind, found.rule, found.end, end))
        facts += found.facts
        end = found.end
    if cuts:
        page.found[index] = Finding(tuple(reversed(cuts)), facts)


@dataclass(frozen=True)
class _PlacedDateline:
    start: int
    end: int
    read: Dateline


def _datelines(line: Line, first: bool) -> list[_PlacedDateline]:
    """The datelines at the start of a paragraph: a distributor's may stand before the agency's."""
    found: list[_PlacedDateline] = []
    at = 0
    while line.is_paragraph and len(found) < 2:
        read = read_dateline(line.text[at:])
        if read is None or not (first or read.media):
            break
        found.append(_PlacedDateline(at, at + read.end, read))
        at += read.end
    return found


def _cut_line(line: Line, first: bool, last: bool) -> Finding | None:
    text = line.text
    cuts: list[Cut] = []
    facts = Facts()
    for dateline in _datelines(line, first):
        words = text[dateline.start : dateline.end].strip()
        dated = dateline.read.date is not None and len(dateline.read.date) == 10
        stamps = (Stamp(dateline.read.date or "", words),) if dated else ()
        cuts.append(Cut("date_line", "dateline", dateline.start, dateline.end))
        facts += Facts(links=dateline.read.links(words), stamps=stamps)
    end = len(text)
    link = related.inline_tail(text)
    if link is not None:
        cuts.append(Cut("related_links", "related-link", link, end))
        end = link
    tail = credit_tail(text[:end], last)
    if tail is not None:
        cuts.insert(len(cuts) - (link is not None), Cut("source_tag", "credit-tail", tail[0], end))
        facts += Facts(links=tail[1])
    return Finding(tuple(cuts), facts) if cuts else None
