"""Whose office or body is meant where no country is named with it."""

from lagebild.language.sectors import PhraseFacts
from lagebild.recognise.mentions.spans import word_list
from lagebild.resolve.scene import Scene

NATIONAL = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "CVL",
            "EDU", "LAB")  # fmt: skip
ELSEWHERE = ("Mitgliedstaat", "Nachbarland", "Nachbarstaat", "Bundesstaat", "Großmacht", "Staat",
             "Botschaft", "Botschafter", "Diplomat", "Amtskollege", "Delegation", "Partner",
             "Friedenstruppe", "Blauhelm", "Söldner")  # fmt: skip
FOREIGN = ("alliiert", "verbündet", "ausländ", "fremd", "europäisch", "westlich", "international",
           "benachbart", "arabisch", "ander", "viele", "mehrere", "verschieden")  # fmt: skip


def federal(scene: Scene, text: str) -> str | None:
    """The country of a word such as "Bundesregierung": Germany, unless the article is about another
    federal state of the language."""
    if "Bundes" not in text or scene.language != "de" or "Bundesstaat" in text:
        return None
    return scene.main_country if scene.main_country in ("AUT", "CHE") else "DEU"


def is_foreign(text: str) -> bool:
    """Whether an attribute says that those meant are not of the country spoken of."""
    return any(word.lower().startswith(FOREIGN) for word in text.split())


def is_former(text: str) -> bool:
    """Whether a phrase speaks of an office no longer held ("frühere Ministerin")."""
    return text.lower().startswith(tuple(word_list("former")))


def guess_country(scene: Scene, facts: PhraseFacts, text: str) -> str | None:
    """The country of an office or body that is named without one: the article's main country."""
    if facts.noun in ELSEWHERE or is_foreign(text):
        return None
    if facts.sector is None:
        return scene.only_country if facts.kind in ("person", "group") else None
    if facts.sector not in NATIONAL:
        return None
    return federal(scene, text) or scene.main_country
