"""The closed lists among the facts, each from the choice that speaks least for aid to the one that speaks most."""

from openfisca_core.indexed_enums import Enum


class Disability(Enum):
    """The kind on the certificate; of several, the gravest."""

    none = "none"
    hearing = "hearing"
    speech = "speech"
    visual = "visual"
    physical = "physical"
    intellectual = "intellectual"
    mental = "mental"


class Schooling(Enum):
    """Where somebody goes to school full time."""

    none = "none"
    postgraduate = "postgraduate"
    compulsory = "compulsory"
    senior = "senior"
    undergraduate = "undergraduate"


CHOICES = {"disability": Disability, "schooling": Schooling}
