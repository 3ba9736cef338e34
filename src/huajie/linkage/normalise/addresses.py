"""An address down to group, door and room, whatever stands in front of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from huajie.linkage.normalise.numerals import CHINESE_NUMBER, arabic
from huajie.linkage.normalise.widths import plain

_NUMBER = rf"(?:\d+|{CHINESE_NUMBER})"
_GROUP = re.compile(rf"第?({_NUMBER})\s*(?:股份经济合作社|经济合作社|经济社|合作社|村民小组|居民小组|生产队|小组|[队社组])(?!区)")
_DOOR = re.compile(rf"({_NUMBER}(?:-\d+)?)\s*号(?:院|楼|铺)?(?:之({_NUMBER}))?")
_ROOM = re.compile(rf"(?:({_NUMBER})\s*[栋幢座](?:楼)?)?(?:({_NUMBER})\s*单元)?(?:({_NUMBER})\s*[楼层])?(?:(\d{{1,4}})\s*(?:房|室|号房)?)?")
_BARE_ROOM = re.compile(r"(?<![\d-])(\d{3,4})(?:房|室|号房)$")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_ABOVE_LANE = re.compile(r".*(?:街道|居委会|村委会|社区|[省市区县镇乡村])")  # whatever a lane may follow
_LANE = re.compile(r"[^\d]{1,8}(?:大道|[路街巷道里坊])")


@dataclass(frozen=True, slots=True)
class Place:
    """What of an address lies below the village; "" for what it does not say."""

    group: str = ""
    door: str = ""
    room: str = ""

    @property
    def door_and_room(self) -> str:
        """The door, with the room where one is named."""
        return f"{self.door}#{self.room}" if self.room else self.door

    @property
    def flat(self) -> str:
        """The room within its door, whatever building it is in; "" if no room is named."""
        return f"{self.door}#{self.room.rpartition('-')[2]}" if self.room else ""

    @property
    def is_bare_flat(self) -> bool:
        """True if and only if a room is named, but neither building nor door: it may be in any building."""
        return bool(self.room) and not self.door and "-" not in self.room

    @property
    def suite(self) -> str:
        """The room with its building, whatever street is named in front of them; "" if either is missing."""
        return self.room if "-" in self.room else ""

    @property
    def full_door(self) -> str:
        """The door, if it can be at one spot of the village only: with its room, or with its group; else ""."""
        if self.room and not self.is_bare_flat:
            return self.door_and_room
        return f"{self.group}/{self.door}" if self.group and self.door else ""


@lru_cache(maxsize=50_000)
def read_place(raw: str) -> Place:
    """Group, door and room of an address, in Arabic digits.

    >>> read_place("广州市花都区花山镇平龙社区第16经济社12号之一")
    Place(group='16', door='12-1', room='')
    >>> read_place("新街村三队8号3栋502房")
    Place(group='3', door='8', room='3-502')
    """
    text = _BRACKETED.sub("", plain(raw)).replace(" ", "")
    group, door, start = "", "", 0
    if found := _GROUP.search(text):
        group, start = arabic(found[1]).lstrip("0"), found.end()
    if found := _DOOR.search(text, start):
        door = _lane(text[start : found.start()]) + arabic(found[1]) + (f"-{arabic(found[2])}" if found[2] else "")
        start = found.end()
    room = (door and _room(text[start:])) or _room_without_door(text[start:])
    return Place(group, door, room)


def _lane(before_door: str) -> str:
    """The street name right before the door's number, "" if a village or town stands there."""
    lane = _ABOVE_LANE.sub("", before_door)
    return lane if _LANE.fullmatch(lane) else ""


def _room(rest: str) -> str:
    found = _ROOM.match(rest)
    return "-".join(arabic(part) for part in found.groups() if part) if found else ""


def _room_without_door(text: str) -> str:
    found = re.search(rf"{_NUMBER}\s*[栋幢座].*", text)
    if found:
        return _room(found.group())
    bare = _BARE_ROOM.search(text)
    return bare[1] if bare else ""


def are_apart(places: Iterable[Place], others: Iterable[Place]) -> bool:
    """True if and only if both name a door or room, and no two of them may be one."""
    mine, theirs = ([place for place in each if place.door_and_room] for each in (places, others))
    return bool(mine and theirs) and not any(_may_be_one(one, other) for one in mine for other in theirs)


def _may_be_one(one: Place, other: Place) -> bool:
    if one.is_bare_flat or other.is_bare_flat:
        return one.flat == other.flat
    if one.suite and one.suite == other.suite and not (one.door and other.door):
        return True
    return one.door_and_room == other.door_and_room


def read_places(raw: tuple[str, ...]) -> tuple[Place, ...]:
    """The distinct places that say anything at all."""
    return tuple(dict.fromkeys(place for text in raw if (place := read_place(text)) != Place()))
