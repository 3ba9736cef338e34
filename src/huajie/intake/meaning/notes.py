"""What the import itself can say of a row, beside what reading says: codes that are kept, and their sentences."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from huajie.intake.content import plain
from huajie.intake.reading.messages import TEXTS, Message
from huajie.intake.reading.typed import Note


class Saying(Enum):
    """The value is the code kept beside the row."""

    VILLAGE_UNKNOWN = "village_unknown"
    VILLAGE_AMBIGUOUS = "village_ambiguous"
    VILLAGE_MISSING = "village_missing"
    GRID_UNKNOWN = "grid_unknown"
    ALREADY_KNOWN = "already_known"
    REFERENCE_UNKNOWN = "reference_unknown"
    ASK_PERSON = "ask_person"
    ASK_HOUSEHOLD = "ask_household"
    ASK_MATTER = "ask_matter"


ASKING = {"person": Saying.ASK_PERSON, "household": Saying.ASK_HOUSEHOLD, "matter": Saying.ASK_MATTER}  # by QuestionSubject


SENTENCES = {
    Saying.VILLAGE_UNKNOWN.value: _("No village or community of this name is known here. The row stands under the area above."),
    Saying.VILLAGE_AMBIGUOUS.value: _("Several villages or communities go by this name. The row stands under the area above."),
    Saying.VILLAGE_MISSING.value: _("The row names no village or community. It stands under the area above."),
    Saying.GRID_UNKNOWN.value: _("The village has no one grid of this name. The row stands under the village."),
    Saying.ALREADY_KNOWN.value: _("The row comes from the register and says nothing new: its matter is as it was, and nothing was added."),
    Saying.REFERENCE_UNKNOWN.value: _("No matter of this reference lies in your area. The row was read like that of any other list."),
    Saying.ASK_PERSON.value: _("Somebody must say whether this is a person whom the register knows."),
    Saying.ASK_HOUSEHOLD.value: _("Somebody must say whether this is a household that the register knows."),
    Saying.ASK_MATTER.value: _("Somebody must say whether this is a matter that the register holds."),
}


def note(saying: Saying, column: str = "") -> Note:
    """A note of the import, in the shape of those that reading makes."""
    return Note(Message(saying.value), column)


def kept(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes and problems as they lie beside a row: code, column, facts."""
    return [{"code": each.code, "column": each.column, "facts": plain(each.message.facts)} for each in notes]


def sentence(reason: Mapping[str, Any]) -> str:
    """A kept reason in the reader's language. An unknown code, of another version, is shown as it is."""
    code, facts, column = reason["code"], reason.get("facts", {}), reason.get("column", "")
    if code in SENTENCES:
        text = str(SENTENCES[code])
    elif code in TEXTS:
        text = str(Message(code, **facts))
    else:
        text = code
    return f"{column}: {text}" if column else text
