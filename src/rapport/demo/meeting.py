"""Where and when an invented therapist meets people, and whether there is room."""

from dataclasses import dataclass

from rapport.demo.dice import Dice
from rapport.demo.geography import Area, a_home_office, an_office
from rapport.demo.tables import Practice, table
from rapport.demo.terms import at_least_one, plain
from rapport.directory.records import CoverageRecord, OfficeRecord, OpeningRecord, TermRecord
from rapport.vocabulary.snapshot import Vocabulary

VIDEO = OfficeRecord(mode="video", ref="video")
PHONE = OfficeRecord(mode="phone", ref="phone")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Offices, session times and access."""

    offices: tuple[OfficeRecord, ...]
    terms: tuple[TermRecord, ...]

    @property
    def modes(self) -> frozenset[str]:
        """How people can meet: in-person, video, phone."""
        return frozenset(office.mode for office in self.offices)

    @property
    def is_at_home(self) -> bool:
        """Tell whether the only place is a private home."""
        places = [office for office in self.offices if office.mode == "in-person"]
        return bool(places) and all(office.is_home for office in places)


def a_meeting(area: Area, vocabulary: Vocabulary, dice: Dice) -> Meeting:
    """Choose how somebody meets people; there is always at least one way."""
    practice = table(Practice, "practice.yaml")
    shares = practice.meeting
    video_only = dice.chance(shares["video_only"])
    places = () if video_only else _places(area, dice)
    has_video = video_only or dice.chance(shares["video"])
    has_phone = dice.chance(shares["phone"])
    offices = (*places, *([VIDEO] if has_video else []), *([PHONE] if has_phone else []))
    terms: list[TermRecord] = []
    if dice.chance(practice.said["session-time"]):
        terms += plain(vocabulary, "session-time", at_least_one(dice, practice.times))
    if dice.chance(practice.said["access"]):
        at_places = dice.each(practice.access if places else {})
        remotely = dice.each(practice.access_remote if has_video else {})
        terms += plain(vocabulary, "access", [*at_places, *remotely])
    return Meeting(offices, tuple(terms))


def openings(
    offices: tuple[OfficeRecord, ...], coverage: tuple[CoverageRecord, ...], dice: Dice
) -> tuple[OpeningRecord, ...]:
    """Say whether there is room, for some also what differs at one office or for one payer."""
    practice = table(Practice, "practice.yaml")
    general = _opening(dice)
    found = [general]
    if len(offices) > 1 and dice.chance(practice.specific["office"]):
        found.append(_opening(dice, office=dice.pick(offices).ref))
    payers = [
        row.payer for row in coverage if row.network == "in" and row.payer != "payer:self-pay"
    ]
    if payers and general.state != "full" and dice.chance(practice.specific["payer"]):
        found.append(OpeningRecord(state="full", payer=dice.pick(payers)))
    return tuple(found)


def _places(area: Area, dice: Dice) -> tuple[OfficeRecord, ...]:
    shares = table(Practice, "practice.yaml").meeting
    if dice.chance(shares["home"]):
        if dice.chance(shares["home_shows_address"]):
            return (_shown_home(area, dice),)
        return (a_home_office(area, dice),)
    main = an_office(area, dice)
    if dice.chance(shares["two_offices"]):
        return (main, an_office(area, dice, ref="second"))
    return (main,)


def _shown_home(area: Area, dice: Dice) -> OfficeRecord:
    """An office at home whose owner chose to show the address."""
    office = an_office(area, dice)
    values = {name: getattr(office, name) for name in OfficeRecord.__slots__}
    return OfficeRecord(**values | {"is_home": True, "shows_address": True})


def _opening(dice: Dice, office: str = "") -> OpeningRecord:
    practice = table(Practice, "practice.yaml")
    state = dice.weighted(practice.openings)
    return OpeningRecord(state=state, weeks=dice.pick(practice.weeks[state]), office=office)
