"""The rules in force in one city: the variables that a lawyer can read, and that city's dated numbers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.inputs import input_variables
from huajie.rules.eligibility.loading import read_rules

_HERE = Path(__file__).parent
PARAMETERS = _HERE / "parameters"
CITY = "440100"  # the example that ships: Guangzhou
NATIONAL = PARAMETERS / "national"
SHIPPED = (NATIONAL, PARAMETERS / CITY)


class Eligibility(TaxBenefitSystem):  # type: ignore[misc]  # published without types
    """Aid of one city. `folders` hold parameter files; a later folder adds to an earlier one, or says otherwise."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        super().__init__([PERSON, HOUSEHOLD])
        self.add_variables(*input_variables())
        self.add_variables_from_directory(str(_HERE / "variables"))
        self.parameters = ParameterNode("", data=read_rules(folders or SHIPPED))


@cache
def rules_of(folders: tuple[Path, ...]) -> Eligibility:
    """The rules of these folders, read once by a process."""
    return Eligibility(folders)


def shipped() -> Eligibility:
    """The rules as they ship."""
    return rules_of(SHIPPED)
