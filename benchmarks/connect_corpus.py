"""A corpus with known answers: affairs told by agencies, reprints, rewrites and follow-ups.

`python benchmarks/connect_corpus.py FILE.jsonl TRUTH.json [AFFAIRS]` writes articles of our own
making and what is true of them: the groups of near-duplicates, the stories, which sentence tells
which happening, and the disputes planted. The same arguments give the same files.
"""

import json
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
AGENCIES = ("SKD", "Reuters", "dpa", "AFP")
OUTLETS = ("Tagblatt am See", "Fernblick-Brief", "Hafenpost", "Der Bote", "Neue Rundschau Süd")
TOPICS = (
    "den Bau einer Bahnlinie", "die Lieferung von Erdgas", "die Freigabe von Konten",
    "den Grenzverkehr", "die Rückkehr der Vertriebenen", "ein Abkommen über Wasserrechte",
    "die Zukunft der Beobachtermission", "den Handel mit Getreide", "die Ausfuhr von Erdöl",
    "den Schutz von Seekabeln", "die Anerkennung von Zeugnissen", "einen Flughafen",
    "die Visapflicht", "den Kampf gegen Waldbrände", "die Lieferung von Impfstoff",
    "den Ausbau eines Hafens",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    name: str
    adjective: str
    capital: str
    leader: str
    role: str
    towns: tuple[str, ...]


STATES = (
    State("Armenien", "armenisch", "Eriwan", "Nikol Paschinjan", "Ministerpräsident",
          ("Goris", "Gjumri", "Dschermuk")),
    State("Aserbaidschan", "aserbaidschanisch", "Baku", "Ilham Alijew", "Präsident",
          ("Gandscha", "Agdam", "Latschin")),
    State("Russland", "russisch", "Moskau", "Wladimir Putin", "Präsident",
          ("Belgorod", "Sotschi", "Rostow")),
    State("Georgien", "georgisch", "Tiflis", "Irakli Kobachidse", "Ministerpräsident",
          ("Batumi", "Gori", "Kutaissi")),
    State("Türkei", "türkisch", "Ankara", "Recep Tayyip Erdogan", "Präsident",
          ("Kars", "Istanbul", "Izmir")),
    State("Frankreich", "französisch", "Paris", "Emmanuel Macron", "Präsident",
          ("Lyon", "Marseille", "Lille")),
    State("Polen", "polnisch", "Warschau", "Donald Tusk", "Ministerpräsident",
          ("Lublin", "Danzig", "Breslau")),
    State("Serbien", "serbisch", "Belgrad", "Aleksandar Vucic", "Präsident",
          ("Nis", "Novi Sad", "Subotica")),
    State("Kasachstan", "kasachisch", "Astana", "Kassym-Schomart Tokajew", "Präsident",
          ("Almaty", "Schymkent", "Atyrau")),
    State("Ägypten", "ägyptisch", "Kairo", "Abdel Fattah al-Sisi", "Präsident",
          ("Alexandria", "Suez", "Assuan")),
    State("Indien", "indisch", "Neu-Delhi", "Narendra Modi", "Ministerpräsident",
          ("Mumbai", "Jaipur", "Chennai")),
    State("Brasilien", "brasilianisch", "Brasília", "Luiz Inácio Lula da Silva", "Präsident",
          ("Recife", "Manaus", "Salvador")),
)  # fmt: skip


@dataclass
class Affair:
    """What is true of one affair, and how its articles tell it."""

    number: int
    kind: str
    day: date
    first: State
    second: State
    topic: str
    town: str
    dead: int
    background: list[tuple[str, ...]]
    articles: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[str] = field(default_factory=list)


def sentences(affair: Affair, wording: int) -> list[str]:
    """The main happening in one of three wordings, one sentence each time."""
    a, b, day = affair.first, affair.second, WEEKDAYS[affair.day.weekday()]
    told = {
        "visit": (
            f"Der {a.adjective}e {a.role} {a.leader} hat am {day} {b.capital} besucht.",
            f"Am {day} reiste {a.leader} zu einem Besuch nach {b.capital}.",
            f"{a.leader} traf am {day} zu einem Besuch in {b.capital} ein.",
        ),
        "phone": (
            f"{a.leader} und {b.leader} haben am {day} miteinander telefoniert.",
            f"In einem Telefonat sprachen {a.leader} und {b.leader} am {day} über {affair.topic}.",
            f"{a.leader} hat am {day} mit {b.leader} telefoniert.",
        ),
        "talks": (
            f"{a.leader} und {b.leader} haben sich am {day} in {affair.town} getroffen.",
            f"{a.leader} traf am {day} in {affair.town} {b.leader}.",
            f"In {affair.town} verhandelten {a.leader} und {b.leader} am {day} "
            f"über {affair.topic}.",
        ),
        "clash": (
            f"Bei Gefechten zwischen {a.adjective}en und {b.adjective}en Soldaten nahe "
            f"{affair.town} sind am {day} {affair.dead} Soldaten getötet worden.",
            f"{a.adjective.capitalize()}e und {b.adjective}e Soldaten haben sich am {day} bei "
            f"{affair.town} Gefechte geliefert, {affair.dead} Soldaten wurden getötet.",
            f"Die Gefechte zwischen {a.name} und {b.name} bei {affair.town} haben am {day} "
            f"{affair.dead} Soldaten getötet.",
        ),
        "sign": (
            f"{a.name} und {b.name} haben am {day} ein Abkommen über {affair.topic} unterzeichnet.",
            f"Ein Abkommen über {affair.topic} unterzeichneten {a.leader} und {b.leader} am {day}.",
            f"Die Regierungen von {a.name} und {b.name} unterzeichneten am {day} das Abkommen.",
        ),
    }[affair.kind]
    return [told[wording % 3]]


def background(draw: random.Random, affair_number: int) -> list[tuple[str, ...]]:
    """Sentences in two wordings that only this affair has, without happenings."""
    subjects = ("Der Hafen", "Die Region", "Das Tal", "Die Brücke", "Der Markt", "Die Straße")
    names = [f"{draw.choice('BDFGKLMNRSTW')}{draw.choice('aeiou')}{draw.choice('lmnrst')}"
             f"{draw.choice('aeiou')}{draw.choice(('wan', 'gard', 'tschi', 'lin', 'dor', 'sk'))}"
             for _ in range(5)]  # fmt: skip
    facts = (
        ("gilt seit langem als arm", "zählt zu den ärmsten Gegenden"),
        ("ist für den Handel wichtig", "lebt vor allem vom Warenverkehr"),
        ("liegt hoch in den Bergen", "erreicht man nur über einen Pass"),
        ("ist im Winter oft schwer zu erreichen", "bleibt bei Schnee wochenlang abgeschnitten"),
        ("hat heute kaum noch Einwohner", "haben die meisten längst verlassen"),
        ("war früher ein Zentrum der Seidenweber", "lebte einst von der Seide"),
    )  # fmt: skip
    made = []
    for name in names:
        subject, (first, second) = draw.choice(subjects), draw.choice(facts)
        year = 1900 + affair_number % 90
        last = second.split(" ")[-1]
        made.append(
            (
                f"{subject} von {name} {first}, seit {year} änderte sich daran wenig.",
                f"Wer {name} kennt, erzählt von Jahren vor {year}: {last} und still.",
                f"Bis {year} sah {name} ganz anders aus, sagen Ältere, heute eher {last}.",
                f"Auf Karten aus dem Jahr {year} fehlt {name} ganz, Reisende nennen es {last}.",
            )
        )
    return made


KINDS = ("visit", "phone", "talks", "clash", "sign")


def make(count: int, seed: int = 11) -> list[Affair]:
    """`count` affairs with about five articles each."""
    draw = random.Random(seed)
    affairs = []
    for number in range(count):
        first, second = draw.sample(STATES, 2)
        affair = Affair(
            number, KINDS[number % len(KINDS)], date(2024, 1, 8) + timedelta(days=number * 3),
            first, second, draw.choice(TOPICS), draw.choice(second.towns),
            draw.randrange(3, 90), background(draw, number),
        )  # fmt: skip
        _tell(affair, draw)
        affairs.append(affair)
    return affairs


def _tell(affair: Affair, draw: random.Random) -> None:
    agency = draw.choice(AGENCIES)
    text = [*sentences(affair, 0), *_reworded(draw.sample(affair.background, 4), 0)]
    _add(affair, "agency", text, 0, agency, 0)
    for copy in range(draw.randrange(0, 3)):
        _add(affair, "reprint", text[: len(text) - copy], draw.randrange(0, 2), agency, 0)
    for rewrite in range(draw.randrange(1, 3)):
        own = [*sentences(affair, rewrite + 1),
               *_reworded(draw.sample(affair.background, 3), rewrite + 1),
               f"Beobachter in {affair.second.capital} zeigten sich "
               f"{('vorsichtig', 'gelassen')[rewrite]}."]  # fmt: skip
        _add(affair, "rewrite", own, draw.randrange(0, 2), None, rewrite + 1)
    if draw.random() < 0.4:
        _plant(affair, draw)


def _reworded(told: list[tuple[str, ...]], wording: int) -> list[str]:
    return [wordings[wording] for wordings in told]


def _plant(affair: Affair, draw: random.Random) -> None:
    """One contradiction that a reader would find."""
    a, b = affair.first, affair.second
    if affair.kind == "clash":
        other = affair.dead * 3
        said = sentences(affair, 1)[0].replace(f"{affair.dead} Soldaten", f"{other} Soldaten")
        more = _reworded(draw.sample(affair.background, 3), 3)
        _add(affair, "rewrite", [said, *more], 1, None, 9)
        affair.disputes.append("figures")
        return
    accuse = f"{a.name} warf {b.name} vor, die Vereinbarung gebrochen zu haben."
    deny = draw.choice(
        (f"{b.name} wies die Vorwürfe zurück.", f"Die {b.adjective}e Regierung bestreitet das.")
    )
    more = _reworded(draw.sample(affair.background, 3), 3)
    _add(affair, "rewrite", [*sentences(affair, 2), accuse, deny, *more], 1, None, 2)
    affair.disputes.append("denial")


def _add(
    affair: Affair, kind: str, text: list[str], delay: int, agency: str | None, wording: int
) -> None:
    number = len(affair.articles)
    published = affair.day + timedelta(days=delay)
    opening = f"{affair.first.capital.upper()} ({agency}) – " if agency else ""
    outlet = OUTLETS[(affair.number + number) % len(OUTLETS)]
    title = (
        f"{affair.first.capital} und {affair.second.capital}: {affair.topic.split(' ', 1)[1]}",
        f"{affair.topic.split(' ', 1)[1]}: Nachrichten aus {affair.first.name}",
        f"{affair.second.name} im Blick",
    )[wording % 3]
    affair.articles.append(
        {
            "id": f"a{affair.number:04}-{number}", "published": published.isoformat(),
            "outlet": outlet, "language": "de", "title": title,
            "text": opening + "\n\n".join(text), "copy_group": "0" if agency else str(number),
            "main": text[0],
        }
    )  # fmt: skip


def main() -> None:
    out, truth = Path(sys.argv[1]), Path(sys.argv[2])
    affairs = make(int(sys.argv[3]) if len(sys.argv) > 3 else 140)
    articles = [article for affair in affairs for article in affair.articles]
    keys = ("id", "published", "outlet", "language", "title", "text")
    with out.open("w", encoding="utf-8") as stream:
        for article in articles:
            stream.write(json.dumps({k: article[k] for k in keys}, ensure_ascii=False) + "\n")
    known = {
        "copies": {x["id"]: f"{a.number}-{x['copy_group']}" for a in affairs for x in a.articles},
        "stories": {x["id"]: str(a.number) for a in affairs for x in a.articles},
        "main": {x["id"]: x["main"] for a in affairs for x in a.articles},
        "disputes": {str(a.number): a.disputes for a in affairs if a.disputes},
    }
    truth.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    print(f"{len(articles)} articles, {len(affairs)} affairs")


if __name__ == "__main__":
    main()
