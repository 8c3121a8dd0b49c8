"""Disputes: accounts that do not fit, each with the exact words of its sides and a reason."""

from collections.abc import Callable

from lagebild.connect.disputes.above import find_left_out
from lagebild.connect.disputes.counts import find_count_disputes
from lagebild.connect.disputes.deeds import find_deed_names
from lagebild.connect.disputes.denials import find_denials
from lagebild.connect.disputes.details import find_detail_disputes
from lagebild.connect.disputes.dispute import Dispute, distinct
from lagebild.connect.disputes.duties import find_duty_disputes
from lagebild.connect.disputes.figures import find_figure_disputes
from lagebild.connect.disputes.headlines import find_headline_disputes
from lagebild.connect.disputes.lists import find_member_disputes
from lagebild.connect.disputes.names import find_rival_names
from lagebild.connect.disputes.once import find_once_disputes
from lagebild.connect.disputes.phrases import find_changed_phrases
from lagebild.connect.disputes.purposes import find_purpose_disputes
from lagebild.connect.disputes.roles import find_role_disputes
from lagebild.connect.disputes.states import find_state_disputes
from lagebild.connect.disputes.tenses import find_tense_disputes
from lagebild.connect.disputes.tones import find_stance_disputes, find_tone_disputes
from lagebild.connect.disputes.weekdays import find_weekday_disputes
from lagebild.connect.disputes.wordings import find_two_wordings
from lagebild.store import Store

DETECTORS: tuple[Callable[[Store], list[Dispute]], ...] = (
    find_member_disputes,
    find_count_disputes,
    find_figure_disputes,
    find_denials,
    find_duty_disputes,
    find_tense_disputes,
    find_headline_disputes,
    find_left_out,
    find_tone_disputes,
    find_stance_disputes,
    find_two_wordings,
    find_changed_phrases,
    find_purpose_disputes,
    find_state_disputes,
    find_rival_names,
    find_deed_names,
    find_weekday_disputes,
    find_once_disputes,
    find_detail_disputes,
    find_role_disputes,
)

_DATED = """
UPDATE disputes SET day_first = s.first, day_last = s.last, run = s.run FROM (
    SELECT d.id, min(a.day_first) AS first, max(a.day_last) AS last, max(a.run) AS run
    FROM (SELECT id, unnest(sides).article AS article FROM disputes) d
    JOIN articles a ON a.id = d.article GROUP BY d.id) s
WHERE disputes.id = s.id
"""


def connect_disputes(store: Store) -> None:
    """Fill `disputes`; asks for all other connected tables and the temp table `told`."""
    found = distinct([dispute for detector in DETECTORS for dispute in detector(store)])
    store.execute("DELETE FROM disputes")
    store.insert(
        "disputes",
        [
            {
                "id": dispute.id, "kind": dispute.kind, "about": dispute.about,
                "why": dispute.why("en"), "why_de": dispute.why("de"),
                "sides": [vars(side) for side in dispute.sides],
            }
            for dispute in found
        ],
    )  # fmt: skip
    store.execute(_DATED)
